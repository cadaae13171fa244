"""Styled: lines of text in pieces that each have a style, measured and folded in columns of a terminal.

A style is "" or names from `CODES`, parted by spaces. Text is text: nothing in it is ever read as markup.
(2026-11-22: rich did this before. It is right, but importing it took a tenth of `cfj report`.)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.display import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

CODES = {"bold": "1", "dim": "2", "orange": "38;5;166", "blue": "38;5;32"}
"""Names of styles, and what a terminal calls them. The two colours lie far apart for every kind of colour
sight, and are readable on black and on white (3.9:1 and better)."""

TAB = "    "


class Line(NamedTuple):
    """A line: its pieces of text in order, each with its style. The text of a line has no line breaks."""

    pieces: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> str:
        """The text alone."""
        return "".join(text for text, _ in self.pieces)

    @property
    def width(self) -> int:
        """The columns that it takes."""
        return columns(self.plain)

    def coloured(self) -> str:
        """Return the text with codes around each styled piece, so that no style reaches over its end."""
        return "".join(_coded(text, style) for text, style in self.pieces)

    def part(self, start: int, end: int) -> Line:
        """Return the characters from `start` up to `end`."""
        pieces, at = [], 0
        for text, style in self.pieces:
            if kept := text[max(0, start - at) : max(0, end - at)]:
                pieces.append((kept, style))
            at += len(text)
        return Line(tuple(pieces))

    def stripped(self) -> Line:
        """Return the line without white space at its end."""
        return self.part(0, len(self.plain.rstrip()))


def joined(*parts: Line | str | tuple[str, str]) -> Line:
    """Return one line of lines, plain texts, and texts with a style."""
    pieces: list[tuple[str, str]] = []
    for part in parts:
        if isinstance(part, Line):
            pieces += part.pieces
        else:
            pieces.append((part, "") if isinstance(part, str) else part)
    return Line(tuple(pieces))


def folded(text: str, width: int, style: str = "") -> list[Line]:
    """Return the lines of `text`, its own line breaks kept, none wider than `width` columns (2 at least)."""
    return [
        part for line in text.split("\n") for part in fold(Line(((line.replace("\t", TAB), style),)), width)
    ]


def fold(line: Line, width: int) -> list[Line]:
    """Return `line` as lines of at most `width` columns, broken between words; a longer word is broken."""
    text = line.plain
    starts = [0, *_breaks(text, max(2, width))]
    return [
        line.part(start, end).stripped() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    ]


def _breaks(text: str, width: int) -> Iterator[int]:
    """Yield where lines after the first begin."""
    used = 0
    for found in re.finditer(r"(\s*)(\S+)", text):
        gap, word = columns(found[1]), columns(found[2])
        if used and used + gap + word > width:
            yield found.start(2)
            used = gap = 0
        if gap + word <= width:
            used += gap + word
            continue
        for at in range(found.start() if gap else found.start(2), found.end()):
            column = columns(text[at])
            if used + column > width:
                yield at
                used = 0
            used += column


def _coded(text: str, style: str) -> str:
    if not style or not text:
        return text
    return f"\x1b[{';'.join(CODES[name] for name in style.split())}m{text}\x1b[0m"
