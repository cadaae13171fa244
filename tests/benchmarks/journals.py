"""Journals of a given size to measure on: what the simulation writes, an entry a day, each with a note.

The newest entry is of yesterday, so that measured commands write today's. Same size, same journal.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import cycle, islice
from typing import TYPE_CHECKING

from cfjournal.simulate.diaries import write_diary
from cfjournal.store import Journal

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry

NOW = dt.datetime(2026, 11, 20, 21, 14, 3, tzinfo=dt.UTC)
"""The moment at which all measured commands run."""

NOTE = (
    "Short of two again, and the afternoon ran into the evening. Sat in the car for a while before driving. "
    "I was short with someone who had done nothing wrong, and noticed it only when they went quiet. "
    "Nobody asked, and I did not say."
)


@cache
def _as_people_write() -> tuple[Entry, ...]:
    return tuple(entry for seed in range(4) for entry in write_diary("steady", seed).entries)


def entries(number: int) -> list[Entry]:
    """Return so many entries, one a day up to yesterday."""
    first = NOW - dt.timedelta(days=number)
    moments = [first + dt.timedelta(days=day) for day in range(number)]
    return [
        entry._replace(
            id=f"{day:08d}-0000-4000-8000-000000000000",
            date=moment.date(),
            logged_at=moment,
            note=NOTE,
        )
        for day, (entry, moment) in enumerate(
            zip(islice(cycle(_as_people_write()), number), moments, strict=True)
        )
    ]


def journal_of(number: int, root: Path) -> Path:
    """Make a journal of so many entries in the folder `root`, and return it."""
    Journal.open(root, create=True).write_all(entries(number))
    return root
