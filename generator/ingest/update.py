"""A page is brought up to date with everything that digests say of it."""

from collections.abc import Iterable, Sequence

from generator.ingest.combine import Said, Theirs, combine
from generator.ingest.merge import merge
from generator.ingest.plan import KeptValue, Plan
from generator.ingest.tag import Tagger
from generator.ingest.write import change_page, new_page
from generator.model.archive import Archive
from generator.model.digest import Entry
from generator.model.fields import fields_of
from generator.model.ledger import Written, hash_of
from generator.model.page import Page
from generator.text.clean import clean_entry
from generator.text.front_matter import FrontMatterError
from generator.text.page import read_page


class Updater:
    """Merges pages of an archive in memory, and notes in a plan what is to be written."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._tagger = Tagger(archive.vocabulary)

    def clean(self, entry: Entry) -> Entry:
        """An entry as the machine would write it today."""
        return clean_entry(entry, self._archive.settings.mirrors)

    def update(self, path: str, digests: Iterable[str], plan: Plan) -> None:
        """Merge what these records, in the archive, say of a page into it; make the page if there is none."""
        base = self._archive.ledger.get(path, Written())
        base = base.model_copy(update={"digests": tuple(sorted(set(digests)))})
        theirs = self.theirs(path, base.digests)
        if path in self._archive.broken:
            plan.report.unmerged.append(path)
            self._note(path, base, plan)
        elif path in self._archive.pages:
            self.merge(path, base, theirs, plan)
        else:
            plan.pages[path] = text = new_page(theirs)
            self._read(path, text)
            fingerprint = hash_of(theirs.abstract or "")
            written = Written(fields=theirs.fields, abstract=fingerprint, digests=base.digests)
            self._note(path, written, plan)

    def merge(self, path: str, base: Written, theirs: Theirs, plan: Plan) -> None:
        """Merge values of the machine into a page that can be read."""
        page = self._archive.pages[path]
        merged = merge(base, fields_of(page.paper), page.paper.abstract, theirs, self._resolve)
        try:
            text = change_page(page.text, merged)
        except FrontMatterError:
            plan.report.unmerged.append(path)
            return
        self._put(page, text, plan)
        plan.report.kept += [KeptValue(path, kept) for kept in merged.kept]
        self._note(path, merged.written, plan)

    def theirs(self, path: str, digests: Sequence[str]) -> Theirs:
        """What the machine, as it is today, says of a page from these records of the archive."""
        return combine(self._said(path, digests), self._tagger)

    def _said(self, path: str, digests: Sequence[str]) -> list[Said]:
        return [
            Said(self.clean(item.entry), record)
            for name in digests
            if (record := self._archive.records.get(name))
            for item in record.entries
            if item.page == path and item.outcome == "page"
        ]

    def _put(self, page: Page, text: str, plan: Plan) -> None:
        if text == page.text:
            plan.report.unchanged.append(page.path)
            return
        plan.before.setdefault(page.path, page.text)
        plan.pages[page.path] = text
        plan.report.changed.append(page.path)
        self._read(page.path, text)

    def _read(self, path: str, text: str) -> None:
        page, problems = read_page(path, text)
        assert page is not None, problems
        self._archive.pages[path] = page

    def _note(self, path: str, written: Written, plan: Plan) -> None:
        if written != self._archive.ledger.get(path):
            plan.ledger[path] = self._archive.ledger[path] = written

    def _resolve(self, tag: str) -> str:
        return self._archive.vocabulary.resolve(tag) or tag
