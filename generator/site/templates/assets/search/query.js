// What is typed or pasted, as it is searched for.

const QUOTES = /[“”„‟«»]/g;
const WHOLE = /^\s*"[^"]+"\s*$/;
const NO_WORDS = /\bet\s+al\b\.?|\(\d{4}[a-z]?\)|\[\d{4}[a-z]?\]|(?:https?:\/\/|www\.)\S+/gi;

// Words, or one quotation where all stands in quotes of any kind. What citations hold and no paper does is left out,
// as are quotes around a part, such as a title, and one that is not closed, as while somebody types.
export function query(text) {
  const plain = text.replace(QUOTES, '"');
  if (WHOLE.test(plain)) return plain.trim();
  const apart = plain.replace(/"/g, " ");
  const telling = apart.replace(NO_WORDS, " ").replace(/\s+/g, " ").trim();
  return telling || apart.trim();
}
