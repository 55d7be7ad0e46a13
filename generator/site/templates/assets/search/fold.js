// Words as they are compared: runs of letters and digits, without case and marks. fold.py does the same.

export function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function words(text) {
  return (text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).map(folded);
}
