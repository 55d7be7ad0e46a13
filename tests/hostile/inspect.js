// What a page consists of, against what any page of the site may consist of. Run in a browser, whose parser decides.

const EVERYWHERE = "class id title lang dir role hidden aria-label aria-current aria-hidden aria-controls value".split(" ");
const MAY = {
  a: "href rel type name", abbr: "", article: "", b: "property content", blockquote: "", body: "", br: "", button: "type", caption: "",
  cite: "", code: "", dd: "", del: "", details: "open", div: "", dl: "", dt: "", em: "", footer: "", figcaption: "",
  figure: "", form: "action", h1: "property", h2: "", h3: "", h4: "", h5: "", h6: "", head: "", header: "data-has-box", hr: "", html: "vocab typeof",
  img: "src alt width height", input: "type name placeholder autocomplete maxlength autofocus", ins: "", kbd: "", li: "data-listed", link: "href rel type property",
  main: "", mark: "", math: "display", meta: "charset content http-equiv name property", mfrac: "linethickness", mi: "mathvariant",
  mn: "mathvariant", mo: "stretchy fence form accent lspace rspace separator largeop movablelimits minsize maxsize", mover: "accent", mpadded: "width height depth lspace voffset",
  mphantom: "", mroot: "", mrow: "", mspace: "width", msqrt: "", mstyle: "displaystyle scriptlevel", msub: "", msubsup: "", msup: "",
  mtable: "columnalign displaystyle rowspacing columnspacing", mtd: "columnalign", mtext: "", mtr: "", munder: "accentunder", munderover: "",
  nav: "", ol: "start", p: "data-listed", pre: "", q: "", rect: "height width x y", s: "", samp: "", script: "src type defer", section: "", small: "",
  span: "", strong: "", sub: "", summary: "", sup: "", svg: "height width viewBox", table: "", tbody: "", td: "align colspan rowspan", tfoot: "",
  th: "scope align colspan rowspan", thead: "", time: "datetime property", title: "", tr: "", ul: "", var: "", path: "d",
};
const SCRIPTS = /^(?:(?:\.\.?\/)*|\/shelf\/)assets\/[\w./-]+\.js(?:\?\w+)?$/;
const LOCAL = /^(?:\/shelf\/(?![/\\])|(?![\u0000- /\\]))[^:\\]*$/;
const FACTS = "charset http-equiv viewport description citation_title citation_author citation_publication_date citation_conference_title citation_journal_title citation_arxiv_id citation_doi citation_pdf_url og:description og:title og:site_name color-scheme theme-color generator".split(" ");

function problems(page) {
  const found = [];
  for (const element of page.querySelectorAll("*")) {
    const name = element.localName;
    if (!(name in MAY)) { found.push(`element ${name}`); continue; }
    for (const { name: attribute, value } of element.attributes) {
      if (!EVERYWHERE.includes(attribute) && !MAY[name].split(" ").includes(attribute)) found.push(`attribute ${name}[${attribute}]`);
      if (["href", "src", "action"].includes(attribute)) {
        const isLink = name === "a" || (name === "link" && /^(canonical|alternate|prev|next)$/.test(element.rel));
        const scheme = value.match(/^[\u0000- ]*([^/?#:\\]*):/);
        if (scheme && !(isLink && /^(https?|mailto)$/i.test(scheme[1]))) found.push(`address ${name} ${value}`);
        if (!scheme && !isLink && !LOCAL.test(value) && !/^\.\.?(\/|$)/.test(value)) found.push(`address ${name} ${value}`);
      }
    }
    if (name === "script" && element.hasAttribute("src") && !SCRIPTS.test(element.getAttribute("src"))) found.push(`script ${element.getAttribute("src")}`);
    if (name === "script" && !element.hasAttribute("src") && !/json$/.test(element.type)) found.push("inline script");
    if (name === "meta" && !FACTS.includes(element.getAttribute("name") || element.getAttribute("property") || (element.hasAttribute("charset") ? "charset" : element.httpEquiv ? "http-equiv" : "?"))) found.push(`meta ${element.outerHTML}`);
    if (name === "meta" && element.httpEquiv && element.httpEquiv !== "Content-Security-Policy") found.push(`meta ${element.outerHTML}`);
  }
  for (const [selector, most] of [["title", 1], ["h1", 1], ["main", 1], ["head", 1], ["body", 1], ["html", 1], ["meta[http-equiv]", 1], ["form", 2], ["header", 1], ["footer", 1]]) {
    const count = page.querySelectorAll(selector).length;
    if (count > most) found.push(`${count} of ${selector}`);
  }
  return found;
}

const seen = (page, selector, attribute) => [...page.querySelectorAll(selector)].map((one) => (attribute ? one.getAttribute(attribute) : said(one)));

// What a reader sees of an element: of a formula, nothing, since it is drawn.
function said(element) {
  const copy = element.cloneNode(true);
  for (const formula of copy.querySelectorAll("math")) formula.replaceWith("∎");
  return copy.textContent;
}

function inspect(pages) {
  return pages.map((text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    return {
      problems: problems(page),
      title: page.title,
      heading: seen(page, "h1"),
      description: seen(page, 'meta[name="description"]', "content"),
      citation: seen(page, 'meta[name="citation_title"]', "content"),
      abstract: seen(page, "article.paper .abstract"),
      summary: seen(page, "article.paper > .summary"),
      authors: seen(page, "article.paper > .authors"),
      facts: seen(page, "article.paper > .facts"),
      lead: seen(page, "p.lead"),
      body: page.querySelector("main")?.textContent ?? "",
      kind: page.documentElement.getAttribute("typeof"),
      writers: seen(page, '[property="author"]', "content"),
    };
  });
}
