// Words that no paper has, and the archive's own words that are nearest to them.

import { folded, words } from "./fold.js";
import { text, there } from "./tables.js";

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
const ENDINGS = /(?:ization|isation|ations?|ions?|ings?|ers?|ed|ies|es|s|ly|e|y)$/;
const SHORTEST = 3;
const RARE = 2;

// The words of one letter, each with how common it is (0: in names only; n: in 2ⁿ⁻¹ papers or more).
async function listed(word) {
  const first = word[0] >= "a" && word[0] <= "z" ? word[0] : "other";
  const { tables } = await there();
  const lists = await Promise.all(tables.filter((its) => its.words.includes(first)).map((its) => list(its.key, first)));
  if (lists.length < 2) return lists.flat();
  const united = new Map();
  for (const [one, papers] of lists.flat()) united.set(one, Math.max(papers, united.get(one) || 0));
  return [...united];
}

async function list(key, first) {
  const found = [];
  let before = "";
  for (const line of (await text(`tables/${key}/words/${first}.bin`)).split("\n")) {
    before = before.slice(0, DIGITS.indexOf(line[0])) + line.slice(2);
    found.push([before, Number(line[1])]);
  }
  return found;
}

// Whether a word or a form of it is among others. Short words and numbers are never doubted.
export function isIn(word, others) {
  if (word.length < SHORTEST || /^\d+$/.test(word) || others.has(word)) return true;
  const own = stem(word);
  return [...others].some((one) => one.startsWith(word) || stem(one) === own);
}

// A query in which doubtful words that no paper has are mended where that can be, and left out where not.
export async function understood(query, doubtful) {
  const mended = [];
  const unknown = [];
  const replaced = new Map();
  for (const word of doubtful) {
    const known = await listed(word);
    if (known.some(([one]) => one === word)) continue;
    const form = common(known.filter(([one]) => stem(one) === stem(word)));
    const near = form || (await nearest(word, known));
    replaced.set(word, near || "");
    if (near && !form) mended.push([word, near]);
    if (!near) unknown.push(word);
  }
  return { query: replaced.size ? rewritten(query, replaced) : query, mended, unknown };
}

// What a query with a rare word may have meant: the same with a common word that differs little.
export async function meant(query) {
  if (query.includes('"')) return "";
  const replaced = new Map();
  for (const word of new Set(words(query))) {
    if (word.length < SHORTEST + 1 || /\d/.test(word)) continue;
    const known = await listed(word);
    const own = known.find(([one]) => one === word)?.[1] ?? 0;
    if (own > RARE) continue;
    const better = known.filter(([one, papers]) => papers > own + RARE && stem(one) !== stem(word));
    const near = best(word, better, 1);
    if (near) replaced.set(word, near);
  }
  return replaced.size ? rewritten(query, replaced) : "";
}

// Words are replaced where they stand, so that hyphens between others stay.
function rewritten(query, replaced) {
  const mend = (word) => replaced.get(folded(word)) ?? word;
  return query.normalize("NFC").replace(/[\p{L}\p{N}\p{M}]+/gu, mend).replace(/\s+/g, " ").trim();
}

function stem(word) {
  const short = word.replace(ENDINGS, "");
  return (short.length < SHORTEST ? word : short).replace(/(.)\1$/, "$1");
}

function common(candidates) {
  return candidates.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}

// Where no word with the same first letter is near, the first may be the one that is missing, or that came too early.
async function nearest(word, known) {
  const most = word.length < 5 ? 1 : 2;
  return best(word, known, most) || best(word, await listed(word.slice(1)), most - 1 || 1);
}

function best(word, candidates, most) {
  let found = [];
  for (const [one, papers] of candidates) {
    if (Math.abs(one.length - word.length) > most) continue;
    const away = distance(word, one, most);
    if (away > most) continue;
    if (away < most) { most = away; found = []; }
    found.push([one, papers]);
  }
  return common(found);
}

// How many letters were left out, added, exchanged or swapped with their neighbour (optimal string alignment).
export function distance(one, other, most) {
  let before;
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one[i - 1] !== other[j - 1]));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    before = above;
    above = row;
  }
  return above[other.length];
}
