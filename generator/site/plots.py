"""Plots as values: bars over time, drawn as SVG by a template, with the table that stands behind them."""

import math
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from generator.site.wording import date_words

HUES = 7
"""Colours of topics in plots; each topic keeps its own, whatever else the vocabulary holds."""

WORDS = 0.12
"""How far the words over a bar reach, as a part of a small plot's width."""


class Bar(NamedTuple):
    """One bar: where it stands, how high it is, and how its height is told."""

    label: str
    value: float
    shown: str
    is_over: bool = True
    """Whether no more can come: the month of the newest digest is not over."""


class Mark(NamedTuple):
    """Words at a place of a plot, in percent of its width, and how they are set against it."""

    at: str
    anchor: str
    words: str
    height: float = 0
    """How far up the scale, in percent."""


class Plot(NamedTuple):
    """Bars from zero on one scale, labelled directly."""

    caption: str
    label: str
    """What the bars stand for, one by one: the first column's head in the table."""
    unit: str
    """What they count: the second column's head."""
    bars: tuple[Bar, ...]
    top: float
    """The value at the upper edge; plots that are compared share it."""
    hue: int | None = None

    @property
    def path(self) -> str:
        """The bars as one path in a box as wide as there are bars, and a hundred high."""
        return "".join(
            f"M{index + 0.1:g} 100V{100 - 100 * bar.value / self.top:.4g}h.8V100z"
            for index, bar in enumerate(self.bars)
            if bar.value > 0
        )

    @property
    def peak(self) -> int:
        """The index of the highest bar, the latest of equals."""
        return max(range(len(self.bars)), key=lambda index: (self.bars[index].value, index))

    @property
    def told(self) -> str:
        """The plot in a sentence, for those who do not see it."""
        first, last, peak = self.bars[0], self.bars[-1], self.bars[self.peak]
        told = f"{self.caption}, {first.label} to {last.label}. Most: {peak.shown} in {peak.label}."
        return told if last.is_over else f"{told} {last.label} is not over."

    @property
    def values(self) -> list[Mark]:
        """The values that stand over their bars: the highest, and the last that says how much it came to,
        where there is room for both."""
        last = len(self.bars) - (1 if self.bars[-1].is_over else 2)
        wanted = [self.peak] if 5 * (last - self.peak) < len(self.bars) else [self.peak, last]
        marks = [(index, self._mark(index, self._words(index))) for index in wanted]
        return [mark._replace(height=self._height(index, mark.anchor)) for index, mark in marks]

    @property
    def ticks(self) -> list[Mark]:
        """The words below the axis: both ends, and the years between them."""
        last = len(self.bars) - 1
        ends = [Mark("0%", "start", self.bars[0].label), Mark("100%", "end", self.bars[-1].label)]
        if len(self.bars) <= 4:
            return [self._mark(index, bar.label) for index, bar in enumerate(self.bars)]
        years = [index for index, bar in enumerate(self.bars) if bar.label.startswith("Jan ")]
        room = max(4, len(self.bars) // 5)
        between = [index for index in years if room <= index <= last - room]
        return [ends[0], *(self._mark(index, self.bars[index].label[4:]) for index in between), ends[1]]

    def _words(self, index: int) -> str:
        bar = self.bars[index]
        return bar.shown if bar.is_over else f"{bar.shown} so far"

    def _height(self, index: int, anchor: str) -> float:
        """The upper edge, in percent, of all bars over which a value's words reach."""
        reach = WORDS * len(self.bars)
        left, right = {"start": (0.0, reach), "end": (reach, 0.0)}.get(anchor, (reach / 2, reach / 2))
        below = self.bars[max(0, math.floor(index - left + 0.5)) : math.ceil(index + right + 0.5)]
        return 100 * max(bar.value for bar in below) / self.top

    def _mark(self, index: int, words: str) -> Mark:
        at = 100 * (index + 0.5) / len(self.bars)
        anchor = "start" if at < 8 else "end" if at > 92 else "middle"
        return Mark({"start": "0%", "end": "100%"}.get(anchor, f"{at:.4g}%"), anchor, words)


def by_month(
    caption: str,
    unit: str,
    counts: Mapping[str, int],
    top: float = 0,
    hue: int | None = None,
    running: str | None = None,
) -> Plot | None:
    """Numbers by month, of which one may be *running* still; None where there is no course to see."""
    if len(counts) < 2 or not any(counts.values()):
        return None
    bars = tuple(
        Bar(date_words(month), count, f"{count:,}", month != running) for month, count in counts.items()
    )
    return Plot(caption, "Month", unit, bars, top or max(counts.values()), hue)


def shares_by_month(
    caption: str,
    unit: str,
    parts: Mapping[str, int],
    wholes: Mapping[str, int],
    top: float = 100,
    hue: int | None = None,
    running: str | None = None,
) -> Plot | None:
    """Parts of what each month brought, in percent; None where there is no course to see."""
    if len(wholes) < 2 or not any(parts.values()):
        return None
    shares = {month: percent(parts.get(month, 0), whole) for month, whole in wholes.items()}
    bars = tuple(
        Bar(date_words(month), share, f"{share:.0f}\u00a0%", month != running)
        for month, share in shares.items()
    )
    return Plot(caption, "Month", unit, bars, top, hue)


def percent(part: float, whole: float) -> float:
    """The part in percent of the whole; 0 of nothing."""
    return 100 * part / whole if whole else 0.0


def hue_of(slug: str) -> int:
    """The colour of a topic, from 1."""
    return 1 + sha256(slug.encode()).digest()[0] % HUES
