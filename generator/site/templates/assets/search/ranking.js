// How well a paper answers words that it has. Pagefind's own order is not taken: to it a compound is another word,
// and the rarer the better, so that all that is diffusion-based stood before diffusion models.

const [WORD, NAME, TITLE] = [24, 96, 168]; // how heavy Pagefind calls whole words of an abstract, of names, of titles;
// a part of a compound has a share of it
const EXACT = 8 / 9; // of the square of the weight: how well Pagefind calls a word that was not lengthened
const OF_TEXT = 0.5; // what an abstract counts at most beside a title
const SOME = 2; // words of an abstract, for half of that
const BESIDE = 0.5; // what two words count besides that stand in the title as they do in the query

// A word tells the more, the fewer of the papers that are searched have it.
export function rarity(papers, searched) {
  return Math.log(1 + searched / (1 + papers));
}

// The score of a paper that has all terms, which stand in the order of the query.
export function score(number, terms) {
  return terms.reduce((sum, term, at) => {
    const found = term.papers.get(number);
    const before = terms[at - 1];
    const beside = before ? nearness(before.papers.get(number), found, term.at - before.at) : 0;
    return sum + term.rarity * worth(found) + (beside && BESIDE * beside * (term.rarity + before.rarity));
  }, 0);
}

// The heaviest place in the title counts, and with others of the text the next ones less and less.
export function worth(places) {
  let [title, text] = [0, 0];
  for (const place of places) {
    if (isOfTitle(place)) title = Math.max(title, Math.sqrt(place.w / TITLE) * likeness(place));
    else text += (place.w / WORD) * likeness(place);
  }
  return title + (OF_TEXT * text) / (text + SOME);
}

function isOfTitle({ w }) {
  return w > NAME / 2 && w !== NAME;
}

function likeness({ w, s }) {
  return Math.min(1, s / (w * w * EXACT));
}

// Whether two words stand in the title as far from each other as in the query: 1, or less for parts of compounds,
// which stand at one place.
function nearness(one, other, away) {
  const starts = new Map(one.filter(isOfTitle).map(({ l, w }) => [l, w]));
  const near = ({ l, w }) => Math.sqrt(w * (starts.get(l - away) || (away === 1 && starts.get(l)) || 0)) / TITLE;
  return Math.max(0, ...other.filter(isOfTitle).map(near));
}
