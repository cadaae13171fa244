"""Faults: makes chosen calls of the operating system fail, and counts that they did.

Only calls on paths under one folder fail, as when one disk is full; what is kept elsewhere can be kept.
"""

from __future__ import annotations

import errno
import os
import signal
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cfjournal import disk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pytest

CALLS = ("open", "write", "fsync", "close", "replace", "link", "unlink", "mkdir", "scandir", "listdir")
"""All that the store asks of the system when it writes; the tests hold that this is all."""
ERRORS = (errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EMFILE)


@dataclass
class Faults:
    """Fails the call `name` the `at`-th time that it meets `under`, and with `lasting` ever after."""

    under: Path
    name: str
    at: int
    errno: int
    lasting: bool = False
    seen: int = 0
    met: list[str] = field(default_factory=list)
    _files: dict[int, str] = field(default_factory=dict)

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put the faults in place until the test ends or `monkeypatch.undo()`."""
        for name in CALLS:
            monkeypatch.setattr(os, name, self._failing(name, getattr(os, name)))

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if name == self.name and self._meets(args) and self._due():
                self.met.append(self._path(args))
                if name == "close":
                    real(*args)
                raise OSError(self.errno, os.strerror(self.errno), str(args[0]))
            result = real(*args, **kwargs)
            if name == "open":
                self._files[result] = str(args[0])
            return result

        return call

    def _path(self, args: tuple[Any, ...]) -> str:
        return self._files.get(args[0], "") if isinstance(args[0], int) else str(args[0])

    def _meets(self, args: tuple[Any, ...]) -> bool:
        return Path(self._path(args)).is_relative_to(self.under)

    def _due(self) -> bool:
        self.seen += 1
        return self.seen == self.at or (self.lasting and self.seen > self.at)

    @property
    def injected(self) -> int:
        """How often a call failed."""
        return len(self.met)


def killed_at(number: int, under: Path, operation: Callable[[], object]) -> bool:
    """Run `operation` in a process that is killed before its `number`-th call on a path under `under`.

    Return whether it was killed; otherwise it made fewer calls, and has ended well.
    """
    child = os.fork()
    if not child:
        try:
            _die_before(number, under)
            operation()
        except BaseException:  # noqa: BLE001  (nothing of the tests may run on in this process)
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert status == 0 or os.WIFSIGNALED(status), "it ended with an error of its own"
    return os.WIFSIGNALED(status)


def _die_before(number: int, under: Path) -> None:
    counter = Faults(under, "", number, 0)
    real = {name: getattr(os, name) for name in CALLS}

    def deadly(name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if counter._meets(args) and counter._due():
                os.kill(os.getpid(), signal.SIGKILL)
            result = real[name](*args, **kwargs)
            if name == "open":
                counter._files[result] = str(args[0])
            return result

        return call

    for name in CALLS:
        setattr(os, name, deadly(name))


def let_no_entry_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk be full for entries; drafts still find room."""
    put = disk.put

    def full(files: Mapping[Path, bytes], gone: Sequence[Path] = ()) -> None:
        if any("entries" in path.parts for path in files):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        put(files, gone)

    monkeypatch.setattr(disk, "put", full)
