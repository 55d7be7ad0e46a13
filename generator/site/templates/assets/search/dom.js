// Elements, numbers and dates. Whatever comes from papers is set as text, never as HTML.

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

export function time(text) {
  const [year, month, day] = text.split("-");
  return element("time", { datetime: text }, [day && Number(day), month && MONTHS[month - 1], year].filter(Boolean).join(" "));
}

// Things one after another with something between them.
export function joined(things, between) {
  return things.flatMap((thing, index) => (index ? [between, thing] : [thing]));
}
