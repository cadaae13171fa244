"""`cfj export --format jsonl`: the person's own whole copy, which `cfj import` reads back exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.commands.desk import sit_down
from cfjournal.commands.listing import period_of, warn_of_damage
from cfjournal.errors import DamagedError, NotSavedError, UsageError, reason_of

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.commands.edge import Edge


def export(edge: Edge, since: str | None, until: str | None, output: Path | None) -> int:
    """Write the entries of a period, or all, to stdout or to a new file. Returns 4 if one was unreadable."""
    from cfjournal.exchange import write_jsonl

    desk = sit_down(edge)
    found = desk.open().read(period_of(since, until, desk))
    text = write_jsonl(found.entries)
    if output is None:
        edge.emit(text)
    else:
        write_new(output, text)
        edge.say(f"Wrote {len(found.entries)} entries to {output}")
    if marked := sum(entry.never_export for entry in found.entries):
        are = "1 entry is" if marked == 1 else f"{marked} entries are"
        edge.tell(f"{are} marked never to be exported, and in this copy, mark and all: it is your own.")
    warn_of_damage(edge, found)
    return DamagedError.exit_code if found.damaged else 0


def refuse_taken(path: Path) -> None:
    """Raise `UsageError` if no new file can stand there: there is one, or no folder for it."""
    if path.exists() or path.is_symlink():
        raise UsageError(
            f"{path} is there already and was left alone", "choose another name, or remove it first"
        )
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}", "make it first, or choose another")


def write_new(path: Path, text: str) -> None:
    """Write a file that only its owner can read. Raises `UsageError` if there is one already."""
    from cfjournal import disk

    refuse_taken(path)
    try:
        disk.put({path: text.encode("utf-8")})
    except OSError as error:
        why = reason_of(error)
        raise NotSavedError(f"{path} could not be written ({why})", "choose another folder") from None
