// The citation of a paper: BibTeX stands in the page; RIS, CSL-JSON and plain text are made from it here.

const ACCENTS = { "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307", u: "\u0306", v: "\u030c", H: "\u030b", r: "\u030a", d: "\u0323", c: "\u0327", k: "\u0328" };
const SIGNS = {
  ss: "ß", ae: "æ", AE: "Æ", oe: "œ", OE: "Œ", o: "ø", O: "Ø", aa: "å", AA: "Å", l: "ł", L: "Ł", dj: "đ", DJ: "Đ", i: "ı",
  dh: "ð", DH: "Ð", th: "þ", TH: "Þ", textbackslash: "\\", textbraceleft: "\ue002", textbraceright: "\ue003",
  textasciitilde: "~", textasciicircum: "^", textless: "<", textgreater: ">", textbar: "|", textasciigrave: "`", textmu: "µ",
};
const COMMANDS = "alpha beta gamma delta varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau upsilon varphi chi psi"
  + " omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega leq geq neq approx equiv propto ll gg infty partial nabla in subset subseteq cup cap forall exists oplus otimes rightarrow leftarrow leftrightarrow ell";
const OF_COMMANDS = [..."αβγδεζηθϑικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ≤≥≠≈≡∝≪≫∞∂∇∈⊂⊆∪∩∀∃⊕⊗→←↔ℓ"];
const SYMBOLS = Object.fromEntries(COMMANDS.split(" ").map((name, at) => [name, OF_COMMANDS[at]]));
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

// Reading BibTeX as bibtex.py and cite.py write it: one field a line, no field within another.

export function parse(bibtex) {
  const [, type, key] = bibtex.match(/@(\w+)\{([^,{]*),/);
  const fields = {};
  for (const [, name, value] of bibtex.matchAll(/^ {1,2}(\w+) ?= ?(.*),$/gm)) fields[name] = value.replace(/^\{(.*)\}$/, "$1");
  const names = fields.author ? apart(fields.author) : [];
  const hasOthers = names.at(-1) === "others";
  const month = MONTHS.indexOf(fields.month) + 1;
  return {
    key,
    type,
    title: decode(fields.title),
    authors: (hasOthers ? names.slice(0, -1) : names).map(person),
    hasOthers,
    year: fields.year,
    month: month || undefined,
    venue: decode(fields.journal || fields.booktitle || ""),
    arxiv: fields.archiveprefix === "arXiv" ? fields.eprint : "",
    doi: fields.doi || "",
    url: fields.url || (fields.doi ? `https://doi.org/${fields.doi}` : ""),
  };
}

// The text that TeX would show; formulas stay between their dollar signs.
export function decode(tex) {
  const formulas = [];
  let text = tex.replace(/\{(\$\$?(?:[^$\\]|\\.)+\$\$?)\}/g, (_, formula) => `\ue000${formulas.push(formula) - 1}\ue001`);
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(/\{\\([`'^~"=.]|[uvHrdck](?=\{))(?:\{([^{}\\])\}|([^{}\\]))\}/gu, (_, accent, braced, bare) => `{${((braced || bare) + ACCENTS[accent]).normalize("NFC")}}`);
  }
  text = text.replace(/\{\\ensuremath\{\\([A-Za-z]+)\}\}/g, (whole, name) => SYMBOLS[name] ?? whole);
  text = text.replace(/\{\\([A-Za-z]+)\}/g, (whole, name) => SIGNS[name] ?? whole).replace(/\\([&%#$_])/g, "$1");
  return text.replace(/[{}]/g, "").replace(/[\ue002\ue003]/g, (mark) => (mark === "\ue002" ? "{" : "}")).replace(/\ue000(\d+)\ue001/g, (_, at) => formulas[at]);
}

// The names of a list; an "and" within braces is part of a name.
function apart(list) {
  const names = [""];
  let depth = 0;
  for (const word of list.split(" ")) {
    if (word === "and" && !depth) names.push("");
    else names.push(`${names.pop()} ${word}`.trim());
    depth += (word.match(/\{/g) || []).length - (word.match(/\}/g) || []).length;
  }
  return names;
}

function person(name) {
  if (/^\{(?!\\).*\}$/.test(name) && !name.includes(", ")) return { literal: decode(name) };
  const [family, ...rest] = name.split(", ").map(decode);
  if (!rest.length) return { literal: family };
  return { family, given: rest.pop(), ...(rest.length && { suffix: rest[0] }) };
}

const inOrder = ({ literal, given, family, suffix }) => literal || [given, family, suffix].filter(Boolean).join(" ");
const inverted = ({ literal, given, family, suffix }) => literal || [family, given, suffix].filter(Boolean).join(", ");

// Other forms

// Format: the tags of Reference Manager, as Zotero and EndNote read them.
export function ris(paper) {
  const type = { article: "JOUR", inproceedings: "CONF" }[paper.type] || (paper.arxiv ? "UNPB" : "GEN");
  const lines = [
    ["TY", type],
    ["ID", paper.key],
    ["TI", paper.title],
    ...paper.authors.map((author) => ["AU", inverted(author)]),
    ["PY", paper.year],
    ["DA", paper.month && `${paper.year}/${String(paper.month).padStart(2, "0")}//`],
    ["T2", paper.venue],
    ["DO", paper.doi],
    ["AN", paper.arxiv && `arXiv:${paper.arxiv}`],
    ["UR", paper.url],
  ];
  return [...lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value}`), "ER  - "].join("\r\n");
}

// Format: CSL-JSON 1.0.2, an array of one.
export function csl(paper) {
  const type = { article: "article-journal", inproceedings: "paper-conference" }[paper.type] || (paper.arxiv ? "article" : "document");
  const item = {
    id: paper.key,
    type,
    title: paper.title,
    author: paper.authors.length ? paper.authors : undefined,
    issued: paper.year ? { "date-parts": [[Number(paper.year), paper.month].filter(Boolean)] } : undefined,
    "container-title": paper.venue || undefined,
    publisher: paper.arxiv && !paper.venue ? "arXiv" : undefined,
    number: paper.arxiv ? `arXiv:${paper.arxiv}` : undefined,
    DOI: paper.doi || undefined,
    URL: paper.url || undefined,
  };
  const members = Object.entries(item).filter(([, value]) => value !== undefined);
  return `[{\n${members.map(([name, value]) => ` ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(",\n")}\n}]`;
}

export function plain(paper) {
  const names = paper.authors.map(inOrder);
  const people = paper.hasOthers ? `${names.join(", ")} et al` : names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];
  const ended = (text) => (/[.?!]$/.test(text) ? text : `${text}.`);
  const parts = [people, paper.year, paper.title, paper.venue, paper.arxiv && `arXiv:${paper.arxiv}`].filter(Boolean).map(ended);
  return [...parts, paper.url].filter(Boolean).join(" ");
}

// The page

async function copy(text, from) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without a secure context there is no clipboard; what is selected can be copied all the same.
    getSelection().selectAllChildren(from);
    return document.execCommand("copy");
  }
  return true;
}

function offer(cite) {
  const source = cite.querySelector("pre");
  const bibtex = source.textContent;
  // The head has the title in characters, for programs that know nothing of TeX.
  const paper = { ...parse(bibtex), title: document.querySelector('meta[name="citation_title"]').content };
  const forms = { BibTeX: () => bibtex, RIS: () => ris(paper), "CSL-JSON": () => csl(paper), "Plain text": () => plain(paper) };
  const made = source.cloneNode();
  made.id = "citation";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  const bar = document.createElement("p");
  bar.className = "tools";

  async function take(name) {
    const text = forms[name]();
    made.textContent = text;
    made.hidden = name === "BibTeX";
    source.hidden = !made.hidden;
    const done = await copy(text, made.hidden ? source : made);
    if (!done) cite.scrollIntoView();
    tell(done ? `${name} copied.` : "Copy the text above: it is selected.");
  }

  // Said beside the buttons; where these are out of view, at the foot of the window for a while.
  let silence;
  function tell(words) {
    said.classList.remove("below");
    said.textContent = words;
    const { top, bottom } = said.getBoundingClientRect();
    said.classList.toggle("below", top < 0 || bottom > innerHeight);
    clearTimeout(silence);
    silence = setTimeout(() => said.classList.remove("below"), 8000);
  }

  for (const name of Object.keys(forms)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => take(name));
    bar.append(button, " ");
  }
  bar.prepend("Copy ");
  bar.append(said);
  made.hidden = true;
  source.after(made, bar);
  document.addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select");
    if (event.key === "c" && !busy) take("BibTeX");
  });
}

if (typeof document !== "undefined") {
  const cite = document.getElementById("cite");
  if (cite) offer(cite);
}
