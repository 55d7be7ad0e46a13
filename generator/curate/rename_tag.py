"""A topic gets another name: its page, its children, the papers, the ledger and the old address follow."""

import re

from msgspec.structs import replace

from generator.curate.errors import CurationError
from generator.ingest.plan import Plan
from generator.model.archive import Archive
from generator.model.tag import Tag, Vocabulary
from generator.text.edit import change
from generator.text.front_matter import parse
from generator.text.page import read_page
from generator.text.vocabulary import parse_tag

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def rename_tag(archive: Archive, texts: dict[str, str], old: str, new: str) -> Plan:
    """Rename a topic; the old name becomes an alias.

    `texts` are the pages of the vocabulary, by path below ``docs/``. Raises CurationError.
    """
    tag = archive.vocabulary.get(old)
    if tag is None:
        raise CurationError(f"{old}: there is no such topic.", "Name a file of docs/tags/ without .md.")
    if not _SLUG.fullmatch(new):
        raise CurationError(f"{new} is no name for a topic.", "Use small letters, digits and hyphens.")
    if (taken := archive.vocabulary.resolve(new)) not in (None, old):
        raise CurationError(f"{new} already names the topic {taken}.", "Choose another name.")
    plan = Plan()
    _rename_page(plan, texts, tag, new)
    _rename_parent(plan, texts, archive.vocabulary, old, new)
    archive.vocabulary = _vocabulary(texts, plan)
    _rename_in_papers(archive, plan, old, new)
    _rename_in_ledger(archive, plan, old, new)
    plan.redirects = archive.redirects = archive.redirects.after_move(f"tags/{old}/", f"tags/{new}/")
    return plan


def _rename_page(plan: Plan, texts: dict[str, str], tag: Tag, new: str) -> None:
    old_path, text = f"tags/{tag.slug}.md", texts[f"tags/{tag.slug}.md"]
    aliases = [alias for alias in tag.aliases if alias != new]
    if tag.slug not in aliases:
        aliases.append(tag.slug)
    plan.pages[f"tags/{new}.md"] = change(text, {"aliases": list(aliases)})
    plan.pages[old_path], plan.before[old_path] = None, text


def _rename_parent(plan: Plan, texts: dict[str, str], vocabulary: Vocabulary, old: str, new: str) -> None:
    for child in vocabulary.children(old):
        path = f"tags/{child.slug}.md"
        plan.before[path] = texts[path]
        plan.pages[path] = change(texts[path], {"parent": new})


def _vocabulary(texts: dict[str, str], plan: Plan) -> Vocabulary:
    present = {path: text for path, text in {**texts, **plan.pages}.items() if text is not None}
    return Vocabulary(tag for path, text in present.items() if (tag := parse_tag(path, text)[0]))


def _rename_in_papers(archive: Archive, plan: Plan, old: str, new: str) -> None:
    for path, page in archive.pages.items():
        if old not in page.paper.tags:
            continue
        tags = list(dict.fromkeys(new if tag == old else tag for tag in parse(page.text).values["tags"]))
        if list(page.paper.tags) == sorted(page.paper.tags):
            tags.sort()
        text = change(page.text, {"tags": [str(tag) for tag in tags]})
        plan.pages[path], plan.before[path] = text, page.text
        plan.report.changed.append(path)
        renamed, _ = read_page(path, text)
        assert renamed is not None
        archive.pages[path] = renamed


def _rename_in_ledger(archive: Archive, plan: Plan, old: str, new: str) -> None:
    for path, written in archive.ledger.items():
        update = {
            name: {**values, "tags": _renamed(tuple(values["tags"]), old, new)}
            for name in ("fields", "added", "removed")
            if old in (values := getattr(written, name)).get("tags", ())
        }
        if update:
            plan.ledger[path] = replace(written, **update)
    archive.ledger.update(plan.ledger)


def _renamed(tags: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(sorted({new if tag == old else tag for tag in tags}))
