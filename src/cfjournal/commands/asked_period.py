"""Which days a review is about, from what was typed.

Without a word it is the seven days up to today, or up to yesterday while today has no entry: a week is
whole on every day of the week, and nothing counts as unwritten that could not be written yet. (2026-11-22:
chosen over the calendar week, which says little on a Tuesday.) A week or month that is not over ends on that
day too.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.days import parse_day
from cfjournal.errors import UsageError
from cfjournal.period import Period, month_of, week_of
from cfjournal.render.phrases import joined

if TYPE_CHECKING:
    from collections.abc import Callable

WEEK_HINT = "write last, this, or a week of the year such as 2026-W46"
MONTH_HINT = "write last, this, or a month such as 2026-11"


class Asked(NamedTuple):
    """The options that name a period, as typed."""

    week: str | None = None
    since: str | None = None
    until: str | None = None
    month: str | None = None


def period_asked(
    asked: Asked, today: dt.date, written: Callable[[dt.date], bool], *, days: int = 7
) -> Period:
    """Return the period; `days` is its length where only one end, or none, is said. Raises `UsageError`."""
    if asked.week is not None or asked.month is not None:
        return _up_to_now(_named(asked, today), today, written)
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


def _named(asked: Asked, today: dt.date) -> Period:
    """Return the whole week or month that is named, and nothing beside it. Raises `UsageError`."""
    said = [f"--{name}" for name, text in asked._asdict().items() if text is not None]
    if len(said) > 1:
        first = "--week" if asked.week is not None else "--month"
        others = joined([name for name in said if name != first])
        raise UsageError(f"{first} already says which days", f"leave out {others}, or {first}")
    if asked.week is not None:
        return week_named(asked.week, today)
    return month_named(asked.month or "", today)


def _up_to_now(period: Period, today: dt.date, written: Callable[[dt.date], bool]) -> Period:
    """Return the days of a period that could be written yet. Raises `UsageError` if there is none."""
    if period.first > today:
        raise UsageError(
            f"the days from {period.first} on are still to come", "ask for this, last, or days up to today"
        )
    if period.last < today:
        return period
    return Period(period.first, today if written(today) else max(period.first, today - dt.timedelta(days=1)))


def month_named(text: str, today: dt.date) -> Period:
    """Return the month that `text` names. Raises `UsageError`."""
    word = text.strip().lower()
    if word in ("this", "last"):
        return month_of(today if word == "this" else today.replace(day=1) - dt.timedelta(days=1))
    if named := re.fullmatch(r"(\d{4})-(\d{1,2})", word):
        try:
            return month_of(dt.date(int(named[1]), int(named[2]), 1))
        except (ValueError, OverflowError):
            raise UsageError(f"{text} is not a month of that year", "a year has months 01 to 12") from None
    raise UsageError(f"{text[:40]!r} is not a month cfj can read", MONTH_HINT)


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
