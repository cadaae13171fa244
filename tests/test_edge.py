"""The edge: clock, terminal and streams as one value, with the customs of the environment."""

from __future__ import annotations

import datetime as dt
import io
import sys
from typing import TYPE_CHECKING

import pytest

from cfjournal.commands.edge import NARROWEST, from_process
from cfjournal.errors import CfjError, UsageError
from tests.edges import CTRL_C, CTRL_D, edge_for, written

if TYPE_CHECKING:
    from collections.abc import Mapping


class Terminal(io.TextIOWrapper):
    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("env", "colour", "plain"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, True),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, False, True),
    ],
)
def test_a_terminal_has_colour_unless_it_is_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, env: Mapping[str, str], colour: bool, plain: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stdout", Terminal())
    edge = from_process(env)
    assert (edge.interactive, edge.colour, edge.plain) == (True, colour, plain)


@pytest.mark.parametrize(("env", "colour"), [({}, False), ({"FORCE_COLOR": "1"}, True)])
def test_a_pipe_has_colour_only_when_it_is_forced(
    monkeypatch: pytest.MonkeyPatch, env: Mapping[str, str], colour: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
    assert from_process(env).colour is colour


@pytest.mark.parametrize(
    ("columns", "width"), [("120", 120), ("40", 40), ("3", NARROWEST), ("0", 80), ("wide", 80), ("", 80)]
)
def test_the_width_is_what_columns_says_and_80_where_nobody_says(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
    assert from_process({"COLUMNS": columns}).width == width


@pytest.mark.parametrize(("encoding", "drawn"), [("utf-8", True), ("ascii", False), ("latin-1", False)])
def test_what_the_encoding_can_draw_is_known(
    monkeypatch: pytest.MonkeyPatch, encoding: str, drawn: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal(encoding))
    assert from_process({}).unicode is drawn


@pytest.mark.parametrize(("asked", "drawn"), [("C", False), ("POSIX", False), ("C.UTF-8", True), ("", True)])
def test_who_asks_for_the_plainest_locale_gets_plain_characters(
    monkeypatch: pytest.MonkeyPatch, asked: str, drawn: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal("utf-8"))  # which Python makes of the locale C
    assert from_process({"LC_ALL": asked}).unicode is drawn


def test_the_clock_is_aware_and_can_be_said() -> None:
    assert from_process({}).now.utcoffset() is not None
    said = from_process({"CFJ_NOW": "2026-11-20T21:14:03+01:00"}).now
    assert said == dt.datetime(2026, 11, 20, 20, 14, 3, tzinfo=dt.UTC)
    assert said.utcoffset() == dt.timedelta(hours=1)
    assert from_process({"CFJ_NOW": "2026-11-20"}).now.utcoffset() is not None
    with pytest.raises(UsageError, match="no moment"):
        from_process({"CFJ_NOW": "soon"})


def test_a_question_wider_than_the_terminal_is_broken_between_words() -> None:
    edge = edge_for(answers=["l"], width=40)
    assert edge.ask("Enter goes on with it, l leaves it, d throws it away: ") == "l"
    assert written(edge.stdout) == "Enter goes on with it, l leaves it, d\nthrows it away: "


def test_nobody_is_asked_unless_both_ends_are_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
    assert not from_process({}).interactive


def test_a_question_is_answered_or_ended_or_interrupted() -> None:
    edge = edge_for(answers=["tired", CTRL_D, "half a l" + CTRL_C])
    assert edge.ask("what? ") == "tired"
    with pytest.raises(EOFError):
        edge.ask("what? ")
    with pytest.raises(KeyboardInterrupt) as interrupt:
        edge.ask("what? ")
    assert interrupt.value.args == ("half a l",)
    assert written(edge.stdout) == "what? " * 3


def test_a_long_message_breaks_between_words_where_a_person_reads_it() -> None:
    message = "what you wrote is kept in /home/someone/with/a/long/name and is safe"
    person, pipe = edge_for(answers=[], width=30), edge_for(width=30)
    person.tell(message)
    pipe.tell(message)
    assert written(pipe.stderr) == f"{message}\n"
    assert written(person.stderr).split() == message.split(), "words and paths stay whole"
    assert written(person.stderr).splitlines()[0] == "what you wrote is kept in"


def test_text_for_programs_is_utf_8_whatever_the_locale() -> None:
    edge = edge_for(encoding="ascii")
    edge.say("caf\u00e9")
    edge.emit("caf\u00e9")
    buffer = edge.stdout.buffer
    assert isinstance(buffer, io.BytesIO)
    assert buffer.getvalue() == b"caf\\xe9\ncaf\xc3\xa9"


class Seen(io.RawIOBase):
    """Keeps what reaches it, as a screen does."""

    def __init__(self) -> None:
        self.text = b""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        assert isinstance(data, (bytes, memoryview))
        self.text += bytes(data)
        return len(data)


def test_a_message_stands_below_the_text_it_speaks_of() -> None:
    screen = Seen()
    both = io.TextIOWrapper(io.BufferedWriter(screen)), io.TextIOWrapper(screen, write_through=True)  # type: ignore[type-var]
    edge = edge_for()._replace(stdout=both[0], stderr=both[1])
    edge.emit("the page\n")
    edge.tell("no file was written")
    assert screen.text == b"the page\nno file was written\n"


class Full(io.RawIOBase):
    """Takes nothing, the first time."""

    def __init__(self, error: OSError) -> None:
        self.errors = [error]

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        if self.errors:
            raise self.errors.pop()
        assert isinstance(data, memoryview)
        return len(data)


@pytest.mark.parametrize("way", ["say", "emit", "finish"])
def test_an_answer_that_goes_nowhere_is_a_sentence(way: str) -> None:
    full = io.TextIOWrapper(io.BufferedWriter(Full(OSError(28, "No space left"))), write_through=True)
    edge = edge_for()._replace(stdout=full)
    if way == "finish":
        full.buffer.write(b"x")
    with pytest.raises(CfjError, match=r"the answer could not be written out \(no space left\)"):
        getattr(edge, way)(*([] if way == "finish" else ["x" * 100_000]))


def test_plain_has_no_colour() -> None:
    edge = edge_for().made_plain()
    assert (edge.plain, edge.colour) == (True, False)
