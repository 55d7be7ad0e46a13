// The tables of facts: narrow and sort results, and count what each filter would leave.

import { archive } from "./archive.js";
import { wanted as groups } from "./library.js";
import { json } from "./tables.js";

const rows = []; // by the numbers of papers
const loading = new Map();
const done = new Set();

// Whether the facts of all papers that are searched are there.
export function areLoaded(all) {
  return done.has(all);
}

// The facts of the papers that are searched.
export async function load(all) {
  await Promise.all((await groups(all)).map((group) => {
    if (!loading.has(group.key)) loading.set(group.key, read(group));
    loading.get(group.key).catch(() => loading.delete(group.key));
    return loading.get(group.key);
  }));
  done.add(all);
}

async function read({ key, first, papers }) {
  const table = await json(`words/${key}/facts.bin`);
  const days = table.days.flatMap(([day, times]) => Array(times).fill(day));
  const lines = table.topics.map(line);
  for (const [place, day] of days.entries()) {
    rows[first + papers - 1 - place] = {
      year: day.slice(0, 4),
      votes: table.votes[place],
      code: table.code[place] === "1",
      tags: new Set(table.filed[place].flatMap((topic) => lines[topic])),
    };
  }
}

// A topic and those above it; a circle is left where it closes.
function line(topic) {
  const found = [];
  for (let step = topic; step && !found.includes(step); step = archive.above[step]) found.push(step);
  return found;
}

const TESTS = {
  tag: (row, wanted) => row.tags.has(wanted),
  year: (row, wanted) => row.year === wanted,
  code: (row) => row.code,
};

function passes(row, wanted, without) {
  return Object.keys(TESTS).every((key) => key === without || !wanted[key] || TESTS[key](row, wanted[key]));
}

export function narrowed(results, wanted) {
  if (!wanted.tag && !wanted.year && !wanted.code) return results;
  return results.filter(({ number }) => passes(rows[number], wanted));
}

// By votes or by date: the newest paper has the lowest number, and those of one day follow their digest.
export function sorted(results, by) {
  const newest = (a, b) => a.number - b.number;
  const voted = (a, b) => rows[b.number].votes - rows[a.number].votes || newest(a, b);
  return [...results].sort(by === "votes" ? voted : newest);
}

// For each filter the papers behind its values, were the others left as they are.
export function counts(results, wanted) {
  const left = { tag: new Map(), year: new Map(), code: 0 };
  const add = (map, value) => map.set(value, (map.get(value) || 0) + 1);
  for (const { number } of results) {
    const row = rows[number];
    if (passes(row, wanted, "tag")) for (const tag of row.tags) add(left.tag, tag);
    if (passes(row, wanted, "year")) add(left.year, row.year);
    if (passes(row, wanted, "code") && row.code) left.code += 1;
  }
  return left;
}
