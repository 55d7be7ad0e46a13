// Results as rows.

import { count, element, joined, time } from "./dom.js";
import { ROOT } from "./tables.js";

const PASSAGE = 40;

// The words of the abstract, which comes first in what is indexed, where most of what was looked for stands
// together; its beginning where nothing of it does.
function passage(text, places) {
  const abstract = text.trim().split(/\s+/);
  const marked = new Set(places.filter((place) => place < abstract.length));
  const near = (start) => [...marked].filter((place) => place >= start && place < start + PASSAGE - 6).length;
  const best = [...marked].sort((a, b) => near(b) - near(a) || a - b)[0] || 0;
  const start = best < 8 ? 0 : best - 5;
  const shown = abstract.slice(start, start + PASSAGE);
  const pieces = shown.flatMap((word, index) => [marked.has(start + index) ? element("mark", {}, word) : word, " "]);
  return [start ? "… " : "", ...pieces, start + PASSAGE < abstract.length ? "…" : ""];
}

// A person who was searched for, and who wrote these papers, is named also where three others are named first.
export function row({ places, ...shown }, topics, person) {
  const topic = (name) => (topics[name] ? element("a", { href: new URL(`tags/${name}/`, ROOT) }, topics[name]) : name);
  const facts = [
    shown.authors,
    person && !shown.authors.split(/, | and \d+ more$/).includes(person.name) && element("span", {}, "with ", element("mark", {}, person.name)),
    shown.date && time(shown.date),
    shown.votes && count(shown.votes, "vote").replace(" ", "\u00a0"),
    shown.code && "code",
    ...(shown.topics || []).map(topic),
  ].filter(Boolean);
  return element(
    "li",
    {},
    element("a", { href: new URL(shown.address, ROOT) }, shown.title),
    element("p", {}, ...joined(facts, " · ")),
    element("p", {}, ...passage(shown.abstract || "", places)),
  );
}
