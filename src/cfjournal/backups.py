"""Backups: the backups of a journal that are in a folder, making one more, and which may go for it.

A backup counts as made only once it was read back from the disk and found right. None goes unless every entry
in it is in a newer one that stays, and none while only smaller ones would stay. Never asks for the time.
"""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from cfjournal import backup_file, codec, disk, system
from cfjournal.archive import ArchiveError
from cfjournal.errors import CfjError, NotSavedError
from cfjournal.gathering import BACKUPS, gather

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cfjournal.backup_file import Manifest
    from cfjournal.gathering import Gathered
    from cfjournal.store import Journal

FOLDER = BACKUPS
"""Where a journal has its own."""
ASKED = "asked for"
KEPT = 10
"""So many that were asked for stay in the journal's own folder: five months of one every other week."""
KEPT_BEFORE = 5
"""So many stay of those made by themselves before an import, a restore or a change of many entries."""

_NAME = re.compile(r"cfjournal-\d{4}-\d\d-\d\d-\d{6}(-\d+)?\.zip")


class Backup(NamedTuple):
    """A backup that is there: its file, and what it says of itself."""

    path: Path
    manifest: Manifest


class Made(NamedTuple):
    """A new backup, and what of the journal's folder could not go into it and why."""

    backup: Backup
    left_out: tuple[str, ...]


def latest(root: Path) -> Backup | None:
    """Return the newest backup that the journal in `root` has in its own folder, or None."""
    return next(iter(there(root / FOLDER)), None)


def there(folder: Path, journal: str | None = None) -> list[Backup]:
    """Return the backups in `folder`, of one journal if its id is given, the newest first.

    Only what each says of itself is read; what says nothing that can be read is passed over.
    """
    found = []
    for path in _named(folder):
        with suppress(CfjError):
            found.append(Backup(path, backup_file.describe(path)))
    chosen = [backup for backup in found if journal is None or backup.manifest.journal == journal]
    return sorted(chosen, key=_age, reverse=True)


def make(
    journal: Journal,
    now: dt.datetime,
    why: str = ASKED,
    folder: Path | None = None,
    gathered: Gathered | None = None,
) -> Made:
    """Make a backup of the whole journal in `folder`, or in its own, and read it back; none goes for it.

    Who has gathered the journal's files already, and held its lock since, hands them over. Raises
    `NotSavedError` when it could not be written, or did not read back as it was written.
    """
    folder = folder or journal.root / FOLDER
    with journal.lock():
        gathered = gathered or gather(journal.root)
        manifest = _manifest(journal, gathered, now, why)
        path = _unused(folder, now)
        try:
            data = backup_file.pack(manifest, gathered.files)
        except ArchiveError as error:
            raise NotSavedError(
                f"no backup was made: {error}", "copy the journal's folder as it is"
            ) from None
        with journal.changing("no backup was made"):
            disk.put({path: data})
    _prove(path, data, gathered.files)
    return Made(Backup(path, manifest), gathered.left_out)


def before(journal: Journal, now: dt.datetime, what: str) -> Backup | None:
    """Make a backup before `what` (an import, say) unless the newest one already holds all that is there.

    Returns the backup that holds the present state, None for a journal without entries. Hold the journal's
    lock around this and what it is made for. Raises as `make` does: then `what` should not be done.
    """
    if not journal.months():
        return None
    with journal.lock():
        newest, gathered = latest(journal.root), gather(journal.root)
        if newest is not None and _holds(newest, gathered.files):
            return newest
        made = make(journal, now, f"before {what}", gathered=gathered)
        rotate(journal.root / FOLDER, made.backup, KEPT_BEFORE)
    return made.backup


def rotate(folder: Path, newest: Backup, keep: int) -> tuple[Path, ...]:
    """Remove what `newest`, just made, and others make superfluous; return what went.

    Of the backups of that journal that were made for the same kind of reason `keep` stay. An older one goes
    only if all entries in it are in newer ones that stay and can be read, and one of these is no smaller.
    """
    asked = newest.manifest.why == ASKED
    backups = there(folder, newest.manifest.journal)
    alike = [one for one in backups if (one.manifest.why == ASKED) == asked]
    surplus = {one.path for one in alike[keep:]} - {newest.path}
    covered: set[str] = set()
    largest = 0
    removed = []
    for one in backups if surplus else ():
        held = _entry_ids(one)
        if held is None:
            continue
        superfluous = held <= covered and one.manifest.entries <= largest
        if one.path in surplus and superfluous and _gone(one.path):
            removed.append(one.path)
        else:
            covered |= held
            largest = max(largest, one.manifest.entries)
    return tuple(removed)


def _manifest(journal: Journal, gathered: Gathered, now: dt.datetime, why: str) -> Manifest:
    days = sorted(gathered.days.values())
    first, last = (days[0], days[-1]) if days else (None, None)
    named = str(journal.settings.get("id", ""))
    return backup_file.Manifest(now, why, named, len(days), first, last, gathered.unreadable)


def _unused(folder: Path, now: dt.datetime) -> Path:
    stem = f"cfjournal-{now:%Y-%m-%d-%H%M%S}"
    names = (f"{stem}-{number}.zip" if number > 1 else f"{stem}.zip" for number in count(1))
    return next(folder / name for name in names if not (folder / name).exists())


def _prove(path: Path, data: bytes, files: Mapping[str, bytes]) -> None:
    """Read the new backup back from the disk, and let none stay that does not hold what it should."""
    with suppress(CfjError, OSError):
        if backup_file.read(path).files == files and path.read_bytes() == data:
            return
    with suppress(OSError):
        path.unlink()
    raise NotSavedError(
        "no backup was made: what the disk gave back is not what was written",
        "the journal is as it was; choose another disk for the backup, and look at this one",
    )


def _holds(backup: Backup, files: Mapping[str, bytes]) -> bool:
    try:
        return backup_file.read(backup.path).files == files
    except CfjError:
        return False


def _entry_ids(backup: Backup) -> set[str] | None:
    """Return the ids of the entries in a backup, those in the trash too; None if it cannot be read."""
    try:
        files = backup_file.read(backup.path).files
    except CfjError:
        return None
    return {entry.id for name, data in files.items() if "/" in name and (entry := codec.entry_in(data))}


def _gone(path: Path) -> bool:
    with suppress(OSError):
        path.unlink()
        with suppress(OSError):
            system.sync_folder(path.parent)
        return True
    return False


def _named(folder: Path) -> Sequence[Path]:
    try:
        return [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return []


def _age(backup: Backup) -> tuple[float, str]:
    return backup.manifest.made.timestamp(), backup.path.name
