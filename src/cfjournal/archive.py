"""Archive: many small files as one .zip, and back, believing nothing of what comes from elsewhere.

A .zip, because every system opens one without this program, and because damage to one file in it leaves the
others readable. Knows names and bytes, no entries. No reason ever holds what a file says.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, NamedTuple

from cfjournal import codec, system

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from zipfile import ZipFile, ZipInfo

MOST_FILES = 50_000
"""Seven entries a day for twenty years."""
MOST_BYTES = 200_000_000
"""Of all files together, unpacked: a hundred times what twenty years of entries take."""
MOST_LIST_BYTES = 12_000_000
"""Of a list of that many files; a longer one would take more memory than all of them are worth."""
LARGEST = codec.MAX_FILE_BYTES

_MOST_RATIO = 100
"""No text that people write packs a hundred times smaller; what does is stored unpacked by `pack`."""
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LOCATOR = 20
_BEGINNING = b"PK\x03\x04"


class ArchiveError(ValueError):
    """The archive cannot be used; the message says why, in words that can follow "because"."""


class NoArchiveError(ArchiveError):
    """It is no archive at all."""


class Opened(NamedTuple):
    """An archive whose list was found in order; what the files hold is looked at by `read`."""

    names: Mapping[str, ZipInfo]
    archive: ZipFile

    def read(self, name: str) -> bytes:
        """Return what the file holds. Raises `ArchiveError` if it is missing or damaged."""
        if name not in self.names:
            raise ArchiveError(f"{name} is missing in it")
        with _no_surprise(f"{name} in it is damaged"):
            return self.archive.read(self.names[name])


def pack(files: Mapping[str, bytes], made: dt.datetime) -> bytes:
    """Return the archive of these files. Raises `ArchiveError` where they are too many or too large."""
    from io import BytesIO
    from zipfile import ZipFile, ZipInfo

    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise ArchiveError("it would hold more than a backup can")
    packed = BytesIO()
    moment = (max(made.year, 1980), made.month, made.day, made.hour, made.minute, made.second)
    with ZipFile(packed, "w") as archive:
        for name, data in files.items():
            info = ZipInfo(name, moment)
            info.external_attr = (stat.S_IFREG | 0o600) << 16
            info.create_system = 3  # by which the mode above is understood, wherever it is made
            info.compress_type = _way(data)
            archive.writestr(info, data)
    return packed.getvalue()


def _way(data: bytes) -> int:
    import zlib
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    many = len(data) > LARGEST // 100 and len(zlib.compress(data)) * _MOST_RATIO < 2 * len(data)
    return ZIP_STORED if many else ZIP_DEFLATED


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open the archive at `path` and look its list through. Raises `ArchiveError`, and `OSError`."""
    from zipfile import ZipFile

    fd = system.open_to_read(path)
    with os.fdopen(fd, "rb") as file:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise NoArchiveError("it is not a regular file")
        system.forget(fd)
        _check_end(file)
        with _no_surprise("its list of files is damaged"):
            archive = ZipFile(file)
        with archive:
            yield Opened(_checked(archive.infolist()), archive)


def _check_end(file: IO[bytes]) -> None:
    """Look at the end, which says how long the list is, before anything is made of it."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    begins_well = file.read(4) in {_BEGINNING, _END_MARK}
    file.seek(max(0, size - 0xFFFF - _END.size - _LOCATOR))
    tail = file.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        if begins_well:
            raise ArchiveError("its end is missing")
        raise NoArchiveError("it is not a .zip file")
    _, _, _, _, count, length, _, comment = _END.unpack_from(tail, at)
    if at + _END.size + comment != len(tail):
        raise ArchiveError("something stands after its end")
    beyond = tail[at - _LOCATOR : at].startswith(b"PK\x06\x07")  # an extension for archives of gigabytes
    if count > MOST_FILES or length > MOST_LIST_BYTES or beyond or _listed(file, length) > MOST_FILES:
        raise ArchiveError("it lists more files than any backup")


def _listed(file: IO[bytes], length: int) -> int:
    """Return how many files the list at the end can name at most, whatever the end says of it."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - length - 0xFFFF - _END.size))
    return file.read().count(b"PK\x01\x02")


def _checked(infos: list[ZipInfo]) -> dict[str, ZipInfo]:
    for info in infos:
        if reason := _refusal(info):
            raise ArchiveError(reason)
    names = {info.filename: info for info in infos}
    if len(names) < len(infos):
        raise ArchiveError("it holds two files of one name")
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise ArchiveError("unpacked it would be larger than any journal")
    return names


def _refusal(info: ZipInfo) -> str:
    """Return why a file of the archive is not touched, or ""."""
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    if stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG} or info.external_attr & 0x10:
        return "it holds a link, a folder or a device, and a backup holds only files"
    if info.orig_filename != info.filename or not is_plain(info.filename):
        return "it holds a file whose name leads out of the journal's folder, or could"
    if info.flag_bits & 0x1 or info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return "it is packed in a way that cfjournal does not use"
    if info.file_size > MOST_LIST_BYTES:
        return "it holds a file larger than any of a journal"
    if info.file_size > LARGEST // 100 and info.file_size > _MOST_RATIO * info.compress_size:
        return "it holds a file that unpacks to far more than any text"
    return ""


def is_plain(name: str) -> bool:
    """Whether `name` is a path that stays below where it is put, on every system."""
    parts = name.split("/")
    strange = any(part in {"", ".", ".."} or part != part.strip(" ") for part in parts)
    return not strange and len(name) <= 255 and name.isprintable() and not set('\\:*?"<>|') & set(name)


@contextmanager
def _no_surprise(what: str) -> Iterator[None]:
    """Turn whatever a module for archives says of a damaged one into `ArchiveError`."""
    import zlib
    from zipfile import BadZipFile

    try:
        yield
    except ArchiveError:
        raise
    except OSError as error:
        if error.errno == errno.EINVAL:  # it points to before its own beginning
            raise ArchiveError(what) from None
        raise
    except (BadZipFile, zlib.error, EOFError, RuntimeError, struct.error, ValueError, OverflowError):
        raise ArchiveError(what) from None
