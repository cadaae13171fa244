"""Disk: the one way in which a file of the journal comes to be or changes.

A temporary file beside the target, written whole and synced; the target replaced in one step; the folder
synced; only then is it done. Whatever fails on the way, what stood there before stands there still.
Knows paths and bytes, no entries.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from cfjournal import system

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

UNFINISHED = ".tmp"
"""The ending of a file that is being written; one that is left over was never acknowledged."""
_TOGETHER = 64
"""So many files are written, then synced: ten times as fast as one by one, few enough to hold open."""
HELD = ".old"
"""The ending of a second name under which the former content waits until the new one is safe."""


def put(files: Mapping[Path, bytes], gone: Sequence[Path] = ()) -> None:
    """Write all of `files` and remove all of `gone`, or leave everything as it was.

    Folders are written in the order in which `files` first names them, and each is on the disk before the
    next is touched: a record that is named before what it records is never missing. Returns when all of it is
    on the disk. Raises the first OSError (or what interrupted it) after undoing what was done so far. A crash
    in the middle leaves every file whole, old or new.
    """
    staged: dict[Path, Path] = {}
    held: dict[Path, Path] = {}
    touched: list[Path] = []
    try:
        for folder in _by_folder(files):
            make_folder(folder)
        for batch in _batches(list(files)):
            _stage({path: files[path] for path in batch}, staged)
        for folder, paths in _by_folder(files).items():
            for path in paths:
                _hold(path, held)
                touched.append(path)
                system.replace(staged[path], path)
                del staged[path]
            system.sync_folder(folder)
        for path in gone:  # only now, or a power cut might undo the new name and keep this
            _hold(path, held)
            touched.append(path)
            path.unlink(missing_ok=True)
        for folder in _by_folder(gone):
            system.sync_folder(folder)
    except BaseException:
        _remove(*staged.values())
        _undo(touched, held)
        raise
    _remove(*held.values())


def move(source: Path, target: Path) -> None:
    """Give the file `source` the free name `target` instead of its own.

    Returns when that is on the disk; at every moment before, one of the two names is there. Raises
    `FileExistsError` where the name is not free, and other `OSError`.
    """
    make_folder(target.parent)
    if not system.second_name(source, target):
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        put({target: source.read_bytes()})
    system.sync_folder(target.parent)
    source.unlink()
    system.sync_folder(source.parent)


def _by_folder(paths: Iterable[Path]) -> dict[Path, list[Path]]:
    folders: dict[Path, list[Path]] = {}
    for path in paths:
        folders.setdefault(path.parent, []).append(path)
    return folders


def make_folder(folder: Path) -> None:
    """Make `folder` and its parents, for the owner only, so that they survive a power cut.

    A folder that stands empty may have been made by someone who was killed before its name was synced, so
    that is done here again; one that holds something was synced before anything was put into it.
    """
    try:
        with os.scandir(folder) as held:
            if next(held, None) is not None:
                return
    except FileNotFoundError:
        make_folder(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir(0o700)
    system.sync_folder(folder.parent)


def _batches(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    for first in range(0, len(paths), _TOGETHER):
        yield paths[first : first + _TOGETHER]


def _stage(files: Mapping[Path, bytes], staged: dict[Path, Path]) -> None:
    """Write each of `files` to a new file beside it, whole and on the disk; name them all in `staged`."""
    opened: list[int] = []
    try:
        for path, data in files.items():
            staged[path] = beside(path, UNFINISHED)
            opened.append(system.create(staged[path]))
            _write_all(opened[-1], data)
        for fd in opened:
            system.sync_file(fd)
    finally:
        while opened:
            os.close(opened.pop())


def _write_all(fd: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        if not (count := os.write(fd, left)):
            raise OSError(errno.EIO, "the disk takes no more bytes")
        left = left[count:]


def _hold(path: Path, held: dict[Path, Path]) -> None:
    """Give the present content of `path`, if there is any, a second name, and note it in `held`."""
    if not path.exists():
        return
    old = beside(path, HELD)
    if not system.second_name(path, old):
        copied: dict[Path, Path] = {}
        try:
            _stage({path: path.read_bytes()}, copied)
            copied[path].replace(old)
        except BaseException:
            _remove(*copied.values())
            raise
    held[path] = old


def _undo(touched: Sequence[Path], held: Mapping[Path, Path]) -> None:
    """Take back what was done. Where the disk refuses even that, the former content stays beside the new."""
    for path in reversed(touched):
        if path in held:
            with suppress(OSError):
                held[path].replace(path)
                _remove(held[path])  # two names of one file are not replaced by one another
        else:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                with suppress(OSError):
                    path.replace(beside(path, UNFINISHED))
    _remove(*(old for path, old in held.items() if path not in touched))


def _remove(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def is_leftover(path: Path) -> bool:
    """Whether a file has the ending of those that are there only while something is being written."""
    return path.suffix in {UNFINISHED, HELD}


def beside(path: Path, ending: str) -> Path:
    """Return an unused hidden name in the folder of `path`."""
    return path.parent / f".{path.name}.{os.urandom(4).hex()}{ending}"
