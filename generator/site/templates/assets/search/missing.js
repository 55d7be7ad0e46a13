// The page for what is not there. /arxiv/2401.07037 leads to the paper with this id, /doi/… too; of any other
// address the words are put into the box.

import { elsewhere, paper, recognised } from "./ids.js";
import { ROOT } from "./tables.js";

const BY_ID = /^(arxiv|doi|openreview|acl)\/(?:abs\/|pdf\/)?(.+?)(?:\.pdf)?\/?$/i;

async function lead() {
  const inside = decoded(location.pathname.slice(ROOT.pathname.length));
  const [, kind, value] = inside.match(BY_ID) || [];
  const id = kind && recognised(`${kind.toLowerCase()}:${value}`);
  if (!id) return;
  const found = await paper(id);
  if (found) location.replace(new URL(found[0], ROOT));
  else say(...elsewhere(id));
}

function say(name, address) {
  document.querySelector("h1").textContent = `The archive has no paper with ${name}`;
  const link = Object.assign(document.createElement("a"), { href: address, textContent: name });
  document.getElementById("reason").replaceChildren("It may be found outside the archive: ", link, ".");
  document.getElementById("missing").value = name.split(" ").pop();
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

lead().catch(console.error);
