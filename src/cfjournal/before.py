"""Before: what changed since the period of the same length before, and nothing of what did not.

Counts and describes; the states are the engine's. A period in which too little was written has no before.
Knows days, the vocabulary's order and the engine's changes of state; it may not know screens.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.period import Period, month_of, week_of
from cfjournal.tally import NOTABLE, levels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cfjournal.rules.history import History, StateName
    from cfjournal.series import Day
    from cfjournal.vocabulary import Group, Vocabulary

FEWEST_SHIFTS = 2
"""Written shifts on either side, without which no word is compared."""

WEEK = 7

MUCH_LESS = 0.5
"""A share of written days at most so much of that before (0-1) is worth a line: all else rests on less."""

ORDER: tuple[Group, ...] = ("strain", "support", "sign")
"""Conditions before the person."""


class Share(NamedTuple):
    """One word over some shifts: on `on` of `of`, at `mean` levels per shift."""

    on: int
    of: int
    mean: float


class Moved(NamedTuple):
    """One word that was there clearly more, or clearly less, than before."""

    id: str
    label: str
    group: Group
    now: Share
    before: Share

    @property
    def change(self) -> float:
        """How far it moved, in levels per shift; above 0 for more."""
        return self.now.mean - self.before.mean


class Course(NamedTuple):
    """How the state of a pattern changed in the period: the state before, and each that followed."""

    pattern: str
    start: StateName
    steps: tuple[tuple[dt.date, StateName], ...]


class Before(NamedTuple):
    """What is different from `period`, the days before.

    `written` is how many days were written then and now, `days` how many there are now.
    """

    period: Period
    written: tuple[int, int]
    days: int
    states: tuple[Course, ...]
    moved: tuple[Moved, ...]

    @property
    def much_less(self) -> bool:
        """Whether much less was written than before."""
        before, now = self.written
        return now * len(self.period) <= MUCH_LESS * before * self.days

    @property
    def alike(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.states or self.moved or self.much_less)


def before_of(period: Period) -> Period:
    """Return as many days before a period; before a week or a month that has begun, the whole one before.

    Words are compared per shift, so a week on Wednesday can be held beside all of the last, weekend and all.
    Seven days are a week, whatever day they begin on.
    """
    last = period.first - dt.timedelta(days=1)
    if period.first.weekday() == 0 and period.last in week_of(period.first):
        return week_of(last)
    if period.first.day == 1 and period.last in month_of(period.first) and len(period) != WEEK:
        return month_of(last)
    return Period(last - dt.timedelta(days=len(period) - 1), last)


def since_before(
    days: Sequence[Day], history: History, vocabulary: Vocabulary, period: Period
) -> Before | None:
    """Return what changed, or None where too little is written on either side to say anything.

    `days` hold every written day since the period before began.
    """
    earlier = before_of(period)
    then, now = ([day for day in days if day.date in side] for side in (earlier, period))
    shifts_then, shifts_now = ([day for day in side if day.worked] for side in (then, now))
    if len(shifts_then) < FEWEST_SHIFTS:
        return None
    compared = len(shifts_now) >= FEWEST_SHIFTS
    moved = tuple(_moved(shifts_then, shifts_now, vocabulary)) if compared else ()
    found = Before(earlier, (len(then), len(now)), len(period), tuple(_courses(history, period)), moved)
    return found if compared or not found.alike else None


def _courses(history: History, period: Period) -> Iterable[Course]:
    """Yield the course of each pattern whose state changed in the period, as it stood on its last day."""
    for pattern, state in history.states.items():
        changes = [(day, seen) for day, seen in history.timeline if seen.pattern == pattern]
        known = [seen.name for day, seen in changes if day < period.first or seen.older]
        start: StateName = known[-1] if known else "unknown"
        steps = [(day, seen.name) for day, seen in changes if day in period and not seen.older]
        if state.since and state.since in period and state.name != (steps[-1][1] if steps else start):
            steps.append((state.since, state.name))
        if steps and steps[-1][1] != start:
            yield Course(pattern, start, tuple(steps))


def _moved(then: Sequence[Day], now: Sequence[Day], vocabulary: Vocabulary) -> Iterable[Moved]:
    """Yield the words that moved, conditions first, and of each kind the one that moved furthest first."""
    order = {tag: place for place, tag in enumerate(vocabulary.tags)}
    for group in ORDER:
        before, after = _shares(then, group), _shares(now, group)
        none = (Share(0, len(then), 0.0), Share(0, len(now), 0.0))
        found = [
            Moved(tag, _label(tag, vocabulary), group, after.get(tag, none[1]), before.get(tag, none[0]))
            for tag in before.keys() | after.keys()
            if not (tag in vocabulary.tags and vocabulary.tags[tag].reach_out)
        ]
        yield from sorted(
            (each for each in found if abs(each.change) >= NOTABLE),
            key=lambda each: (-round(abs(each.change), 6), order.get(each.id, len(order)), each.id),
        )


def _shares(shifts: Sequence[Day], group: Group) -> Mapping[str, Share]:
    found: dict[str, list[int]] = {}
    for day in shifts:
        for tag, level in levels(day, group).items():
            if level:
                found.setdefault(tag, []).append(level)
    of = len(shifts)
    return {tag: Share(len(named), of, sum(named) / of) for tag, named in found.items()}


def _label(tag: str, vocabulary: Vocabulary) -> str:
    return vocabulary.tags[tag].label if tag in vocabulary.tags else tag
