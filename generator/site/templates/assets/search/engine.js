// Papers by their words. Pagefind finds those of each word; which have all, and in what order, is decided here.

import { words } from "./fold.js";
import { extent, index, shown } from "./library.js";
import { rarity, score, worth } from "./ranking.js";

const MOST_WORDS = 40;
const [LONGER, LONG] = [6, 9]; // words of a query, of which more than one may be missing; and surely are
const ENOUGH = 0.4; // of what a long query tells: venues are rare words
const NEARLY = 0.75; // of what the best one has
const FUNCTION_WORDS = new Set(
  "a an and are as at be by do does for from has have how in into is it its of on or that the their this to via we what when which with".split(" "),
);

const KEPT = 64; // words whose papers are kept in mind

// Papers with these words, the best first, of equals the newest; every paper where nothing is asked for. Those of the
// newest groups alone are searched unless all are wanted.
export async function find(query, all) {
  if (query) return having(await Promise.all(content(query).map((term) => meant(term, all))));
  return Array.from({ length: (await extent(all)).searched }, (_, number) => ({ number, score: 0, places: [] }));
}

// The words of a query, each with its place there, without those that tell nothing, whose places in every abstract are
// the largest files of the index. A quotation is one.
function content(query) {
  if (query.includes('"')) return [{ word: query, at: 0 }];
  const all = query.split(/\s+/).map((word, at) => ({ word, at })).filter(({ word }) => /[\p{L}\p{N}]/u.test(word));
  const telling = all.filter(({ word }) => !FUNCTION_WORDS.has(word.toLowerCase()));
  return telling.length ? telling : all;
}

const minds = new Map();

// A word with the papers that have it, which the next query may have, too.
async function meant({ word, at }, all) {
  const name = `${all} ${word}`;
  const known = minds.get(name) || looked(word, all);
  minds.delete(name);
  minds.set(name, known);
  known.catch(() => minds.delete(name));
  if (minds.size > KEPT) minds.delete(minds.keys().next().value);
  return { ...(await known), at };
}

async function looked(word, all) {
  const papers = new Map(await (await index(all))(word));
  return { papers, rarity: rarity(papers.size, (await extent(all)).searched) };
}

// Papers that have all terms.
function having(terms) {
  const [fewest, ...others] = [...terms].sort((a, b) => a.papers.size - b.papers.size);
  const numbers = fewest ? [...fewest.papers.keys()].filter((number) => others.every(({ papers }) => papers.has(number))) : [];
  const found = numbers.map((number) => ({ number, score: score(number, terms), places: placesIn(number, terms) }));
  return found.sort((a, b) => b.score - a.score || a.number - b.number);
}

function placesIn(number, terms) {
  return terms.flatMap(({ papers }) => (papers.get(number) || []).map(({ l }) => l));
}

// Papers with most words of a query, for one that no paper answers whole: with all but one, which is mistaken; of a
// long query, as a citation is, with those words that are the better part of what it tells.
export async function findMost(query, all) {
  const asked = content(query).slice(0, MOST_WORDS);
  if (asked.length < 3) return { results: [] };
  const terms = await Promise.all(asked.map((term) => meant(term, all)));
  const found = asked.length < LONG ? withoutOne(asked, terms) : { results: [] };
  if (found.results.length || asked.length < LONGER) return found;
  return { results: overlapping(terms), most: true };
}

function withoutOne(asked, terms) {
  const tried = terms.map((_, at) => having(terms.filter((_term, index) => index !== at)));
  const best = new Map();
  for (const result of tried.flat()) {
    if (!(best.get(result.number)?.score >= result.score)) best.set(result.number, result);
  }
  const results = [...best.values()].sort((a, b) => b.score - a.score || a.number - b.number);
  return { results, without: asked.filter((_, at) => tried[at].length).map(({ word }) => word) };
}

// A word that no paper has tells nothing here. Of papers that have as much, one with more of it in its title is better.
function overlapping(terms) {
  const best = new Map();
  const whole = terms.reduce((sum, { papers, rarity: its }) => sum + (papers.size ? its : 0), 0);
  for (const { papers, rarity: its } of terms) {
    for (const [number, places] of papers) {
      const before = best.get(number) || { number, told: 0, score: 0 };
      best.set(number, { number, told: before.told + its, score: before.score + its * worth(places) });
    }
  }
  const most = [...best.values()].reduce((highest, { told }) => Math.max(highest, told), 0);
  const results = [...best.values()].filter(({ told }) => told >= most * NEARLY && told > whole * ENOUGH);
  return results.sort((a, b) => b.score - a.score || a.number - b.number).map((one) => ({ ...one, places: placesIn(one.number, terms) }));
}

// What is to be shown of some results.
export async function loaded(results) {
  return Promise.all(results.map(async ({ number, places }) => ({ ...(await shown(number)), places })));
}

// Of papers that were found equally well, one that is called by the very words comes first: the paper whose whole
// title they are, then the one that gives a method its name ("Name: what it does"), then one whose whole title stands
// among them, as in a citation, then those that begin so.
export function calledFirst(papers, query) {
  const asked = words(query).join(" ");
  const rank = (paper) => {
    const title = words(paper.title).join(" ");
    if (title === asked) return 0;
    const [name] = paper.title.split(/[:：]/);
    if (words(name).join(" ") === asked) return name.toLowerCase() === query.toLowerCase() ? 1 : 2; // C++ is not C
    if (title.includes(" ") && ` ${asked} `.includes(` ${title} `)) return 3;
    return title.startsWith(`${asked} `) ? 4 : 5;
  };
  return asked ? [...papers].sort((a, b) => rank(a) - rank(b)) : papers;
}
