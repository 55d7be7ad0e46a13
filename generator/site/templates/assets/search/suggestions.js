// Above the papers: people and topics that are called by the words.

import { element } from "./dom.js";
import { folded } from "./fold.js";
import { ROOT } from "./tables.js";

const PEOPLE = 5;
const TOPICS = 2;

export function suggestions(query, people, exact, topics, link) {
  const authors = people.slice(0, PEOPLE).filter((person) => person !== exact || person.address);
  const named = authors.map(({ name, papers, address }) => chip(
    address ? element("a", { href: new URL(address, ROOT) }, name) : link({ q: name, tag: "", year: "", code: "", sort: "" }, name),
    papers,
  ));
  const filed = called(query, topics).map((tag) => chip(element("a", { href: new URL(`tags/${tag}/`, ROOT) }, topics[tag])));
  return [group("Authors", named), group("Topics", filed)].filter(Boolean);
}

function group(title, chips) {
  return chips.length ? element("p", { class: "wordlist" }, element("span", { class: "n" }, title), ...chips) : undefined;
}

function chip(link, papers) {
  const number = papers > 1 ? element("span", { class: "n" }, ` ${papers.toLocaleString("en")}`) : "";
  return element("span", {}, link, number);
}

function called(query, topics) {
  const asked = folded(query).replace(/[-\s]+/g, " ").trim();
  if (asked.length < 3) return [];
  const begins = (tag) => folded(topics[tag]).replace(/[-\s]+/g, " ").startsWith(asked);
  return Object.keys(topics).filter(begins).sort((a, b) => topics[a].length - topics[b].length).slice(0, TOPICS);
}
