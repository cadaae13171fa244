"""System: everything that differs between Linux, macOS and Windows, and nothing else.

Locks, what "on the disk" means, who may read, and where things live by default. Knows no entries.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

_PATIENCE = 200
_PAUSE_S = 0.05
"""A lock is tried for 200 x 0.05 s = 10 s: longer than any honest write, short enough to wait for."""

_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_NO_SYNC_HERE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_NO_LINKS_HERE = {errno.EPERM, errno.EXDEV, errno.EMLINK, *_NO_LOCKS_HERE}


def create(path: Path) -> int:
    """Create the file `path`, which must not exist, readable by its owner only, and return it open."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, 0o600)


def open_to_read(path: Path) -> int:
    """Return what stands at `path`, open for reading. A pipe that someone put there does not stop it."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))


def sync_file(fd: int) -> None:
    """Return once the bytes of an open file are on the disk, not in a cache on the way. Raises OSError."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in {*_NO_SYNC_HERE, errno.ENOTTY}:
                raise
        else:
            return
    os.fsync(fd)


def sync_folder(folder: Path) -> None:
    """Return once the names in `folder` are on the disk. Raises OSError.

    Windows offers no such call; file systems that do not know it say so, and are believed.
    """
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in _NO_SYNC_HERE:
            raise
    finally:
        os.close(fd)


def forget(fd: int) -> None:
    """Let what is read from this open file come from the disk, not from memory, where the system can."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)


def replace(source: Path, target: Path) -> None:
    """Put `source` in the place of `target` in one step.

    On Windows a virus scanner or a sync program may hold the target for a moment: it is asked again.
    """
    for _ in range(20 if sys.platform == "win32" else 0):
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(_PAUSE_S)
        else:
            return
    source.replace(target)


def second_name(path: Path, name: Path) -> bool:
    """Give the file at `path` a second name; False where the file system has no hard links."""
    try:
        os.link(path, name)
    except OSError as error:
        if error.errno in _NO_LINKS_HERE:
            return False
        raise
    return True


def take_lock(path: Path, patience: int = _PATIENCE) -> int:
    """Return an open file that holds the lock `path` until it is closed, also by the end of the process.

    Raises `BlockingIOError` when another process still holds it after 10 seconds. A file system without
    locks gives one that holds nothing: each entry has a file of its own, so that two writers still cannot
    overwrite one another's new entries.
    """
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not _try_lock(fd):
            if not patience:
                _give_up(path)
            patience -= 1
            time.sleep(_PAUSE_S)
    except BaseException:
        os.close(fd)
        raise
    return fd


def _give_up(path: Path) -> NoReturn:
    raise BlockingIOError(errno.EWOULDBLOCK, "held by another process", str(path))


def _try_lock(fd: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _NO_LOCKS_HERE:
            return True
        if error.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK}:
            return False
        raise
    return True


def others_may_read(mode: int) -> bool:
    """Whether a file or folder of this mode is open to others. Windows keeps that elsewhere."""
    return sys.platform != "win32" and bool(mode & 0o077)


def shut(path: Path) -> None:
    """Take from everybody but the owner what they may do with this file or folder."""
    path.chmod(path.stat().st_mode & 0o700)


def data_folder() -> Path:
    """Return where a person's journal lives unless they say otherwise."""
    from platformdirs import user_data_path

    return user_data_path("cfjournal", appauthor=False)


def state_folder() -> Path:
    """Return where a text is kept when the journal cannot take it."""
    from platformdirs import user_state_path

    return user_state_path("cfjournal", appauthor=False)


def private_folder(prefix: str, *, in_memory: bool = False) -> Path:
    """Make and return a new folder that only its owner can enter, in memory where that is asked and possible.

    Whoever asked removes it.
    """
    import tempfile

    for place in _places_in_memory() if in_memory else ():
        try:
            return Path(tempfile.mkdtemp(prefix=prefix, dir=place))
        except OSError:
            continue
    return Path(tempfile.mkdtemp(prefix=prefix))


def _places_in_memory() -> tuple[str, ...]:
    """Return where files are never written to a disk: only Linux has such places for every user."""
    return (f"/run/user/{os.getuid()}", "/dev/shm") if sys.platform == "linux" else ()  # noqa: S108


def temporary_folders(prefix: str) -> list[Path]:
    """Return this user's private folders made with `prefix`, in the system's temporary place or in memory."""
    import tempfile

    places = (tempfile.gettempdir(), *_places_in_memory())
    found = (folder for place in places for folder in Path(place).glob(f"{prefix}*"))
    return sorted(folder for folder in found if folder.is_dir() and _is_mine(folder))


def _is_mine(path: Path) -> bool:
    return sys.platform == "win32" or path.lstat().st_uid == os.getuid()
