// The reading list: a star on every paper, kept in the reader's own browser; and a mark on what is new there.

const ROOT = new URL("..", import.meta.url);
const SHELF = `papershelf:${ROOT.pathname}`; // several archives may stand on one host
const MOST = 5000;
const PAPER = /^papers\/\d{4}(-\d{2})?\/[A-Za-z0-9_][A-Za-z0-9._-]*\/$/;

// What is kept: papers by address, the last starred last. A paper's facts are asked of its own page when needed.

function read(name, otherwise) {
  try { return JSON.parse(localStorage.getItem(`${SHELF}:${name}`)) ?? otherwise; } catch { return otherwise; }
}

function write(name, value) {
  try { localStorage.setItem(`${SHELF}:${name}`, JSON.stringify(value)); return true; } catch { return false; }
}

const line = (value) => (typeof value === "string" ? value.replace(/\s+/g, " ").trim().slice(0, 500) : "");

// What cannot be a paper of this archive is left out, whoever wrote it.
function papersIn(list) {
  const papers = new Map();
  for (const one of Array.isArray(list) ? list : []) {
    if (typeof one?.page === "string" && PAPER.test(one.page)) {
      papers.set(one.page, { page: one.page, title: line(one.title) || one.page });
    }
  }
  return papers;
}

// Said at the foot of the window for a while, and read out.
const notice = element("p", { class: "below", role: "status" });
document.body.append(notice);
let silence;
function say(words) {
  notice.replaceChildren(element("span", {}, words)); // a new one is read out, even where it says the same
  clearTimeout(silence);
  silence = setTimeout(() => notice.replaceChildren(), 8000);
}

const NO_ROOM = "The browser has no room for it, or keeps nothing for this site.";
const FULL = `The list holds ${MOST.toLocaleString("en")} papers, and no more.`;

const starred = () => new Map([...papersIn(read("starred", []))].slice(0, MOST));

// Whether another window changed the list; one that cleared its storage names no key.
const isOfList = (event) => event.key === null || event.key === `${SHELF}:starred`;

// A page that moved leads on; the paper keeps its place in the list, and goes where it stands already.
function follow(page, moved) {
  const papers = starred();
  if (!papers.has(page)) return;
  const rest = [...papers.values()].filter((one) => one.page !== moved.page);
  write("starred", rest.map((one) => (one.page === page ? moved : one)));
  show();
}

function star(paper, on) {
  const papers = starred();
  papers.delete(paper.page);
  if (on) papers.set(paper.page, paper);
  if (papers.size > MOST) say(FULL);
  else if (!write("starred", [...papers.values()])) say(NO_ROOM);
  show();
}

// Whether the browser would keep another star: one that is full, or forbids it, says so only when it is asked.
function keeps() {
  const kept = write("trial", "x".repeat(200));
  try { localStorage.removeItem(`${SHELF}:trial`); } catch { /* there is none */ }
  return kept;
}

// Buttons

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function pageOf(address) {
  const { origin, pathname } = new URL(address, location.href);
  const isHere = origin === ROOT.origin && pathname.startsWith(ROOT.pathname);
  return isHere ? pathname.slice(ROOT.pathname.length).replace(/index\.html$/, "") : "";
}

function addButton(place, page, title) {
  if (!PAPER.test(page) || place.querySelector(":scope > .star")) return;
  const button = element("button", { class: "star", type: "button", title: "Keep in the reading list (s)" }, "☆");
  Object.assign(button.dataset, { page, title: line(title) });
  button.addEventListener("click", () => star({ ...button.dataset }, button.getAttribute("aria-pressed") !== "true"));
  place.append(button);
}

function addButtons() {
  for (const row of document.querySelectorAll(".papers > li")) {
    const title = row.querySelector(":scope > a");
    if (title) addButton(row, pageOf(title.href), title.textContent);
  }
  const paper = document.querySelector("article.paper");
  if (paper) addButton(paper, pageOf(location.href), paper.querySelector("h1").textContent);
}

function show() {
  const papers = starred();
  for (const button of document.querySelectorAll("button.star")) {
    const on = papers.has(button.dataset.page);
    button.setAttribute("aria-pressed", String(on));
    button.setAttribute("aria-label", `Keep in the reading list: ${button.dataset.title}`);
    button.textContent = on ? "★" : "☆";
  }
  const count = document.getElementById("starred");
  if (count) count.textContent = papers.size || "";
  tellCount();
}

// What the page of the list says of how long it is, where that changed.
let tellCount = () => {};

function keyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "s" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const row = document.activeElement?.closest(".papers > li");
    (row || document.querySelector("article.paper"))?.querySelector(":scope > .star")?.click();
  });
}

// New since the last visit: later than the newest digest that was there to be seen then. What a visit begins
// with holds until its window is closed.

function markNew() {
  const dated = [...document.querySelectorAll("[data-listed]")];
  if (!dated.length) return;
  const newest = dated.map((one) => one.dataset.listed).sort().pop();
  const before = read("seen", "");
  let since = before;
  try {
    since = sessionStorage.getItem(`${SHELF}:since`) ?? before;
    sessionStorage.setItem(`${SHELF}:since`, since);
  } catch { /* the mark lasts for this page */ }
  if (newest > before) write("seen", newest);
  if (!since) return;
  for (const one of dated) {
    if (one.dataset.listed > since) one.append(" ", element("span", { class: "new" }, "new"));
  }
}

// The page of the list

function shelfPage(place) {
  const said = document.getElementById("reading-said");
  const list = place.querySelector(".papers");
  const known = new Map();
  const rows = new Map();

  // Authors, days and citation stand in the paper's own page.
  async function ask(paper) {
    if (!known.has(paper.page)) known.set(paper.page, facts(new URL(paper.page, ROOT)));
    return known.get(paper.page).catch(() => (known.delete(paper.page), null));
  }

  async function facts(address, steps = 3) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const further = page.querySelector('meta[http-equiv="refresh"]')?.content.split("url=")[1];
    const moved = further && new URL(further, address);
    if (moved && steps && PAPER.test(pageOf(moved))) return facts(moved, steps - 1);
    const paper = page.querySelector("article.paper");
    if (!paper) return { rest: line(page.querySelector("h1")?.textContent) };
    const all = (name) => [...page.querySelectorAll(`meta[name="${name}"]`)].map((meta) => meta.content);
    return {
      page: pageOf(address),
      title: line(paper.querySelector("h1").textContent),
      authors: all("citation_author").map((name) => name.split(", ").reverse().join(" ")),
      rest: line(paper.querySelector(".facts")?.textContent),
      bibtex: page.getElementById("bibtex")?.textContent.trim() || "",
    };
  }

  async function each(papers, work) {
    const waiting = [...papers];
    await Promise.all(Array.from({ length: 6 }, async () => { while (waiting.length) await work(waiting.shift()); }));
  }

  // Rows ask when they come into view, six at a time.
  const wanted = [];
  let asking = 0;
  const near = new IntersectionObserver((seen) => {
    for (const { target } of seen.filter((one) => one.isIntersecting)) {
      near.unobserve(target);
      wanted.push(target);
    }
    for (; wanted.length && asking < 6; asking += 1) fillNext();
  }, { rootMargin: "400px" });

  async function fillNext() {
    while (wanted.length) await fill(wanted.shift());
    asking -= 1;
  }

  function draw() {
    const papers = [...starred().values()].reverse();
    for (const paper of papers) if (!rows.has(paper.page)) rows.set(paper.page, row(paper));
    list.replaceChildren(...papers.map((paper) => rows.get(paper.page)));
    addButtons();
    show();
    tools.hidden = false;
  }

  let counted;
  tellCount = () => {
    const number = starred().size;
    if (number === counted) return;
    counted = number;
    for (const button of tools.querySelectorAll(".out")) button.hidden = !number;
    const count = `${number.toLocaleString("en")} paper${number === 1 ? "" : "s"}, kept in this browser and nowhere else.`;
    const none = "There is no paper in the list yet. The star beside a title puts it here, and so does the key s.";
    said.textContent = number ? count : none;
    if (!keeps()) said.append(" A star would not stay: the browser has no room for it, or keeps nothing for this site.");
  };

  function row(paper) {
    const title = element("a", { href: new URL(paper.page, ROOT) }, paper.title);
    const made = element("li", {}, title, element("p", {}, "\u00a0"));
    near.observe(made);
    return made;
  }

  async function fill(row) {
    const [title, told] = row.children;
    const page = pageOf(title.href);
    const found = await ask({ page });
    const { authors = [], rest = "" } = found || {};
    const names = authors.length > 4 ? `${authors.slice(0, 3).join(", ")} and ${authors.length - 3} more` : authors.join(", ");
    told.textContent = found ? [names, rest].filter(Boolean).join(" · ") || "\u00a0" : "Its page does not answer; it may have moved.";
    if (found?.page && found.page !== page) lead(row, page, found);
  }

  // A row of a page that moved.
  function lead(row, page, { page: moved, title }) {
    follow(page, { page: moved, title });
    if (rows.has(moved)) row.remove();
    else {
      rows.set(moved, row);
      Object.assign(row.querySelector("a"), { href: new URL(moved, ROOT), textContent: title });
      Object.assign(row.querySelector(".star").dataset, { page: moved, title });
    }
    rows.delete(page);
    show();
  }

  function save(name, type, text) {
    const link = element("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  async function saveBibtex() {
    const papers = [...starred().values()];
    const entries = new Map();
    said.textContent = "The citations are gathered …";
    await each(papers, async (paper) => entries.set(paper.page, (await ask(paper))?.bibtex));
    const missing = papers.filter((paper) => !entries.get(paper.page));
    save("reading-list.bib", "application/x-bibtex", papers.map((paper) => entries.get(paper.page)).filter(Boolean).join("\n\n") + "\n");
    const named = missing.slice(0, 20).map((paper) => paper.title).join("; ");
    said.textContent = missing.length
      ? `Without a citation: ${named}${missing.length > 20 ? ` and ${(missing.length - 20).toLocaleString("en")} more` : ""}.`
      : `The citations of all ${papers.length.toLocaleString("en")} are in reading-list.bib.`;
  }

  function saveJson() {
    save("reading-list.json", "application/json", `${JSON.stringify({ archive: ROOT.href, papers: [...starred().values()] }, null, 1)}\n`);
  }

  async function take(file) {
    const listed = await file.text().then(JSON.parse).then((saved) => saved.papers).catch(() => null);
    const given = papersIn(listed);
    if (!Array.isArray(listed) || (listed.length && !given.size)) {
      said.textContent = `${file.name} is no reading list. Take one that “Save as JSON” has made.`;
      return;
    }
    if (!given.size) {
      said.textContent = `${file.name} holds no paper.`;
      return;
    }
    const papers = starred();
    const fresh = [...given.values()].filter((paper) => !papers.has(paper.page));
    const taken = fresh.slice(0, MOST - papers.size);
    if (!write("starred", [...papers.values(), ...taken])) {
      said.textContent = NO_ROOM;
      return;
    }
    draw();
    const number = (count) => count.toLocaleString("en");
    const left = fresh.length - taken.length;
    said.textContent = `${number(taken.length)} of the ${number(given.size)} papers in ${file.name} are new in the list.`
      + (left ? ` For ${number(left)} more there is no place: the list holds ${number(MOST)} at most.` : "");
  }

  function button(words, work, kind = "") {
    const made = element("button", { type: "button", class: kind }, words);
    made.addEventListener("click", work);
    return made;
  }

  const chosen = element("input", { type: "file", accept: ".json,application/json", hidden: "", "aria-label": "A reading list to take in" });
  chosen.addEventListener("change", () => chosen.files[0] && take(chosen.files[0]).then(() => { chosen.value = ""; }));
  const tools = element(
    "p",
    { class: "tools" },
    button("Save as BibTeX", saveBibtex, "out"),
    button("Save as JSON", saveJson, "out"),
    button("Take in a saved list", () => chosen.click()),
    chosen,
  );
  place.querySelector(".unscripted").remove();
  list.before(tools);
  addEventListener("storage", (event) => isOfList(event) && draw());
  draw();
}

addButtons();
show();
keyboard();
markNew();
addEventListener("storage", (event) => isOfList(event) && show());
const results = document.getElementById("results");
if (results) new MutationObserver(() => { addButtons(); show(); }).observe(results, { childList: true });
const shelf = document.getElementById("reading-list");
if (shelf) shelfPage(shelf);
