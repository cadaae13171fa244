"""Shares: what a journal remembers of each page that was handed on, and no word of the page. One file each.

When, in which form, of which days and parts, by which rules, and a digest by which the file is known again.
Knows files; never asks for the time.
"""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from cfjournal import codec, disk, entry_files
from cfjournal.fields import FORMAT, CodecError, check_format, whole_minutes
from cfjournal.share import Share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cfjournal.store import Journal

FOLDER = "shared"

_KINDS: dict[str, type] = {
    "moment": dt.datetime,
    "form": str,
    "file": str,
    "first": dt.date,
    "last": dt.date,
    "parts": list,
    "notes": list,
    "rules": str,
    "sha256": str,
    "size": int,
    "pseudonyms": bool,
    "to": str,
}


class Found(NamedTuple):
    """The shares of a journal, the oldest first, and the files of its folder that are no record of one."""

    shares: tuple[Share, ...]
    unread: tuple[Path, ...]


def sum_of(data: bytes) -> str:
    """Return the SHA-256 of what was shared, in hexadecimal digits."""
    from hashlib import sha256

    return sha256(data).hexdigest()


def write(journal: Journal, share: Share, path: Path, data: bytes) -> None:
    """Write what is shared to the new file `path` and its record into the journal, both or neither.

    The record is on the disk before the file has its name: a power cut between the two leaves a record of
    something that nobody got, never a page out there that the journal does not know of. Raises
    `NotSavedError`.
    """
    with journal.changing(f"{path} was not written"):
        disk.put({_unused(journal.root, share): _dump(share), path: data})


def read(root: Path) -> Found:
    """Return what the journal in `root` remembers. Raises `OSError` for a folder that cannot be listed."""
    shares: list[Share] = []
    unread: list[Path] = []
    for path in _files(root):
        try:
            shares.append(_load(entry_files.read_text(path)))
        except (CodecError, FileNotFoundError):
            unread.append(path)
    once = dict.fromkeys(shares)  # a sync program may have left a copy of a record beside it
    return Found(tuple(sorted(once, key=lambda share: share.moment)), tuple(unread))


def leftovers(root: Path) -> list[Path]:
    """Return what an interrupted write left among the records."""
    return [path for path in _within(root) if disk.is_leftover(path)]


def _files(root: Path) -> Iterator[Path]:
    return (path for path in _within(root) if not path.name.startswith("."))


def _within(root: Path) -> list[Path]:
    try:
        return sorted((root / FOLDER).iterdir())
    except FileNotFoundError:
        return []


def _unused(root: Path, share: Share) -> Path:
    """Return a name that no other machine gives to another share of the same second."""
    stem = f"{share.moment:%Y-%m-%d-%H%M%S}-{share.sha256[:8]}"
    names = (f"{stem}-{number}.toml" if number > 1 else f"{stem}.toml" for number in count(1))
    return next(root / FOLDER / name for name in names if not (root / FOLDER / name).exists())


def _dump(share: Share) -> bytes:
    from tomli_w import dumps

    said: dict[str, Any] = {"format": FORMAT, **share._asdict(), "moment": whole_minutes(share.moment)}
    return dumps({"for" if key == "to" else key: value for key, value in said.items()}).encode()


def _load(text: str) -> Share:
    """Return the share that `text` records. Raises `CodecError` for what is none, or of a later format."""
    import tomllib

    codec.refuse_bombs(text)
    try:
        held = tomllib.loads(text)
    except (ValueError, RecursionError):
        raise CodecError("it is not valid TOML") from None
    check_format(held.get("format"))
    said: dict[str, Any] = {"to" if key == "for" else key: held[key] for key in held}
    for key, kind in _KINDS.items():
        if type(said.get(key)) is not kind:
            raise CodecError(f"{key} is missing or cannot be")
    words = (*said["parts"], *said["notes"])
    if said["moment"].tzinfo is None or any(type(word) is not str for word in words):
        raise CodecError("it is no record of a share")
    fields: dict[str, Any] = {key: said[key] for key in _KINDS}
    return Share(**{**fields, "parts": tuple(said["parts"]), "notes": tuple(said["notes"])})
