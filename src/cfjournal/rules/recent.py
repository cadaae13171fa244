"""Recent: the history of the last weeks without reading all the years before them.

What a rule says today depends on the frozen reference, on the windows it looks back on, and on whether it
had fired before. The first is found at the beginning of a diary, the second in its last months. The third
is settled by running every rule twice through those months, once as if it had not fired and once as if it
had: where both agree, whatever came before no longer matters, and the result is that of a replay from the
first day. Where they do not agree yet, more is read.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cfjournal.rules.engine import Fold, history_of
from cfjournal.rules.measures import looks_back
from cfjournal.rules.reference import Growth
from cfjournal.rules.track import REACH, Weights
from cfjournal.rules.tree import measures

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cfjournal.period import Period
    from cfjournal.rules.history import History
    from cfjournal.rules.rule import RuleSet
    from cfjournal.series import Day
    from cfjournal.vocabulary import Vocabulary

Month = tuple[int, int]

LONGEST = 18
"""Months read in search of the day on which a flag began; older ones are "since this day or earlier"."""


def recent_history(  # noqa: PLR0913 (what a replay needs, by keyword)
    months: Sequence[Month],
    read: Callable[[Month], Sequence[Day]],
    rules: RuleSet,
    vocabulary: Vocabulary,
    *,
    since: dt.date,
    until: dt.date,
    reference: Period | None = None,
) -> History:
    """Return the history on `until`, exact from `since` on, reading as few `months` as that takes.

    `months` are those that hold entries, oldest first; `read` gives the written days of one.
    """
    months = [month for month in months if month <= (until.year, until.month)]
    weights = Weights(vocabulary)
    whole = Fold(rules, weights, Growth(reference))
    done = 0
    while done < len(months) and not _reference_known(whole.growth, months, done):
        _take(whole, read(months[done]), until)
        done += 1
    back = _months_for(months, read, rules, since)
    while back < len(months) - done:
        tail = Fold(rules, weights, whole.growth, resumed=True)
        _resume(tail, months[len(months) - back :], read, rules, until)
        if _enough(tail, since, back):
            return history_of(tail, rules, vocabulary, until)
        back *= 2
    for month in months[done:]:
        _take(whole, read(month), until)
    return history_of(whole, rules, vocabulary, until)


def _reference_known(growth: Growth, months: Sequence[Month], done: int) -> bool:
    if growth.period is None:
        return growth.closed
    return done > 0 and months[done - 1] >= (growth.period.last.year, growth.period.last.month)


def _take(fold: Fold, days: Sequence[Day], until: dt.date) -> None:
    for day in days:
        if day.date <= until:
            fold.step(day)


def reach(rules: RuleSet) -> tuple[int, int]:
    """Return how many shifts and how many days the rules look back on."""
    found = [looks_back(m) for rule in rules.rules for m in (*measures(rule.when), *measures(rule.until))]
    return max((shifts for shifts, _ in found), default=0), max((days for _, days in found), default=0)


def _months_for(
    months: Sequence[Month], read: Callable[[Month], Sequence[Day]], rules: RuleSet, since: dt.date
) -> int:
    """Return how many of the last months hold what the rules look back on from `since`."""
    shifts, days = reach(rules)
    earliest, longest = since - dt.timedelta(days=days), since - dt.timedelta(days=REACH * shifts)
    count = 0
    for back, month in enumerate(reversed(months), 1):
        first = dt.date(*month, 1)
        count += sum(1 for day in read(month) if day.kind == "shift" and day.date < since)
        if (first <= earliest and count >= shifts) or first <= longest:
            return back
    return len(months)


def _resume(
    fold: Fold,
    months: Sequence[Month],
    read: Callable[[Month], Sequence[Day]],
    rules: RuleSet,
    until: dt.date,
) -> None:
    """Let a resumed fold judge these months only, from the first day whose windows they fill."""
    shifts, days = reach(rules)
    start = dt.date(*months[0], 1)
    for month in months:
        for day in read(month):
            if day.date > until:
                break
            full = len(fold.track.shifts) >= shifts or (day.date - start).days >= REACH * shifts
            if full and (day.date - start).days >= days:
                fold.step(day)
            else:
                fold.track.add(day)


def _enough(fold: Fold, since: dt.date, back: int) -> bool:
    """Whether the fold is settled by `since`, and knows since when each raised state has stood."""
    if fold.settled is None or fold.settled > since:
        return False
    raised = [c for c in fold.courses if c.state.name in ("watch", "building", "easing")]
    return back >= LONGEST or not any(course.state.older for course in raised)
