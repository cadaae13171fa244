"""Edges for tests: `cfj` run within this process, with a clock that stands still and a person who answers.

Nothing here reads the real environment, terminal or clock.
"""

from __future__ import annotations

import datetime as dt
import io
from collections import deque
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.cli import run
from cfjournal.commands.edge import Edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

NOW = dt.datetime(2026, 11, 20, 21, 14, 3, tzinfo=dt.timezone(dt.timedelta(hours=1)))
"""A Friday evening."""

CTRL_C = "\x03"
CTRL_D = "\x04"
"""Answers that are none: the person interrupts, or ends the input."""


class Person(io.TextIOWrapper):
    """The stdin of a person who gives these answers in turn, each once, and then no more."""

    def __init__(self, answers: Iterable[str]) -> None:
        """`answers` are lines without their ends, or Ctrl-C or Ctrl-D, perhaps after the beginning of a line."""
        super().__init__(io.BytesIO())
        self.answers = deque(answers)

    def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]
        """Return the next answer."""
        answer = self.answers.popleft() if self.answers else CTRL_D
        if answer.endswith(CTRL_C):
            raise KeyboardInterrupt(*filter(None, [answer.removesuffix(CTRL_C)]))
        return "" if answer == CTRL_D else f"{answer}\n"


class Done(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


def edge_for(
    home: Path | None = None,
    *,
    stdin: bytes = b"",
    answers: Iterable[str] | None = None,
    now: dt.datetime = NOW,
    env: Mapping[str, str] | None = None,
    width: int = 80,
    height: int = 0,
    encoding: str = "utf-8",
) -> Edge:
    """Return an edge: with `answers` a terminal with a person, without them a pipe that holds `stdin`."""
    person = answers is not None
    return Edge(
        env={**({"CFJ_HOME": str(home)} if home else {}), **(env or {})},
        now=now,
        stdin=Person(answers) if answers is not None else io.TextIOWrapper(io.BytesIO(stdin)),
        stdout=io.TextIOWrapper(
            io.BytesIO(), encoding=encoding, errors="backslashreplace", write_through=True
        ),
        stderr=io.TextIOWrapper(
            io.BytesIO(), encoding=encoding, errors="backslashreplace", write_through=True
        ),
        stdin_is_terminal=person,
        stdout_is_terminal=person,
        width=width,
        unicode=encoding == "utf-8",
        height=height,
    )


def written(stream: object) -> str:
    """Return what was written to a stream of `edge_for`."""
    assert isinstance(stream, io.TextIOWrapper)
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode(stream.encoding, "backslashreplace")


def run_at(edge: Edge, *args: str) -> Done:
    """Run `cfj` with these arguments at this edge."""
    help_text = io.StringIO()
    with redirect_stdout(help_text):  # the parser prints help by itself
        code = run(args, edge)
    return Done(code, written(edge.stdout) + help_text.getvalue(), written(edge.stderr))


def cfj(
    home: Path,
    *args: str,
    stdin: bytes = b"",
    answers: Iterable[str] | None = None,
    now: dt.datetime = NOW,
    env: Mapping[str, str] | None = None,
    width: int = 80,
    height: int = 0,
) -> Done:
    """Run `cfj` with these arguments in the journal `home`."""
    edge = edge_for(home, stdin=stdin, answers=answers, now=now, env=env, width=width, height=height)
    return run_at(edge, *args)
