"""Finding: the one entry that a person means by the beginning of its id, or by `last`.

File names are looked at first, so that finding one entry opens few files; only reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal import entry_files, reading
from cfjournal.errors import DamagedError, UsageError
from cfjournal.reading import Reading

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry

MIN_PREFIX = 4
"""Fewer characters of an id than these name an entry by accident."""


def find(root: Path, word: str) -> Entry:
    """Return the entry whose id begins with `word`, or for `last` the latest by day and moment.

    Raises `UsageError` when none or several fit, `DamagedError` when the one that fits cannot be read,
    `OSError` when the folders cannot.
    """
    word = word.strip().lower()
    if word == "last":
        return _last(root)
    found = _beginning(root, word)
    exact = [entry for entry in found.entries if entry.id.lower() == word]
    if len(exact) == 1:
        return exact[0]
    if len(word) < MIN_PREFIX:
        raise UsageError(f"{word!r} is too short to name an entry", "give four characters of its id or more")
    if len(found.entries) == 1:
        return found.entries[0]
    if found.entries:
        named = ", ".join(f"{entry.id[:13]} of {entry.date}" for entry in found.entries[:6])
        raise UsageError(f"{len(found.entries)} entries begin with {word!r}", f"they are {named}")
    if found.damaged:
        raise DamagedError(
            f"the entry {word!r} cannot be read: {found.damaged[0].reason}",
            f"it was left alone in {found.damaged[0].path}; run cfj check",
        )
    raise UsageError(f"no entry begins with {word!r}", "run cfj list to see the entries and their ids")


def _last(root: Path) -> Entry:
    for month in reversed(entry_files.months(root)):
        if entries := reading.read(entry_files.files(root, [month])).entries:
            return entries[-1]
    raise UsageError("there is no entry yet", "write one with cfj log")


def _beginning(root: Path, word: str) -> Reading:
    """Read the files named like `word`; where none is, all of them, since identity is inside."""
    months = entry_files.months(root)
    found = reading.read(entry_files.files(root, months, word))
    if not found.entries and not found.damaged:
        found = Reading(reading.read(entry_files.files(root, months)).entries)
    return Reading(
        tuple(entry for entry in found.entries if entry.id.lower().startswith(word)), found.damaged
    )
