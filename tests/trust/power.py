"""Power: a model of a disk that loses its current, for every moment and whatever was not synced by then.

What a program asks of the system is recorded as effects: on the bytes of a file, or on the names in a folder.
An effect is certain once its file, or its folder, was synced; until then it may be on the disk or not, apart
from every other. Stricter than any file system: a synced file without its synced name is not there. Only a
rename is one effect, as it is everywhere; it is certain with the folder of the new name.
"""

from __future__ import annotations

import os
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pytest

MOST_SUBSETS = 64
"""So many ways for the disk to look are all tried at one moment; where there are more, `DRAWN` of them are."""

DRAWN = 16


class Effect(NamedTuple):
    """What a call does to the disk once it gets there.

    `on` is what has to be synced: a file's number, or a folder's path. `bytes` are added to the file; `names`
    are set in the folder, each to a file's number, to `FOLDER`, or to None where the name goes.
    """

    on: int | Path
    added: bytes = b""
    names: tuple[tuple[Path, int | None], ...] = ()


class Sync(NamedTuple):
    """From here on every earlier effect on this file or folder is certain."""

    on: int | Path


FOLDER = -1


class Recorder:
    """Notes what happens to the disk under one folder while it is installed."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.steps: list[Effect | Sync] = []
        self.names: dict[Path, int] = {}
        self.contents: dict[int, bytes] = {}
        self.opened: dict[int, int | Path] = {}
        for path in place.rglob("*"):
            self.names[path] = FOLDER if path.is_dir() else len(self.contents)
            if not path.is_dir():
                self.contents[len(self.contents)] = path.read_bytes()
        self._now = dict(self.names)
        self._next = len(self.contents)

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Record until `monkeypatch` takes it back."""
        for name in (
            "open",
            "write",
            "fsync",
            "close",
            "replace",
            "rename",
            "link",
            "unlink",
            "mkdir",
            "rmdir",
        ):
            monkeypatch.setattr(os, name, self._recording(getattr(os, name), getattr(self, f"_{name}", None)))

    def _recording(self, real: Callable[..., Any], note: Callable[..., None] | None) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            result = real(*args, **kwargs)
            if note and (isinstance(args[0], int) or Path(args[0]).is_relative_to(self.place)):
                note(result, *args)
            return result

        return call

    def _name(self, folder: Path, *names: tuple[Path, int | None]) -> None:
        self.steps.append(Effect(folder, names=names))
        for path, what in names:
            if what is None:
                self._now.pop(path, None)
            else:
                self._now[path] = what

    def _open(self, fd: int, path: str, flags: int, *_: Any) -> None:
        target = Path(path)
        assert not flags & os.O_TRUNC or target not in self._now, "the model knows no file that is cut"
        if flags & os.O_CREAT and target not in self._now:
            self._name(target.parent, (target, self._next))
            self.contents[self._next] = b""
            self._next += 1
        self.opened[fd] = (
            target if self._now.get(target) == FOLDER or target == self.place else self._now[target]
        )

    def _write(self, written: int, fd: int, data: Any) -> None:
        if fd in self.opened:
            self.steps.append(Effect(self.opened[fd], added=bytes(data[:written])))

    def _fsync(self, _: None, fd: int) -> None:
        if fd in self.opened:
            self.steps.append(Sync(self.opened[fd]))

    def _close(self, _: None, fd: int) -> None:
        self.opened.pop(fd, None)

    def _replace(self, _: None, source: Any, target: Any) -> None:
        old, new = Path(source), Path(target)
        self._name(new.parent, (old, None), (new, self._now[old]))

    _rename = _replace

    def _link(self, _: None, source: Any, target: Any) -> None:
        self._name(Path(target).parent, (Path(target), self._now[Path(source)]))

    def _unlink(self, _: None, path: Any) -> None:
        self._name(Path(path).parent, (Path(path), None))

    _rmdir = _unlink

    def _mkdir(self, _: None, path: Any, *__: Any) -> None:
        self._name(Path(path).parent, (Path(path), FOLDER))


Disk = dict[Path, bytes | None]
"""What stands on a disk: the bytes of each file, None for a folder."""


def disks(recorded: Recorder, moment: int, rng: random.Random) -> Iterator[Disk]:
    """Return the ways in which the disk may look if the current goes after so many steps, each once."""
    steps = recorded.steps[:moment]
    open_at = [
        at for at, step in enumerate(steps) if isinstance(step, Effect) and not _synced(step, steps[at:])
    ]
    certain = {at for at, step in enumerate(steps) if isinstance(step, Effect)} - set(open_at)
    seen = set()
    for also in _subsets(open_at, rng):
        disk = _after(recorded, [steps[at] for at in sorted(certain | set(also))])
        key = frozenset(disk.items())
        if key not in seen:
            seen.add(key)
            yield disk


def _synced(effect: Effect, later: Sequence[Effect | Sync]) -> bool:
    return any(isinstance(step, Sync) and step.on == effect.on for step in later)


def _subsets(whole: Sequence[int], rng: random.Random) -> Iterator[Sequence[int]]:
    if 2 ** len(whole) <= MOST_SUBSETS:
        for size in range(len(whole) + 1):
            yield from combinations(whole, size)
        return
    yield from ((), whole)
    for _ in range(DRAWN - 2):
        keep = rng.random()
        yield [at for at in whole if rng.random() < keep]


def _after(recorded: Recorder, effects: Iterable[Effect | Sync]) -> Disk:
    names, contents = dict(recorded.names), dict(recorded.contents)
    for effect in effects:
        assert isinstance(effect, Effect)
        if isinstance(effect.on, int):
            contents[effect.on] += effect.added
        for path, what in effect.names:
            if what is None:
                names.pop(path, None)
            else:
                names[path] = what
    return {
        path: None if what == FOLDER else contents[what]
        for path, what in names.items()
        if all(
            names.get(above) == FOLDER
            for above in path.parents
            if above.is_relative_to(recorded.place) and above != recorded.place
        )
    }


def lay_out(disk: Disk, recorded: Recorder, place: Path) -> None:
    """Make the folder `place` look like that."""
    for path, data in sorted(disk.items()):
        target = place / path.relative_to(recorded.place)
        if data is None:
            target.mkdir(parents=True)
        else:
            target.write_bytes(data)
