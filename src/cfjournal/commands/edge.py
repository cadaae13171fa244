"""Edge: everything a command may ask of the world, as one value.

Built once by `cli.main` from the process, and by tests from nothing. A command that needs the clock, the
environment, the terminal or a stream takes it from here and from nowhere else.
"""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple, TextIO

from cfjournal.display import wrapped
from cfjournal.errors import CfjError, UsageError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import Self

DEFAULT_WIDTH = 80
"""Columns of text where the terminal does not say."""

NARROWEST = 20
"""No terminal is taken to be narrower than this: below it, words no longer fit a line."""

PASTED_WITHIN_S = 0.03
"""Seconds within which the next line of a paste is there."""

_DRAWN = "─│█▁▇•–…’é"  # what a drawing uses beyond ASCII  # noqa: RUF001


class Edge(NamedTuple):
    """The clock, the environment, the streams and the terminal, as a command may see them.

    `now` is an aware moment with a fixed offset. `journal` is the folder named by `--journal`, if it was.
    `plain` asks for linear text without boxes; `colour` and `unicode` say what the output can show; `zone`
    knows the offsets of this place through the year; `height` is the lines of the terminal, 0 where nobody
    says. A named tuple: a dataclass would slow every start.
    """

    env: Mapping[str, str]
    now: dt.datetime
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    stdin_is_terminal: bool = False
    stdout_is_terminal: bool = False
    stderr_is_terminal: bool = False
    width: int = DEFAULT_WIDTH
    plain: bool = False
    colour: bool = False
    unicode: bool = True
    journal: Path | None = None
    zone: Callable[[dt.datetime], dt.datetime] | None = None
    height: int = 0

    def on_this_clock(self, wall: dt.datetime) -> dt.datetime:
        """Return what a clock on the wall here showed, with the offset that it had then."""
        if self.zone:
            with suppress(OverflowError, ValueError, OSError):  # before there were zones
                return self.zone(wall)
        return wall.replace(tzinfo=self.now.tzinfo)

    @property
    def interactive(self) -> bool:
        """Whether a person can be asked something: both ends of the conversation are a terminal."""
        return self.stdin_is_terminal and self.stdout_is_terminal

    def say(self, text: str = "") -> None:
        """Write a line of what was asked for to stdout. Raises `CfjError` when it takes nothing."""
        with _answering():
            self.stdout.write(f"{text}\n")

    def emit(self, text: str) -> None:
        """Write text for another program to stdout: as UTF-8 and exactly, whatever the locale."""
        with _answering():
            self.stdout.flush()
            self.stdout.buffer.write(text.encode("utf-8"))
            self.stdout.buffer.flush()  # or a message of `tell` would stand above what it speaks of

    def finish(self) -> None:
        """See to it that all of the answer is out. Raises `CfjError` when it cannot be written."""
        with _answering():
            self.stdout.flush()

    def tell(self, text: str = "") -> None:
        """Write a message to stderr; one long line is broken between words where it is read on a terminal."""
        if self.interactive and len(text) > self.width and "\n" not in text:
            text = wrapped(text, self.width)
        self.stderr.write(f"{text}\n")

    def ask(self, question: str) -> str:
        """Ask for one line. A question that is wider than the terminal is broken between words.

        Raises `EOFError` when there is none, and on Ctrl-C `KeyboardInterrupt` that holds the line as far as
        it was typed, where the terminal tells.
        """
        if len(question) > self.width:
            *first, last = wrapped(question, self.width).split("\n")
            self.stdout.write("".join(f"{line}\n" for line in first))
            question = f"{last} "
        self.stdout.flush()
        self.stderr.flush()
        if self.stdin is sys.stdin and self.interactive:
            return _edited_line(question)
        self.stdout.write(question)
        self.stdout.flush()
        line = self.stdin.readline()
        if not line:
            raise EOFError
        return line.removesuffix("\n")

    def has_more(self) -> bool:
        """Whether lines wait on the terminal that nobody asked for: of a paste, and else the shell's next."""
        if self.stdin is not sys.stdin or not self.interactive:
            return False
        import select

        with suppress(OSError, ValueError):
            return bool(select.select([self.stdin], [], [], PASTED_WITHIN_S)[0])
        return False

    def read_bytes(self, at_most: int = -1) -> bytes:
        """Return all of stdin, undecoded; no more than so many bytes where a number is given."""
        return self.stdin.buffer.read(at_most)

    def made_plain(self) -> Self:
        """Return the same edge with linear text and no colour, as `--plain` asks."""
        return self._replace(plain=True, colour=False)


@contextmanager
def _answering() -> Iterator[None]:
    """Turn the failure of an output into a sentence; a reader that went away is not one."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CfjError(
            f"the answer could not be written out ({reason_of(error)})", "look at where it was sent to"
        ) from None


def from_process(env: Mapping[str, str]) -> Edge:
    """Return the edge of this process. Raises `UsageError` when `CFJ_NOW` is no moment."""
    stdout_is_terminal = _is_terminal(sys.stdout)
    plain = env.get("TERM") == "dumb"
    size = _size(sys.stdout if stdout_is_terminal else None)
    return Edge(
        env=env,
        now=_now(env),
        stdin=sys.stdin,
        stdout=sys.stdout,
        stderr=sys.stderr,
        stdin_is_terminal=_is_terminal(sys.stdin),
        stdout_is_terminal=stdout_is_terminal,
        stderr_is_terminal=_is_terminal(sys.stderr),
        width=_width(env, size.columns),
        plain=plain,
        colour=not plain and _colour(env, stdout_is_terminal),
        unicode=env.get("LC_ALL") not in ("C", "POSIX") and _can_draw(sys.stdout),
        zone=None if env.get("CFJ_NOW") else dt.datetime.astimezone,
        height=size.lines,
    )


def _now(env: Mapping[str, str]) -> dt.datetime:
    """Return the moment of the clock, or of `CFJ_NOW` (demonstrations and tests), with a fixed offset."""
    if not (said := env.get("CFJ_NOW")):
        return dt.datetime.now().astimezone()
    try:
        moment = dt.datetime.fromisoformat(said)
    except ValueError:
        raise UsageError(
            f"CFJ_NOW is {said!r}, which is no moment", "write 2026-11-20T21:14:03+01:00"
        ) from None
    return moment if moment.tzinfo else moment.astimezone()


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _width(env: Mapping[str, str], columns: int) -> int:
    """Return the columns to write to: COLUMNS, else the terminal's, else 80."""
    said = env.get("COLUMNS", "")
    if said.isdecimal() and int(said) > 0:
        return max(int(said), NARROWEST)
    return max(columns, NARROWEST) if columns else DEFAULT_WIDTH


class Size(NamedTuple):
    """The columns and lines of a terminal; 0 where it does not say."""

    columns: int = 0
    lines: int = 0


def _size(terminal: TextIO | None) -> Size:
    if terminal is None:
        return Size()
    import os

    try:
        return Size(*os.get_terminal_size(terminal.fileno()))
    except (OSError, ValueError):
        return Size()


def _colour(env: Mapping[str, str], stdout_is_terminal: bool) -> bool:
    """Whether to use colour: NO_COLOR wins over FORCE_COLOR, which wins over what the stream is."""
    if env.get("NO_COLOR"):
        return False
    return bool(env.get("FORCE_COLOR")) or stdout_is_terminal


def _can_draw(stream: TextIO) -> bool:
    try:
        _DRAWN.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _edited_line(question: str) -> str:
    """Ask on the terminal with line editing where the platform has it; nothing is kept as history."""
    try:
        import readline
    except ImportError:
        return input(question)
    readline.set_auto_history(False)
    try:
        return input(question)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(readline.get_line_buffer()) from None
