// The table of facts: narrows and sorts results, and counts what each filter would leave.

import { json } from "./tables.js";

let rows;

export function areLoaded() {
  return Boolean(rows);
}

// One row for each paper of the index, by the name it has there.
export async function load() {
  if (rows) return rows;
  const table = await json("pagefind/facts.json", { cache: "no-cache" });
  const names = table.papers.split(" ");
  const found = new Map();
  for (const [place, name] of names.entries()) {
    const filed = new Set(table.filed[place].flatMap((topic) => table.above[topic]).map((topic) => table.topics[topic]));
    found.set(name, {
      place,
      year: table.days[place].slice(0, 4),
      votes: table.votes[place],
      code: table.code[place] === "1",
      tags: filed,
    });
  }
  rows = found;
  return rows;
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
  return results.filter(({ id }) => rows.has(id) && passes(rows.get(id), wanted));
}

// By votes or by date; papers that were listed on one day stand in the order of their digest.
export function sorted(results, by) {
  const row = (result) => rows.get(result.id) || { place: Infinity, votes: 0 };
  const newest = (a, b) => row(a).place - row(b).place;
  const voted = (a, b) => row(b).votes - row(a).votes || newest(a, b);
  return [...results].sort(by === "votes" ? voted : newest);
}

// For each filter the papers behind its values, were the others left as they are.
export function counts(results, wanted) {
  const left = { tag: new Map(), year: new Map(), code: 0 };
  const add = (map, value) => map.set(value, (map.get(value) || 0) + 1);
  for (const { id } of results) {
    const row = rows.get(id);
    if (!row) continue;
    if (passes(row, wanted, "tag")) for (const tag of row.tags) add(left.tag, tag);
    if (passes(row, wanted, "year")) add(left.year, row.year);
    if (passes(row, wanted, "code") && row.code) left.code += 1;
  }
  return left;
}
