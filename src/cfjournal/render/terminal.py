"""Terminal: a page laid out in columns, from 20 upwards, with colour where there is any.

Calm: no boxes, one rule a section, two colours (orange above the usual, blue below), and no meaning by colour
alone. Nothing is cut: what does not fit beside goes below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.display import columns, visible
from cfjournal.render.page import Brief, Command, Fact, Heading, Light, Point, Quote, Row, Words
from cfjournal.render.scales import spark, top_of
from cfjournal.render.styled import Line, fold, folded, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cfjournal.render.page import Block, Page, Section, Tone
    from cfjournal.rules.history import StateName

WIDEST = 88
"""Lines longer than this tire the eye, whatever the window holds."""

NARROW = 60
"""Below this many columns what stands beside goes below."""

LABELS = 34
NAMES = 22
COMMANDS = 30
NARROWEST_LABEL = 5
"""The columns of labels, of patterns and of commands are at most so wide, that of labels at least."""

LEAST = 14
"""A text is not squeezed into fewer columns than this: it goes below."""

STYLES: dict[Tone, str] = {
    "plain": "",
    "strong": "bold",
    "soft": "dim",
    "more": "orange",
    "less": "blue",
    "gentle": "bold",
}
LIGHTS: dict[StateName, tuple[str, str, str]] = {
    "unknown": ("?", "?", "dim"),
    "quiet": ("\u25cb", "o", "blue"),
    "watch": ("\u25d0", "*", "orange"),
    "building": ("\u25cf", "#", "orange"),
    "easing": ("\u25d1", "~", "blue"),
}
"""For each state: its mark, the same in ASCII, its style."""


def draw(page: Page, *, width: int, colour: bool, unicode: bool) -> str:
    """Return the page as text for a terminal of `width` columns."""
    lines = [line.stripped() for line in _Drawing(page, min(width, WIDEST), unicode=unicode).lines()]
    return "".join(f"{line.coloured() if colour else line.plain}\n" for line in lines)


class _Drawing:
    """One page being laid out: knows the width, and the columns that its blocks share."""

    def __init__(self, page: Page, width: int, *, unicode: bool) -> None:
        self.page, self.width, self.unicode = page, width, unicode
        self.wide = width >= NARROW
        blocks = [block for section in page.sections for block in section.blocks]
        rows = [block for block in blocks if isinstance(block, Row)]
        labels = [block.label for block in blocks if isinstance(block, Row | Fact)]
        self.explained = False
        self.gaps = any(week is None for row in rows for week in row.weeks)
        self.top = top_of([row.weeks for row in rows])
        self.now = max([len(row.now) for row in rows], default=0)
        widths = [columns(visible(label, unicode)) for label in labels]
        self.label = min(max(widths, default=0), LABELS)
        commands = [len(block.text) for block in blocks if isinstance(block, Command)]
        self.command = min(max(commands, default=0), COMMANDS)

    def lines(self) -> Iterator[Line]:
        yield from self.wrapped(self.page.title, style="bold")
        for words in self.page.lead:
            yield from self.wrapped(words.text, style=STYLES[words.tone])
        for section in self.page.sections:
            yield Line()
            yield from self.title(section)
            previous: Block | None = None
            for block in section.blocks:
                if previous is not None and _apart(previous, block):
                    yield Line()
                yield from self.block(block)
                previous = block

    def wrapped(self, text: str, first: Line | str = "", style: str = "") -> list[Line]:
        """Return the lines of `text` after `first`, the later ones indented as far."""
        head = joined(first)
        if self.width - head.width < LEAST and head.plain.strip():
            return [head, *self.wrapped(text, "    ", style)] if text else [head]
        lines = folded(visible(text, self.unicode), self.width - head.width, style)
        return [joined(" " * head.width if at else head, line) for at, line in enumerate(lines)]

    def beside(self, left: Line, right: str, column: int, style: str = "") -> list[Line]:
        """Return a line and a text side by side, or one below the other where they do not fit."""
        if self.wide and left.width <= column:
            return self.wrapped(right, joined("  ", left, " " * (column - left.width + 3)), style)
        above = [joined("  ", line) for line in fold(left, self.width - 2)]
        return [*above, *self.wrapped(right, "    ", style)]

    def title(self, section: Section) -> list[Line]:
        if not section.title:
            return []
        aside = self.aside(section)
        if columns(section.title) >= self.width:
            return self.wrapped(section.title, style="bold")
        beside = f" {aside}" if aside and self.wide else ""
        mark = "\u2500" if self.unicode else "-"
        rule = mark * (self.width - columns(section.title) - 1 - columns(beside))
        line = joined((section.title, "bold"), " ", (rule + beside, "dim"))
        return [line] if self.wide or not aside else [line, *self.wrapped(aside, "  ", "dim")]

    def aside(self, section: Section) -> str:
        """Return what explains the drawings of a page, beside the first of them."""
        rows = any(isinstance(block, Row) for block in section.blocks)
        if self.explained or not rows:
            return ""
        self.explained = True
        gaps = f", {spark([None], 1, unicode=self.unicode)} not written" if self.gaps else ""
        return f"{section.aside}{gaps}"

    def block(self, block: Block) -> list[Line]:
        match block:
            case Words(text, tone):
                lines = self.barred(text) if tone == "gentle" else self.wrapped(text, "  ", STYLES[tone])
            case Point(text):
                lines = self.wrapped(text, "  \u2022 " if self.unicode else "  - ")
            case Heading(text, tone):
                lines = self.wrapped(text, "  ", f"bold {STYLES[tone].replace('bold', '')}")
            case Fact(label, value):
                lines = self.fact(label, value)
            case Command(text, gives):
                lines = self.beside(Line(((text, "bold"),)), gives, self.command)
            case Row():
                lines = self.row(block)
            case Brief(label, rows):
                said = f"{label}: {', '.join(f'{row.label} {row.now}' for row in rows)}."
                lines = self.wrapped(said, "  ", "dim")
            case Light():
                lines = self.light(block)
            case Quote():
                lines = self.quote(block)
        return lines

    def fact(self, label: str, value: str) -> list[Line]:
        if self.wide:
            return self.beside(joined(visible(label, self.unicode)), value, self.label)
        first, *rest = folded(visible(f"{label}: {value}", self.unicode), self.width - 4)
        return [joined("  ", first), *(joined("    ", line) for line in rest)]

    def barred(self, text: str) -> list[Line]:
        bar = "\u258c" if self.unicode else "|"
        lines = folded(visible(text, self.unicode), self.width - 2)
        return [joined((bar, "blue"), " ", line) for line in lines]

    def row(self, row: Row) -> list[Line]:
        column = self.label if self.wide else max(NARROWEST_LABEL, self.width - self.now - 4)
        labels = [joined("  ", line) for line in folded(visible(row.label, self.unicode), column)]
        gap = " " * (2 + column - labels[-1].width)
        last = joined(labels[-1], f"{gap}  {row.now:>{self.now}}")
        trace = (spark(row.weeks, self.top, unicode=self.unicode), STYLES[row.tone] or "dim")
        if self.wide:
            return [*labels[:-1], *self.wrapped(row.beside, joined(last, "   ", trace, "   "))]
        return [*labels[:-1], last, *self.wrapped(row.beside, joined("    ", trace, "  "))]

    def light(self, light: Light) -> list[Line]:
        mark, ascii_mark, style = LIGHTS[light.state]
        name = joined((mark if self.unicode else ascii_mark, style), " ", (light.name, "bold"))
        state = (light.state, f"bold {style}".replace("bold dim", "dim"))
        if self.wide and name.width <= NAMES:
            head = joined("  ", name, " " * (NAMES - name.width + 3), state)
            lines = self.wrapped(light.since, joined(head, ", ")) if light.since else [head]
        else:
            lines = [joined("  ", line) for line in fold(joined(name, ": ", state), self.width - 2)]
            lines += self.wrapped(light.since, "    ") if light.since else []
        for words in light.lines:
            lines += self.wrapped(words.text, "    ", STYLES[words.tone])
        return lines

    def quote(self, quote: Quote) -> list[Line]:
        if not self.wide:
            return [*self.wrapped(quote.when, "  ", "dim"), *self.wrapped(quote.text, "    ")]
        gap = " " * max(2, 12 - columns(quote.when))
        return self.wrapped(quote.text, joined("  ", (quote.when, "dim"), gap))


def _apart(previous: Block, block: Block) -> bool:
    """Whether an empty line stands between two blocks."""
    if isinstance(block, Light) and isinstance(previous, Light):
        return bool(block.lines or previous.lines)
    if isinstance(previous, Heading) or (isinstance(block, Brief) and isinstance(previous, Row)):
        return False
    return type(block) is not type(previous)
