// The bar of filters, and the order of results. Its elements stay while what they offer changes, so that a list
// that is open stays open.

import { element } from "./dom.js";

const ORDERS = { "": "Best first", date: "Newest first", votes: "Most votes first" };

export function filterBar(bar, { topics, years }, change) {
  const name = (tag) => topics[tag] || tag;
  const select = (id, label) => {
    const made = element("select", { id, "aria-label": label });
    made.addEventListener("change", () => change({ [id]: made.value }));
    return made;
  };
  const [tag, year, sort] = [select("tag", "Topic"), select("year", "Year"), select("sort", "Order")];
  const code = element("input", { type: "checkbox", id: "code" });
  const has = element("span", {}, "Has code");
  code.addEventListener("change", () => change({ code: code.checked ? "1" : "" }));
  bar.replaceChildren(tag, year, sort, element("label", {}, code, has));

  // Without counts every topic and year is offered; with them, those that lead somewhere.
  return function offer(wanted, left) {
    const tags = left ? byCount(left.tag, name) : Object.keys(topics).map((one) => [one]);
    const listed = left ? [...left.year].sort(([a], [b]) => b.localeCompare(a)) : years.map((one) => [one]);
    fill(tag, [["", , "All topics"], ...tags.map(([one, number]) => [one, number, name(one)])], wanted.tag, name);
    fill(year, [["", , "All years"], ...listed.filter(([one]) => one)], wanted.year);
    const orders = Object.entries(ORDERS).filter(([one]) => one || wanted.q);
    fill(sort, orders.map(([one, words]) => [one, , words]), wanted.sort || (wanted.q ? "" : "date"));
    code.checked = Boolean(wanted.code);
    has.textContent = left ? `Has code (${left.code.toLocaleString("en")})` : "Has code";
    bar.hidden = false;
  };
}

export function byCount(numbers, name) {
  return [...numbers].sort(([a, m], [b, n]) => n - m || name(a).localeCompare(name(b), "en"));
}

function fill(select, options, chosen, name = (value) => value) {
  const offered = options.some(([value]) => value === chosen) ? options : [...options, [chosen, 0, name(chosen)]];
  const made = offered.map(([value, number, words = value]) => {
    const behind = number === undefined ? "" : ` (${number.toLocaleString("en")})`;
    return new Option(`${words}${behind}`, value, false, value === chosen);
  });
  const same = made.length === select.length && made.every((one, at) => one.text === select[at].text);
  if (!same) select.replaceChildren(...made);
  select.value = chosen;
}
