// The papers that are searched: those of the newest groups, or all. They are numbered from the newest on.

import { open } from "./pagefind.js";
import { decoded, json, pieces, read, there, unpacked } from "./tables.js";

const AT_FIRST = 8000; // papers, or a few more, as groups are
const IN_A_FILE = 4;
const USUAL = -25; // the weight of a word of an abstract, which goes without saying in our files

const opened = new Map();

// How many papers are searched, and how many there are.
export async function extent(all) {
  const groups = await wanted(all);
  const { groups: every } = await there();
  return { searched: total(groups), of: total(every) };
}

// The groups that are searched, each with the number of its newest paper and how many it has.
export async function wanted(all) {
  const { groups } = await there();
  const found = [];
  let first = 0;
  for (const { key, shards, buckets } of groups) {
    if (first >= AT_FIRST && !all) break;
    const papers = shards.reduce((sum, [, number]) => sum + number, 0);
    found.push({ key, shards, buckets, first, papers });
    first += papers;
  }
  return found;
}

function total(groups) {
  return groups.reduce((sum, { shards }) => sum + shards.reduce((own, [, number]) => own + number, 0), 0);
}

// The index of these papers, which loads what a query needs.
export function index(all) {
  if (!opened.has(all)) {
    const making = made(all);
    making.catch(() => opened.delete(all));
    opened.set(all, making);
  }
  return opened.get(all);
}

async function made(all) {
  const { engine, buckets } = await there();
  const groups = await wanted(all);
  const lengths = await Promise.all(groups.map(({ key }) => json(`words/${key}/lengths.bin`)));
  const pagefind = await open(engine, lengths.flatMap((its) => [...its].reverse()), buckets);
  const loading = new Map();
  const load = async (number) => pagefind.add(await bucket(groups, number));
  return async function search(query) {
    for (const number of pagefind.needed(query)) {
      if (!loading.has(number)) loading.set(number, load(number));
    }
    await Promise.all(loading.values()).catch((error) => { loading.clear(); throw error; });
    return pagefind.search(query);
  };
}

// The words of a bucket, each with its papers in all groups.
async function bucket(groups, number) {
  const texts = await Promise.all(groups.map((group) => bucketOf(group, number)));
  const words = new Map();
  for (const [at, { first, papers, shards }] of groups.entries()) {
    let end = first + papers - 1; // the number of the oldest paper; in files the oldest comes first
    const starts = shards.map(([, size]) => (end -= size) + size);
    for (let shard = shards.length - 1; shard >= 0; shard -= 1) add(words, texts[at][shard], starts[shard]);
  }
  return [...words].map(([stem, { own, marked }]) => [stem, stepped(own), [...marked].map(([one, its]) => [one, stepped(its)])]);
}

// What each shard of a group has in a bucket. Where a group is small, a file holds several buckets.
async function bucketOf({ key, shards, buckets }, number) {
  const file = await pieces(`words/${key}/${Math.floor(number / buckets)}.bin`);
  const start = (number % buckets) * shards.length;
  return Promise.all(file.slice(start, start + shards.length).map(read));
}

function add(words, lines, oldest) {
  for (const line of lines ? lines.split("\n") : []) {
    const [stem, papers, ...marked] = line.split("\t");
    if (!words.has(stem)) words.set(stem, { own: [], marked: new Map() });
    const word = words.get(stem);
    word.own.push(...postings(papers, oldest));
    for (let at = 0; at < marked.length; at += 2) {
      const before = word.marked.get(marked[at]) || [];
      word.marked.set(marked[at], [...before, ...postings(marked[at + 1], oldest)]);
    }
  }
}

// The papers of a word, the newest first: number, places in the text, places in the title.
function postings(listed, oldest) {
  let number = oldest;
  const found = (listed ? listed.split(";") : []).map((one) => {
    const [places, title] = one.split("!");
    const [step, ...rest] = places.split(" ").map(Number);
    number -= step;
    return [number, rest[0] >= 0 ? [USUAL, ...rest] : rest, title ? title.split(" ").map(Number) : []];
  });
  return found.reverse();
}

function stepped(found) {
  let before = 0;
  return found.map(([number, ...places]) => {
    const step = number - before;
    before = number;
    return [step, ...places];
  });
}

// What is to be shown of a paper.
export async function shown(number) {
  const { shards, first, papers } = (await wanted(true)).findLast((group) => group.first <= number);
  let place = first + papers - 1 - number; // from the oldest paper of the group on
  const [key] = shards.find(([, size]) => place < size || ((place -= size), false));
  const file = await unpacked(`papers/${key}/${Math.floor(place / IN_A_FILE)}.bin`);
  return JSON.parse(decoded(file))[place % IN_A_FILE];
}
