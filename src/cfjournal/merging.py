"""Merging: what becomes of an entry from elsewhere beside the one of the same id that is here.

Pure. Nothing is ever decided by which one was looked at last: an entry is newer than another only by what
it says itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cfjournal.entry import Entry

Fate = Literal["missing", "same", "older", "newer", "different"]
"""Of the one from elsewhere: not here, word for word here, older than the one here, newer, or neither."""

_FIELDS = ("date", "kind", "signs", "strains", "supports", "note", "bring", "agreed", "never_export")
_IN_WORDS = {"agreed": "agreements", "never_export": "mark never to be exported"}


def fate_of(coming: Entry, held: Entry | None) -> Fate:
    """Return how the entry that comes stands to the one of its id that is held."""
    if held is None:
        return "missing"
    if coming == held:
        return "same"
    there, here = coming.changed_at, held.changed_at
    if there is not None and there > (here or held.logged_at):
        return "newer"
    if here is not None and here > (there or coming.logged_at):
        return "older"
    return "different"


def differences(one: Entry, other: Entry) -> list[str]:
    """Return the names of the fields in which the two differ, `note` say; nothing of what they hold."""
    apart = [name for name in _FIELDS if getattr(one, name) != getattr(other, name)]
    return [_IN_WORDS.get(name, name) for name in apart] or ["other details"]


def keeping_the_mark(entry: Entry, *others: Entry | None) -> Entry:
    """Return the entry, never to be exported if it or another version of it says so.

    A mark that got lost would show somebody what was never to be shown; one too many is taken off in a word.
    """
    if entry.never_export or not any(other and other.never_export for other in others):
        return entry
    return entry._replace(never_export=True)
