"""Gathering: every file of a journal's folder that belongs into a backup of it, and what could not be read.

Only reads, and leaves out nothing that a person may miss: what stands there and is not known goes with the
rest. Knows nothing of archives but which names can stand in one.
"""

from __future__ import annotations

from os import fsencode
from typing import TYPE_CHECKING, NamedTuple

from cfjournal import archive, backup_file, codec, entry_files
from cfjournal.errors import CfjError, reason_of
from cfjournal.store import LOCK

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

BACKUPS = "backups"
"""The folder of a journal's own backups, none of which holds another."""


class Gathered(NamedTuple):
    """The journal's files by their paths in its folder, what was left out, and the entries among them."""

    files: Mapping[str, bytes]
    left_out: tuple[str, ...]
    days: Mapping[str, dt.date]
    unreadable: int


def gather(root: Path) -> Gathered:
    """Read every file of the journal but its backups, its lock and what is hidden beside the entries' folder.

    Raises `CfjError` where the folder cannot be listed.
    """
    files: dict[str, bytes] = {}
    left_out: list[str] = []
    days: dict[str, dt.date] = {}
    unreadable = 0
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        try:
            data = files[name] = _bytes_of(path, name)
        except codec.CodecError as error:
            left_out.append(f"{fsencode(name).decode(errors='replace')}: {error.message}")
            continue
        if path.suffix == ".toml" and name.startswith(f"{entry_files.ENTRIES}/"):
            if entry := codec.entry_in(data):
                days[entry.id] = entry.date
            else:
                unreadable += 1
    return Gathered(files, tuple(left_out), days, unreadable)


def _bytes_of(path: Path, name: str) -> bytes:
    if path.is_symlink() or not archive.is_plain(name):
        raise codec.CodecError("it is a link" if path.is_symlink() else "its name is not plain")
    try:
        return entry_files.read_bytes(path)
    except OSError as error:
        raise codec.CodecError(f"it cannot be opened ({reason_of(error)})") from None


def _files(root: Path) -> Iterator[Path]:
    try:
        tops = sorted(path for path in root.iterdir() if not path.name.startswith("."))
        for top in tops:
            if top.name not in {BACKUPS, LOCK, *backup_file.OF_ITS_OWN}:
                yield from _below(top)
    except OSError as error:
        why = reason_of(error)
        raise CfjError(f"the journal in {root} cannot be read whole ({why})", "cfj check says more") from None


def _below(path: Path) -> Iterator[Path]:
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    for inner in sorted(path.iterdir()):
        yield from _below(inner)
