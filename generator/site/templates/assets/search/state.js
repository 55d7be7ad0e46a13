// What is asked for stands in the address, so that a search can be sent to somebody.

const LONGEST = 2000; // as a citation may be
const ORDERS = ["date", "votes"];

export function state() {
  const address = new URLSearchParams(location.search);
  const pick = (key) => (address.get(key) || "").trim().slice(0, LONGEST);
  const sort = pick("sort");
  return {
    q: pick("q"),
    tag: pick("tag"),
    year: pick("year"),
    code: pick("code") === "1" ? "1" : "",
    all: pick("all") === "1" ? "1" : "",
    sort: ORDERS.includes(sort) ? sort : "",
  };
}

export function addressOf(wanted) {
  const address = new URLSearchParams();
  for (const [key, value] of Object.entries(wanted)) if (value) address.set(key, value);
  const query = address.toString();
  return query ? `?${query}` : location.pathname;
}

export function isEmpty({ q, tag, year, code }) {
  return !q && !tag && !year && !code;
}
