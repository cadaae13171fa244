"""`cfj import`: entries from JSON Lines into the journal, all or none. Importing twice changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cfjournal.commands.desk import sit_down
from cfjournal.errors import CfjError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry
    from cfjournal.exchange import BadLine
    from cfjournal.store import Journal

FROM_STDIN = "-"
NAMED_AT_MOST = 20
"""More bad lines than these scroll away; the rest is counted."""


def import_entries(edge: Edge, file: str) -> None:
    """Save every entry of the file that the journal does not hold yet, and say how many."""
    from cfjournal.exchange import read_jsonl

    desk = sit_down(edge)
    name = "stdin" if file == FROM_STDIN else file
    entries, bad = read_jsonl(edge.read_bytes() if file == FROM_STDIN else _bytes_of(file), name)
    if bad:
        raise _refusal(edge, bad)
    journal = desk.open()
    fresh = _new_ones(journal, entries)
    if fresh:
        journal.write_all(fresh, edge.now)
    edge.say(f"Imported {_counted(len(fresh))}; {len(entries) - len(fresh)} were there already.")


def _bytes_of(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        why = (error.strerror or "unknown").lower()
        raise UsageError(
            f"{file} could not be read ({why})", "name a file of JSON Lines, or - for stdin"
        ) from None


def _refusal(edge: Edge, bad: Sequence[BadLine]) -> CfjError:
    for line in bad[:NAMED_AT_MOST]:
        edge.tell(f"cfj: {line}")
    if len(bad) > NAMED_AT_MOST:
        edge.tell(f"cfj: and {len(bad) - NAMED_AT_MOST} more")
    lines = "a line is" if len(bad) == 1 else f"{len(bad)} lines are"
    return CfjError(
        f"{lines} no entry, so nothing was imported", "correct the file; `cfj schema` says what a line holds"
    )


def _new_ones(journal: Journal, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that the journal does not hold. Raises `CfjError` for one it holds differently."""
    held = {entry.id: entry for entry in journal.read().entries}
    other = [entry for entry in entries if held.get(entry.id, entry) != entry]
    if other:
        named = ", ".join(f"{entry.short_id} of {entry.date}" for entry in other[:5])
        raise CfjError(
            f"{_counted(len(other))} in the journal would be written over, so nothing was imported",
            f"they were changed since the file was made, or before: {named}",
        )
    return [entry for entry in entries if entry.id not in held]


def _counted(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
