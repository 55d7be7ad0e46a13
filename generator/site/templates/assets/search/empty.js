// What stands in the place of results where there are none.

import { count, element } from "./dom.js";

// Before anything is asked for: what can be, and the topics with most papers.
export function welcome({ common, topics }, link) {
  const chips = common.map(([tag, papers]) => element("li", {}, link({ tag }, `${topics[tag]} ${papers.toLocaleString("en")}`)));
  return [
    element("p", {}, "Type words of a title or an abstract, a name, an arXiv id, a DOI or the address of a paper. Forms of a word find each other; “quotes” keep words together."),
    element("ul", { class: "chips" }, ...chips),
  ];
}

// Where nothing was found: what would be found by asking for less. How many papers each offer leads to is tried out.
export async function nothing(wanted, known, tried, link) {
  const offers = [];
  for (const [key, words] of [["tag", "in all topics"], ["year", "in all years"], ["code", "with or without code"]]) {
    if (wanted[key]) offers.push([{ [key]: "" }, `The same ${words}`]);
  }
  const bare = known.replace(/"/g, "");
  if (bare !== known) offers.push([{ q: bare }, "The same words, wherever they stand"]);
  const single = [...new Set(bare.split(/\s+/).filter((word) => word.length > 2))];
  if (single.length > 1) for (const q of single.slice(0, 6)) offers.push([{ q }, `Only “${q}”`]);
  const numbers = await Promise.all(offers.map(([change]) => (known ? tried({ ...wanted, q: known, ...change }) : 0)));
  const useful = offers.map((offer, at) => [...offer, numbers[at]]).filter(([, , number]) => number);
  const items = useful.map(([change, words, number]) => element("li", {}, link(change, words), `: ${count(number, "paper")}`));
  return [
    element("p", {}, useful.length ? "Try less:" : "Look at the spelling, or try another word for it. Topics and authors have lists of their own."),
    element("ul", { class: "plain" }, ...items),
  ];
}

export function broken() {
  return [element("p", {}, "Load the page again, or look through the topics, authors and digests above.")];
}
