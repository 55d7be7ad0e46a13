// From words to papers: what was meant, whom they name, what was found.

import { calledFirst, find, findMost, loaded } from "./engine.js";
import * as facts from "./facts.js";
import { words } from "./fold.js";
import { extent } from "./library.js";
import { named, people } from "./names.js";
import { query } from "./query.js";
import { isIn, understood } from "./spelling.js";

export const AT_ONCE = 12;

// The answer to what is asked for. Only where words do not stand in what was found is their spelling looked at:
// for a word that no paper has, the index gives papers with one that begins a little like it.
export async function answer(asked) {
  const wanted = { ...asked, q: query(asked.q) };
  const first = await attempt(wanted, wanted.q);
  const doubtful = first.person ? [] : doubts(wanted.q, first.papers);
  const spelt = doubtful.length ? await understood(wanted.q, doubtful) : { query: wanted.q, mended: [], unknown: [] };
  const final = spelt.query === wanted.q ? first : await attempt(wanted, spelt.query);
  if (final.all.length || !spelt.query) return { ...spelt, ...final };
  const { results, ...how } = await findMost(spelt.query, wanted.all);
  return { ...spelt, ...(await shown(wanted, spelt.query, results)), people: final.people, ...how };
}

async function attempt(wanted, text) {
  if (wanted.q && !text) return { all: [], results: [], papers: [], people: [] };
  const persons = await people(text);
  const person = named(persons, text);
  const whole = person ? await papersOf(person, wanted.all) : [];
  const exact = whole.length ? person : undefined;
  return { ...(await shown(wanted, text, exact ? whole : await find(text, wanted.all), exact)), people: persons, person: exact };
}

// Those that are searched of the papers that somebody wrote: words would find namesakes with longer names, too.
async function papersOf({ numbers }, all) {
  const { searched } = await extent(all);
  return numbers.filter((number) => number < searched).map((number) => ({ number, score: 0, places: [] }));
}

// Results narrowed and in order, the first ones loaded. The papers of a person stand with the newest first.
async function shown(wanted, text, all, person) {
  const order = wanted.sort || (text && !person ? "" : "date");
  if (order === "votes" || wanted.tag || wanted.year || wanted.code) await facts.load(wanted.all);
  const narrowed = facts.narrowed(all, wanted);
  const results = order ? facts.sorted(narrowed, order) : narrowed;
  const papers = await loaded(results.slice(0, AT_ONCE));
  return { all, results, papers: order ? papers : calledFirst(papers, text) };
}

const said = ({ title, abstract = "", authors = "" }) => `${title} ${abstract} ${authors}`;

// Words that none of the papers has.
function doubts(text, papers) {
  if (text.includes('"')) return [];
  const texts = papers.map(said).map((one) => words(`${one} ${one.replace(/[-‐]/g, "")}`));
  const there = new Set(texts.flat());
  return [...new Set(words(text))].filter((word) => !isIn(word, there));
}
