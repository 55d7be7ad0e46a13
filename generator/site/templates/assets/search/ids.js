// Ids of papers, as people paste them: bare, in brackets, in an address, somewhere in a citation.

import { ROOT, json, there } from "./tables.js";

const ARXIV = /^(?:arxiv[:\s]\s*)?(\d{4}\.\d{4,5}|[a-z][a-z-]{1,12}(?:\.[a-z]{2})?\/\d{7})(?:v\d{1,3})?$/i;
const DOI = /^(?:doi:\s*)?(10\.\d{4,9}\/[^\s"<>{}\\^`|]{1,200})$/i;
const ACL = /^(?:acl:)?([A-Z]\d{2}-\d{4,5}|\d{4}\.[a-z0-9]{1,30}-[a-z0-9]{1,30}\.\d{1,5})$/;
const OPENREVIEW = /^openreview:([A-Za-z0-9_-]{9,20})$/;
const DOI_OF_ARXIV = /^10\.48550\/arxiv\.(.+)$/;

// Within a text, the surest first: an id behind the name of arXiv; a number that may be arXiv's is one of its months.
const WITHIN = [
  [/arxiv(?:\.org\/[a-z]{2,8}\/|[:./\s]\s?)(\d{4}\.\d{4,5}(?!\d)|[a-z][a-z-]{1,12}(?:\.[a-z]{2})?\/\d{7}(?!\d))/i, "arxiv:"],
  [/openreview\.net\/(?:forum|pdf|attachment)\?id=([A-Za-z0-9_-]{9,20})/i, "openreview:"],
  [/\/10\.\d{4,9}\/[^\s"<>{}\\^`|?#]{1,200}/, "doi:"],
  [/\b10\.\d{4,9}\/[^\s"<>{}\\^`|]{1,200}/, "doi:"],
  [/aclanthology\.org\/([A-Z]\d{2}-\d{4,5})/, "acl:"],
  [/\b(\d{4}\.[a-z0-9]{1,30}-[a-z0-9]{1,30}\.\d{1,5})\b/, "acl:"],
  [/(?<![\d.])(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?!\d)/, "arxiv:"],
];
const PAGE = /(?:^|\/)papers\/(\d{4}-\d{2}\/[a-z0-9-]{1,120})(?![a-z0-9-])/;
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;
const BEFORE = /^[\s<>()[\]{}"'“”‘’.,;:]+/;
const BEHIND = /(?<![\s<>()[\]{}"'“”‘’.,;:])[\s<>()[\]{}"'“”‘’.,;:]+$/;

// The id that a text is or holds, as the files name it ("arxiv:2401.07037"), or nothing. A page of the archive goes by
// its address ("page:papers/2026-11/a-title/"); any other address is one, too, but that of no paper.
export function recognised(text) {
  const bare = text.replace(BEFORE, "").replace(BEHIND, "");
  const whole = named(bare);
  if (whole) return whole;
  const page = bare.match(PAGE);
  if (page) return `page:papers/${page[1]}/`;
  const plain = decoded(bare);
  for (const [place, kind] of WITHIN) {
    const found = plain.match(place);
    if (found) return named(kind + (found[1] || bounded(found[0])));
  }
  return ADDRESS.test(bare) ? `address:${bare}` : "";
}

// A DOI may end with a bracket that it opened itself; others, and signs behind it, are those of the sentence.
function bounded(doi) {
  const bare = doi.replace(/^\//, "").replace(/(?<![\].,;:!?'”’])[\].,;:!?'”’]+$/, "");
  const own = bare.includes("(") ? bare : bare.replace(/\).*$/, "");
  return own.replace(/\/$/, "");
}

function named(text) {
  let found;
  if ((found = text.match(ARXIV))) return `arxiv:${arxiv(found[1])}`;
  if ((found = text.match(DOI))) return doi(found[1].replace(/[.,;]{1,9}$/, "").toLowerCase());
  if ((found = text.match(OPENREVIEW))) return `openreview:${found[1]}`;
  if ((found = text.match(ACL))) return `acl:${found[1]}`;
  return "";
}

function arxiv(id) {
  const [archive, number] = id.split("/");
  return number ? `${archive.split(".")[0].toLowerCase()}/${number}` : id;
}

// arXiv gives each of its papers a DOI, which no page repeats.
function doi(value) {
  const own = value.match(DOI_OF_ARXIV);
  return (own && named(own[1])) || `doi:${value}`;
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

// The paper with an id, as its address below the root and its title; undefined where the archive has none.
export async function paper(id) {
  if (id.startsWith("page:")) return onPage(id.slice(5));
  if (id.startsWith("address:")) return undefined;
  const { tables } = await there();
  const found = await Promise.all(tables.map(async ({ key, ids }) => (
    ids ? (await json(`tables/${key}/ids/${shard(id, ids)}.bin`))[id] : undefined
  )));
  return found.find(Boolean);
}

// The paper of a page, which says itself what it is called.
async function onPage(address) {
  const found = await fetch(new URL(address, ROOT));
  if (found.status === 404) return undefined;
  if (!found.ok) throw new Error(`${address}: ${found.status}`);
  const page = new DOMParser().parseFromString(await found.text(), "text/html");
  return [address, (page.querySelector("h1") || page.querySelector("title")).textContent];
}

// FNV-1a, as in ids.py.
export function shard(id, files) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value % files;
}

// An id as people write it, and where else its paper is, where that is known.
export function elsewhere(id) {
  const [, kind, value] = id.match(/^(\w+):(.+)$/);
  return {
    arxiv: [`arXiv ${value}`, `https://arxiv.org/abs/${value}`],
    doi: [`DOI ${value}`, `https://doi.org/${value}`],
    openreview: [`OpenReview ${value}`, `https://openreview.net/forum?id=${value}`],
    acl: [`ACL Anthology ${value}`, `https://aclanthology.org/${value}`],
  }[kind] || ["this address"];
}
