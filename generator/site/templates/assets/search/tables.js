// The tables beside the search page: few small files of many. Each is asked for once.

export const ROOT = new URL("../../", import.meta.url);

const asked = new Map();

export function text(name, options = {}) {
  if (!asked.has(name)) {
    const answer = fetch(new URL(name, ROOT), options).then((found) => {
      if (!found.ok) throw new Error(`${name}: ${found.status}`);
      return found.text();
    });
    answer.catch(() => asked.delete(name)); // the next one asks again
    asked.set(name, answer);
  }
  return asked.get(name);
}

export async function json(name, options) {
  return JSON.parse(await text(name, options));
}

// How many files of ids there are, and which of names and words.
export function there() {
  return json("search/tables.json", { cache: "no-cache" });
}
