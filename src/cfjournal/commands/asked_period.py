"""Which days a review is about, from what was typed.

Without a word it is the seven days up to today, or up to yesterday while today has no entry: a week is
whole on every day of the week, and nothing counts as unwritten that could not be written yet. (2026-11-22:
chosen over the calendar week, which says little on a Tuesday.)
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.days import parse_day
from cfjournal.errors import UsageError
from cfjournal.period import Period, week_of

if TYPE_CHECKING:
    from collections.abc import Callable

WEEK_HINT = "write last, this, or a week of the year such as 2026-W46"


class Asked(NamedTuple):
    """The options that name a period, as typed."""

    week: str | None = None
    since: str | None = None
    until: str | None = None


def period_asked(
    asked: Asked, today: dt.date, written: Callable[[dt.date], bool], *, days: int = 7
) -> Period:
    """Return the period; `days` is its length where only one end, or none, is said. Raises `UsageError`."""
    if asked.week is not None:
        if asked.since is not None or asked.until is not None:
            raise UsageError("--week already says which days", "leave out --since and --until, or --week")
        return week_named(asked.week, today)
    last = parse_day(asked.until, today) if asked.until else today
    if asked.since is None:
        if not asked.until and not written(today):
            last -= dt.timedelta(days=1)
        return Period(last - dt.timedelta(days=days - 1), last)
    first = parse_day(asked.since, today)
    if first > last:
        raise UsageError(
            f"the period from {first} to {last} ends before it begins", "change --since or --until"
        )
    return Period(first, last)


def week_named(text: str, today: dt.date) -> Period:
    """Return the week, Monday to Sunday, that `text` names. Raises `UsageError`."""
    word = text.strip().upper()
    if word in ("THIS", "LAST"):
        return week_of(today - dt.timedelta(days=7 * (word == "LAST")))
    if named := re.fullmatch(r"(\d{4})-?W(\d{1,2})", word):
        try:
            return week_of(dt.date.fromisocalendar(int(named[1]), int(named[2]), 1))
        except ValueError:
            raise UsageError(f"{text} is not a week of that year", "a year has 52 weeks, some 53") from None
    raise UsageError(f"{text[:40]!r} is not a week cfj can read", WEEK_HINT)
