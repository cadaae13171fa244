"""Terminal: a page laid out in columns, from 20 upwards, with colour where there is any.

Calm: no boxes, one rule a section, two colours (orange above the usual, blue below), and no meaning by colour
alone. Knows the blocks of a page; how lines are folded and set side by side, `lines` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render import drawn
from cfjournal.render.charts import chart_lines
from cfjournal.render.lines import BLUE, STYLES, WIDEST, Line, Screen, coloured
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

    from cfjournal.render.page import Block, Page, Section

WIDEST_DRAWN = 120
"""A year of days is drawn as wide as this."""

LABELS, NAMES, COMMANDS, NARROWEST_LABEL = 34, 22, 30, 5
"""The columns of labels, of patterns and of commands are at most so wide, that of labels at least."""


def draw(page: Page, *, width: int, colour: bool, unicode: bool) -> str:
    """Return the page as text for a terminal of `width` columns."""
    lines = list(_Drawing(page, width, unicode=unicode).lines())
    for line in lines:
        line.rstrip()
    return "".join(f"{coloured(line) if colour else line.plain}\n" for line in lines)


class _Drawing:
    """One page being laid out: knows the width, and the columns that its blocks share."""

    def __init__(self, page: Page, width: int, *, unicode: bool) -> None:
        self.page, self.unicode = page, unicode
        self.screen = screen = Screen(min(width, WIDEST), min(width, WIDEST_DRAWN), unicode)
        self.wide, self.text = screen.wide, screen.text
        self.words, self.wrapped, self.beside = screen.words, screen.wrapped, screen.beside
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

    def lines(self) -> Iterator[Line]:
        yield from self.wrapped(self.text(self.page.title, "bold"))
        if self.page.lead and self.page.lead[0].tone == "strong":
            yield Line()
        for words in self.page.lead:
            yield from self.wrapped(self.text(words.text, STYLES[words.tone]))
        for section in self.page.sections:
            yield Line()
            yield from self.title(section)
            previous: Block | None = None
            for block in section.blocks:
                if previous is not None and _apart(previous, block):
                    yield Line()
                yield from self.block(block)
                previous = block

    def title(self, section: Section) -> Iterable[Line]:
        if not section.title:
            return []
        aside = self.aside(section)
        title = self.text(section.title, "bold")
        if title.cell_len >= self.screen.width:
            return self.wrapped(title)
        mark = "\u2500" if self.unicode else "-"
        rule = mark * (self.screen.width - title.cell_len - 1 - (len(aside) if self.wide else 0))
        line = Line.assemble(title, " ", (rule + (aside if self.wide else ""), "dim"))
        return [line] if self.wide or not aside else [line, *self.wrapped(Line(aside.strip(), "dim"), "  ")]

    def aside(self, section: Section) -> str:
        """Return what explains the drawings of a page, beside the first of them."""
        rows = any(isinstance(block, Row) and block.weeks for block in section.blocks)
        if self.explained or not rows:
            return ""
        self.explained = True
        gaps = f", {spark([None], 1, unicode=self.unicode)} not written" if self.gaps else ""
        return f" a bar a week for {section.aside}{gaps}"

    def block(self, block: Block) -> list[Line]:  # noqa: C901 (a table)
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
            case Brief(label):
                said = "; ".join(map(" ".join, block.groups()))
                lines = self.words(f"{label}: {said}.", "soft", "  ")
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

    def fact(self, label: str, value: str) -> list[Line]:
        if self.wide:
            return self.beside(self.text(label), self.text(value), self.label)
        first, *rest = self.screen.folded(self.text(f"{label}: {value}"), self.screen.width - 4)
        return [Line.assemble("  ", first), *(Line.assemble("    ", line) for line in rest)]

    def barred(self, text: str) -> list[Line]:
        bar = "\u258c" if self.unicode else "|"
        point = text.lstrip(" -")
        first = text.removesuffix(point)
        lines = self.screen.folded(self.text(point), self.screen.width - 2 - len(first))
        heads = (first, *[" " * len(first)] * (len(lines) - 1))
        return [Line.assemble((bar, BLUE), " ", *both) for both in zip(heads, lines, strict=True)]

    def row(self, row: Row) -> list[Line]:
        column = self.label if self.wide else max(NARROWEST_LABEL, self.screen.width - self.now - 4)
        labels = [Line.assemble("  ", line) for line in self.screen.folded(self.text(row.label), column)]
        labels[-1].pad_right(2 + column - labels[-1].cell_len)
        labels[-1].append(f"  {row.now:>{self.now}}")
        trace = Line(spark(row.weeks, self.top, unicode=self.unicode), STYLES[row.tone] or "dim")
        if self.wide:
            drawn = Line.assemble("   ", trace) if row.weeks else Line()
            return [
                *labels[:-1],
                *self.wrapped(self.text(row.beside), Line.assemble(labels[-1], drawn, "   ")),
            ]
        if not row.weeks and not row.beside:
            return labels
        if not row.weeks and not row.now:
            return self.fact(row.label, row.beside)
        return [*labels, *self.wrapped(self.text(row.beside), Line.assemble("    ", trace, "  "))]

    def chart(self, chart: Chart) -> list[Line]:
        drawn = chart_lines(chart, self.screen.width - 2, unicode=self.unicode)
        lines = [line for row in drawn for line in self.wrapped(Line(row), "  ")]
        return [*self.words(chart.label, "soft", "  "), *lines]

    def light(self, light: Light) -> list[Line]:
        mark, tone = drawn.mark(light.state, unicode=self.unicode)
        style = STYLES[tone]
        name = Line.assemble((mark, style), " ", (light.name, "bold"))
        state = Line.assemble((light.state, f"bold {style}"))
        since = self.text(light.since)
        if self.wide:
            lines = self.beside(name, Line.assemble(state, ", " if light.since else "", since), NAMES)
        else:
            lines = self.wrapped(Line.assemble(name, ": ", state), "  ")
            lines += self.wrapped(since, "    ") if light.since else []
        for words in light.lines:
            lines += self.words(words.text, words.tone, "    ")
        return lines

    def calendar(self, calendar: Calendar) -> list[Line]:
        """Return a calendar as wide as the screen, the first with what its signs mean."""
        lines = drawn.calendar(calendar, self.screen.whole - 2, unicode=self.unicode)
        said = drawn.calendar_key(self.calendars, unicode=self.unicode)
        return self.drawing(lines, said if calendar is self.calendars[0] else "")

    def timeline(self, timeline: Timeline) -> list[Line]:
        """Return a timeline as wide as the screen, the first with what its signs mean."""
        lines = drawn.timeline(timeline, self.timelines, self.screen.whole - 2, unicode=self.unicode)
        said = drawn.timeline_key(self.timelines, self.screen.whole - 2, unicode=self.unicode)
        return self.drawing(lines, said if timeline is self.timelines[0] else "")

    def drawing(self, lines: Iterable[drawn.Line], said: str) -> list[Line]:
        runs = ([self.text(text, STYLES[tone]) for text, tone in drawn.runs(line)] for line in lines)
        whole = (Line.assemble("  ", *line) for line in runs)
        found = [part for line in whole for part in self.screen.folded(line, self.screen.whole)]
        return [*found, Line(), *self.words(said, "soft", "  ")] if said else found

    def quote(self, quote: Quote) -> list[Line]:
        when = self.text(quote.when, "dim")
        first, *rest = (self.text(paragraph) for paragraph in quote.text.split("\n"))
        rest += [self.text(quote.told, "dim")] if quote.told else []
        if not self.wide:
            return [
                *self.wrapped(when, "  "),
                *(line for text in (first, *rest) for line in self.wrapped(text, "    ")),
            ]
        head = Line.assemble("  ", when, " " * max(2, 12 - when.cell_len))
        indent = " " * head.cell_len
        return [*self.wrapped(first, head), *(line for text in rest for line in self.wrapped(text, indent))]


def _apart(previous: Block, block: Block) -> bool:
    """Whether an empty line stands between two blocks."""
    if isinstance(block, Light) and isinstance(previous, Light):
        return bool(block.lines or previous.lines)
    if isinstance(previous, Heading) or (isinstance(block, Brief) and isinstance(previous, Row)):
        return False
    return type(block) is not type(previous)
