"""Eased: after what a week was lighter than the week before, counted beside how often that was so otherwise.

An observation, never a proof: occasions (supervision, a debrief, a run of leave, a support) on which signs
were fewer or milder afterwards. Knows days and the vocabulary's order; it may not know rules or screens.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.tally import NOTABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cfjournal.series import Day
    from cfjournal.vocabulary import Vocabulary

ALWAYS = ("supervision", "debrief", "leave")
"""What is looked at first, in this order; then every support that was noted often enough."""

LOOKED_BACK = 7 * 26
"""Days looked back over: half a year holds a few supervisions, and is one stretch of life."""

SIDE = 7
"""Days on either side of an occasion. The days of the occasion itself belong to neither."""

FEWEST_SHIFTS = 2
"""Written shifts on either side, without which an occasion does not count."""

FEWEST = 3
"""Countable occasions, and other weeks to set them against, without which nothing is said."""

CLEARLY = 1 / 3
"""How much larger the share of occasions must be than that of the other weeks (shares, 0-1).

At three or four occasions that is mostly all of them, at five all but one. In simulated half years it was
said of 6 in 100 supports that changed nothing, of 5 in 100 where they were sought in bad weeks (13 without
the comparison with weeks as heavy), and of 28 to 43 that took a level off each shift. (2026-11-22)
"""

OFTEN = 2 / 3
"""And on so many of the occasions (share, 0-1), three at least: "after 2 of 5" helps nobody."""

MOST = 2
"""So many are named, the clearest first."""


class Eased(NamedTuple):
    """One thing after which it was lighter on `after` of `of` occasions.

    Around `weeks` other weeks that were about as heavy it was so `otherwise` times.
    """

    id: str
    label: str
    after: int
    of: int
    otherwise: int
    weeks: int

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
    lately = [day for day in days if (days[-1].date - day.date).days < LOOKED_BACK]
    if not lately:
        return ()
    loads = _loads(lately, vocabulary)
    found = (_seen(name, lately, loads, vocabulary) for name in _named(lately, vocabulary))
    clear = [each for each in found if each and each.clear]
    return tuple(sorted(clear, key=lambda each: -round(each.ahead, 6))[:MOST])


def _loads(days: Sequence[Day], vocabulary: Vocabulary) -> dict[dt.date, int]:
    """Return for every shift what its signs add up to: those of a pattern's own, in levels."""
    own = {tag.id for tag in vocabulary.tags.values() if tag.main}
    return {
        day.date: sum(level for sign, level in day.signs.items() if sign in own) for day in days if day.worked
    }


def _named(days: Sequence[Day], vocabulary: Vocabulary) -> list[str]:
    times: dict[str, int] = {}
    for day in days:
        for name, level in day.supports.items():
            times[name] = times.get(name, 0) + bool(level)
    often = {name for name, number in times.items() if number >= FEWEST}
    order = {tag: place for place, tag in enumerate(vocabulary.tags)}
    rest = sorted(often.difference(ALWAYS), key=lambda name: (order.get(name, len(order)), name))
    return [*ALWAYS, *rest]


def _seen(
    name: str, days: Sequence[Day], loads: Mapping[dt.date, int], vocabulary: Vocabulary
) -> Eased | None:
    """Return what was seen around the occasions of `name`, None if there are too few to say anything.

    Supervision is asked for in bad weeks, and a bad week is mostly followed by a lighter one, whatever was
    done. So the other weeks are those that were about as heavy as a week before an occasion, and hold none.
    """
    noted = [day.date for day in days if day.kind == name or day.supports.get(name)]
    occasions = _runs(noted, loads) if name == "leave" else _first_in_a_week(noted)
    around = [found for first, last in occasions if (found := _around(first, last, loads))]
    if len(around) < FEWEST:
        return None
    others = [found for found in _elsewhere(days, noted, loads) if found.as_heavy(around)]
    if len(others) < FEWEST:
        return None
    label = vocabulary.tags[name].label if name in vocabulary.tags else name
    return Eased(name, label, _lighter(around), len(around), _lighter(others), len(others))


def _runs(noted: Sequence[dt.date], loads: Mapping[dt.date, int]) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield the first and last day of each leave: days of leave with no shift and no whole week between."""
    first = last = None
    for date in noted:
        if last is not None and first is not None:
            worked = any(last < shift < date for shift in loads)
            if worked or (date - last).days > SIDE:
                yield first, last
                first = None
        first, last = first or date, date
    if first is not None and last is not None:
        yield first, last


def _first_in_a_week(noted: Sequence[dt.date]) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield the days on which something was noted after a week without it: the week before holds none."""
    for at, date in enumerate(noted):
        if not at or (date - noted[at - 1]).days > SIDE:
            yield date, date


def _elsewhere(
    days: Sequence[Day], noted: Sequence[dt.date], loads: Mapping[dt.date, int]
) -> Iterator[_Around]:
    """Yield two weeks in a row, from every Monday, in neither of which it was noted."""
    first, last = days[0].date, days[-1].date
    monday = first - dt.timedelta(days=first.weekday())
    for at in range(0, (last - monday).days + 1, 7):
        middle = monday + dt.timedelta(days=at)
        if not any(-SIDE <= (date - middle).days < SIDE for date in noted):
            found = _around(middle, middle - dt.timedelta(days=1), loads)
            if found:
                yield found


def _around(first: dt.date, last: dt.date, loads: Mapping[dt.date, int]) -> _Around | None:
    """Return the load per shift in the week before `first` and the one after `last`, if both are known."""
    before, after = _mean(loads, first, range(-SIDE, 0)), _mean(loads, last, range(1, SIDE + 1))
    return None if before is None or after is None else _Around(before, after)


def _mean(loads: Mapping[dt.date, int], date: dt.date, offsets: range) -> float | None:
    found = [loads[day] for offset in offsets if (day := date + dt.timedelta(days=offset)) in loads]
    return sum(found) / len(found) if len(found) >= FEWEST_SHIFTS else None


def _lighter(around: Sequence[_Around]) -> int:
    return sum(each.lighter for each in around)
