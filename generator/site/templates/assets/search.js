// The search page: words, topic, year and code stand in the address, so that a search can be sent to somebody.

const ROOT = new URL("..", import.meta.url);
const AT_ONCE = 20;
const PASSAGE = 40;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

const page = document.getElementById("search");
const form = page.querySelector("form");
const box = document.getElementById("q");
const filters = page.querySelector(".filters");
const said = document.getElementById("said");
const list = document.getElementById("results");
const hints = document.getElementById("hints");
const topics = JSON.parse(document.getElementById("topics").textContent);

let pagefind;
let latest = 0;

// State and address

function state() {
  const address = new URLSearchParams(location.search);
  const pick = (key) => (address.get(key) || "").trim().slice(0, 300);
  return { q: pick("q"), tag: pick("tag"), year: pick("year"), code: pick("code") === "1" ? "1" : "" };
}

function addressOf(wanted) {
  const address = new URLSearchParams();
  for (const [key, value] of Object.entries(wanted)) if (value) address.set(key, value);
  const query = address.toString();
  return query ? `?${query}` : location.pathname;
}

function go(change, how = "replaceState") {
  history[how](null, "", addressOf({ ...state(), ...change }));
  return show();
}

// Elements. Whatever comes from papers is set as text, never as HTML.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

function words(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function date(text) {
  const [year, month, day] = text.split("-");
  return [day && Number(day), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}

// The passage: the words of the abstract, which comes first in what is indexed, where most of what was looked
// for stands together; its beginning where nothing of it does.
function passage({ content, meta }, places) {
  const abstract = content.split(/\s+/).slice(0, Number(meta.words));
  const marked = new Set(places.filter((place) => place < abstract.length));
  const near = (start) => [...marked].filter((place) => place >= start && place < start + PASSAGE - 6).length;
  const best = [...marked].sort((a, b) => near(b) - near(a) || a - b)[0] || 0;
  const start = best < 8 ? 0 : best - 5;
  const shown = abstract.slice(start, start + PASSAGE);
  const pieces = shown.flatMap((word, index) => [marked.has(start + index) ? element("mark", {}, word) : word, " "]);
  return [start ? "… " : "", ...pieces, start + PASSAGE < abstract.length ? "…" : ""];
}

function link(change, text) {
  const made = element("a", { href: addressOf({ ...state(), ...change }) }, text);
  made.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if ("q" in change) box.value = change.q;
    go(change, "pushState").then(() => box.focus());
  });
  return made;
}

// Searching

async function engine() {
  if (!pagefind) {
    pagefind = await import(new URL("pagefind/pagefind.js", ROOT));
    await pagefind.init();
  }
  return pagefind;
}

async function find(wanted) {
  const chosen = {};
  for (const key of ["tag", "year", "code"]) if (wanted[key]) chosen[key] = wanted[key];
  const sort = wanted.q ? {} : { sort: { date: "desc" } };
  return (await engine()).search(wanted.q || null, { filters: chosen, ...sort });
}

// What each filter would leave: the counts of a search that lacks only this filter. They are a larger file,
// which is asked for once the first results stand.
async function counts(wanted) {
  await (await engine()).filters();
  const without = async (key) => (await find({ ...wanted, [key]: "" })).filters;
  const [tag, year, code] = await Promise.all(["tag", "year", "code"].map(without));
  return { tag: tag.tag || {}, year: year.year || {}, code: (code.code || {})["1"] || 0 };
}

async function show() {
  const wanted = state();
  const turn = ++latest;
  if (page.dataset.papers === "0") {
    said.textContent = "There is no paper in the archive yet.";
    hints.replaceChildren();
    return;
  }
  if (box !== document.activeElement) box.value = wanted.q;
  if (filters.hidden) showFilters(wanted, { tag: {}, year: {} });
  document.title = [wanted.q || "Search", ...document.title.split(" · ").slice(-1)].join(" · ");
  try {
    const unknown = await unknownWords(wanted);
    const asked = { ...wanted, q: wanted.q.split(/\s+/).filter((word) => !unknown.includes(word)).join(" ") };
    if (turn !== latest) return;
    if (wanted.q || wanted.tag || wanted.year || wanted.code) await showResults(wanted, asked, unknown, turn);
    else welcome({ tag: {} });
    const left = await counts(asked);
    if (turn !== latest) return;
    showFilters(wanted, left);
    if (addressOf(wanted) === location.pathname) welcome(left);
  } catch (error) {
    if (turn === latest) broken(error);
  }
}

async function showResults(wanted, asked, unknown, turn) {
  const found = asked.q || !wanted.q ? await find(asked) : { results: [] };
  if (turn !== latest) return;
  if (!found.results.length) return nothing(wanted, turn);
  const items = await rows(found.results.slice(0, AT_ONCE));
  if (turn !== latest) return;
  const without = unknown.map((word) => `“${word}”`).join(", ");
  said.textContent = `${words(found.results.length, "paper")}${understood(wanted)}${without && `. No paper has ${without}.`}`;
  list.replaceChildren(...items);
  hints.replaceChildren();
  offerMore(found.results, turn);
}

// For a word that no paper has, the index gives what begins a little like it, or leaves the word out. It is
// fair to say so instead: such words are taken out of the search, and named.
async function unknownWords({ q }) {
  if (q.includes('"')) return [];
  const single = [...new Set(q.split(/\s+/).filter((word) => word.length > 2))];
  const known = await Promise.all(single.map(isKnown));
  return single.filter((_, index) => !known[index]);
}

async function isKnown(word) {
  const { results } = await find({ q: word });
  if (!results.length) return false;
  const { content } = await results[0].data();
  const tokens = content.split(/\s+/);
  const beginning = letters(word).slice(0, 4);
  return results[0].words.some((place) => letters(tokens[place] || "").includes(beginning));
}

function letters(word) {
  return word.normalize("NFD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function understood({ q, tag, year, code }) {
  const parts = [];
  if (q) parts.push(` for “${q}”`);
  if (tag) parts.push(` in ${topics[tag] || tag}`);
  if (year) parts.push(`, listed in ${year}`);
  if (code) parts.push(", with code");
  return parts.join("");
}

async function rows(results) {
  return Promise.all(results.map(async (result) => row(await result.data(), result.words)));
}

function row(found, places) {
  const { title, authors, date: day, votes, topics: filed } = found.meta;
  const facts = [authors, day && date(day), votes && words(Number(votes), "vote"), filed].filter(Boolean);
  const address = new URL(found.raw_url.replace(/^\/+/, ""), ROOT);
  return element(
    "li",
    {},
    element("a", { class: "title", href: address }, title),
    element("p", { class: "line" }, facts.join(" · ")),
    element("p", { class: "first" }, ...passage(found, places)),
  );
}

function offerMore(results, turn) {
  const rest = results.length - list.children.length;
  if (rest <= 0) return;
  const more = element("button", { type: "button" }, `Show ${Math.min(rest, AT_ONCE)} more of ${rest.toLocaleString("en")}`);
  more.addEventListener("click", async () => {
    const at = list.children.length;
    const items = await rows(results.slice(at, at + AT_ONCE));
    if (turn !== latest) return;
    list.append(...items);
    list.children[at].querySelector("a").focus();
    hints.replaceChildren();
    offerMore(results, turn);
  });
  hints.replaceChildren(more);
}

// Filters

function showFilters(wanted, left) {
  const code = element("input", { type: "checkbox", id: "code", checked: Boolean(wanted.code) });
  code.addEventListener("change", () => go({ code: code.checked ? "1" : "" }, "pushState"));
  const byCount = Object.entries(left.tag).sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  const byYear = Object.entries(left.year).sort(([a], [b]) => b.localeCompare(a));
  const focused = document.activeElement?.id;
  filters.replaceChildren(
    choice("tag", "Topic", "All topics", byCount, wanted.tag),
    choice("year", "Year", "All years", byYear, wanted.year),
    element("label", {}, code, `Has code${left.code === undefined ? "" : ` (${left.code.toLocaleString("en")})`}`),
  );
  filters.hidden = false;
  if (["tag", "year", "code"].includes(focused)) document.getElementById(focused).focus();
}

function choice(key, label, all, options, chosen) {
  const select = element("select", { id: key, "aria-label": label }, element("option", { value: "" }, all));
  const known = options.filter(([value, number]) => number || value === chosen);
  if (chosen && !known.some(([value]) => value === chosen)) known.unshift([chosen]);
  for (const [value, number] of known) {
    const count = number === undefined ? "" : ` (${number.toLocaleString("en")})`;
    const name = `${(key === "tag" && topics[value]) || value}${count}`;
    select.append(element("option", { value, selected: value === chosen }, name));
  }
  select.addEventListener("change", () => go({ [key]: select.value }, "pushState"));
  return select;
}

// Nothing to show

function welcome(left) {
  said.textContent = `${words(Number(page.dataset.papers), "paper")} to search.`;
  list.replaceChildren();
  const common = Object.entries(left.tag).sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).slice(0, 12);
  const chips = common.map(([tag, number]) => element("li", {}, link({ tag }, `${topics[tag] || tag} ${number}`)));
  hints.replaceChildren(
    element("p", {}, "Type words of a title, an abstract or a name; forms of a word find each other. “Quotes” keep words together."),
    element("ul", { class: "chips" }, ...chips),
  );
}

async function nothing(wanted, turn) {
  list.replaceChildren();
  said.textContent = `No paper${understood(wanted)}.`;
  const offers = [];
  for (const [key, name] of [["tag", "in all topics"], ["year", "in all years"], ["code", "with or without code"]]) {
    if (wanted[key]) offers.push([{ [key]: "" }, `The same ${name}`]);
  }
  const unknown = await unknownWords(wanted);
  const single = [...new Set(wanted.q.split(/\s+/).filter((word) => word.length > 2 && !unknown.includes(word)))];
  if (single.length > 1) for (const q of single.slice(0, 6)) offers.push([{ q }, `Only “${q}”`]);
  if (wanted.q && unknown.length && !single.length) offers.length = 0;
  const tried = await Promise.all(
    offers.map(async ([change, name]) => [change, name, (await find({ ...wanted, ...change })).results.length]),
  );
  if (turn !== latest) return;
  const useful = tried.filter(([, , number]) => number);
  const items = useful.map(([change, name, number]) => element("li", {}, link(change, name), `: ${words(number, "paper")}`));
  hints.replaceChildren(
    element("p", {}, useful.length ? "Try less:" : "Look at the spelling, or try another word for it. Topics and authors have lists of their own."),
    element("ul", { class: "plain" }, ...items),
  );
}

function broken(error) {
  console.error(error);
  filters.hidden = true;
  list.replaceChildren();
  said.textContent = "The search index did not load.";
  hints.replaceChildren(element("p", {}, "Load the page again, or look through the topics, authors and digests above."));
}

// Keyboard: down from the box into the results, up again, Escape back to the box.

function walk(event) {
  const titles = [...list.querySelectorAll(".title")];
  const at = titles.indexOf(document.activeElement);
  if (event.key === "ArrowDown" && (document.activeElement === box || at >= 0)) {
    event.preventDefault();
    titles[Math.min(at + 1, titles.length - 1)]?.focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    event.preventDefault();
    (titles[at - 1] || box).focus();
  } else if (event.key === "Escape" && at >= 0) {
    box.focus();
  } else if (event.key === "Escape" && document.activeElement === box && box.value) {
    event.preventDefault();
    event.stopPropagation();
    box.value = "";
    go({ q: "" });
  }
}

let typing;
box.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => go({ q: box.value.trim() }), 120);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  go({ q: box.value.trim() }, "pushState");
});
page.addEventListener("keydown", walk);
addEventListener("popstate", () => { box.value = state().q; show(); });

box.value = state().q;
show();
