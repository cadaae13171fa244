"""Period: a stretch of days.

Apart from `cfjournal.days`, so that writing an entry need not build the class.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: dt.date
    last: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[dt.date]:
        for offset in range(len(self)):
            yield self.first + dt.timedelta(days=offset)

    def __len__(self) -> int:
        return (self.last - self.first).days + 1


def week_of(day: dt.date) -> Period:
    """Return the ISO week (Monday to Sunday) that holds `day`."""
    monday = day - dt.timedelta(days=day.weekday())
    return Period(monday, monday + dt.timedelta(days=6))


def month_of(day: dt.date) -> Period:
    """Return the calendar month that holds `day`."""
    first = day.replace(day=1)
    beyond = first + dt.timedelta(days=31)
    return Period(first, beyond - dt.timedelta(days=beyond.day))
