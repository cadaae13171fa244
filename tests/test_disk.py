"""Disk: all of it or nothing of it, whatever the disk does, and only on the disk is done."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cfjournal import disk

if TYPE_CHECKING:
    from collections.abc import Callable

OLD, NEW = b"old\n", b"new\n" * 100


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def is_folder(fd: int) -> bool:
    return stat.S_ISDIR(os.fstat(fd).st_mode)


def failing(
    monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException, when: Callable[..., bool]
) -> list[Any]:
    """Let `os.<name>` raise when its arguments are so; the list that is returned fills with these calls."""
    real = getattr(os, name)
    met: list[Any] = []

    def call(*args: Any, **kwargs: Any) -> Any:
        if when(*args):
            met.append(args)
            raise error
        return real(*args, **kwargs)

    monkeypatch.setattr(os, name, call)
    return met


def test_files_and_their_folders_come_to_be(tmp_path: Path) -> None:
    disk.put({tmp_path / "a" / "b" / "c": NEW, tmp_path / "d": b""})
    assert (tmp_path / "a" / "b" / "c").read_bytes() == NEW
    assert (tmp_path / "d").read_bytes() == b""
    assert names(tmp_path / "a" / "b") == ["c"]


def test_one_file_comes_and_another_goes(tmp_path: Path) -> None:
    disk.put({tmp_path / "here": OLD, tmp_path / "also": OLD})
    disk.put({tmp_path / "there": NEW}, [tmp_path / "here", tmp_path / "never was"])
    assert names(tmp_path) == ["also", "there"]


def test_a_disk_that_takes_a_byte_at_a_time_gets_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, counts = os.write, []

    def short(fd: int, data: memoryview) -> int:
        counts.append(real(fd, data[:1]))
        return counts[-1]

    monkeypatch.setattr(os, "write", short)
    disk.put({tmp_path / "x": NEW})
    assert (tmp_path / "x").read_bytes() == NEW
    assert len(counts) == len(NEW)


def test_a_disk_that_takes_nothing_and_says_so_politely_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", lambda *_: 0)
    with pytest.raises(OSError, match="takes no more bytes"):
        disk.put({tmp_path / "x": NEW})
    assert names(tmp_path) == []


@pytest.mark.parametrize("there", [False, True], ids=["new", "rewritten"])
def test_nothing_is_done_before_it_is_on_the_disk(
    tmp_path: Path, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "2026" / "x"
    (tmp_path / "something").touch()
    if there:
        disk.put({path: OLD})
    said: list[str] = []
    opened: dict[int, str] = {}

    def noting(name: str) -> None:
        real = getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            result = real(*args, **kwargs)
            if name == "open":
                opened[result] = Path(args[0]).name
            what = opened[args[0]] if isinstance(args[0], int) else Path(args[0]).name
            said.append(f"{name} {'temporary' if '.tmp' in what else 'former' if '.old' in what else what}")
            return result

        monkeypatch.setattr(os, name, call)

    for name in ("open", "mkdir", "write", "fsync", "replace", "link", "unlink"):
        noting(name)
    disk.put({path: NEW})
    made = [] if there else ["mkdir 2026", f"open {tmp_path.name}", f"fsync {tmp_path.name}"]
    assert said == [
        *made,
        "open temporary",
        "write temporary",
        "fsync temporary",
        *(["link x"] if there else []),
        "replace temporary",
        "open 2026",
        "fsync 2026",
        *(["unlink former"] if there else []),
    ]


def test_what_goes_goes_only_when_what_comes_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "a" / "x", tmp_path / "b" / "x"
    disk.put({old: OLD})
    said: list[str] = []

    def noting(name: str) -> None:
        real = getattr(os, name)

        def call(*args: Any) -> Any:
            said.append(name)
            return real(*args)

        monkeypatch.setattr(os, name, call)

    for name in ("replace", "fsync", "unlink"):
        noting(name)
    disk.put({new: NEW}, [old])
    assert said == [
        *("fsync", "fsync", "replace", "fsync"),  # a folder is made, a file written, named, and that synced
        *("unlink", "fsync", "unlink"),  # then the old one goes, and last its second name
    ]


@pytest.mark.parametrize("error", [OSError(errno.EIO, "x"), KeyboardInterrupt()], ids=["error", "interrupt"])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_many_are_written_or_none(
    tmp_path: Path, number: int, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in "abc"]
    disk.put({paths[0]: OLD, paths[1]: OLD})
    met = failing(
        monkeypatch,
        "replace",
        error,
        lambda source, target: target == paths[number] and ".tmp" in str(source),
    )
    with pytest.raises(type(error)):
        disk.put(dict.fromkeys(paths, NEW))
    assert len(met) == 1
    assert names(tmp_path) == ["a", "b"]
    assert [path.read_bytes() for path in paths[:2]] == [OLD, OLD]


def test_more_files_than_may_be_open_are_written_in_turns(tmp_path: Path) -> None:
    disk.put({tmp_path / str(number): NEW for number in range(300)})
    assert len(names(tmp_path)) == 300


def test_without_hard_links_the_former_content_waits_in_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    disk.put({path: OLD})
    met = failing(monkeypatch, "link", OSError(errno.EPERM, "no links here"), lambda *_: True)
    disk.put({path: NEW})
    assert (path.read_bytes(), names(tmp_path)) == (NEW, ["x"])
    synced = failing(monkeypatch, "fsync", OSError(errno.EIO, "x"), is_folder)
    with pytest.raises(OSError, match="x"):
        disk.put({path: OLD})
    assert (path.read_bytes(), names(tmp_path)) == (NEW, ["x"])
    assert (len(met), len(synced)) == (2, 1)
    failing(monkeypatch, "replace", OSError(errno.EIO, "x"), lambda _, target: ".old" in str(target))
    with pytest.raises(OSError, match="x"):
        disk.put({path: OLD})
    assert (path.read_bytes(), names(tmp_path)) == (NEW, ["x"])


def test_what_cannot_be_taken_back_leaves_both_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    disk.put({path: OLD})
    failing(monkeypatch, "fsync", OSError(errno.EIO, "x"), is_folder)
    failing(monkeypatch, "replace", OSError(errno.EIO, "x"), lambda source, _: ".old" in str(source))
    with pytest.raises(OSError, match="x"):
        disk.put({path: NEW})
    former = [name for name in names(tmp_path) if name != "x"]
    assert path.read_bytes() == NEW
    assert [(tmp_path / name).read_bytes() for name in former] == [OLD]


def test_a_new_file_that_cannot_be_removed_again_is_at_least_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "fsync", OSError(errno.EIO, "x"), is_folder)
    met = failing(monkeypatch, "unlink", OSError(errno.EIO, "x"), lambda *_: True)
    (tmp_path / "there before").write_bytes(OLD)
    with pytest.raises(OSError, match="x"):
        disk.put({tmp_path / "x": NEW})
    assert met
    assert [name for name in names(tmp_path) if not name.startswith(".")] == ["there before"]


def test_a_folder_whose_maker_was_killed_is_synced_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "2026" / "11").mkdir(parents=True)
    synced = failing(monkeypatch, "fsync", OSError(errno.EIO, "x"), is_folder)
    with pytest.raises(OSError, match="x"):
        disk.make_folder(tmp_path / "2026" / "11")
    disk.make_folder(tmp_path / "2026")
    assert len(synced) == 1, "the empty one only: 2026 holds something, so its name was synced before"
