"""What a source said → what a page says: verbatim, but for what copying broke."""

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from generator.model.digest import Digest, Entry
from generator.model.ids import from_address
from generator.model.paper import LINK_KINDS
from generator.text import links
from generator.text.blocks import blocks
from generator.text.characters import mended, without_entities
from generator.text.emphasis import emphasised
from generator.text.latex import decoded, read
from generator.text.spans import Span, markdown, single_spaced
from generator.text.tags import as_tex

LONGEST_TITLE = 500
LONGEST_NAME = 200
LONGEST_ABSTRACT = 20_000
"""Characters; what is longer is cut at a word and ends in “[…]”. The record keeps the whole."""
MOST_AUTHORS = 5000
MOST_LINKS = 50

_WRAP = re.compile(r"(?<![ \t])[ \t]*+\n\s*+")
Links = dict[str, tuple[str, ...]]


def clean(digest: Digest, mirrors: Mapping[str, str]) -> Digest:
    """The digest with every entry cleaned; *mirrors* names the original host of each mirror."""
    entries = tuple(clean_entry(entry, mirrors) for entry in digest.entries)
    return replace(digest, entries=entries)


def clean_entry(entry: Entry, mirrors: Mapping[str, str]) -> Entry:
    """The entry as its page will say it.

    Title, names and keywords become one line of plain text with formulas between dollar signs; the
    abstract becomes Markdown; its addresses join the links.
    """
    abstract, addresses = clean_abstract(entry.abstract, mirrors)
    return replace(
        entry,
        title=clean_line(entry.title),
        abstract=abstract,
        authors=_lines(entry.authors, MOST_AUTHORS),
        keywords=_lines(entry.keywords, MOST_AUTHORS),
        categories=_lines(entry.categories, MOST_AUTHORS),
        links=_links(entry, addresses, mirrors),
        media=tuple(filter(None, map(links.normalise, entry.media))),
        **{
            name: clean_line(value, LONGEST_ABSTRACT) or None
            for name in ("venue", "organization", "summary", "summary_by", "submitter")
            if (value := getattr(entry, name)) is not None
        },
    )


def clean_line(text: str, longest: int = LONGEST_TITLE) -> str:
    r"""One line of plain text: a title, a name, a keyword.

    >>> clean_line("Schr\\\"odinger &amp;amp;\n  Bridges")
    'Schrödinger & Bridges'
    """
    text = without_entities(as_tex(_cut(_one_line(mended(text)), longest)))
    return _cut(_one_line(decoded(_one_line(text))), longest)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def clean_abstract(text: str, mirrors: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The abstract as Markdown, and the addresses in it in their order."""
    text = without_entities(as_tex(_cut(mended(text), LONGEST_ABSTRACT)))
    written = ""
    addresses: list[str] = []
    before = ""
    for block in blocks(text):
        spans = [_unmirrored(span, mirrors) for span in emphasised(single_spaced(read(block.text)))]
        addresses += [span.text for span in spans if span.kind in ("address", "target")]
        if paragraph := markdown(spans).strip():
            gap = "\n" if before and block.marker else "\n\n"
            written += (gap if written else "") + block.marker + paragraph
            before = block.marker
    return written, tuple(addresses)


def _unmirrored(span: Span, mirrors: Mapping[str, str]) -> Span:
    return Span(span.kind, links.unmirror(span.text, mirrors)) if span.kind in ("address", "target") else span


def _lines(values: Iterable[str], most: int) -> tuple[str, ...]:
    cleaned = (clean_line(value, LONGEST_NAME) for value in values)
    return tuple(line for line in cleaned if line)[:most]


def _links(entry: Entry, addresses: Iterable[str], mirrors: Mapping[str, str]) -> Links:
    """The links of the source, then those of the abstract; each once, none to the paper's own page."""
    given = [(kind, _WRAP.sub("", address)) for kind, values in entry.links.items() for address in values]
    found = [("", address) for address in addresses]
    kinds: dict[str, list[str]] = {}
    seen: set[str] = set()
    for kind, address in given + found:
        normal = links.normalise(links.unmirror(address, mirrors))
        if normal is None or links.key(normal) in seen or _is_own(normal, entry) or len(seen) == MOST_LINKS:
            continue
        seen.add(links.key(normal))
        kinds.setdefault(kind if kind in LINK_KINDS else _kind(normal), []).append(normal)
    return {kind: tuple(kinds[kind]) for kind in LINK_KINDS if kind in kinds}


def _is_own(address: str, entry: Entry) -> bool:
    identifier = from_address(address)
    return identifier is not None and entry.ids.get(identifier.kind) == identifier.value


def _kind(address: str) -> str:
    """A paper that an abstract names is another paper, not the PDF of this one."""
    return "other" if from_address(address) else links.classify(address)


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    kept = text[: longest - 4]
    return kept[: max(kept.rfind(" "), kept.rfind("\n"), longest // 2)].rstrip() + " […]"
