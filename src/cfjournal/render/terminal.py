"""Terminal: a page laid out in columns, from 20 upwards, with colour where there is any.

Calm: no boxes, one rule a section, two colours (orange above the usual, blue below), and no meaning by colour
alone. Nothing is cut: what does not fit beside goes below. All text is measured in columns and never read as
markup. The one module that imports rich.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from rich.text import Text

from cfjournal.display import visible
from cfjournal.render import drawn
from cfjournal.render.charts import chart_lines
from cfjournal.render.folding import breaks
from cfjournal.render.page import (
    Brief,
    Calendar,
    Chart,
    Command,
    Fact,
    Heading,
    Light,
    Point,
    Quote,
    Row,
    Timeline,
    Words,
)
from cfjournal.render.scales import spark, top_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cfjournal.render.page import Block, Page, Section, Tone

WIDEST = 88
"""Lines longer than this tire the eye, whatever the window holds."""

WIDEST_DRAWN = 120
"""A year of days is drawn as wide as this."""

NARROW = 60
"""Below this many columns what stands beside goes below."""

LABELS, NAMES, COMMANDS, NARROWEST_LABEL = 34, 22, 30, 5
"""The columns of labels, of patterns and of commands are at most so wide, that of labels at least."""

LEAST = 14
"""A text is not squeezed into fewer columns than this: it goes below."""

ORANGE, BLUE = "color(166)", "color(32)"
"""Far apart for every kind of colour sight, and readable on black and on white (3.9:1 and better)."""

STYLES: dict[Tone, str] = {
    "plain": "",
    "strong": "bold",
    "soft": "dim",
    "more": ORANGE,
    "less": BLUE,
    "gentle": "bold",
}


def draw(page: Page, *, width: int, colour: bool, unicode: bool) -> str:
    """Return the page as text for a terminal of `width` columns."""
    lines = list(_Drawing(page, width, unicode=unicode).lines())
    for line in lines:
        line.rstrip()
    return "".join(f"{_coloured(line) if colour else line.plain}\n" for line in lines)


def _coloured(line: Text) -> str:
    """Return a line with the codes that colour it, none of which reaches over its end."""
    marks = sorted({0, len(line), *(at for span in line.spans for at in (span.start, span.end))})
    parts = []
    for start, end in pairwise(marks):
        names = [line.style, *(span.style for span in line.spans if span.start <= start < span.end)]
        style = Style.combine(Style.parse(str(name)) for name in names)
        parts.append(style.render(line.plain[start:end], color_system=ColorSystem.EIGHT_BIT))
    return "".join(parts)


class _Drawing:
    """One page being laid out: knows the width, and the columns that its blocks share."""

    def __init__(self, page: Page, width: int, *, unicode: bool) -> None:
        self.page, self.width, self.unicode = page, min(width, WIDEST), unicode
        self.whole = min(width, WIDEST_DRAWN)
        self.wide = width >= NARROW
        blocks = [block for section in page.sections for block in section.blocks]
        self.timelines = [block for block in blocks if isinstance(block, Timeline)]
        self.calendars = [block for block in blocks if isinstance(block, Calendar)]
        rows = [block for block in blocks if isinstance(block, Row)]
        labels = [block.label for block in blocks if isinstance(block, Row | Fact)]
        self.explained = False
        self.gaps = any(week is None for row in rows for week in row.weeks)
        self.top = top_of([row.weeks for row in rows])
        self.now = max([len(row.now) for row in rows], default=0)
        self.label = min(max([self.text(label).cell_len for label in labels], default=0), LABELS)
        commands = [len(block.text) for block in blocks if isinstance(block, Command)]
        self.command = min(max(commands, default=0), COMMANDS)

    def lines(self) -> Iterator[Text]:
        yield from self.wrapped(self.text(self.page.title, "bold"))
        for words in self.page.lead:
            yield from self.wrapped(self.text(words.text, STYLES[words.tone]))
        for section in self.page.sections:
            yield Text()
            yield from self.title(section)
            previous: Block | None = None
            for block in section.blocks:
                if previous is not None and _apart(previous, block):
                    yield Text()
                yield from self.block(block)
                previous = block

    def text(self, text: str, style: str = "") -> Text:
        return Text(visible(text, self.unicode), style)

    def folded(self, text: Text, width: int) -> list[Text]:
        """Return the lines of `text`, none wider than `width` columns; long words are broken, not cut."""
        lines = [
            part for line in text.split("\n", allow_blank=True) for part in self.parts(line, max(2, width))
        ]
        for line in lines:
            line.rstrip()
        return lines

    def parts(self, line: Text, width: int) -> Iterable[Text]:
        line.expand_tabs(4)
        return line.divide(list(breaks(line.plain, width, cell_len)))

    def wrapped(self, text: Text, first: Text | str = "") -> list[Text]:
        """Return the lines of `text` after `first`, the later ones indented as far."""
        head = Text(first) if isinstance(first, str) else first
        if self.width - head.cell_len < LEAST and head.plain.strip():
            head.rstrip()
            return [head, *self.wrapped(text, "    ")] if text.plain else [head]
        lines = self.folded(text, self.width - head.cell_len)
        return [Text.assemble(head if not at else " " * head.cell_len, line) for at, line in enumerate(lines)]

    def beside(self, left: Text, right: Text, column: int) -> list[Text]:
        """Return two texts side by side, or one below the other where they do not fit."""
        if self.wide and left.cell_len <= column:
            return self.wrapped(right, Text.assemble("  ", left, " " * (column - left.cell_len + 3)))
        return [*self.wrapped(left, "  "), *self.wrapped(right, "    ")]

    def title(self, section: Section) -> Iterable[Text]:
        if not section.title:
            return []
        aside = self.aside(section)
        if cell_len(section.title) >= self.width:
            return self.wrapped(Text(section.title, "bold"))
        mark = "\u2500" if self.unicode else "-"
        rule = mark * (self.width - len(section.title) - 1 - (len(aside) if self.wide else 0))
        line = Text.assemble((section.title, "bold"), " ", (rule + (aside if self.wide else ""), "dim"))
        return [line] if self.wide or not aside else [line, *self.wrapped(Text(aside.strip(), "dim"), "  ")]

    def aside(self, section: Section) -> str:
        """Return what explains the drawings of a page, beside the first of them."""
        rows = any(isinstance(block, Row) and block.weeks for block in section.blocks)
        if self.explained or not rows:
            return ""
        self.explained = True
        gaps = f", {spark([None], 1, unicode=self.unicode)} not written" if self.gaps else ""
        return f" a bar a week for {section.aside}{gaps}"

    def block(self, block: Block) -> list[Text]:  # noqa: C901 (a table)
        match block:
            case Words(text, tone):
                lines = self.barred(text) if tone == "gentle" else self.words(text, tone, "  ")
            case Point(text):
                lines = self.wrapped(self.text(text), "  \u2022 " if self.unicode else "  - ")
            case Heading(text, tone):
                lines = self.wrapped(self.text(text, f"bold {STYLES[tone]}"), "  ")
            case Fact(label, value):
                lines = self.fact(label, value)
            case Command(text, gives):
                lines = self.beside(self.text(text, "bold"), self.text(gives), self.command)
            case Row():
                lines = self.row(block)
            case Brief(label, rows):
                lines = self.words(
                    f"{label}: {', '.join(f'{row.label} {row.now}' for row in rows)}.", "soft", "  "
                )
            case Light():
                lines = self.light(block)
            case Chart():
                lines = self.chart(block)
            case Calendar():
                lines = self.calendar(block)
            case Timeline():
                lines = self.timeline(block)
            case Quote():
                lines = self.quote(block)
        return lines

    def words(self, text: str, tone: Tone, indent: str) -> list[Text]:
        return self.wrapped(self.text(text, STYLES[tone]), indent)

    def fact(self, label: str, value: str) -> list[Text]:
        if self.wide:
            return self.beside(self.text(label), self.text(value), self.label)
        first, *rest = self.folded(self.text(f"{label}: {value}"), self.width - 4)
        return [Text.assemble("  ", first), *(Text.assemble("    ", line) for line in rest)]

    def barred(self, text: str) -> list[Text]:
        bar = "\u258c" if self.unicode else "|"
        point = text.lstrip(" -")
        first = text.removesuffix(point)
        lines = self.folded(self.text(point), self.width - 2 - len(first))
        heads = (first, *[" " * len(first)] * (len(lines) - 1))
        return [Text.assemble((bar, BLUE), " ", *both) for both in zip(heads, lines, strict=True)]

    def row(self, row: Row) -> list[Text]:
        column = self.label if self.wide else max(NARROWEST_LABEL, self.width - self.now - 4)
        labels = [Text.assemble("  ", line) for line in self.folded(self.text(row.label), column)]
        labels[-1].pad_right(2 + column - labels[-1].cell_len)
        labels[-1].append(f"  {row.now:>{self.now}}")
        trace = Text(spark(row.weeks, self.top, unicode=self.unicode), STYLES[row.tone] or "dim")
        if self.wide:
            drawn = Text.assemble("   ", trace) if row.weeks else Text()
            return [
                *labels[:-1],
                *self.wrapped(self.text(row.beside), Text.assemble(labels[-1], drawn, "   ")),
            ]
        if not row.weeks and not row.beside:
            return labels
        return [*labels, *self.wrapped(self.text(row.beside), Text.assemble("    ", trace, "  "))]

    def chart(self, chart: Chart) -> list[Text]:
        drawn = chart_lines(chart, self.width - 2, unicode=self.unicode)
        lines = [line for row in drawn for line in self.wrapped(Text(row), "  ")]
        return [*self.words(chart.label, "soft", "  "), *lines]

    def light(self, light: Light) -> list[Text]:
        mark, tone = drawn.mark(light.state, unicode=self.unicode)
        style = STYLES[tone]
        name = Text.assemble((mark, style), " ", (light.name, "bold"))
        state = Text.assemble((light.state, f"bold {style}"))
        since = self.text(light.since)
        if self.wide:
            lines = self.beside(name, Text.assemble(state, ", " if light.since else "", since), NAMES)
        else:
            lines = self.wrapped(Text.assemble(name, ": ", state), "  ")
            lines += self.wrapped(since, "    ") if light.since else []
        for words in light.lines:
            lines += self.words(words.text, words.tone, "    ")
        return lines

    def calendar(self, calendar: Calendar) -> list[Text]:
        """Return a calendar as wide as the screen, the first with what its signs mean."""
        lines = drawn.calendar(calendar, self.whole - 2, unicode=self.unicode)
        said = drawn.calendar_key(self.calendars, unicode=self.unicode)
        return self.drawing(lines, said if calendar is self.calendars[0] else "")

    def timeline(self, timeline: Timeline) -> list[Text]:
        """Return a timeline as wide as the screen, the first with what its signs mean."""
        lines = drawn.timeline(timeline, self.timelines, self.whole - 2, unicode=self.unicode)
        said = drawn.timeline_key(self.timelines, self.whole - 2, unicode=self.unicode)
        return self.drawing(lines, said if timeline is self.timelines[0] else "")

    def drawing(self, lines: Iterable[drawn.Line], said: str) -> list[Text]:
        runs = ([self.text(text, STYLES[tone]) for text, tone in drawn.runs(line)] for line in lines)
        whole = (Text.assemble("  ", *line) for line in runs)
        found = [part for line in whole for part in self.folded(line, self.whole)]
        return [*found, Text(), *self.words(said, "soft", "  ")] if said else found

    def quote(self, quote: Quote) -> list[Text]:
        when = self.text(quote.when, "dim")
        first, *rest = (self.text(paragraph) for paragraph in quote.text.split("\n"))
        rest += [self.text(quote.told, "dim")] if quote.told else []
        if not self.wide:
            return [
                *self.wrapped(when, "  "),
                *(line for text in (first, *rest) for line in self.wrapped(text, "    ")),
            ]
        head = Text.assemble("  ", when, " " * max(2, 12 - when.cell_len))
        indent = " " * head.cell_len
        return [*self.wrapped(first, head), *(line for text in rest for line in self.wrapped(text, indent))]


def _apart(previous: Block, block: Block) -> bool:
    """Whether an empty line stands between two blocks."""
    if isinstance(block, Light) and isinstance(previous, Light):
        return bool(block.lines or previous.lines)
    if isinstance(previous, Heading) or (isinstance(block, Brief) and isinstance(previous, Row)):
        return False
    return type(block) is not type(previous)
