// Pagefind's program, which is WebAssembly: it takes an index piece by piece, and finds pages by words.

import { bytes } from "./cbor.js";
import { plainLetters } from "./fold.js";
import { unpacked } from "./tables.js";

const RANKING = { meta_weights: { title: 5 } };
const PUNCTUATION = /[\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/gu;

let program;

function loaded(key) {
  program ||= unpacked(`engine/${key}/pagefind.bin`).then(started);
  program.catch(() => (program = undefined));
  return program;
}

async function started(code) {
  let run;
  const table = () => {
    const externals = run.__wbindgen_externrefs;
    const start = externals.grow(4);
    [undefined, undefined, null, true, false].forEach((value, at) => externals.set(at && start + at - 1, value));
  };
  const imports = { "./pagefind_web_bg.js": { __wbindgen_init_externref_table: table } };
  run = (await WebAssembly.instantiate(code, imports)).instance.exports;
  run.__wbindgen_start();
  return run;
}

// An index of pages that are named by their places in a list of their lengths, in buckets that begin as is said.
export async function open(key, lengths, buckets) {
  const run = await loaded(key);
  const given = (data) => {
    const at = run.__wbindgen_malloc(data.length, 1) >>> 0;
    new Uint8Array(run.memory.buffer, at, data.length).set(data);
    return [at, data.length];
  };
  const said = (words) => given(new TextEncoder().encode(words));
  const taken = ([at, length]) => {
    const words = new TextDecoder().decode(new Uint8Array(run.memory.buffer, at >>> 0, length));
    run.__wbindgen_free(at, length, 1);
    return JSON.parse(words);
  };
  let index = run.init_pagefind(...given(bytes(about(lengths, buckets)))) >>> 0;
  index = run.set_ranking_weights(index, ...said(JSON.stringify(RANKING))) >>> 0;
  return {
    // The numbers of the buckets in which words of a query stand.
    needed: (query) => taken(run.request_indexes(index, ...said(plain(query)))).filter(Boolean).map(Number),
    add: (words) => { index = run.load_index_chunk(index, ...given(bytes([words]))) >>> 0; },
    // Pages by their numbers, with the places of words (l), how heavy they are (w) and how well they fit (s).
    search(query) {
      const exact = /^\s*".+"\s*$/.test(query);
      const [asked, original] = [said(plain(query)), said(bare(query))];
      const found = run.search(index, ...asked, ...original, ...said("{}"), ...said(""), exact, false);
      return taken(found).results.map(({ p, l }) => [Number(p), l]);
    },
  };
}

function about(lengths, buckets) {
  const pages = lengths.map((length, number) => [String(number), length]);
  const ranges = [...buckets, undefined].map((next, at) => [buckets[at - 1] || "", upTo(next), String(at)]);
  return ["", pages, ranges, [], [], ["title"]];
}

// The last word before another.
function upTo(word) {
  if (!word) return "\u{10ffff}";
  const last = word.length - 1;
  return `${word.slice(0, last)}${String.fromCharCode(word.charCodeAt(last) - 1)}\u{10ffff}`;
}

function bare(query) {
  return plainLetters(query.replace(PUNCTUATION, "").toLowerCase()).replace(/\s+/g, " ").trim();
}

function plain(query) {
  return bare(query).normalize("NFD").replace(/\p{M}/gu, "");
}
