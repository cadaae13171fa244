"""SVG of days and weeks: calendars, and strips that say what each week was.

A day is a square, the larger and darker the stronger; a letter where no shift was worked; a dot where
nothing is written. What a week was is a bar, whose height says what its colour says.
"""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING

from cfjournal.display import day_in_words
from cfjournal.entry import LEVELS
from cfjournal.render.drawn import DAYS, KINDS, month_columns
from cfjournal.render.page import Cell
from cfjournal.render.phrases import short_day
from cfjournal.render.svg import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cfjournal.render.page import Calendar, Mark, Strip

CELL = 12
LEFT, TOP = 24, 14
STATES = 9
"""Units for a day, the names of days, those of months, and the states of weeks."""

AT_LEAST, AT_MOST = 13, 18
"""Weeks for which a drawing has room: as wide as a phone, and three beside one another on a desk."""

SIDES = (4.5, 5, 7, 8.5, 10)
"""How large the sign of each level is; that of the lowest is an empty circle."""

HEIGHTS: dict[Mark, tuple[float, float]] = {
    "steady": (4, 2),
    "unknown": (4.5, 1),
    "quiet": (4.5, 1),
    "watch": (3, 4),
    "easing": (3, 4),
    "building": (1, 8),
}
"""For each mark of a week where its bar begins and how high it is, in tenths of the strip."""


def calendar(drawn: Calendar) -> Iterator[str]:
    """Yield the drawings of a calendar, each of some months."""
    weeks = -(-len(drawn.cells) // 7)
    count = -(-weeks // AT_MOST)
    size = -(-weeks // count)
    for begin in range(0, weeks, size):
        yield "".join(_part(drawn, range(begin, min(weeks, begin + size)), size))


def _part(drawn: Calendar, weeks: range, size: int) -> Iterator[str]:
    top = TOP + (STATES if drawn.marks else 0)
    width, height = LEFT + max(AT_LEAST, size) * CELL, top + 7 * CELL
    first, last = (drawn.first + dt.timedelta(days=7 * week) for week in (weeks[0], weeks[-1]))
    span = f"{day_in_words(first, dt.date.min)} to {day_in_words(last + dt.timedelta(days=6), dt.date.min)}"
    yield f'<svg class="calendar" role="img" viewBox="0 0 {width} {height}">'
    yield f"<title>{text(drawn.label)}, {span}</title><desc>{text(' '.join(drawn.said))}</desc>"
    for column, name in month_columns([drawn.first + dt.timedelta(days=7 * week) for week in weeks], 2):
        yield f'<text x="{LEFT + column * CELL + 1}" y="9">{name}</text>'
    if drawn.marks:
        bars = "".join(bars_of([drawn.marks[week] for week in weeks]))
        size_of_bars = f'x="{LEFT}" y="{TOP - 1}" width="{len(weeks) * CELL}" height="{STATES - 1}"'
        yield f'<svg {size_of_bars} viewBox="0 0 {len(weeks)} 10" preserveAspectRatio="none">{bars}</svg>'
    for weekday, name in enumerate(DAYS):
        if weekday % 2 == 0:
            yield f'<text x="0" y="{top + weekday * CELL + 9}">{name}</text>'
        for column, week in enumerate(weeks):
            place = 7 * week + weekday
            if place < len(drawn.cells) and (cell := drawn.cells[place]) is not None:
                x, y = LEFT + (column + 0.5) * CELL, top + (weekday + 0.5) * CELL
                yield _day(cell, x, y, drawn.first + dt.timedelta(days=place))
    yield "</svg>"


def _day(cell: Cell, x: float, y: float, date: dt.date) -> str:
    """Return a day, which says what it is to whoever points at it."""
    return sign(cell, x, y, f"<title>{short_day(date, date)}: {said(cell)}</title>")


def said(cell: Cell) -> str:
    """Return a day in words."""
    if cell.kind is None:
        return "not written"
    level = LEVELS[cell.level]
    return level if cell.kind == "shift" else f"{cell.kind}, {level}" if cell.level else cell.kind


def sign(cell: Cell, x: float, y: float, title: str = "") -> str:
    """Return the sign of a day, in the middle of its place."""
    if cell.kind is None:
        return f'<circle cx="{x:g}" cy="{y:g}" r="1" class="gap">{title}</circle>'
    if cell.kind != "shift":
        letter = KINDS[cell.kind]
        shown = f'class="off there">{letter.upper()}' if cell.level else f'class="off">{letter}'
        return f'<text x="{x:g}" y="{y + 3:g}" {shown}{title}</text>'
    if not cell.level:
        return f'<circle cx="{x:g}" cy="{y:g}" r="2.25" class="l0">{title}</circle>'
    side = SIDES[cell.level]
    place = f'x="{x - side / 2:g}" y="{y - side / 2:g}" width="{side:g}" height="{side:g}"'
    return f'<rect {place} rx="1.5" class="l{cell.level}">{title}</rect>'


def bars_of(marks: Sequence[Mark]) -> Iterator[str]:
    """Yield a bar for each stretch of weeks with the same mark, a unit a week, ten units high."""
    for each, stretch in groupby(enumerate(marks), key=lambda pair: pair[1]):
        weeks = [at for at, _ in stretch]
        if each:
            y, height = HEIGHTS[each]
            yield f'<rect x="{weeks[0]}" y="{y:g}" width="{len(weeks)}" height="{height:g}" class="{each}"/>'


def strip(drawn: Strip) -> str:
    """Return what every week of a timeline was, as one drawing."""
    return (
        f'<svg class="strip" role="img" viewBox="0 0 {len(drawn.marks)} 10" preserveAspectRatio="none">'
        f"<title>{text(drawn.label)}</title><desc>{text(drawn.said)}</desc>{''.join(bars_of(drawn.marks))}</svg>"
    )


def axis(first: dt.date, weeks: int) -> str:
    """Return the names of the months above a timeline of so many weeks from the Monday `first` on."""
    starts = [first + dt.timedelta(days=7 * at) for at in range(weeks)]
    names = "".join(
        f'<text x="{column / weeks * 100:.1f}%" y="11">{name}</text>'
        for column, name in month_columns(starts, 1)
    )
    return f'<svg class="axis" aria-hidden="true">{names}</svg>'


def keys(calendars: Sequence[Calendar]) -> Iterator[str]:
    """Yield each sign that occurs in these calendars, with what it means."""
    cells = {cell for each in calendars for cell in each.cells if cell}
    levels = sorted({cell.level for cell in cells if cell.kind == "shift"})
    shown = [Cell("shift", level) for level in levels]
    shown += [Cell(kind) for kind in (None, *KINDS) if any(cell.kind == kind for cell in cells)]
    for cell in shown:
        yield f"<li>{_key(sign(cell, 6, 6), 12)} {said(cell)}</li>"
    if any(cell.kind in KINDS and cell.level for cell in cells):
        letter = sign(Cell("rest", 1), 6, 6)
        yield f"<li>{_key(letter, 12)} a capital: there on a day off</li>"
    yield from mark_keys(mark for each in calendars for mark in each.marks)


def mark_keys(marks: Iterable[Mark]) -> Iterator[str]:
    """Yield the bar of each mark that occurs, with what it means."""
    found = set(marks)
    for mark in HEIGHTS:
        if mark in found:
            name = "your steady weeks" if mark == "steady" else mark
            yield f"<li>{_key(''.join(bars_of([mark] * 12)), 10)} {name}</li>"


def _key(sign: str, height: int) -> str:
    return f'<svg class="sign" viewBox="0 0 12 {height}" aria-hidden="true">{sign}</svg>'
