// Papers by their words. Pagefind finds; in what order the first ones stand is decided here.

import { words } from "./fold.js";
import { ROOT } from "./tables.js";

const RANKING = { metaWeights: { title: 5 } };

const MOST_WORDS = 24;
const FUNCTION_WORDS = new Set(
  "a an and are as at be by do does for from has have how in into is it its of on or that the their this to via we what when which with".split(" "),
);

let pagefind;

async function engine() {
  if (!pagefind) {
    const loaded = await import(new URL("pagefind/pagefind.js", ROOT));
    await loaded.options({ ranking: RANKING });
    await loaded.init();
    pagefind = loaded;
  }
  return pagefind;
}

// All papers with these words, the best first; all there are where no word is given.
export async function find(query) {
  return (await (await engine()).search(content(query) || null)).results;
}

// A query without the words that tell nothing, whose places in every abstract are the largest files of the index.
function content(query) {
  if (query.includes('"')) return query;
  const telling = query.split(/\s+/).filter((word) => !FUNCTION_WORDS.has(word.toLowerCase()));
  return telling.length ? telling.join(" ") : query;
}

// Papers with all words of a query but one, for a query that no paper answers whole: one of its words is mistaken.
export async function findMost(query) {
  const chunks = content(query).split(/\s+/);
  if (chunks.length < 3 || chunks.length > MOST_WORDS || query.includes('"')) return { results: [], without: [] };
  const tried = await Promise.all(chunks.map((_, at) => find(chunks.filter((_word, index) => index !== at).join(" "))));
  const best = new Map();
  for (const result of tried.flat()) {
    if (!(best.get(result.id)?.score >= result.score)) best.set(result.id, result);
  }
  const results = [...best.values()].sort((a, b) => b.score - a.score);
  return { results, without: chunks.filter((_, at) => tried[at].length) };
}

// What is to be shown of some results.
export async function loaded(results) {
  return Promise.all(results.map(async (result) => {
    const data = await result.data();
    return { ...data, shown: JSON.parse(data.filters.shown[0]), places: result.words };
  }));
}

// Of papers that were found equally well, one that is called by the very words comes first: the paper whose whole
// title they are, then the one that gives a method its name ("Name: what it does"), then those that begin so.
export function calledFirst(papers, query) {
  const asked = words(query).join(" ");
  const rank = ({ meta }) => {
    const title = words(meta.title).join(" ");
    if (title === asked) return 0;
    if (words(meta.title.split(/[:：]/)[0]).join(" ") === asked) return 1;
    return title.startsWith(`${asked} `) ? 2 : 3;
  };
  return asked ? [...papers].sort((a, b) => rank(a) - rank(b)) : papers;
}
