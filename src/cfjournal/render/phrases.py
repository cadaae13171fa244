"""Phrases: days, counts and states in plain English, the same on every page.

ASCII only, so that every screen can show them. Pure.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cfjournal.display import day_in_words
from cfjournal.display import short_day as padded_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.period import Period
    from cfjournal.rules.history import StateName

STATES: dict[StateName, str] = {
    "unknown": "Unknown: not enough entries to say, which does not mean that all is well.",
    "quiet": "Quiet: nothing in your entries stands out for long.",
    "watch": "Watch: first signs, enough to keep an eye on. They may well pass.",
    "building": "Building: signs have stayed up for several shifts. No diagnosis, no failing.",
    "easing": "Easing: it was building and is lighter now, not yet for long enough to be sure.",
}
"""What each state means, for whoever meets the word for the first time."""


STAYS = "stays here, never exported"
"""What is said on the person's own screen of what was written in an entry with that mark."""


def count(number: int, one: str, many: str = "") -> str:
    """Return `1 shift`, `2 shifts`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def of_all(some: int, of: int, which: str = "") -> str:
    """Return `4 of 5 shifts`, `all 5 shifts`; of the last ones, `4 of the last 5 shifts`."""
    there = f"{which}{count(of, 'shift')}"
    if some < of:
        return f"{some} of {there}"
    return f"all {'of ' if which else ''}{there}" if of > 1 else "the one shift"


def sentence(text: str) -> str:
    """Return `text` with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def joined(parts: Sequence[str], last: str = "and") -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def day(date: dt.date, near: dt.date) -> str:
    """Return `Thursday 29 October`, with the year when it is not that of `near`."""
    return day_in_words(date, near)


def short_day(date: dt.date, near: dt.date) -> str:
    """Return `Thu 29 Oct`, with the year when it is not that of `near`."""
    return " ".join(padded_day(date, near).split())


def period(days: Period) -> str:
    """Return the first and the last day in words, each part that they share said once."""
    first, last = days.first, days.last
    end = day_in_words(last, dt.date.min)
    if first == last:
        return end
    begin = day_in_words(first, last).split()
    if (first.year, first.month) == (last.year, last.month):
        begin = begin[:2]
    return f"{' '.join(begin)} to {end}"


def past(date: dt.date, near: dt.date) -> str:
    """Return a day and how long before `near` it was: `6 weeks ago, Thursday 1 October`.

    Of the last two days it returns the day alone: a page that ends yesterday must not call it today.
    """
    days = (near - date).days
    return day(date, near) if days < 2 else f"{span(days)} ago, {day(date, near)}"


def span(days: int) -> str:
    """Return a length of time: days up to two weeks, whole weeks up to two years, whole years beyond."""
    if days < 14:
        return count(days, "day")
    return count(days // 7, "week") if days < 730 else f"{days // 365} years"


def dates(given: Iterable[dt.date], near: dt.date) -> str:
    """Return dates in words, exactly and briefly: `26-30 October, 2-6 and 9 November`."""
    months: dict[tuple[int, int], list[list[dt.date]]] = {}
    for date in sorted(set(given)):
        runs = months.setdefault((date.year, date.month), [])
        if runs and (date - runs[-1][-1]).days == 1:
            runs[-1].append(date)
        else:
            runs.append([date])
    return ", ".join(_month(runs, near) for runs in months.values())


def stretch(given: Sequence[dt.date], one: str, near: dt.date) -> str:
    """Return how many days, and from when to when: `39 shifts from 17 September to 13 November`."""
    first, last = min(given), max(given)
    if first == last:
        return f"{count(len(given), one)}, {day(first, near)}"
    begin, end = (
        day(date, date_near).split(maxsplit=1)[1] for date, date_near in ((first, last), (last, near))
    )
    same = (first.year, first.month) == (last.year, last.month)
    return f"{count(len(given), one)} from {first.day if same else begin} to {end}"


def _month(runs: Sequence[Sequence[dt.date]], near: dt.date) -> str:
    days = joined([_run(run) for run in runs])
    name = day_in_words(runs[0][0], near).split(maxsplit=2)[2]
    return f"{days} {name}"


def _run(run: Sequence[dt.date]) -> str:
    return f"{run[0].day}" if len(run) == 1 else f"{run[0].day}-{run[-1].day}"
