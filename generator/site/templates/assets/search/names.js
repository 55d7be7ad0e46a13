// People by any words of their names.

import { folded, words } from "./fold.js";
import { json, there } from "./tables.js";

const MOST_WORDS = 5;

// Everybody whose name has all words of a query, or their beginnings; those with most papers first.
export async function people(query) {
  const asked = words(query);
  if (!asked.length || asked.length > MOST_WORDS || /\d|"/.test(query)) return [];
  const file = await fileOf(asked);
  if (!file) return [];
  const rows = await json(`search/names/${file}.json`);
  return rows.map(person).filter(({ parts }) => agrees(parts, asked));
}

// Each name stands under every word of it, so that one file is enough: that of the longest word.
async function fileOf(asked) {
  const { names } = await there();
  const known = new Set(names);
  for (const word of [...asked].sort((a, b) => b.length - a.length)) {
    for (let length = Math.min(word.length, 6); length > 1; length -= 1) {
      if (known.has(word.slice(0, length))) return word.slice(0, length);
    }
  }
  return undefined;
}

function person([name, papers, slug]) {
  const address = papers > 1 || slug ? `authors/${slug || plainSlug(name)}/` : undefined;
  return { name, papers, address, parts: words(name) };
}

function plainSlug(name) {
  return folded(name).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

function agrees(parts, asked) {
  const left = [...parts];
  return [...asked].sort((a, b) => b.length - a.length).every((word) => {
    const at = left.findIndex((part) => part.startsWith(word));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

// The one person whom a query names in full: in the order in which the name is written, else in another. One word
// is no name: it may be a method's.
export function named(found, query) {
  const asked = words(query);
  if (asked.length < 2) return undefined;
  const sorted = (parts) => [...parts].sort().join(" ");
  const inOrder = found.find(({ parts }) => parts.join(" ") === asked.join(" "));
  return inOrder || found.find(({ parts }) => sorted(parts) === sorted(asked));
}
