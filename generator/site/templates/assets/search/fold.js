// Words as they are compared: runs of letters and digits, without case and marks, in plain letters. fold.py does the
// same.

const PLAIN = {
  ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ß: "ss", ı: "i", ħ: "h", ŧ: "t", ŋ: "n", µ: "μ",
};

// Of a text in lower case.
export function plainLetters(text) {
  return text.replace(/[łøđðþæœßıħŧŋµ]/g, (letter) => PLAIN[letter]);
}

export function folded(text) {
  return plainLetters(text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase());
}

export function words(text) {
  return (text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).map(folded);
}
