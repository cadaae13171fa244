"""Entry files: where the files of a journal stand, which there are, and their text.

Only reads. What an entry file says is read by `codec`, what a whole journal says by `reading`.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from cfjournal import codec, system
from cfjournal.errors import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cfjournal.entry import Entry
    from cfjournal.period import Period

Month = tuple[int, int]
"""Year and month."""

ENTRIES = "entries"
AWAY = ".toml.icloud"
"""The ending of the hidden stand-in that iCloud leaves for a file which it keeps only on its servers."""


def file_name(entry_id: str) -> str:
    """Return the name of an entry's file.

    Ids that differ only in case must not share a file where file names ignore case.
    """
    if entry_id == entry_id.lower():
        return f"{entry_id}.toml"
    return f"{entry_id.lower()}~{codec.checksum(entry_id)}.toml"


def month_folder(root: Path, month: Month) -> Path:
    """Return the folder of a month's entries."""
    return root / ENTRIES / f"{month[0]:04}" / f"{month[1]:02}"


def file_of(root: Path, entry: Entry) -> Path:
    """Return where the entry's file stands, or is to stand."""
    return month_folder(root, (entry.date.year, entry.date.month)) / file_name(entry.id)


def months(root: Path) -> list[Month]:
    """Return the months that have a folder, in order. Lists folders only. Raises `OSError`."""
    entries = root / ENTRIES
    found = []
    for year in _numbers(entries, 4):
        with suppress(NotADirectoryError):
            found += [(int(year), int(month)) for month in _numbers(entries / year, 2)]
    return sorted(month for month in found if 1 <= month[1] <= 12)


def _numbers(folder: Path, digits: int) -> list[str]:
    try:
        names = [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        return []
    return [name for name in names if len(name) == digits and name.isascii() and name.isdigit()]


def within(found: Iterable[Month], period: Period | None) -> list[Month]:
    """Return those months that `period` touches; all of them without a period."""
    if period is None:
        return list(found)
    first, last = (period.first.year, period.first.month), (period.last.year, period.last.month)
    return [month for month in found if first <= month <= last]


def files(root: Path, among: Iterable[Month], beginning: str = "") -> Iterator[Path]:
    """Return the entry files of these months, in the order of their names; only names with this beginning.

    A folder that cannot be listed stands for its files, so that reading it names it as damaged.
    """
    for month in among:
        folder = month_folder(root, month)
        try:
            names = os.listdir(folder)  # noqa: PTH208 - names are sifted before paths are made of them
        except FileNotFoundError:
            continue
        except OSError:
            yield folder
            continue
        chosen = (name for name in names if _is_entry(name) and name.lower().startswith(beginning))
        yield from (folder / name for name in sorted(chosen))


def _is_entry(name: str) -> bool:
    return name.endswith(AWAY) if name.startswith(".") else name.endswith(".toml")


def read_text(path: Path) -> str:
    """Return the text of a small file. Raises `FileNotFoundError`, else `CodecError` with a reason."""
    try:
        data = read_bytes(path)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise codec.CodecError(f"it cannot be opened ({reason_of(error)})") from None
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise codec.CodecError("it is not valid UTF-8", data.count(b"\n", 0, error.start) + 1) from None


def read_bytes(path: Path) -> bytes:
    """Return what a small file holds. Raises `OSError`, or `CodecError` for what is none, or not small."""
    fd = system.open_to_read(path)
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise codec.CodecError("it is not a regular file")
        if status.st_size > codec.MAX_FILE_BYTES:
            raise codec.CodecError(f"it is larger than any entry ({status.st_size / 1e6:.0f} MB)")
        parts = []
        while part := os.read(fd, status.st_size + 1):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(fd)
