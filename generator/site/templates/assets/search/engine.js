// Papers by their words. Pagefind finds; in what order the first ones stand is decided here.

import { words } from "./fold.js";
import { extent, index, shown } from "./library.js";

const MOST_WORDS = 24;
const FUNCTION_WORDS = new Set(
  "a an and are as at be by do does for from has have how in into is it its of on or that the their this to via we what when which with".split(" "),
);

// Papers with these words, the best first, of equals the newest; every paper where no word is given. Those of the
// newest groups alone are searched unless all are wanted.
export async function find(query, all) {
  const asked = content(query);
  if (!asked) return Array.from({ length: (await extent(all)).searched }, (_, number) => ({ number, score: 0, places: [] }));
  const found = await (await index(all))(asked);
  return found.sort((a, b) => b.score - a.score || a.number - b.number);
}

// A query without the words that tell nothing, whose places in every abstract are the largest files of the index.
function content(query) {
  if (query.includes('"')) return query;
  const telling = query.split(/\s+/).filter((word) => !FUNCTION_WORDS.has(word.toLowerCase()));
  return telling.length ? telling.join(" ") : query;
}

// Papers with all words of a query but one, for a query that no paper answers whole: one of its words is mistaken.
export async function findMost(query, all) {
  const chunks = content(query).split(/\s+/);
  if (chunks.length < 3 || chunks.length > MOST_WORDS || query.includes('"')) return { results: [], without: [] };
  const tried = await Promise.all(chunks.map((_, at) => find(chunks.filter((_word, index) => index !== at).join(" "), all)));
  const best = new Map();
  for (const result of tried.flat()) {
    if (!(best.get(result.number)?.score >= result.score)) best.set(result.number, result);
  }
  const results = [...best.values()].sort((a, b) => b.score - a.score || a.number - b.number);
  return { results, without: chunks.filter((_, at) => tried[at].length) };
}

// What is to be shown of some results.
export async function loaded(results) {
  return Promise.all(results.map(async ({ number, places }) => ({ ...(await shown(number)), places })));
}

// Of papers that were found equally well, one that is called by the very words comes first: the paper whose whole
// title they are, then the one that gives a method its name ("Name: what it does"), then those that begin so.
export function calledFirst(papers, query) {
  const asked = words(query).join(" ");
  const rank = (paper) => {
    const title = words(paper.title).join(" ");
    if (title === asked) return 0;
    if (words(paper.title.split(/[:：]/)[0]).join(" ") === asked) return 1;
    return title.startsWith(`${asked} `) ? 2 : 3;
  };
  return asked ? [...papers].sort((a, b) => rank(a) - rank(b)) : papers;
}
