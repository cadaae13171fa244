"""Which entry a person means: by the beginning of its id, as `last`, or by its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.days import WEEKDAYS, parse_day
from cfjournal.errors import UsageError
from cfjournal.period import Period

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from cfjournal.commands.desk import Desk
    from cfjournal.entry import Entry
    from cfjournal.store import Journal

NAMED_AT_MOST = 6
"""More entries of a day than these are better looked up."""


def day_named(which: str, desk: Desk) -> dt.date | None:
    """Return the day that `which` names, or None if it names an entry. Raises `UsageError`."""
    word = which.strip().casefold()
    is_day = word in ("today", "yesterday") or any(len(word) > 2 and day.startswith(word) for day in WEEKDAYS)
    in_words = any(mark in word for mark in " /") or 0 < word.find(".") < 3  # as no id has them
    written = in_words or word[:1] == "-" or word[4:5] == "-" == word[7:8]
    return parse_day(word, desk.today) if is_day or written else None


def entry_meant(journal: Journal, which: str, desk: Desk) -> Entry:
    """Return the one entry that is meant. Raises `UsageError` where a day has none or several."""
    if (day := day_named(which, desk)) is None:
        return journal.find(which)
    return only_one(journal.read(Period(day, day)).entries, day, desk)


def only_one(entries: Sequence[Entry], day: dt.date, desk: Desk) -> Entry:
    """Return the only one of the entries of a day. Raises `UsageError`, which names them."""
    if not entries:
        raise UsageError(f"there is no entry for {desk.said(day)}", "`cfj list` shows the latest ones")
    if len(entries) > 1:
        named = [f"{entry.short_id} ({entry.kind}, {entry.logged_at:%H:%M})" for entry in entries]
        more = ["..."] if len(named) > NAMED_AT_MOST else []
        raise UsageError(
            f"there are {len(entries)} entries for {desk.said(day)}",
            f"say which: {', '.join(named[:NAMED_AT_MOST] + more)}",
        )
    return entries[0]
