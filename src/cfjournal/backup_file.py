"""Backup file: a whole journal as one archive that says what it holds, and proves it.

Every file stands in it as in the journal's folder: unpacked into an empty one, it is a journal again.
`manifest.json` says when, why and how much; `SHA256SUMS` holds a checksum of each file, which
`sha256sum -c` checks without this program. Knows one file; which there are and which may go, `backups` knows.
"""

from __future__ import annotations

import datetime as dt
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from cfjournal import archive
from cfjournal.archive import ArchiveError
from cfjournal.errors import CfjError, DamagedError, UsageError, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FORMAT = 1
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
README = "README.txt"
OF_ITS_OWN = {MANIFEST, SUMS, README}

_MOST_MANIFEST_BYTES = 10_000
_ABOUT = """This is a backup of a journal that was kept with cfjournal.

entries/ holds one text file an entry, in the folder of its year and month: any editor shows it.
Unpacked into an empty folder it is a journal again: cfj --journal FOLDER list
To bring entries back into a journal: cfj restore FILE
To see that all is as it was saved: sha256sum -c SHA256SUMS

It holds everything that was written. Keep it where only you can read it.
"""


class Manifest(NamedTuple):
    """What a backup says of itself: when and why it was made, of which journal, and how much it holds.

    `entries` counts those that could be read, `first` and `last` are their days; `unreadable` counts entry
    files that could not, which are in the backup as they stood.
    """

    made: dt.datetime
    why: str
    journal: str
    entries: int
    first: dt.date | None
    last: dt.date | None
    unreadable: int = 0


class Content(NamedTuple):
    """A backup that was read whole and found right: what it says of itself, and the journal's files."""

    manifest: Manifest
    files: Mapping[str, bytes]


def pack(manifest: Manifest, files: Mapping[str, bytes]) -> bytes:
    """Return the backup of these files, by their paths in the journal's folder. Raises `ArchiveError`."""
    about = {README: _ABOUT.encode()}
    all_files = {**about, **dict(sorted(files.items()))}
    sums = "".join(f"{sum_of(data)}  {name}\n" for name, data in all_files.items()).encode()
    says = {
        "what": "a backup of a cfjournal journal",
        "format": FORMAT,
        **manifest._asdict(),
        "files": len(files),
        "sums": sum_of(sums),
    }
    written = json.dumps(says, indent=1, default=lambda day: None if day is None else day.isoformat())
    return archive.pack({MANIFEST: written.encode(), SUMS: sums, **all_files}, manifest.made)


def read(path: Path) -> Content:
    """Return what the backup at `path` holds, after holding every file of it against its checksum.

    Raises `UsageError` for what is no backup, `DamagedError` for one that is not as it was made, `CfjError`
    for one of a newer format.
    """
    with _explained(path), archive.opened(path) as held:
        says, manifest = _manifest(held)
        sums = _sums(held, says.get("sums"))
        if sums.keys() | {MANIFEST, SUMS} != held.names.keys():
            raise ArchiveError("it does not hold the files that it lists")
        files = {}
        for name, digest in sums.items():
            data = held.read(name)
            if sum_of(data) != digest:
                raise ArchiveError(f"{name} in it is not as it was saved")
            if name not in OF_ITS_OWN:
                files[name] = data
        if len(files) != says.get("files"):
            raise ArchiveError("it does not hold as many files as it says")
        return Content(manifest, files)


def describe(path: Path) -> Manifest:
    """Return what the backup at `path` says of itself; its files are not looked at. Raises as `read` does."""
    with _explained(path), archive.opened(path) as held:
        return _manifest(held)[1]


def sum_of(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal digits."""
    from hashlib import sha256

    return sha256(data).hexdigest()


def _manifest(held: archive.Opened) -> tuple[dict[str, Any], Manifest]:
    if MANIFEST not in held.names:
        raise archive.NoArchiveError("it was not made by cfj backup")
    if held.names[MANIFEST].file_size > _MOST_MANIFEST_BYTES:
        raise ArchiveError(f"{MANIFEST} in it is longer than any")
    try:
        says = json.loads(held.read(MANIFEST))
        if type(says["format"]) is int and says["format"] > FORMAT:
            raise _NewerError
        return says, _manifest_of(says)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        if isinstance(error, ArchiveError):
            raise
        raise ArchiveError(f"{MANIFEST} in it cannot be understood") from None


def _manifest_of(says: Mapping[str, Any]) -> Manifest:
    made = dt.datetime.fromisoformat(says["made"])
    days = [None if says[key] is None else dt.date.fromisoformat(says[key]) for key in ("first", "last")]
    counts = [says["entries"], says["unreadable"]]
    if says["format"] != FORMAT or made.tzinfo is None or any(type(n) is not int or n < 0 for n in counts):
        raise ValueError
    why, journal = str(says["why"])[:40], str(says["journal"])[:64]
    return Manifest(made, why, journal, counts[0], days[0], days[1], counts[1])


def _sums(held: archive.Opened, digest: object) -> dict[str, str]:
    listed = held.read(SUMS)
    if sum_of(listed) != digest:
        raise ArchiveError(f"{SUMS} in it is not as it was saved")
    try:
        lines = listed.decode().splitlines()
    except UnicodeDecodeError:
        raise ArchiveError(f"{SUMS} in it cannot be understood") from None
    return {line[66:]: line[:64] for line in lines}


class _NewerError(ArchiveError):
    """It was made by a later cfjournal."""


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say of whatever stands in the way of a backup what it is, and what can be done."""
    try:
        yield
    except _NewerError:
        hint = "upgrade cfjournal on this computer and try again; nothing was changed"
        raise CfjError(f"{path} was made by a newer cfjournal", hint) from None
    except archive.NoArchiveError as error:
        hint = "cfj restore lists the backups that are there; cfj import reads other files"
        raise UsageError(f"{path} is no backup: {error}", hint) from None
    except ArchiveError as error:
        hint = "nothing was changed; cfj restore lists the other backups"
        raise DamagedError(f"{path} cannot be trusted: {error}", hint) from None
    except OSError as error:
        why = reason_of(error)
        raise UsageError(f"{path} could not be read ({why})", "name a file that cfj backup made") from None
