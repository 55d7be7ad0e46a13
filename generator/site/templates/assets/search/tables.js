// The files beside the search page: few small ones of many. Each is asked for once.

export const ROOT = new URL("../../", import.meta.url);

const asked = new Map();

function once(name, options, read) {
  if (!asked.has(name)) {
    const answer = fetch(new URL(`search/${name}`, ROOT), options).then((found) => {
      if (!found.ok) throw new Error(`${name}: ${found.status}`);
      return read(found);
    });
    answer.catch(() => asked.delete(name)); // the next one asks again
    asked.set(name, answer);
  }
  return asked.get(name);
}

// Files come deflated: so they take less room where they lie, too.

export function text(name) {
  return once(name, {}, async (found) => decoded(await inflated(found.body)));
}

export function json(name) {
  return once(name, {}, async (found) => JSON.parse(decoded(await inflated(found.body))));
}

export function unpacked(name) {
  return once(name, {}, (found) => inflated(found.body));
}

// Deflated texts in one file, behind a line that says how long each is.
export function pieces(name) {
  return once(name, {}, async (found) => {
    const data = new Uint8Array(await found.arrayBuffer());
    const start = data.indexOf(10) + 1;
    const sizes = new TextDecoder().decode(data.subarray(0, start)).split(",").map(Number);
    let at = start;
    return sizes.map((size) => data.subarray(at, (at += size)));
  });
}

// The text of a piece.
export async function read(piece) {
  return piece.length ? decoded(await inflated(new Blob([piece]).stream())) : "";
}

export function decoded(data) {
  return new TextDecoder().decode(data);
}

function inflated(stream) {
  return new Response(stream.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
}

// Which files there are. Their names change with what is in them, so that this one alone may be out of date.
export function there() {
  return once("tables.json", { cache: "no-cache" }, (found) => found.json());
}
