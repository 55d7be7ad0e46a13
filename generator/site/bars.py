"""Numbers in tables of hand-written pages, drawn as bars: ``<span class="bar">12.5</span>`` in a cell.

The number itself belongs into a cell of its own, so that the table says all that the bars show.
"""

import re

_END = "</table>"
_BAR = re.compile(r'<span class="bar">(\d{1,12}(?:\.\d{1,6})?)</span>')


def with_bars(html: str) -> str:
    """The page with a bar for each such number, on one scale from zero in each table."""
    *with_tables, rest = html.split(_END)
    return _END.join([*map(_drawn_at_its_end, with_tables), rest])


def _drawn_at_its_end(html: str) -> str:
    before, opening, table = html.partition("<table")
    return before + opening + _drawn(table)


def _drawn(table: str) -> str:
    most = max(map(float, _BAR.findall(table)), default=0)
    return _BAR.sub(lambda bar: _bar(float(bar[1]) / most if most else 0), table)


def _bar(part: float) -> str:
    rectangle = f'<rect width="{100 * part:.4g}%" height="12"/>'
    return f'<svg width="100%" height="12" aria-hidden="true">{rectangle}</svg>'
