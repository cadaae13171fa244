"""Diaries for tests, written the way people say them: one line a sign, one place a day.

`diary("dread: 0x10 1 2x5 _ _ 3")` is a diary of 18 days in which nothing was written on two of them.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from cfjournal.entry import Entry

if TYPE_CHECKING:
    from cfjournal.entry import Kind

FIRST = dt.date(2026, 1, 5)
"""A Monday."""


def entry(
    day: int, signs: dict[str, int] | None = None, kind: Kind = "shift", **more: dict[str, int]
) -> Entry:
    """Return an entry for the day with that number, the first being 0."""
    date = FIRST + dt.timedelta(days=day)
    moment = dt.datetime.combine(date, dt.time(20), dt.UTC)
    return Entry(f"{day:08x}", date, moment, kind, signs or {}, **more)  # type: ignore[arg-type]


def series(text: str) -> list[int | None]:
    """Read `0x10 1 2x5 _ _ 3`: levels, `x` for how often, `_` for a day without an entry."""
    found: list[int | None] = []
    for level, times in re.findall(r"(\d|_)(?:x(\d+))?", text):
        found += [None if level == "_" else int(level)] * int(times or 1)
    return found


def diary(*lines: str) -> list[Entry]:
    """Return the entries of a diary given as one line a word: `sign: series`, or `kind rest: ...` by 1s."""
    signs: dict[int, dict[str, int]] = {}
    for line in lines:
        word, _, levels = line.partition(":")
        for day, level in enumerate(series(levels)):
            if level is not None:
                signs.setdefault(day, {})
                if level:
                    signs[day][word.strip()] = level
    return [entry(day, named) for day, named in sorted(signs.items())]


def day(number: int) -> dt.date:
    """Return the date of the day with that number."""
    return FIRST + dt.timedelta(days=number)
