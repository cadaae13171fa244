"""Lines: text on a terminal, measured in columns: folded, indented, set side by side, and coloured.

Nothing is cut: what does not fit beside goes below. Text is never read as markup. The one module that imports
rich; knows no blocks.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from rich.text import Text

from cfjournal.display import visible
from cfjournal.render.folding import breaks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cfjournal.render.page import Tone

Line = Text
"""A line of a screen, or a text that is yet to be folded into some: pieces, each in a style."""

WIDEST = 88
"""Lines longer than this tire the eye, whatever the window holds."""

NARROW = 60
"""Below this many columns what stands beside goes below."""

LEAST = 14
"""A text is not squeezed into fewer columns than this: it goes below."""

ORANGE, BLUE = "color(166)", "color(32)"
"""Far apart for every kind of colour sight, and readable on black and on white (3.8:1 and better)."""

STYLES: dict[Tone, str] = {
    "plain": "",
    "strong": "bold",
    "soft": "dim",
    "more": ORANGE,
    "less": BLUE,
    "gentle": "bold",
}


def coloured(line: Line) -> str:
    """Return a line with the codes that colour it, none of which reaches over its end."""
    marks = sorted({0, len(line), *(at for span in line.spans for at in (span.start, span.end))})
    parts = []
    for start, end in pairwise(marks):
        names = [line.style, *(span.style for span in line.spans if span.start <= start < span.end)]
        style = Style.combine(Style.parse(str(name)) for name in names)
        parts.append(style.render(line.plain[start:end], color_system=ColorSystem.EIGHT_BIT))
    return "".join(parts)


class Screen(NamedTuple):
    """How much room there is: the `width` of lines of text, and of the `whole` screen; both in columns."""

    width: int
    whole: int
    unicode: bool

    @property
    def wide(self) -> bool:
        """Whether there is room for one thing beside another."""
        return self.whole >= NARROW

    def text(self, text: str, style: str = "") -> Line:
        """Return `text` in a style, so that a terminal obeys nothing in it."""
        return Text(visible(text, self.unicode), style)

    def folded(self, text: Line, width: int) -> list[Line]:
        """Return the lines of `text`, none wider than `width` columns; long words are broken, not cut."""
        lines = [part for line in text.split("\n", allow_blank=True) for part in _parts(line, max(2, width))]
        for line in lines:
            line.rstrip()
        return lines

    def wrapped(self, text: Line, first: Line | str = "") -> list[Line]:
        """Return the lines of `text` after `first`, the later ones indented as far."""
        head = Text(first) if isinstance(first, str) else first
        if self.width - head.cell_len < LEAST and head.plain.strip():
            head.rstrip()
            return [head, *self.wrapped(text, "    ")] if text.plain else [head]
        lines = self.folded(text, self.width - head.cell_len)
        return [Text.assemble(head if not at else " " * head.cell_len, line) for at, line in enumerate(lines)]

    def words(self, text: str, tone: Tone, indent: str) -> list[Line]:
        """Return the lines of `text`, indented."""
        return self.wrapped(self.text(text, STYLES[tone]), indent)

    def beside(self, left: Line, right: Line, column: int) -> list[Line]:
        """Return two texts side by side, or one below the other where they do not fit."""
        if self.wide and left.cell_len <= column:
            return self.wrapped(right, Text.assemble("  ", left, " " * (column - left.cell_len + 3)))
        return [*self.wrapped(left, "  "), *self.wrapped(right, "    ")]


def _parts(line: Line, width: int) -> Iterable[Line]:
    line.expand_tabs(4)
    return line.divide(list(breaks(line.plain, width, cell_len)))
