// What is typed or pasted, as it is searched for.

const NO_WORDS = /\bet\s+al\b\.?|\(\d{4}[a-z]?\)|\[\d{4}[a-z]?\]|(?:https?:\/\/|www\.)\S+/gi;

// What citations hold and no paper does is left out.
export function query(text) {
  const telling = text.replace(NO_WORDS, " ").replace(/\s+/g, " ").trim();
  return telling || text.trim();
}
