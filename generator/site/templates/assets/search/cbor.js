// Numbers, texts and lists in CBOR (RFC 8949), the form in which Pagefind takes an index.

export function bytes(value) {
  const made = { data: new Uint8Array(1 << 16), length: 0 };
  write(made, value);
  return made.data.subarray(0, made.length);
}

function write(made, value) {
  if (typeof value === "number") head(made, value < 0 ? 1 : 0, value < 0 ? -1 - value : value);
  else if (typeof value === "string") text(made, value);
  else {
    head(made, 4, value.length);
    for (const one of value) write(made, one);
  }
}

function text(made, value) {
  const encoded = new TextEncoder().encode(value);
  head(made, 3, encoded.length);
  room(made, encoded.length);
  made.data.set(encoded, made.length);
  made.length += encoded.length;
}

function head(made, kind, number) {
  const sizes = [[24, 0], [1 << 8, 1], [1 << 16, 2], [2 ** 32, 4]];
  const size = sizes.find(([limit]) => number < limit)[1];
  room(made, 5);
  made.data[made.length++] = (kind << 5) | (size ? 23 + Math.log2(size) + 1 : number);
  for (let byte = size - 1; byte >= 0; byte -= 1) made.data[made.length++] = (number >>> (8 * byte)) & 255;
}

function room(made, more) {
  if (made.length + more <= made.data.length) return;
  const larger = new Uint8Array(2 * (made.length + more));
  larger.set(made.data);
  made.data = larger;
}
