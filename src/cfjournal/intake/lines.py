"""Lines: what a file that comes in turned out to hold, line by line, whatever its format."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cfjournal.entry import Entry
    from cfjournal.exchange import BadLine

Zone = Callable[[dt.datetime], dt.datetime]
"""Gives a moment as a clock on the wall showed it the offset that it had there."""

NOON = dt.time(12)
"""The time of an entry that comes with a day alone."""


class Row(NamedTuple):
    """A line that became an entry. Its number is that of the line on which it begins, or of the entry."""

    number: int
    entry: Entry


class Taken(NamedTuple):
    """All rows of a file, the lines that are none, and the columns that nobody asked for."""

    rows: list[Row]
    bad: list[BadLine]
    unit: str = "line"
    left_out: tuple[str, ...] = ()


def derived_id(source: str, says: Iterable[tuple[str, str]]) -> str:
    """Return an id made of what `says` holds: the text form of a UUID of version 8 (RFC 9562)."""
    from hashlib import sha256

    digest = sha256(json.dumps([source, sorted(says)]).encode()).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-a{digest[17:20]}-{digest[20:32]}"
