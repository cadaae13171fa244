"""Session: the installed program from the first entry to the export, as processes in a new home."""

from __future__ import annotations

import shutil
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from tests.session import NOTE, SESSION, Ended, Step, play

if TYPE_CHECKING:
    from pathlib import Path

CFJ = (sys.executable, "-m", "cfjournal")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def played(home: Path) -> list[Ended]:
    return list(play(CFJ, home))


@pytest.mark.parametrize("number", range(len(SESSION)), ids=[" ".join(step.args) for step in SESSION])
def test_a_session_goes_as_it_should(number: int, played: list[Ended]) -> None:
    assert played[number].fault(SESSION[number]) == ""


def of(args: str, played: list[Ended]) -> Ended:
    return next(ended for step, ended in zip(SESSION, played, strict=True) if " ".join(step.args) == args)


def test_what_was_imported_is_what_was_exported(home: Path, played: list[Ended]) -> None:
    assert of("--journal second export --format jsonl", played).stdout == (home / "all.jsonl").read_text(
        "utf-8"
    )


def test_a_note_stays_out_of_what_is_made_for_other_eyes(home: Path, played: list[Ended]) -> None:
    shared = (home / "for-supervision.md").read_text("utf-8")
    assert "Who covers my visits?" in shared
    assert [line for line in NOTE.splitlines() if line in shared] == []


def test_nobody_else_can_read_what_was_written(home: Path, played: list[Ended]) -> None:
    made = [path for path in home.rglob("*") if path.is_file()]
    assert len([path for path in made if path.suffix == ".toml" and "entries" in path.parts]) == 6
    assert [path for path in made if stat.S_IMODE(path.stat().st_mode) != 0o600] == []
    folders = [path for path in home.rglob("*") if path.is_dir() and "cfjournal" in path.parts]
    assert folders
    assert [path for path in folders if stat.S_IMODE(path.stat().st_mode) != 0o700] == []


def test_a_demonstration_leaves_nothing_behind(tmp_path: Path) -> None:
    (ended,) = play(CFJ, tmp_path, (Step(("demo",), ("building",)),))
    assert ended.code == 0
    assert list(tmp_path.iterdir()) == []


needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")


def sockets(program: tuple[str, ...], home: Path, session: tuple[Step, ...] = SESSION) -> list[str]:
    """Every call in a session that has to do with a network, of the program and all that it starts."""
    trace = home / "trace"
    traced = ("strace", "-f", "-qq", "-A", "-o", str(trace), "-e", "trace=%network,execve", *program)
    faults = [ended.fault(step) for step, ended in zip(session, play(traced, home, session), strict=True)]
    assert faults == [""] * len(session)
    lines = trace.read_text("utf-8", errors="replace").splitlines()
    assert len([line for line in lines if " execve(" in line]) >= len(session), "the trace saw every program"
    return [line for line in lines if " execve(" not in line and "(" in line and "---" not in line]


@needs_strace
def test_no_command_opens_a_socket(tmp_path: Path) -> None:
    assert sockets(CFJ, tmp_path) == []


@needs_strace
def test_a_socket_would_be_seen(tmp_path: Path) -> None:
    program = (sys.executable, "-c", "import socket; socket.socket().close()")
    assert len(sockets(program, tmp_path, (Step((), ()),))) == 1
