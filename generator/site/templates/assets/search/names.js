// People by any words of their names.

import { folded, words } from "./fold.js";
import { json, there } from "./tables.js";

const MOST_WORDS = 5;

// Everybody whose name has all words of a query, or their beginnings; those with most papers first.
export async function people(query) {
  const asked = words(query);
  if (!asked.length || asked.length > MOST_WORDS || /\d|"/.test(query)) return [];
  const { tables } = await there();
  let behind = 0; // the number of the newest paper of the next table, and then that of its oldest, and one more
  const lists = await Promise.all(tables.map((table) => listed(table, asked, (behind += table.papers))));
  const found = new Map();
  for (const one of lists.flat()) {
    const before = found.get(one.slug);
    found.set(one.slug, before ? united(before, one) : one);
  }
  return [...found.values()].map(addressed).sort((a, b) => b.papers - a.papers || (a.name < b.name ? -1 : 1));
}

// Each name stands under every word of it, so that one file is enough: that of the longest word.
async function listed({ key, names }, asked, behind) {
  const known = new Set(names);
  const file = [...asked].sort((a, b) => b.length - a.length).map((word) => beginning(word, known)).find(Boolean);
  if (!file) return [];
  return (await json(`tables/${key}/names/${file}.bin`)).map((row) => person(row, behind)).filter(({ parts }) => agrees(parts, asked));
}

function beginning(word, known) {
  for (let length = Math.min(word.length, 6); length > 1; length -= 1) {
    if (known.has(word.slice(0, length))) return word.slice(0, length);
  }
  return undefined;
}

// Papers are numbered from the newest of the archive on; in files from the oldest of the table.
function person([name, steps, slug, hasPage], behind) {
  let number = behind - 1;
  const numbers = [steps].flat().map((step) => (number -= step));
  return { name, numbers, papers: numbers.length, slug: slug || plainSlug(name), hasPage, parts: words(name) };
}

// The same person in an older and a newer part of the archive.
function united(one, other) {
  const [more, less] = one.papers >= other.papers ? [one, other] : [other, one];
  return { ...more, papers: one.papers + other.papers, numbers: [...one.numbers, ...other.numbers], hasPage: more.hasPage || less.hasPage };
}

function addressed(one) {
  return { ...one, address: one.papers > 1 || one.hasPage ? `authors/${one.slug}/` : undefined };
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
