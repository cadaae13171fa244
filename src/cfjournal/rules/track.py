"""Track: a diary up to the present day, laid out so that measures are quick to take.

Per worked shift it keeps the load of each pattern (weighted sum of levels) and the peak (strongest own sign).
It grows by one written day at a time and never forgets; what a measure may look back on is decided by its
window.
Knows the vocabulary's weights; knows no rules, no reference and no screens.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from cfjournal.rules.episodes import PATTERNS

if TYPE_CHECKING:
    import datetime as dt

    from cfjournal.rules.reference import Baseline
    from cfjournal.rules.tree import Window
    from cfjournal.series import Day
    from cfjournal.vocabulary import Vocabulary

REACH = 7
"""A window of N shifts reaches back N x 7 days at most: who writes less than one shift a week on average
has a window with shifts missing, not a window that speaks of last year."""


class Weights:
    """Which patterns each sign counts towards, how much, and whether it is the pattern's own."""

    __slots__ = ("own", "towards")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.towards: dict[str, list[tuple[str, float]]] = {}
        self.own: dict[str, str] = {}
        for pattern in PATTERNS:
            for sign, weight in vocabulary.of_pattern(pattern).items():
                self.towards.setdefault(sign, []).append((pattern, weight))
                if vocabulary.tags[sign].main == pattern:
                    self.own[sign] = pattern

    def loads(self, signs: dict[str, int]) -> tuple[dict[str, float], dict[str, int]]:
        """Return a day's load and peak per pattern."""
        load = dict.fromkeys(PATTERNS, 0.0)
        peak = dict.fromkeys(PATTERNS, 0)
        for sign, level in signs.items():
            if level:
                for pattern, weight in self.towards.get(sign, ()):
                    load[pattern] += weight * level
                own = self.own.get(sign)
                if own is not None and level > peak[own]:
                    peak[own] = level
        return load, peak


class Track:
    """The written days so far; `records` are those of which only a record of supervision is there.

    `today` is the day being judged (an ordinal), the last written day or later; `baselines` the reference of
    each pattern as it stood then, empty while there is none. `taken` and `columns` save work: the excess of a
    pattern, with the reference and the day it was taken for, and the levels of the tags that rules ask for.
    """

    __slots__ = (
        "baselines",
        "columns",
        "days",
        "loads",
        "ordinals",
        "peaks",
        "records",
        "shifts",
        "taken",
        "today",
        "weights",
        "written",
    )

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.days: list[Day] = []
        self.records: list[Day] = []
        self.written: list[int] = []
        self.shifts: list[Day] = []
        self.ordinals: list[int] = []
        self.loads: dict[str, list[float]] = {pattern: [] for pattern in PATTERNS}
        self.peaks: dict[str, list[int]] = {pattern: [] for pattern in PATTERNS}
        self.baselines: dict[str, Baseline] = {}
        self.columns: dict[str, list[int]] = {}
        self.taken: dict[str, tuple[Baseline, int, float]] = {}
        self.today = 0

    def add(self, day: Day) -> None:
        """Take in the next written day; one that was not told is set aside with its supports."""
        if day.kind is None:
            self.records.append(day)
            return
        self.today = day.date.toordinal()
        self.taken.clear()
        self.days.append(day)
        self.written.append(self.today)
        if day.kind == "shift":
            self.shifts.append(day)
            self.ordinals.append(self.today)
            load, peak = self.weights.loads(day.signs)  # type: ignore[arg-type]
            for pattern in PATTERNS:
                self.loads[pattern].append(load[pattern])
                self.peaks[pattern].append(peak[pattern])

    def start(self, window: Window) -> int:
        """Return the index of the first shift in `window`."""
        if window.unit == "days":
            return bisect_left(self.ordinals, self.today - window.length + 1)
        start = max(0, len(self.ordinals) - window.length)
        oldest = self.today - REACH * window.length
        if start < len(self.ordinals) and self.ordinals[start] <= oldest:
            start = bisect_left(self.ordinals, oldest + 1, start)
        return start

    def levels(self, word: str, start: int) -> list[int]:
        """Return the levels of a tag on the shifts from index `start` on; 0 where it was not named."""
        column = self.columns.setdefault(word, [])
        for day in self.shifts[len(column) :]:
            column.append(day.signs.get(word) or day.strains.get(word) or day.supports.get(word) or 0)
        return column[start:]

    def dates(self, start: int) -> tuple[dt.date, ...]:
        """Return the dates of the shifts from index `start` on."""
        return tuple(day.date for day in self.shifts[start:])
