"""Pages of a ledger that are asked for one by one are those of the ledger read whole, however it is written."""

import json

import pytest

from generator.model.ledger import Written
from generator.storage.ledger_lines import LedgerLines
from generator.storage.logs import decode_ledger, encode_ledger

TEXT = encode_ledger(
    {
        "papers/2026-11/one.md": Written(fields={"title": "A: b", "papers/2026-11/two.md": "no page"}),
        "papers/2026-11/two.md": Written(abstract="0" * 32, digests=("hf-2026-11-23",)),
    }
)
LIKE_A_PAGE = TEXT.replace('"papers/2026-11/two.md": "no page"', '\n"papers/2026-11/two.md": "no page"\n')


@pytest.mark.parametrize(
    "text",
    [TEXT, json.dumps(json.loads(TEXT)), json.dumps(json.loads(TEXT), indent=1), LIKE_A_PAGE],
    ids=["as written", "on one line", "indented", "with a line like that of a page"],
)
def test_every_page_is_found(text: str) -> None:
    lines = LedgerLines(text)
    assert {path: lines.page(path) for path in decode_ledger(text).pages} == decode_ledger(TEXT).pages
