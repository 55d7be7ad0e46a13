"""What a page holds besides the facts of its front matter, at hand."""

from typing import NamedTuple

from generator.model.fingerprint import fingerprint
from generator.model.ledger import hash_of
from generator.model.page import Lead
from generator.text.linear import linear
from generator.text.markdown import plain
from generator.text.sentences import first_sentence, shortened

LONGEST_LEAD = 320
"""Characters of a line of an abstract; a browser shows as many as there is room for."""


class ReadContent(NamedTuple):
    """The content of a page that was read."""

    text: str
    abstract: str = ""
    notes: str = ""

    @property
    def lead(self) -> Lead:
        """What lists show of the abstract."""
        first = first_sentence(plain(self.abstract))
        is_all = len(self.abstract.strip()) <= len(shortened(first, LONGEST_LEAD))
        return Lead(shortened(linear(first), LONGEST_LEAD), is_all)

    @property
    def fingerprint(self) -> str:
        """That of the text."""
        return fingerprint(self.text.encode())

    @property
    def abstract_hash(self) -> str | None:
        """The abstract as ledgers know it."""
        return hash_of(self.abstract)
