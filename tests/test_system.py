"""System: the same promises on every system, and what each of them calls differently."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from cfjournal import system

PLACES_IN_MEMORY = system._places_in_memory
"""The real ones: while a test runs, it has places of its own."""

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="what is looked at is not there on Windows")


def refusing(error: int, calls: list[Any]) -> Any:
    def call(*args: Any, **_: Any) -> Any:
        calls.append(args)
        raise OSError(error, os.strerror(error))

    return call


@posix_only
def test_what_is_created_is_private_and_new(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        os.close(system.create(tmp_path / "x"))
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        system.create(tmp_path / "x")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        system.create(tmp_path / "link")


# --- on the disk -----------------------------------------------------------------------------------------


@posix_only
def test_a_file_system_that_cannot_sync_folders_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Any] = []
    monkeypatch.setattr(os, "fsync", refusing(errno.EINVAL, calls))
    system.sync_folder(tmp_path)
    monkeypatch.setattr(os, "fsync", refusing(errno.EIO, calls))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        system.sync_folder(tmp_path)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        system.sync_file(0)
    assert len(calls) == 3


def test_macos_is_asked_to_empty_the_caches_of_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Any] = []
    fake = types.SimpleNamespace(F_FULLFSYNC=51, fcntl=lambda *args: said.append(("full", *args)))
    monkeypatch.setitem(sys.modules, "fcntl", fake)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(os, "fsync", lambda fd: said.append(("plain", fd)))
    system.sync_file(7)
    assert said == [("full", 7, 51)]
    fake.fcntl = refusing(errno.ENOTTY, [])
    system.sync_file(7)
    assert said[1:] == [("plain", 7)], "a disk that does not know it is synced as elsewhere"
    fake.fcntl = refusing(errno.EIO, [])
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        system.sync_file(7)
    assert len(said) == 2, "a failed sync is not tried again in another way"


def test_windows_syncs_no_folders_and_waits_for_who_holds_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    system.sync_folder(tmp_path / "nowhere")
    real, refused, pauses = os.replace, list[Any](), list[float]()
    monkeypatch.setattr("time.sleep", pauses.append)

    def held_twice(*args: Any) -> None:
        if len(refused) < 2:
            refused.append(args)
            raise PermissionError
        real(*args)

    monkeypatch.setattr(os, "replace", held_twice)
    (tmp_path / "new").write_bytes(b"x")
    system.replace(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old").read_bytes() == b"x"
    assert len(pauses) == 2
    monkeypatch.setattr(os, "replace", refusing(errno.EACCES, []))
    with pytest.raises(PermissionError):
        system.replace(tmp_path / "old", tmp_path / "new")
    assert len(pauses) == 22


def test_a_file_system_without_hard_links_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x")
    assert system.second_name(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"x"
    monkeypatch.setattr(os, "link", refusing(errno.EPERM, []))
    assert not system.second_name(tmp_path / "a", tmp_path / "c")
    monkeypatch.setattr(os, "link", refusing(errno.EIO, []))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        system.second_name(tmp_path / "a", tmp_path / "c")


# --- locks -----------------------------------------------------------------------------------------------


def test_a_lock_is_held_until_it_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    held = system.take_lock(tmp_path / "lock")
    with pytest.raises(BlockingIOError):
        system.take_lock(tmp_path / "lock")
    assert sum(pauses) == pytest.approx(10)
    monkeypatch.setattr("time.sleep", lambda _: os.close(held))
    os.close(system.take_lock(tmp_path / "lock", patience=1))


def test_a_lock_goes_with_the_process_that_held_it(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from cfjournal import system; system.take_lock(Path({str(tmp_path / 'lock')!r})); print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BlockingIOError):
            system.take_lock(tmp_path / "lock", patience=0)
        holder.kill()
        holder.wait()
    os.close(system.take_lock(tmp_path / "lock", patience=0))


@posix_only
def test_a_file_system_without_locks_does_not_keep_anyone_from_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Any] = []
    monkeypatch.setattr("fcntl.flock", refusing(errno.ENOLCK, calls))
    os.close(system.take_lock(tmp_path / "lock"))
    monkeypatch.setattr("fcntl.flock", refusing(errno.EIO, calls))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        system.take_lock(tmp_path / "lock")
    assert len(calls) == 2


def test_windows_locks_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Any] = []
    fake = types.SimpleNamespace(LK_NBLCK=2, locking=lambda *args: said.append(args))
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    fd = system.take_lock(tmp_path / "lock")
    assert said == [(fd, 2, 1)]
    os.close(fd)
    fake.locking = refusing(errno.EACCES, said)
    with pytest.raises(BlockingIOError):
        system.take_lock(tmp_path / "lock", patience=0)


# --- places ----------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="the variables of Linux")
def test_the_usual_places_are_those_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/d")
    monkeypatch.setenv("XDG_STATE_HOME", "/s")
    assert system.data_folder() == Path("/d/cfjournal")
    assert system.state_folder() == Path("/s/cfjournal")


@posix_only
def test_a_private_folder_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = system.private_folder("cfjournal-x-")
    assert folder.parent == tmp_path
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert system.temporary_folders("cfjournal-x-") == [folder]
    assert system.temporary_folders("cfjournal-y-") == []
    monkeypatch.setattr(os, "getuid", lambda: -1)
    assert system.temporary_folders("cfjournal-x-") == [], "the folders of others are not looked into"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a place for everyone")
def test_what_is_edited_lies_in_memory_where_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(system, "_places_in_memory", PLACES_IN_MEMORY)
    folder = system.private_folder("cfjournal-x-", in_memory=True)
    folder.rmdir()
    kinds = dict(line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines())
    assert folder.parent == tmp_path or kinds[str(folder.parent)] == "tmpfs"
    monkeypatch.setattr("tempfile._get_candidate_names", lambda: iter(()))
    real = os.mkdir
    monkeypatch.undo()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(
        os,
        "mkdir",
        lambda path, *args: (
            refusing(errno.EROFS, [])()
            if str(path).startswith(("/dev", "/run")) and not str(path).startswith(str(tmp_path))
            else real(path, *args)
        ),
    )
    assert system.private_folder("cfjournal-x-", in_memory=True).parent == tmp_path


@pytest.mark.parametrize(("platform", "expected"), [("linux", True), ("darwin", True), ("win32", False)])
def test_modes_mean_something_where_there_are_any(
    platform: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert system.others_may_read(0o100640) is expected
    assert not system.others_may_read(0o100600)
