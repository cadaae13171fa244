"""Eased: after what a week was lighter than the week before, counted beside how often that was so otherwise.

An observation, never a proof: occasions (supervision, a debrief, a run of leave, a support) on which signs
were fewer or milder afterwards. Knows days and the vocabulary's order; it may not know rules or screens.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.tally import NOTABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cfjournal.series import Day
    from cfjournal.vocabulary import Vocabulary

LEAVE = "leave"
ALWAYS = ("supervision", "debrief", LEAVE)
"""What comes first where several are as clear; then the supports in the order of the vocabulary."""

LOOKED_BACK = 7 * 26
"""Days looked back over: half a year holds a few supervisions, and is one stretch of life."""

SIDE = 7
"""Days on either side of an occasion. The days of the occasion itself belong to neither."""

FEWEST_SHIFTS = 2
"""Written shifts on either side, without which an occasion does not count."""

FEWEST = 3
"""Countable occasions, without which nothing is said."""

FEWEST_OTHERS = 6
"""Other weeks as heavy to set them beside: with three, twice as many lines stood there by chance."""

CLEARLY = 1 / 3
"""How much larger the share of occasions must be than that of the other weeks (shares, 0-1).

At three or four occasions that is mostly all of them, at five all but one. In simulated half years it was
said of 6 in 100 supports that changed nothing, of 3 in 100 where they were sought in bad weeks (13 without
the comparison with weeks as heavy), and of 17 to 42 that took a level off each shift. Over all words at once,
8 in 100 steady people whose supports changed nothing would read such a line. (2026-11-22)
"""

OFTEN = 2 / 3
"""And on so many of the occasions (share, 0-1), three at least: "after 2 of 5" helps nobody."""

MOST = 2
"""So many are named, the clearest first."""


class Eased(NamedTuple):
    """One thing after which it was lighter on `after` of `of` occasions.

    Around `weeks` other weeks that were about as heavy it was so `otherwise` times. `since` is the first day
    that was looked at.
    """

    id: str
    label: str
    after: int
    of: int
    otherwise: int
    weeks: int
    since: dt.date

    @property
    def ahead(self) -> float:
        """How far the share of the occasions lies above that of the other weeks (-1 to 1)."""
        return self.after / self.of - self.otherwise / self.weeks

    @property
    def clear(self) -> bool:
        """Whether that is far enough, and often enough, to be worth a sentence."""
        return self.ahead >= CLEARLY and self.after >= max(FEWEST, OFTEN * self.of)


class _Around(NamedTuple):
    """The load per shift in the week before and the week after."""

    before: float
    after: float

    @property
    def lighter(self) -> bool:
        return self.before - self.after >= NOTABLE

    def as_heavy(self, others: Iterable[_Around]) -> bool:
        return any(abs(self.before - other.before) <= NOTABLE for other in others)


def eased_after(days: Sequence[Day], vocabulary: Vocabulary) -> tuple[Eased, ...]:
    """Return after what it was clearly more often lighter than otherwise, the clearest first; mostly nothing.

    `days` are in order, without gaps that were not read; the last half year of them is looked at.
    """
    dated = {day.date.toordinal(): day for day in days}
    last = max(dated, default=0)
    lately = {at: day for at, day in dated.items() if last - at < LOOKED_BACK}
    loads = _loads(lately, vocabulary)
    noted = _noted(lately)
    order = {name: place for place, name in enumerate((*ALWAYS, *vocabulary.tags))}
    found = []
    for name in sorted(noted, key=lambda name: (order.get(name, len(order)), name)):
        if len(noted[name]) >= FEWEST:
            label = vocabulary.tags[name].label if name in vocabulary.tags else name
            found.append(_seen(name, label, noted[name], loads, min(lately)))
    clear = [each for each in found if each and each.clear]
    return tuple(sorted(clear, key=lambda each: -round(each.ahead, 6))[:MOST])


def _loads(days: Mapping[int, Day], vocabulary: Vocabulary) -> dict[int, int]:
    """Return for every shift what its signs add up to: those of a pattern's own, in levels."""
    own = {tag.id for tag in vocabulary.tags.values() if tag.main}
    return {
        at: sum(level for sign, level in day.signs.items() if sign in own)
        for at, day in days.items()
        if day.worked
    }


def _noted(days: Mapping[int, Day]) -> dict[str, list[int]]:
    """Return the days on which each support was noted, and those of leave."""
    found: dict[str, list[int]] = {}
    for at, day in days.items():
        for name in day.supports:
            if day.supports[name]:
                found.setdefault(name, []).append(at)
        if day.kind == LEAVE:
            found.setdefault(LEAVE, []).append(at)
    return found


def _seen(name: str, label: str, noted: Sequence[int], loads: Mapping[int, int], first: int) -> Eased | None:
    """Return what was seen around the occasions of `name`, None if there are too few to say anything.

    Supervision is asked for in bad weeks, and a bad week is mostly followed by a lighter one, whatever was
    done. So the other weeks are those that were about as heavy as a week before an occasion, and hold none.
    """
    occasions = _runs(noted, loads) if name == LEAVE else _first_in_a_week(noted)
    around = [found for first, last in occasions if (found := _around(first, last, loads))]
    if len(around) < FEWEST:
        return None
    others = [found for found in _elsewhere(noted, loads) if found.as_heavy(around)]
    if len(others) < FEWEST_OTHERS:
        return None
    counts = _lighter(around), len(around), _lighter(others), len(others)
    return Eased(name, label, *counts, dt.date.fromordinal(first))


def _runs(noted: Sequence[int], loads: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last day of each leave: days of leave with no shift and no whole week between."""
    first = noted[0]
    for day, after in pairwise(noted):
        if after - day > SIDE or any(between in loads for between in range(day, after)):
            yield first, day
            first = after
    yield first, noted[-1]


def _first_in_a_week(noted: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the days on which something was noted after a week without it: the week before holds none."""
    for before, day in pairwise((noted[0] - SIDE - 1, *noted)):
        if day - before > SIDE:
            yield day, day


def _elsewhere(noted: Sequence[int], loads: Mapping[int, int]) -> Iterator[_Around]:
    """Yield two weeks in a row, from every Monday, in neither of which it was noted."""
    there = set(noted)
    first, last = min(loads), max(loads)
    for monday in range(first - (first - 1) % 7, last + 1, 7):
        if there.isdisjoint(range(monday - SIDE, monday + SIDE)):
            found = _around(monday, monday - 1, loads)
            if found:
                yield found


def _around(first: int, last: int, loads: Mapping[int, int]) -> _Around | None:
    """Return the load per shift in the week before `first` and the one after `last`, if both are known."""
    before = [loads[day] for day in range(first - SIDE, first) if day in loads]
    after = [loads[day] for day in range(last + 1, last + SIDE + 1) if day in loads]
    if min(len(before), len(after)) < FEWEST_SHIFTS:
        return None
    return _Around(sum(before) / len(before), sum(after) / len(after))


def _lighter(around: Sequence[_Around]) -> int:
    return sum(each.lighter for each in around)
