"""The check-in on a real terminal: line editing, Ctrl-C, and a process that is killed in the middle."""

from __future__ import annotations

import os
import select
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.test_log import entries, kept, only

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

PATIENCE_S = 30.0


class OnTerminal:
    """A `cfj` that runs on a pseudo-terminal of its own."""

    def __init__(self, home: Path, *args: str) -> None:
        self.seen = ""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:  # the child
            env = {"CFJ_HOME": str(home), "CFJ_NOW": "2026-11-20T21:14:03+01:00", "LC_ALL": "C.UTF-8"}
            try:
                os.execve(
                    sys.executable, [sys.executable, "-m", "cfjournal", *args], {**env, "TERM": "xterm"}
                )
            finally:
                os._exit(127)  # what could not begin may not go on as a second run of the tests

    def wait_for(self, text: str) -> None:
        """Read until `text` is on the screen."""
        assert self.shows(text, PATIENCE_S), f"no {text!r} in {self.seen!r}"

    def interrupt_until(self, text: str) -> None:
        """Press Ctrl-C until `text` is on the screen: one that comes before the terminal waits is not seen."""
        for _ in range(10):
            self.type("\x03")
            if self.shows(text, 3):
                return
        pytest.fail(f"no {text!r} in {self.seen!r}")

    def shows(self, text: str, patience_s: float) -> bool:
        """Whether `text` comes, each piece of the screen within `patience_s`."""
        while text not in self.seen:
            if not select.select([self.fd], [], [], patience_s)[0]:
                return False
            try:
                self.seen += os.read(self.fd, 4096).decode()
            except OSError:
                return False
        self.seen = self.seen.partition(text)[2]
        return True

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def ended(self) -> int:
        """Return the exit code, once everything is read."""
        try:
            while os.read(self.fd, 4096):
                pass
        except OSError:  # how a pseudo-terminal says that the other end is gone
            pass
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status)


@pytest.fixture
def half_said(tmp_path: Path) -> OnTerminal:
    """A check-in in the middle of a note."""
    terminal = OnTerminal(tmp_path, "log")
    for answer in ("", "dread 3", "no-break", "first line"):
        terminal.wait_for("> ")
        terminal.type(f"{answer}\r")
    terminal.wait_for("> ")
    return terminal


def test_an_interrupted_line_is_kept_with_the_rest(tmp_path: Path, half_said: OnTerminal) -> None:
    half_said.type("half a l")
    half_said.wait_for("half a l")
    half_said.interrupt_until("throws it away: ")
    half_said.type("\r")
    half_said.wait_for("Saved ")
    assert half_said.ended() == 0
    assert only(tmp_path).note == "first line\nhalf a l"
    assert only(tmp_path).signs == {"dread": 3}


def test_ctrl_c_twice_leaves_a_draft(tmp_path: Path, half_said: OnTerminal) -> None:
    half_said.interrupt_until("throws it away: ")
    half_said.interrupt_until("Left for later")
    assert half_said.ended() == 130
    assert (entries(tmp_path), [draft.note for draft in kept(tmp_path)]) == ((), ["first line"])


def test_killed_in_the_middle_the_next_log_offers_what_was_said(
    tmp_path: Path, half_said: OnTerminal
) -> None:
    os.kill(half_said.pid, signal.SIGKILL)
    assert half_said.ended() == -signal.SIGKILL
    again = OnTerminal(tmp_path, "log")
    again.wait_for("dread 3, no-break 2; a note")
    again.wait_for("throws it away: ")
    again.type("s\r")
    again.wait_for("Saved ")
    assert again.ended() == 0
    assert (only(tmp_path).note, kept(tmp_path)) == ("first line", [])


def test_a_terminal_that_is_closed_leaves_a_draft(tmp_path: Path, half_said: OnTerminal) -> None:
    os.close(half_said.fd)
    os.waitpid(half_said.pid, 0)
    assert (entries(tmp_path), [draft.note for draft in kept(tmp_path)]) == ((), ["first line"])


def test_the_other_lines_of_a_paste_do_not_reach_the_shell(tmp_path: Path, half_said: OnTerminal) -> None:
    half_said.type("\r")
    half_said.wait_for("One line.")
    half_said.wait_for("> ")
    half_said.type("who covers?\rMrs Bell fell\rrm -r everything\r")
    half_said.wait_for("Saved ")
    assert half_said.ended() == 0
    assert (only(tmp_path).bring, only(tmp_path).note) == (
        "who covers?",
        "first line\nMrs Bell fell\nrm -r everything",
    )


def test_a_line_that_was_not_pasted_is_not_waited_for(tmp_path: Path) -> None:
    terminal = OnTerminal(tmp_path, "log")
    for answer in ("", "tired", "", "", "who covers?"):
        terminal.wait_for("> ")
        terminal.type(f"{answer}\r")
    terminal.wait_for("Saved ")
    assert terminal.ended() == 0
    assert (only(tmp_path).bring, only(tmp_path).note) == ("who covers?", "")
