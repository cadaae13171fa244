"""HTML: a page as one file that loads nothing, runs nothing and reads well on a phone, a desk and on paper.

What a browser may do is held to the style sheet within, by its digest. Whatever a person wrote is escaped,
and keeps its lines.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from cfjournal.render import svg, svg_weeks
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
from cfjournal.render.scales import top_of
from cfjournal.render.svg import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cfjournal.render.page import Block, Page, Section

STYLE = Path(__file__).with_name("page.css")

STATES = Path(__file__).with_name("states.css")
"""What only pages with states need: on any other, not even the style names one."""

POLICY = "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
"""No script, no picture, no letter from anywhere; of styles only ours."""

HEAD = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
"""

FOOT = "</main>\n</body>\n</html>\n"

LISTS: dict[type, tuple[str, str]] = {
    Point: ('<ul class="points">', "</ul>"),
    Fact: ('<dl class="facts">', "</dl>"),
    Row: ('<ul class="rows">', "</ul>"),
    Light: ('<div class="lights">', "</div>"),
    Command: ('<dl class="commands">', "</dl>"),
}
"""What stands around blocks of a kind that follow one another."""


def write(page: Page) -> str:
    """Return the page as a whole HTML document."""
    style = STYLE.read_text(encoding="utf-8")
    if any(isinstance(block, Light | Calendar | Timeline) for each in page.sections for block in each.blocks):
        style += STATES.read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    head = HEAD.format(policy=POLICY.format(digest=digest), title=text(page.title), style=style)
    lead = "".join(_paragraph(words) for words in page.lead)
    header = f"<header>\n<h1>{text(page.title)}</h1>\n{lead}</header>\n"
    drawings = _Drawings(page)
    sections = (_section(section, drawings) for section in page.sections)
    return "".join((head, header, *sections, FOOT))


class _Drawings:
    """What the drawings of a page share: how high the lines go, and that each kind is explained once."""

    def __init__(self, page: Page) -> None:
        blocks = [block for section in page.sections for block in section.blocks]
        self.calendars = [block for block in blocks if isinstance(block, Calendar)]
        self.timelines = [block for block in blocks if isinstance(block, Timeline)]
        self.rows = [block for block in blocks if isinstance(block, Row) and block.weeks]
        self.lines = [*self.rows, *(row for timeline in self.timelines for row in timeline.rows)]
        self.top = top_of([row.weeks for row in self.lines])
        self.first = [*self.calendars[:1], *self.timelines[:1], *self.rows[:1]]

    def key(self, section: Section) -> str:
        """Return what explains the drawings of a section, if it has the first of a kind."""
        said: list[str] = []
        for block in section.blocks:
            if not any(block is first for first in self.first):
                continue
            if isinstance(block, Calendar):
                said += svg_weeks.keys(self.calendars)
            elif isinstance(block, Timeline):
                marks = (
                    mark for timeline in self.timelines for strip in timeline.strips for mark in strip.marks
                )
                said += [self._lines("week by week"), *svg_weeks.mark_keys(marks)]
            else:
                said.append(self._lines(f"over {section.aside}"))
        return f'<ul class="key">{"".join(said)}</ul>\n' if said else ""

    def _lines(self, long: str) -> str:
        band = "; the band is your usual" if any(row.band for row in self.lines) else ""
        weeks = [row.weeks for row in self.rows]
        weeks += [row.weeks[timeline.before :] for timeline in self.timelines for row in timeline.rows]
        gaps = any(week is None for line in weeks for week in line)
        gap = "; a small dot is a week not written" if gaps else ""
        return f"<li>The lines show how strongly, {text(long)}{band}{gap}.</li>"


def _section(section: Section, drawings: _Drawings) -> str:
    parts = [f"<h2>{text(section.title)}</h2>\n" if section.title else "", '<div class="part">\n']
    for kind, blocks in groupby(section.blocks, key=type):
        before, after = LISTS.get(kind, ("", ""))
        parts += (before, *(_block(block, drawings.top) for block in blocks), after, "\n" if after else "")
    parts.append(drawings.key(section))
    return f"<section>\n{''.join(parts)}</div>\n</section>\n"


def _block(block: Block, top: float) -> str:  # noqa: C901, PLR0911 (a kind of block, a form)
    match block:
        case Words():
            return _paragraph(block)
        case Point(said):
            return f"<li>{_said(said)}</li>\n"
        case Heading(said, tone):
            return f'<h3 class="{tone}">{text(said)}</h3>\n'
        case Fact(label, value):
            return f"<div><dt>{text(label)}</dt><dd>{text(value)}</dd></div>\n"
        case Row():
            return _row(block, top)
        case Brief():
            return _brief(block)
        case Light():
            return "".join(_light(block))
        case Chart():
            return "".join(_measure(block))
        case Calendar():
            return "".join(_calendar(block))
        case Timeline():
            return "".join(_timeline(block, top))
        case Quote():
            return _quote(block)
        case Command(said, gives):
            return f"<div><dt><code>{text(said)}</code></dt><dd>{text(gives)}</dd></div>\n"


def _paragraph(words: Words) -> str:
    return f'<p class="{words.tone}">{_said(words.text)}</p>\n'


def _said(words: str) -> str:
    """Return our own words, a command among them set as one."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", text(words))


def _row(row: Row, top: float) -> str:
    beside = ", ".join(filter(None, (row.beside, row.trend)))
    return (
        f'<li class="{row.tone}"><span class="label">{text(row.label)}</span> '
        f'<span class="now">{text(row.full)}</span> {svg.trace(row, top) if row.weeks else "<span></span>"} '
        f'<span class="beside">{text(beside)}</span></li>\n'
    )


def _brief(brief: Brief) -> str:
    said = "; ".join(f"{text(labels)}&nbsp;<span>{text(now)}</span>" for labels, now in brief.groups())
    return f'<p class="brief"><b>{text(brief.label)}:</b> {said}.</p>\n'


def _light(light: Light) -> Iterator[str]:
    yield f'<article class="light {light.state}">\n<h3>{svg.mark(light.state)} {text(light.name)}</h3>\n'
    since = f" <span>{text(light.since)}</span>" if light.since else ""
    yield f'<p class="state"><b>{light.state}</b>{since}</p>\n'
    yield from map(_paragraph, light.lines)
    yield "</article>\n"


def _measure(chart: Chart) -> Iterator[str]:
    first, last = map(text, chart.span)
    yield f'<figure class="measured"><figcaption>{text(chart.label)}</figcaption>{svg.measure(chart)}'
    yield f'<p class="ends"><span>{first}</span> <span>{last}</span></p></figure>\n'
    yield _in_words("The same in words", chart.words)


def _calendar(calendar: Calendar) -> Iterator[str]:
    yield f'<div class="calendars">{"".join(svg_weeks.calendar(calendar))}</div>\n'
    yield _in_words("Month by month, in words", calendar.said)


def _in_words(title: str, said: Iterable[str]) -> str:
    """Return what a drawing shows, for who asks for it in words."""
    lines = "".join(f"<li>{text(each)}</li>\n" for each in said)
    return f"<details>\n<summary>{title}</summary>\n<ul>{lines}</ul>\n</details>\n"


def _timeline(timeline: Timeline, top: float) -> Iterator[str]:
    weeks = len(timeline.rows[0].weeks)
    yield f'<div class="timeline">\n<div class="weeks">{svg_weeks.axis(timeline.first, weeks)}</div>\n<ul>\n'
    for strip in timeline.strips:
        yield f'<li class="of"><span class="label">{text(strip.label)}</span> {svg_weeks.strip(strip)}</li>\n'
    for row in timeline.rows:
        beside = f'<span class="beside">{text(row.beside)}</span>' if row.beside else ""
        yield (
            f'<li><span class="label">{text(row.label)}</span> {svg.trace(row, top, timeline.before)} '
            f'<span class="said"><span class="now">{text(row.full)}</span> {beside}</span></li>\n'
        )
    yield "</ul>\n</div>\n"


def _quote(quote: Quote) -> str:
    told = f'<p class="soft">{text(quote.told)}</p>' if quote.told else ""
    return (
        f"<figure><figcaption>{text(quote.when)}</figcaption>"
        f'<blockquote dir="auto">{text(quote.text)}</blockquote>{told}</figure>\n'
    )
