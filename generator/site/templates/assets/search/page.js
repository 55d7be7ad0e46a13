// The search page: from what is asked for to what is shown.

import { AT_ONCE, answer } from "./answer.js";
import { archive } from "./archive.js";
import { count, element } from "./dom.js";
import { broken, nothing, welcome } from "./empty.js";
import { find, loaded } from "./engine.js";
import * as facts from "./facts.js";
import { filterBar } from "./filters.js";
import { elsewhere, paper, recognised } from "./ids.js";
import { keys } from "./keys.js";
import { extent } from "./library.js";
import { row } from "./rows.js";
import { meant } from "./spelling.js";
import { addressOf, isEmpty, state } from "./state.js";
import { suggestions } from "./suggestions.js";
import { ROOT } from "./tables.js";

const SMALL = 3000; // papers whose facts are loaded with the first results, without being asked for
const LITTLE = 3;
const PAUSE = 120; // milliseconds between letters that belong together
const SLOW = 300; // milliseconds after which it is said that something is going on

const page = document.getElementById("search");
const [form, bar] = [page.querySelector("form"), page.querySelector(".filters")];
const [box, said, called, list, hints] = ["q", "said", "called", "results", "hints"].map((id) => document.getElementById(id));
const offer = filterBar(bar, archive, (change) => go(change, "pushState"));

let latest = 0;
let waiting;
let found = []; // what the words alone have found, for counts

function go(change, how = "replaceState") {
  history[how](null, "", addressOf({ ...state(), ...change }));
  return show();
}

function link(change, text) {
  const made = element("a", { href: addressOf({ ...state(), ...change }) }, text);
  made.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if ("q" in change) box.value = change.q;
    go(change, "pushState").then(() => box.focus());
  });
  return made;
}

function tell(words, { rows = [], above = [], below = [] } = {}) {
  clearTimeout(waiting);
  said.replaceChildren(...[words].flat());
  called.replaceChildren(...above);
  list.replaceChildren(...rows);
  hints.replaceChildren(...below);
  list.ariaBusy = "false";
}

async function show() {
  const wanted = state();
  list.ariaBusy = "true";
  clearTimeout(waiting);
  waiting = setTimeout(() => said.replaceChildren("Searching…"), SLOW);
  const turn = (latest += 1);
  const isOld = () => turn !== latest;
  if (box !== document.activeElement) box.value = wanted.q;
  document.title = [wanted.q || "Search", document.title.split(" · ").pop()].join(" · ");
  if (!archive.papers) return tell("There is no paper in the archive yet.");
  offer(wanted, facts.areLoaded(wanted.all) && !isEmpty(wanted) ? facts.counts(found, wanted) : undefined);
  try {
    const id = recognised(wanted.q);
    if (id) await showPaper(id, isOld);
    else if (isEmpty(wanted)) tell(`${count(archive.papers, "paper")} to search.`, { below: welcome(archive, link) });
    else await showResults(wanted, isOld);
  } catch (error) {
    console.error(error);
    if (!isOld()) tell("The search index did not load.", { below: broken() });
  }
}

// A pasted id or address has one answer.
async function showPaper(id, isOld) {
  bar.hidden = true;
  const [name, address] = elsewhere(id);
  const known = await paper(id);
  if (isOld()) return;
  if (known) {
    const title = element("a", { href: new URL(known[0], ROOT) }, known[1]);
    tell(`The paper with ${name}`, { rows: [element("li", {}, title)] });
  } else {
    const way = address ? ["It may be found outside the archive: ", element("a", { href: address }, name), "."] : ["Look for words of its title."];
    tell(`The archive has no paper with ${name}.`, { below: [element("p", {}, ...way)] });
  }
}

async function showResults(wanted, isOld) {
  const got = await answer(wanted);
  const { searched, of } = await extent(wanted.all);
  if (isOld()) return;
  const where = searched < of ? ` among the newest ${count(searched, "paper")}` : "";
  found = got.all;
  const number = got.results.length;
  const above = suggestions(got.query, got.people, got.person, archive.topics, link);
  if (number) {
    const rows = got.papers.map((one) => row(one, archive.topics, got.person));
    tell([`${count(number, "paper")}${understanding(wanted)}${where}`, ...notes(got)], { rows, above });
    offerMore(got, isOld);
  } else {
    const tried = async (less) => facts.narrowed(await find(less.q, less.all), less).length;
    const below = await nothing(wanted, got.query, tried, link);
    if (isOld()) return;
    tell(`No paper${understanding(wanted)}${where}.`, { above, below });
  }
  if (searched < of && !isOld()) hints.append(element("p", { class: "older" }, link({ all: "1" }, "Search the older papers too"), `: ${count(of - searched, "paper")}`));
  if (number < LITTLE) await offerMeaning(wanted, got.query, number, isOld);
  await showCounts(wanted, isOld);
}

function understanding({ q, tag, year, code }) {
  const parts = [];
  if (q) parts.push(` for “${q}”`);
  if (tag) parts.push(` in ${archive.topics[tag] || tag}`);
  if (year) parts.push(`, listed in ${year}`);
  if (code) parts.push(", with code");
  return parts.join("");
}

function notes({ mended, unknown, without = [], most = false }) {
  const quoted = (words) => words.map((word) => `“${word}”`).join(", ");
  const told = [];
  if (mended.length) {
    const better = mended.map(([, word]) => element("b", {}, word)).flatMap((word, at) => (at ? [", ", word] : [word]));
    told.push(`. No paper has ${quoted(mended.map(([word]) => word))}: searched for `, ...better);
  }
  if (unknown.length) told.push(`. No paper has ${quoted(unknown)}`);
  if (without.length) told.push(`. No paper has all words: shown are those without ${quoted(without)}`);
  if (most) told.push(". No paper has all words: shown are those with most of them");
  if (unknown.length || without.length || most) told.push(".");
  return told;
}

async function offerMeaning({ all }, query, number, isOld) {
  const better = query && (await meant(query));
  const more = better ? (await find(better, all)).length : 0;
  if (isOld() || more <= number) return;
  hints.prepend(element("p", { class: "meant" }, "Did you mean ", link({ q: better }, better), `? ${count(more, "paper")}`));
}

function offerMore({ results, person }, isOld) {
  const rest = results.length - list.children.length;
  if (rest <= 0) return;
  const more = element("button", { type: "button" }, `Show ${Math.min(rest, AT_ONCE)} more of ${rest.toLocaleString("en")}`);
  const trouble = element("span", { role: "status" });
  more.addEventListener("click", async () => {
    const at = list.children.length;
    let papers;
    try {
      papers = await loaded(results.slice(at, at + AT_ONCE));
    } catch (error) {
      console.error(error);
      return trouble.replaceChildren(" These papers did not load. Look at your connection, and try again.");
    }
    if (isOld()) return;
    list.append(...papers.map((one) => row(one, archive.topics, person)));
    list.children[at].querySelector("a").focus();
    more.remove();
    trouble.remove();
    offerMore({ results, person }, isOld);
  });
  hints.append(more, trouble);
}

// Numbers behind the filters are a larger file: it is loaded where it is small, or when filters are reached for.
async function showCounts(wanted, isOld) {
  if (archive.papers <= SMALL) await facts.load(wanted.all);
  if (facts.areLoaded(wanted.all) && !isOld()) offer(wanted, facts.counts(found, wanted));
}

async function reach() {
  const wanted = state();
  if (isEmpty(wanted) || !found.length || facts.areLoaded(wanted.all)) return;
  await facts.load(wanted.all);
  if (wanted.all === state().all) offer(state(), facts.counts(found, state()));
}

let typing;
box.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => go({ q: box.value.trim() }), PAUSE);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(typing);
  const id = recognised(box.value);
  const known = id && (await paper(id).catch(console.error));
  if (known) location.assign(new URL(known[0], ROOT));
  else go({ q: box.value.trim() }, "pushState");
});
for (const event of ["pointerenter", "focusin"]) bar.addEventListener(event, () => reach().catch(console.error));
addEventListener("popstate", () => { box.value = state().q; show(); });
keys(page, box, () => [...called.querySelectorAll("a"), ...list.querySelectorAll("li > a")], () => go({ q: "" }));

// Somebody may have typed before all this was there.
if (box === document.activeElement && box.value) go({ q: box.value.trim() });
else {
  box.value = state().q;
  show();
}
