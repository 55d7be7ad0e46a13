// What every page does besides being read: the scheme, and the keyboard. It runs before anything is painted, so
// that no page begins in the wrong scheme, and loads what only some pages need.

const root = document.documentElement;
const here = new URL(document.currentScript.src);
try { root.dataset.scheme = localStorage.getItem("scheme") || ""; } catch { /* the page follows the system */ }

// A picture for the tab costs nobody else anything.
document.head.append(Object.assign(document.createElement("link"), { rel: "icon", href: new URL("favicon.svg", here) }));

// A module of ours. Unlike import(), an element is waited for by what waits for the page.
function load(name) {
  document.head.append(Object.assign(made("script"), { type: "module", src: new URL(name + here.search, here) }));
}

// What serves with scripts alone, the search, the star and the scheme, scripts put into the header once it is there.
function furnish(header) {
  if (!("hasBox" in header.dataset)) header.querySelector(".name").after(searchBox());
  const mark = made("span", "★");
  const words = made("span", "Reading list");
  const count = made("span");
  mark.setAttribute("aria-hidden", "true");
  words.className = "unseen";
  count.id = "starred";
  const list = made("a", "", mark, words, " ", count);
  Object.assign(list, { className: "starred", href: new URL("../reading-list/", here), title: "Reading list" });
  const button = made("button");
  Object.assign(button, { id: "scheme", type: "button" });
  header.append(list, button);
  scheme(button);
}

function searchBox() {
  const box = Object.assign(made("input"), { name: "q", type: "search", placeholder: "Search papers, topics, authors" });
  const form = made("form", "", box);
  box.setAttribute("aria-label", "Search");
  form.setAttribute("role", "search");
  form.action = new URL("../search/", here);
  return form;
}

function scheme(button) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const name = () => { button.textContent = isDark() ? "Light" : "Dark"; };
  button.addEventListener("click", () => {
    const chosen = isDark() ? "light" : "dark";
    // A choice that is the system's own is no choice: the page follows the system again.
    root.dataset.scheme = chosen === (system.matches ? "dark" : "light") ? "" : chosen;
    try { localStorage.setItem("scheme", root.dataset.scheme); } catch { /* the choice lasts for this page */ }
    name();
  });
  system.addEventListener("change", name);
  name();
}

function walk(step) {
  const titles = [...document.querySelectorAll(".papers > li > a")];
  if (!titles.length) return;
  const at = titles.findIndex((title) => title.closest("li").contains(document.activeElement));
  const next = titles[Math.min(Math.max(at + step, 0), titles.length - 1)];
  next.focus();
  next.closest("li").scrollIntoView({ block: "nearest" });
}

function keyboard() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing) typing.blur();
    if (typing) return;
    if (event.key === "/") {
      event.preventDefault();
      const box = document.getElementById("q") || document.querySelector("header input");
      box.focus();
      box.select();
    }
    if (event.key === "j" || event.key === "k") walk(event.key === "j" ? 1 : -1);
    if (event.key === "?") tellKeys();
  });
}

const KEYS = [
  ["/", "goes to the search"],
  ["j  k", "walk down and up a list"],
  ["Enter", "opens the paper that is marked"],
  ["s", "keeps a paper in the reading list, or takes it out"],
  ["c", "copies the citation of the paper that is open"],
  ["Esc", "leaves the search, or this"],
];

function made(name, text, ...children) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

function tellKeys() {
  let dialog = document.querySelector("dialog");
  if (!dialog) {
    const rows = KEYS.flatMap(([keys, what]) => [made("dt", "", ...keys.split("  ").flatMap((key) => [made("kbd", key), " "])), made("dd", what)]);
    const close = made("button", "Close");
    close.addEventListener("click", () => dialog.close());
    dialog = made("dialog", "", made("h2", "Keyboard"), made("dl", "", ...rows), close);
    dialog.setAttribute("aria-label", "Keyboard");
    document.body.append(dialog);
  }
  if (!dialog.open) dialog.showModal();
}

// Days of a calendar: arrows lead from one with a digest to the next, up and down within a weekday.
function calendar() {
  const days = [...document.querySelectorAll(".month td a")];
  const column = (day) => day.parentElement.cellIndex;
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };
  days.forEach((day, at) => day.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const across = event.key === "ArrowUp" || event.key === "ArrowDown";
    let to = at + step;
    while (across && days[to] && column(days[to]) !== column(day)) to += step;
    days[to]?.focus();
  }));
}

// The line of an abstract unfolds, or that of the facts where it stands alone; the rest is asked of the page of
// the paper.
function unfolding() {
  for (const line of document.querySelectorAll(".papers p.more, .folded p")) {
    const address = line.parentElement.querySelector("a").href;
    const abstract = made("div");
    abstract.className = "abstract";
    const folded = made("details", "", made("summary", "", made("span", "", ...line.childNodes)), abstract);
    folded.className = "unfold";
    folded.querySelector("span").className = line.className ? "first" : "told";
    let isThere = false;
    folded.addEventListener("toggle", async () => {
      if (!folded.open || isThere) return;
      try {
        const page = await (await fetch(address)).text();
        const paper = new DOMParser().parseFromString(page, "text/html").querySelector("article.paper");
        const found = paper.querySelector(".abstract");
        for (const way of found?.querySelectorAll('[href^="."], [src^="."]') || []) {
          const name = way.hasAttribute("src") ? "src" : "href"; // told from the page of the paper
          way.setAttribute(name, new URL(way.getAttribute(name), address));
        }
        abstract.replaceChildren(...(found?.children || [made("p", "There is no abstract here yet.")]));
        isThere = true;
      } catch {
        // Without the network, say; it is asked again when it unfolds the next time.
        const way = made("a", "the page of the paper");
        way.href = address;
        abstract.replaceChildren(made("p", "The abstract cannot be fetched now. It stands on ", way, "."));
      }
    });
    line.replaceWith(folded);
  }
}

// The way to the form in which mistakes are told, with the address of the page filled in.
function fix() {
  const ways = document.querySelector(".paper > .mend");
  const source = document.getElementById("source");
  if (!ways || !source) return;
  const link = made("a", "Fix this page");
  link.href = `${source.href.replace(/\/$/, "")}/issues/new?template=correct-a-paper.yml&page=${encodeURIComponent(location.origin + location.pathname)}`;
  ways.append(" · ", link);
}

// A page that is not there: its address, as words to search for.
function missing() {
  const box = document.getElementById("missing");
  if (!box) return;
  let path = location.pathname;
  try { path = decodeURIComponent(path); } catch { /* an address that is none */ }
  const last = path.split("/").filter(Boolean).pop() || "";
  box.value = last.replace(/\.(html|md)$/, "").replace(/[-_+]+/g, " ").trim();
}

// The search page until its modules are there, which takes a while on a slow network; or instead of them, where a
// page is older than the site and they are gone.
function standIn(words) {
  const [box, said] = ["q", "said"].map((id) => document.getElementById(id));
  if (!said) return;
  box.value ||= new URLSearchParams(location.search).get("q") || "";
  said.textContent = words;
}

addEventListener("error", ({ target }) => {
  if (target.type === "module" && target.src.includes("/search-")) standIn("The search did not load. Load the page again.");
}, true);
new MutationObserver((_, observer) => {
  if (!document.querySelector("main")) return;
  observer.disconnect();
  setTimeout(() => { if (location.search && document.querySelector("#said:empty")) standIn("Searching…"); }, 300);
  furnish(document.querySelector("body > header"));
}).observe(root, { childList: true, subtree: true });
addEventListener("DOMContentLoaded", () => {
  keyboard();
  calendar();
  unfolding();
  fix();
  load("reading.js");
  if (document.getElementById("cite")) load("cite.js");
  missing();
});
