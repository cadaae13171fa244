"""Restoring: what a backup would bring back into a journal, and bringing it back, all or none.

An entry is known by its id. What is here stays as it is unless the person asks for the backup's by name, and
then a backup of what is here was made before. Never asks for the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cfjournal import changes, codec, disk, entry_files, journal_file, merging, shares, trash
from cfjournal.errors import NotSavedError, UsageError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from cfjournal.backup_file import Content
    from cfjournal.entry import Entry
    from cfjournal.store import Journal

Fate = merging.Fate | Literal["unreadable", "trash"]
"""As in `merging`; or the file here cannot be read, or the entry lies in the trash here."""

RETURNING: tuple[Fate, ...] = ("missing", "unreadable")
"""What comes back without a further word: nothing that can be read stands in its place."""
ALL = "all"


class Met(NamedTuple):
    """An entry of the backup with the bytes of its file, what becomes of it, and the one that is here.

    `deleted` is how it was when the person deleted it here.
    """

    entry: Entry
    data: bytes
    fate: Fate
    held: Entry | None = None
    deleted: Entry | None = None


class Plan(NamedTuple):
    """Every entry of the backup, the other files that would come back, and those that differ and stay.

    `goes_on` where the journal has entries; one that has none becomes what the backup holds, to the byte.
    """

    met: tuple[Met, ...]
    files: Mapping[Path, bytes]
    left: tuple[str, ...]
    goes_on: bool

    def of(self, *fates: Fate) -> list[Met]:
        """Return the entries with one of these fates, in the order of their days."""
        return [one for one in self.met if one.fate in fates]


def plan(journal: Journal, content: Content) -> Plan:
    """Compare the backup with the journal. Changes nothing."""
    seen = journal.read()
    held = {entry.id: entry for entry in seen.entries}
    damaged = {one.path for one in seen.damaged}
    with journal.readable():
        deleted = trash.deleted(journal.root)
    coming = _entries(content.files)
    met = []
    for entry, data in coming.values():
        fate: Fate = merging.fate_of(entry, held.get(entry.id))
        if fate == "missing" and journal.path_of(entry) in damaged:
            fate = "unreadable"
        elif fate == "missing" and entry.id in deleted:
            fate = "trash"
        met.append(Met(entry, data, fate, held.get(entry.id), deleted.get(entry.id)))
    goes_on = bool(seen.entries or damaged)
    files, left = _others(journal, content.files, fresh=not goes_on)
    return Plan(tuple(sorted(met, key=lambda one: one.entry.order)), files, left, goes_on)


def chosen(found: Plan, take: Collection[str]) -> list[Met]:
    """Return the entries that are to come back: those that are missing, and those that `take` names.

    `take` holds beginnings of ids, or `all`. Raises `UsageError` for one that names no entry of the backup
    that is not here already.
    """
    others = found.of("newer", "older", "different", "trash")
    picked: dict[str, Met] = {}
    for word in take:
        fitting = [one for one in others if word == ALL or one.entry.id.startswith(word.lower())]
        if not word or (not fitting and word != ALL):
            raise UsageError(
                f"no entry of the backup that differs from yours begins with {word[:40]!r}",
                "without --apply, cfj restore lists them",
            )
        picked |= {one.entry.id: one for one in fitting}
    return [*found.of(*RETURNING), *picked.values()]


def apply(journal: Journal, found: Plan, coming: Collection[Met], moment: dt.datetime) -> int:
    """Bring back these entries and the plan's other files, all or none; return how many files were written.

    What the journal holds under such an id goes to the trash, so that `cfj undo` takes all of it back. Hold
    the journal's lock around the plan, a backup and this. Raises `NotSavedError`.
    """
    with journal.changing("nothing was brought back"):
        root, files = journal.root, {}
        moment = trash.next_moment(root, moment)
        fresh = [one.entry.id for one in coming if one.held is None]
        record = trash.listed(root, moment, "restore", fresh) if fresh and found.goes_on else {}
        met = [one.entry for one in coming if one.held]
        now = changes.held(root, [entry.id for entry in met])
        for one in coming:
            path = journal.path_of(one.entry)
            if one.held is None and one.fate != "unreadable" and path.exists():
                raise NotSavedError(f"{path} holds another entry and was left alone", "run cfj check")
            files[path] = changes.with_the_mark(one.entry, one.data, one.held or one.deleted)
        kept, gone = changes.displaced(root, now, met, moment, "restore")
        disk.put({**record, **kept, **found.files, **files}, gone)
    return len(files) + len(found.files)


def _entries(files: Mapping[str, bytes]) -> dict[str, tuple[Entry, bytes]]:
    """Return the entries of the backup by id; of several files with one id, that which is named by it."""
    found: dict[str, tuple[Entry, bytes]] = {}
    for name, data in files.items():
        if (entry := _entry(name, data)) is not None:
            named = name.endswith(f"/{entry_files.file_name(entry.id)}")
            if named or entry.id not in found:
                found[entry.id] = (entry, data)
    return found


def _entry(name: str, data: bytes) -> Entry | None:
    among_entries = name.startswith(f"{entry_files.ENTRIES}/") and name.endswith(".toml")
    return codec.entry_in(data) if among_entries else None


def _others(
    journal: Journal, files: Mapping[str, bytes], *, fresh: bool
) -> tuple[dict[Path, bytes], tuple[str, ...]]:
    """Return the other files that come back, and the names of those that are here and say something else.

    Into a journal without entries all that is missing comes back; else only what stands at the top, such as
    the settings, and what was shared, which stays true; the rest (a trash, damaged files) belongs to a past
    that went on here.
    """
    missing, left = {}, []
    for name, data in files.items():
        path = journal.root / name
        of_its_time = "/" in name and not name.startswith(f"{shares.FOLDER}/")
        if _entry(name, data) is not None or (of_its_time and not fresh):
            continue
        sound = name != journal_file.NAME or journal_file.is_sound(data)
        if sound and not (path.exists() or path.is_symlink()):
            missing[path] = data
        elif "/" not in name and not _says(path, data):
            left.append(name)
    return missing, tuple(left)


def _says(path: Path, data: bytes) -> bool:
    try:
        return entry_files.read_bytes(path) == data
    except (OSError, codec.CodecError):
        return False
