"""A text shown to be read: every word of it on the screen, whole lines where they fit, a screen at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfjournal.commands.leafing import Shown, show
from cfjournal.display import columns
from tests.edges import CTRL_C, CTRL_D, cfj, edge_for, written

if TYPE_CHECKING:
    from pathlib import Path

LONG = "> " + "word " * 30 + "end\n"
TEN = "".join(f"line {number}\n" for number in range(1, 11))


def shown(text: str, *answers: str, width: int = 80, height: int = 0) -> tuple[str, Shown]:
    edge = edge_for(answers=answers, width=width, height=height)
    done = show(edge, text)
    return written(edge.stdout), done


@pytest.fixture
def home(tmp_path: Path) -> Path:
    journal = tmp_path / "journal"
    for day in range(1, 9):
        cfj(journal, "log", "--date", f"2026-11-0{day}", "dread:3", "--bring", f"text {day} " + "long " * 20)
    return journal


def test_a_text_that_fits_is_shown_as_it_is_and_nobody_is_asked() -> None:
    assert shown(TEN, height=11) == (TEN, Shown(10, 10))
    assert shown(TEN, height=0) == (TEN, Shown(10, 10))
    assert shown(TEN, height=11)[1].whole


def test_a_longer_one_waits_after_each_screen() -> None:
    out, done = shown(TEN, "", "", height=5)
    assert out == (
        "line 1\nline 2\nline 3\nline 4\n4 of 10 lines. Enter: more, q: no more "
        "line 5\nline 6\nline 7\nline 8\n8 of 10 lines. Enter: more, q: no more "
        "line 9\nline 10\n"
    )
    assert done == Shown(10, 10)


@pytest.mark.parametrize("answer", ["q", "Q", "no", "quit", CTRL_D])
def test_reading_can_be_stopped_and_what_was_not_read_is_known(answer: str) -> None:
    out, done = shown(TEN, answer, height=5)
    assert "line 4\n" in out
    assert "line 5" not in out
    assert done == Shown(4, 10)
    assert not done.whole


def test_an_interruption_is_one() -> None:
    with pytest.raises(KeyboardInterrupt):
        shown(TEN, CTRL_C, height=5)


def test_long_lines_break_between_words_under_their_beginning() -> None:
    out, done = shown(LONG, width=40)
    lines = out.splitlines()
    assert lines[0] == "> word word word word word word word"
    assert lines[1] == "  word word word word word word word"
    assert max(map(len, lines)) <= 40
    assert out.split() == LONG.split()
    assert done.broken


def test_a_text_for_a_pipe_or_in_plain_lines_is_left_as_it_is() -> None:
    for edge in (edge_for(width=40, height=2), edge_for(answers=[], width=40, height=2).made_plain()):
        show(edge, LONG + TEN)
        assert written(edge.stdout) == LONG + TEN


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=200),
    st.integers(20, 60),
)
def test_no_word_is_lost_and_no_line_is_wider_than_the_screen(text: str, width: int) -> None:
    out, done = shown(text, width=width)
    assert "".join(out.split()) == "".join(text.split())
    assert all(columns(line) <= width for line in out.split("\n"))
    assert done.whole


# --- where it is used ---------------------------------------------------------------------------------------------


def test_the_preview_of_a_long_page_is_read_in_screens_and_the_file_has_its_lines_whole(
    home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "page.md"
    done = cfj(home, "export", "-o", str(path), answers=[*[""] * 4, "yes"], width=60, height=15)
    assert done.code == 0, done.err
    assert done.out.count("lines. Enter: more, q: no more ") == 4
    assert path.exists()
    flat = " ".join(done.err.split())
    assert "This is all of it, to the letter; the file does not break its long lines." in flat
    assert max(map(len, path.read_text("utf-8").splitlines())) > 100
    page = done.out.partition("Type yes")[0].replace("q: no more ", "q: no more \n")
    assert max(map(len, page.splitlines())) <= 60


def test_who_stopped_reading_is_told_so_and_asked_all_the_same(home: Path, tmp_path: Path) -> None:
    done = cfj(home, "export", "-o", str(tmp_path / "page.md"), answers=["q", "no"], height=15)
    assert "You stopped after 14 of " in done.err
    assert "to the letter" not in done.err
    assert not (tmp_path / "page.md").exists()


def test_with_plain_or_in_a_pipe_nothing_waits(home: Path) -> None:
    whole = cfj(home, "export").out
    assert cfj(home, "--plain", "export", answers=[], width=40, height=5).out == whole
    assert cfj(home, "export", width=40, height=5).out == whole


def test_no_pager_is_started_and_nothing_is_written_for_it(home: Path, tmp_path: Path) -> None:
    """In a real terminal, with a pager at hand that would leave a trace."""
    trace = tmp_path / "trace"
    pager = tmp_path / "pager"
    pager.write_text(f"#!/bin/sh\ntouch {trace}\n", "utf-8")
    pager.chmod(0o700)
    before = sorted(home.rglob("*"))
    env = {"PATH": os.environ["PATH"], "CFJ_HOME": str(home), "HOME": str(tmp_path), "TERM": "xterm"}
    env |= {"PAGER": str(pager), "LESSOPEN": f"|{pager} %s", "PYTHONPATH": os.pathsep.join(sys.path)}
    out = in_a_terminal(["export", "--since", "2026-11-01", "--until", "2026-11-20"], env, lines=12)
    assert "of " in out
    assert "Enter: more, q: no more" in out
    assert not trace.exists()
    assert sorted(home.rglob("*")) == before
    assert not list(tmp_path.glob(".less*"))


def in_a_terminal(args: list[str], env: dict[str, str], *, lines: int) -> str:
    """Run `cfj` in a terminal of so many lines, with q as the one answer, and return what stood on it."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "cfjournal", *args], stdin=theirs, stdout=theirs, stderr=theirs, env=env
    )
    os.close(theirs)
    os.write(ours, b"q\n")
    said = b""
    try:
        while piece := os.read(ours, 65536):
            said += piece
    except OSError:  # the other end is closed
        pass
    process.wait(60)
    os.close(ours)
    assert process.returncode == 0, said.decode()
    return said.decode()
