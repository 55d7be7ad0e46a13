"""A list of papers in the making, as the blocks of a text come in one by one."""

from msgspec.structs import replace

from generator.model.digest import Entry, Unread
from generator.readers import markdown_table
from generator.readers.addresses import unsorted
from generator.readers.bystanders import bystanders
from generator.readers.markdown_blocks import Block
from generator.readers.markdown_item import LONGEST, leads_elsewhere, plain, spoken
from generator.readers.markdown_section import Section, has_facts
from generator.readers.reader import unread
from generator.readers.said_dates import day_in

_HIDDEN = "A paper in the list below another paper's heading."


class PaperList:
    """The entries so far; ``by`` wrote the remarks. Blocks are handed in in the order of the text."""

    def __init__(self, by: str) -> None:
        self.entries: list[Entry] = []
        self.unread: list[Unread] = []
        self.day: str | None = None
        self.tables = 0
        self._by = by
        self._seen: list[Block] = []
        """All blocks but those that say more of a paper."""
        self._heading: Block | None = None
        self._section: Section | None = None
        self._columns: dict[str, int] = {}
        self._is_fresh = True
        """Whether no paper stands below the heading yet."""
        self._item = 0
        """How deep the item stands that the last entry came from; 0 where what follows is not about it."""

    def take(self, block: Block) -> None:
        """Take the next block."""
        if block.kind == "heading":
            self._take_heading(block)
        elif block.kind in ("header", "row"):
            self._take_row(block)
        elif self._section:
            self._below(self._section, block)
        elif not self._goes_on(block):
            self._take_line(block)

    def end(self) -> None:
        """The paper under the last heading is complete."""
        section, self._section = self._section, None
        if section is None:
            return
        entry = section.entry(self._by)
        if entry:
            self.entries.append(entry)
        else:
            self._leave(section.heading, "A heading without a title.")

    def bystanders(self) -> list[Unread]:
        """What stands among the papers, and is neither one of them nor among ``unread``."""
        papers = {entry.line for entry in self.entries if entry.line}
        papers |= {piece.line for piece in self.unread if piece.reason == _HIDDEN}
        return list(bystanders(self._seen, papers, {piece.line for piece in self.unread}))

    def _take_heading(self, block: Block) -> None:
        self.day = self.day or day_in(block.text)
        self._is_fresh, self._item = True, 0
        if self._section and self._section.below(block) and not spoken(block.text):
            return
        self.end()
        self._seen.append(block)
        self._heading = block
        if spoken(block.text):
            self._section = Section(block)

    def _take_row(self, block: Block) -> None:
        self._seen.append(block)
        if block.kind == "header":
            self._columns = markdown_table.columns(block)
            self.tables += "title" in self._columns
            return
        leads = next((cell for cell in block.texts if spoken(cell)), None)
        if self._section:
            if leads and self._section.hides(leads):
                self._leave(block, _HIDDEN)
        elif leads or "title" in self._columns:
            entry = markdown_table.entry(block, self._columns, self._by)
            self.entries += [entry] if entry else []
            if entry is None:
                self._leave(block, "A row without a title.")

    def _below(self, section: Section, block: Block) -> None:
        is_hidden = block.kind == "item" and section.hides(block.text)
        if is_hidden or section.part:
            self._seen.append(block)
        if is_hidden:
            self._leave(block, _HIDDEN)
        else:
            section.learn(block)

    def _take_line(self, block: Block) -> None:
        """A line on its own: a paper with a remark, or the links that make the heading above it a title."""
        self._seen.append(block)
        said = spoken(block.text)
        self._item = 0
        if said is None:
            if block.kind == "item" and leads_elsewhere(block.text):
                self._leave(block, "A link to no paper that is known here.")
        elif self._heading and self._is_fresh and block.kind != "quote" and _belongs_to_heading(block.text):
            self._section = Section(self._heading)
            self._section.learn(block)
        elif said.title and said.leads and block.kind != "quote":
            self._is_fresh, self._item = False, block.depth
            self.entries.append(self._entry(block))
        elif said.title or not (self.entries and self.entries[-1].ids.items() & said.about.ids.items()):
            self._leave(block, "A paper mentioned in passing." if said.title else "A link without a title.")

    def _leave(self, block: Block, reason: str) -> None:
        self.unread.append(unread(block.line, plain(block.text), reason))

    def _entry(self, block: Block) -> Entry:
        said = spoken(block.text)
        assert said is not None
        return Entry(
            line=block.line,
            title=said.title,
            ids=said.about.ids,
            links=unsorted(said.about.links),
            summary=said.remark or None,
            summary_by=self._by if said.remark else None,
        )

    def _goes_on(self, block: Block) -> bool:
        """Whether a block goes on with the remark of the item before it: a paragraph, or an item below it."""
        is_more = block.kind == "more" or (block.kind == "item" and block.depth > self._item)
        if not self._item or not is_more or spoken(block.text):
            return False
        entry = self.entries[-1]
        if len(entry.summary or "") < LONGEST:
            remark = " ".join(filter(None, [entry.summary, plain(block.text)]))
            self.entries[-1] = replace(entry, summary=remark, summary_by=self._by)
        return True


def _belongs_to_heading(text: str) -> bool:
    """Whether a paragraph holds nothing but the links of a paper, or begins with other facts about it."""
    said = spoken(text)
    lines = [line for line in text.split("\n") if (of_line := spoken(line)) and of_line.title]
    return said is not None and (not said.title or (has_facts(text) and not lines))
