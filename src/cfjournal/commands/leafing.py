"""Leafing: a text shown to be read, its long lines broken between words, a screen at a time.

Everything stays in this process: no other program, no file, no history sees a word of it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.display import columns
from cfjournal.render.folding import breaks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cfjournal.commands.edge import Edge

MARK = re.compile(r"(?:> |- |#+ )?")
"""What may stand before the words of a line, and is left free below it where the line is broken."""


class Shown(NamedTuple):
    """How a text was shown: how many of its `lines` were read, and whether some were broken to fit."""

    read: int
    lines: int
    broken: bool = False

    @property
    def whole(self) -> bool:
        """Whether all of it was on the screen."""
        return self.read == self.lines


def show(edge: Edge, text: str) -> Shown:
    """Show a text to be read: as it is where it goes to a pipe, or plain lines are wanted."""
    if edge.plain or not edge.interactive:
        edge.emit(text)
        return Shown(0, 0)
    written = [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
    lines = [part for line in written for part in _folded(line, edge.width)]
    screen = max(edge.height - 1, 1) if edge.height else len(lines)
    read = 0
    while read < len(lines):
        edge.emit("".join(f"{line}\n" for line in lines[read : read + screen]))
        read = min(read + screen, len(lines))
        if read < len(lines) and not _more(edge, read, len(lines)):
            break
    return Shown(read, len(lines), len(lines) > len(written))


def _more(edge: Edge, read: int, lines: int) -> bool:
    try:
        answer = edge.ask(f"{read} of {lines} lines. Enter: more, q: no more ")
    except EOFError:
        edge.say()
        return False
    return answer.strip().casefold()[:1] not in ("q", "n")


def _folded(line: str, width: int) -> Iterator[str]:
    """Yield a line in parts of at most `width` columns; what marks its beginning stays free below."""
    found = MARK.match(line)
    mark = found[0] if found else ""
    said = line[len(mark) :]
    if columns(line) <= width:
        yield line
        return
    at = [0, *breaks(said, width - len(mark), columns), len(said)]
    for start, end in pairwise(at):
        yield f"{mark if not start else ' ' * len(mark)}{said[start:end].rstrip()}"
