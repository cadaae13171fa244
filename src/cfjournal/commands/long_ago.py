"""Long ago: when supervision, a debrief or leave was last, where no month that a review reads has it.

Goes back month by month, and parses only files that may hold one of them: an agenda always knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal import entry_files, reading
from cfjournal.commands.searching import may_hold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from cfjournal.entry import Entry
    from cfjournal.review import Review
    from cfjournal.store import Journal


def with_long_ago(journal: Journal, review: Review) -> Review:
    """Return the review knowing when each of its last times was, in whatever month of the journal."""
    missing = {each.id for each in review.last_times if each.last is None and not each.whole}
    if not missing:
        return review
    read_from = review.last_times[0].known_from
    with journal.readable():
        found = _last(journal, missing, read_from)
        begun = _begun(journal, read_from)
    times = (
        each._replace(last=found.get(each.id), known_from=begun, whole=True) if each.id in missing else each
        for each in review.last_times
    )
    return review._replace(last_times=tuple(times))


def _last(journal: Journal, names: Collection[str], before: dt.date) -> dict[str, dt.date]:
    """Return the last day before `before` on which each of these was noted, for those that ever were."""
    found: dict[str, dt.date] = {}
    months = entry_files.months(journal.root)
    for month in reversed([each for each in months if each <= (before.year, before.month)]):
        left = [name for name in names if name not in found]
        if not left:
            break
        paths = entry_files.files(journal.root, [month])
        asked = [path for path in paths if any(may_hold(path, [name.encode()]) for name in left)]
        entries = sorted(reading.read(asked).entries, key=lambda entry: entry.date)
        for entry in entries:
            if entry.date < before:
                found |= {name: entry.date for name in left if _holds(entry, name)}
    return found


def _holds(entry: Entry, name: str) -> bool:
    return entry.kind == name or entry.supports.get(name, 0) > 0


def _begun(journal: Journal, otherwise: dt.date) -> dt.date:
    """Return the day of the first entry that tells of a day."""
    for month in entry_files.months(journal.root):
        entries = reading.read(entry_files.files(journal.root, [month])).entries
        if told := [entry.date for entry in entries if entry.counts]:
            return min(told)
    return otherwise
