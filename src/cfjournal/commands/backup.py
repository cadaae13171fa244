"""`cfj backup`: the whole journal as one file, read back before it is said to be there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cfjournal.commands.desk import sit_down
from cfjournal.display import visible, wrapped
from cfjournal.errors import CfjError, DamagedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.backup_file import Manifest
    from cfjournal.backups import Backup
    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge

NAMED_AT_MOST = 10


def backup(edge: Edge, folder: str | None, keep: int | None) -> int:
    """Make a backup, say where it is and what went for it; return 4 if a file of the journal is damaged."""
    from cfjournal import backups

    desk = sit_down(edge)
    journal = desk.open()
    place = _place(desk, folder)
    if not journal.months():
        raise CfjError("there is nothing to back up: the journal holds no entry yet", "write one: cfj log")
    former = next(iter(backups.there(place, str(journal.settings.get("id", "")))), None)
    made = backups.make(journal, edge.now, folder=place)
    kept = keep if keep is not None else None if folder else backups.KEPT
    removed = backups.rotate(place, made.backup, kept) if kept else ()
    _say(edge, f"Backed up {held_in(made.backup.manifest)} to {made.backup.path}")
    _say(edge, "It was read back from the disk, and every file in it is as it was written.")
    if removed:
        older = "An older one" if len(removed) == 1 else f"{len(removed)} older ones"
        _say(edge, f"{older} went for it; all that was in there is in newer ones.")
    _say_if_smaller(edge, desk, former, made.backup)
    if folder is None:
        _say(edge, "It lies beside the journal; for one on another disk: cfj backup FOLDER")
    _warn(edge, made.left_out, made.backup.manifest.unreadable)
    return DamagedError.exit_code if made.backup.manifest.unreadable else 0


def held_in(manifest: Manifest) -> str:
    """Return how many entries a backup holds, and of which days."""
    days = f" ({manifest.first} to {manifest.last})" if manifest.first else ""
    return counted(manifest.entries) + days


def counted(number: int) -> str:
    """Return a number of entries in words."""
    return "1 entry" if number == 1 else f"{number} entries"


def _place(desk: Desk, folder: str | None) -> Path:
    from cfjournal.backups import FOLDER

    if folder is None:
        return desk.root / FOLDER
    place = Path(folder).absolute()
    if not place.is_dir():
        raise UsageError(f"there is no folder {folder}", "make it first, or plug in the disk that it is on")
    return place


def _say_if_smaller(edge: Edge, desk: Desk, former: Backup | None, made: Backup) -> None:
    if former is None or former.manifest.entries <= made.manifest.entries:
        return
    _say(
        edge,
        f"The journal holds fewer entries than in the backup of {desk.said(former.manifest.made.date())}, "
        f"which had {former.manifest.entries}. It stays; to look into it: cfj restore {former.path}",
    )


def _warn(edge: Edge, left_out: Sequence[str], unreadable: int) -> None:
    if unreadable:
        one = unreadable == 1
        files = (
            "1 damaged entry is in it as it stands"
            if one
            else f"{unreadable} damaged entries are in it as they stand"
        )
        edge.tell(f"cfj: warning: {files}; `cfj check` names {'it' if one else 'them'}")
    for said in left_out[:NAMED_AT_MOST]:
        edge.tell(f"cfj: warning: left out {visible(said, edge.unicode)}")
    if len(left_out) > NAMED_AT_MOST:
        edge.tell(f"cfj: warning: and {len(left_out) - NAMED_AT_MOST} more were left out")


def _say(edge: Edge, text: str) -> None:
    edge.say(wrapped(visible(text, edge.unicode), edge.width))
