// Ids of papers, as people paste them: bare, or in the address of an abstract, a PDF, a resolver.

import { json, there } from "./tables.js";

const ARXIV = /^(?:arxiv:\s*)?(\d{4}\.\d{4,5}|[a-z][a-z-]{1,12}(?:\.[a-z]{2})?\/\d{7})(?:v\d{1,3})?$/i;
const DOI = /^(?:doi:\s*)?(10\.\d{4,9}\/[^\s"<>{}\\^`|]{1,200})$/i;
const ACL = /^(?:acl:)?([A-Z]\d{2}-\d{4,5}|\d{4}\.[a-z0-9]{1,30}-[a-z0-9]{1,30}\.\d{1,5})$/;
const OPENREVIEW = /^openreview:([A-Za-z0-9_-]{9,20})$/;
const DOI_OF_ARXIV = /^10\.48550\/arxiv\.(.+)$/;

const PLACES = [
  [/^(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/(.+?)(?:\.pdf)?\/?$/i, "arxiv:"],
  [/^huggingface\.co\/papers\/([^/]+)\/?$/i, "arxiv:"],
  [/^(?:www\.)?alphaxiv\.org\/(?:abs|overview)\/([^/]+)\/?$/i, "arxiv:"],
  [/^(?:dx\.)?doi\.org\/(.+)$/i, "doi:"],
  [/^openreview\.net\/(?:forum|pdf)\?id=([^&#]+)/i, "openreview:"],
  [/^(?:www\.)?aclanthology\.org\/([^/]+?)(?:\.pdf)?\/?$/i, "acl:"],
];

// The id that a text is, as the files name it ("arxiv:2401.07037"), or nothing.
export function recognised(text) {
  const bare = text.trim().replace(/^https?:\/\//i, "");
  for (const [place, kind] of PLACES) {
    const found = bare.replace(/#.*$/, "").replace(kind === "openreview:" ? /$^/ : /\?.*$/, "").match(place);
    if (found) return named(kind + decoded(found[1]));
  }
  return named(bare);
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
  const { tables } = await there();
  const found = await Promise.all(tables.map(async ({ key, ids }) => (
    ids ? (await json(`tables/${key}/ids/${shard(id, ids)}.bin`))[id] : undefined
  )));
  return found.find(Boolean);
}

// FNV-1a, as in ids.py.
export function shard(id, files) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value % files;
}

// An id as people write it, and where else its paper is.
export function elsewhere(id) {
  const [, kind, value] = id.match(/^(\w+):(.+)$/);
  return {
    arxiv: [`arXiv ${value}`, `https://arxiv.org/abs/${value}`],
    doi: [`DOI ${value}`, `https://doi.org/${value}`],
    openreview: [`OpenReview ${value}`, `https://openreview.net/forum?id=${value}`],
    acl: [`ACL Anthology ${value}`, `https://aclanthology.org/${value}`],
  }[kind];
}
