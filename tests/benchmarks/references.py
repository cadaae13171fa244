"""The methods that a rule engine for diaries has to beat, each as a judge of a whole diary.

Every method watches one composite a pattern: the sum of the levels of the pattern's main signs in a shift
entry. Unless the method brings its own, the reference is the first 28 shift entries, frozen: their mean and
their standard deviation with a floor. A building episode is a stretch of entries in alarm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import sqrt
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from cfjournal.rules.episodes import PATTERNS, Episode
from cfjournal.simulate.people import MAIN_SIGNS

if TYPE_CHECKING:
    import datetime as dt

    from cfjournal.entry import Entry
    from cfjournal.simulate.scoring import Judge

Method = Callable[[Sequence[float]], list[bool]]
"""From one value an entry to whether the method is in alarm after that entry."""

REFERENCE = 28
"""Shift entries in the frozen reference."""

FLOOR = 0.6
"""Smallest standard deviation of a reference, in levels: below it, one mild sign would be an alarm."""


SHORT_FLOOR = 0.3
"""The same for EARS C2, whose seven entries are often all alike: it alarms at the first mild sign then."""

APART = 3.0
"""Limit of `seven_against_28`, in standard errors of a mean of seven."""

HEAVY = 4.0
"""Composite (levels) from which an entry counts as heavy: two clear signs, or one overwhelming."""


def ewma(values: Sequence[float], weight: float, limit: float, hold: int) -> list[bool]:
    """Exponentially weighted moving average above `limit` of its own deviations (Roberts 1959)."""
    alarms, smooth, run = [False] * min(REFERENCE, len(values)), 0.0, 0
    above = limit * sqrt(weight / (2 - weight))
    for z in _deviations(values):
        smooth += weight * (z - smooth)
        run = run + 1 if smooth > above else 0
        alarms.append(run >= hold)
    return alarms


def cusum(values: Sequence[float], slack: float, limit: float) -> list[bool]:
    """One-sided cumulative sum above `limit`, started anew after each alarm (Page 1954)."""
    alarms, total = [False] * min(REFERENCE, len(values)), 0.0
    for z in _deviations(values):
        total = max(0.0, total + z - slack)
        alarms.append(total > limit)
        if alarms[-1]:
            total = 0.0
    return alarms


def western_electric(values: Sequence[float]) -> list[bool]:
    """The four zone rules, upper side (Western Electric 1956): 1 > 3, 2 of 3 > 2, 4 of 5 > 1, 8 in a row > 0."""
    alarms, seen = [False] * min(REFERENCE, len(values)), list[float]()
    zones = ((1, 1, 3.0), (2, 3, 2.0), (4, 5, 1.0), (8, 8, 0.0))
    for z in _deviations(values):
        seen.append(z)
        alarms.append(any(sum(one > zone for one in seen[-of:]) >= least for least, of, zone in zones))
    return alarms


def ears_c2(values: Sequence[float]) -> list[bool]:
    """More than three deviations above a moving reference of seven entries, two entries back (CDC EARS)."""
    alarms = [False] * min(9, len(values))
    for at in range(9, len(values)):
        before = values[at - 9 : at - 2]
        alarms.append(values[at] > fmean(before) + 3 * max(SHORT_FLOOR, stdev(before)))
    return alarms


def seven_against_28(values: Sequence[float]) -> list[bool]:
    """Mean of the last seven entries against the 28 before: more than `APART` standard errors above."""
    alarms = [False] * min(34, len(values))
    for at in range(34, len(values)):
        before, recent = values[at - 34 : at - 6], values[at - 6 : at + 1]
        apart = (fmean(recent) - fmean(before)) / max(FLOOR, stdev(before))
        alarms.append(apart > APART / sqrt(7))
    return alarms


def five_of_fourteen(values: Sequence[float]) -> list[bool]:
    """At least five heavy entries among the last fourteen. Absolute: it needs no reference."""
    return [sum(one >= HEAVY for one in values[max(0, at - 13) : at + 1]) >= 5 for at in range(len(values))]


def _deviations(values: Sequence[float]) -> list[float]:
    """Return the values after the reference, in deviations from it. Empty while the reference grows."""
    if len(values) <= REFERENCE:
        return []
    first = values[:REFERENCE]
    mean, sd = fmean(first), max(FLOOR, stdev(first))
    return [(value - mean) / sd for value in values[REFERENCE:]]


def judge(method: Method, entries: Sequence[Entry]) -> list[Episode]:
    """Let `method` read a diary: three patterns at once, shift entries only."""
    shifts = [entry for entry in entries if entry.kind == "shift"]
    dates = [entry.date for entry in shifts]
    found: list[Episode] = []
    for pattern in PATTERNS:
        found += episodes(pattern, dates, method([composite(entry, pattern) for entry in shifts]))
    return found


def composite(entry: Entry, pattern: str) -> float:
    """Return the sum of the levels of the pattern's main signs."""
    return float(sum(entry.signs.get(sign, 0) for sign in MAIN_SIGNS[pattern]))


def episodes(pattern: str, dates: Sequence[dt.date], alarms: Sequence[bool]) -> list[Episode]:
    """Return the stretches of entries in alarm; each ends with the first entry that is not."""
    found: list[Episode] = []
    fired: dt.date | None = None
    for date, alarm in zip(dates, alarms, strict=True):
        if alarm and fired is None:
            fired = date
        elif fired is not None and not alarm:
            found.append(Episode(pattern, "building", fired, date))
            fired = None
    return found if fired is None else [*found, Episode(pattern, "building", fired, None)]


METHODS: dict[str, Method] = {
    "EWMA .2, 3": partial(ewma, weight=0.2, limit=3.0, hold=1),
    "EWMA .1, 4.4, hold 3": partial(ewma, weight=0.1, limit=4.4, hold=3),
    "CUSUM .5, 8": partial(cusum, slack=0.5, limit=8.0),
    "Western Electric": western_electric,
    "EARS C2": ears_c2,
    "7 entries against 28": seven_against_28,
    "5 of 14 heavy": five_of_fourteen,
}

JUDGES: dict[str, Judge] = {name: partial(judge, method) for name, method in METHODS.items()}
"""Each method as a judge of diaries, by the name it has in the table. They can be pickled."""
