// Papers by their words. Pagefind finds; in what order the first ones stand is decided here.

import { words } from "./fold.js";
import { extent, index, shown } from "./library.js";

const MOST_WORDS = 40;
const [LONGER, LONG] = [6, 9]; // words of a query, of which more than one may be missing; and surely are
const NEARLY = 0.75; // of what the best one has
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

// Papers with most words of a query, for one that no paper answers whole: with all but one, which is mistaken; of a
// long query, as a citation is, with those words that are the greater part of what it tells.
export async function findMost(query, all) {
  const chunks = [...new Set(content(query).split(/\s+/))].slice(0, MOST_WORDS);
  if (chunks.length < 3 || query.includes('"')) return { results: [] };
  const found = chunks.length < LONG ? await withoutOne(chunks, all) : { results: [] };
  if (found.results.length || chunks.length < LONGER) return found;
  return { results: await overlapping(chunks, all), most: true };
}

async function withoutOne(chunks, all) {
  const tried = await Promise.all(chunks.map((_, at) => find(chunks.filter((_word, index) => index !== at).join(" "), all)));
  const best = new Map();
  for (const result of tried.flat()) {
    if (!(best.get(result.number)?.score >= result.score)) best.set(result.number, result);
  }
  const results = [...best.values()].sort((a, b) => b.score - a.score || a.number - b.number);
  return { results, without: chunks.filter((_, at) => tried[at].length) };
}

// A word tells the more, the fewer papers have it; one that none has tells nothing here.
async function overlapping(chunks, all) {
  const { searched } = await extent(all);
  const best = new Map();
  let whole = 0;
  for (const found of await Promise.all(chunks.map((word) => find(word, all)))) {
    const told = Math.log(1 + searched / (1 + found.length));
    if (found.length) whole += told;
    for (const { number, score, places } of found) {
      const before = best.get(number) || { number, told: 0, score: 0, places: [] };
      best.set(number, { number, told: before.told + told, score: before.score + score, places: [...before.places, ...places] });
    }
  }
  const most = Math.max(...[...best.values()].map(({ told }) => told));
  const results = [...best.values()].filter(({ told }) => told > whole / 2 && told > most * NEARLY);
  return results.sort((a, b) => b.told - a.told || b.score - a.score || a.number - b.number);
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
    if (words(paper.title.split(/[:：]/)[0]).join(" ") === asked) return 1;
    if (title.includes(" ") && ` ${asked} `.includes(` ${title} `)) return 2;
    return title.startsWith(`${asked} `) ? 3 : 4;
  };
  return asked ? [...papers].sort((a, b) => rank(a) - rank(b)) : papers;
}
