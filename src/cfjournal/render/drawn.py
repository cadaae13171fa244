"""Calendars and timelines as lines of text: one sign a day or a week, whose shape says what its colour says.

Pieces of text with their tone; knows no terminal. What does not fit one line is folded into parts of equal
length, and a timeline of many weeks takes several of them together: nothing is cut.
"""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from cfjournal.display import columns, day_in_words
from cfjournal.entry import LEVELS
from cfjournal.render.scales import MISSING, MISSING_ASCII, spark, top_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cfjournal.entry import Kind
    from cfjournal.render.page import Calendar, Cell, Mark, Timeline, Tone

T = TypeVar("T")
Piece = tuple[str, "Tone"]
Line = list[Piece]

SHADES = "\u25ab\u2591\u2592\u2593\u2588"
DIGITS = "01234"
"""A sign for each level: the darker, the stronger. Where only ASCII can be shown, the level itself."""

KINDS: dict[Kind, str] = {"rest": "r", "leave": "l", "sick": "s"}
"""A letter for each kind of day without a shift; a capital where something was noticed all the same."""

MARKS: dict[Mark, tuple[str, str, Tone]] = {
    "": (" ", " ", "plain"),
    "steady": ("\u2501", "=", "soft"),
    "unknown": ("?", "?", "soft"),
    "quiet": ("\u25cb", "o", "less"),
    "watch": ("\u25d0", "*", "more"),
    "building": ("\u25cf", "#", "more"),
    "easing": ("\u25d1", "~", "less"),
}
"""For each mark of a week its sign, the same in ASCII, and its tone."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
GAP = 2
NAMES, WIDEST_NAMES, SAID = 22, 34, 32
"""Columns between what stands side by side, for names beside a timeline (more where there is room for that
and for what is said after it)."""

BESIDE = 58
"""Below so many columns, names stand above what they name."""

NAME = 3
"""Letters of the name of a month."""

MARGIN = 4
"""Columns of a weekday's name and the space after it."""


def calendar(drawn: Calendar, width: int, *, unicode: bool) -> Iterator[Line]:
    """Yield the lines of a calendar, a column a week, two columns wide where all the weeks have room."""
    weeks = -(-len(drawn.cells) // 7)
    room = max(1, width - MARGIN)
    wide = 2 if 2 * weeks <= room else 1
    size = _even(weeks, room // wide)
    for begin in range(0, weeks, size):
        if begin:
            yield []
        within = range(begin, min(weeks, begin + size))
        starts = [drawn.first + dt.timedelta(days=7 * week) for week in within]
        yield [(" " * MARGIN + months(starts, wide), "soft")]
        if drawn.marks:
            marks = [mark(drawn.marks[week], unicode=unicode) for week in within]
            yield [(" " * MARGIN, "plain"), *((f"{sign:{wide}}", tone) for sign, tone in marks)]
        for weekday, name in enumerate(DAYS):
            cells = (_at(drawn.cells, 7 * week + weekday) for week in within)
            signs = (_cell(cell, unicode=unicode) for cell in cells)
            yield [
                (f"{name} ", "soft"),
                *((f"{sign:{wide}}", tone) for sign, tone in signs),
            ]


def runs(line: Line) -> Iterator[Piece]:
    """Yield the pieces of a line, those of one tone that follow one another as one."""
    for tone, pieces in groupby(line, key=itemgetter(1)):
        yield "".join(text for text, _ in pieces), tone


def _even(weeks: int, room: int) -> int:
    """Return how many weeks stand on a line so that all lines are of about one length."""
    lines = -(-weeks // max(1, room))
    return -(-weeks // lines) if lines else 1


def _at(cells: Sequence[Cell | None], place: int) -> Cell | None:
    return cells[place] if place < len(cells) else None


def _cell(cell: Cell | None, *, unicode: bool) -> Piece:
    if cell is None:
        return " ", "plain"
    if cell.kind is None:
        return (MISSING if unicode else MISSING_ASCII), "soft"
    if cell.kind in KINDS:
        letter = KINDS[cell.kind]
        return (letter.upper(), "more") if cell.level else (letter, "soft")
    return (SHADES if unicode else DIGITS)[cell.level], "more" if cell.level else "less"


def mark(of: Mark, *, unicode: bool) -> Piece:
    """Return the sign of a week and its tone."""
    sign, ascii_sign, tone = MARKS[of]
    return (sign if unicode else ascii_sign), tone


def months(starts: Sequence[dt.date], wide: int = 1) -> str:
    """Return the names of months over columns that begin on these Mondays, as far as they fit."""
    line = ""
    for column, name in month_columns(starts, wide):
        line = f"{line:{column * wide}}{name}"
    return line


def month_columns(starts: Sequence[dt.date], wide: int) -> Iterator[tuple[int, str]]:
    """Yield in which column each month begins, and its name, where `wide` letters a column leave room."""
    end = 0
    for at, monday in enumerate(starts):
        sunday = monday + dt.timedelta(days=6)
        new = not at or sunday.month != (starts[at - 1] + dt.timedelta(days=6)).month
        soon = not at and _next_month(starts) * wide <= NAME
        sticks_out = at and at * wide + NAME > len(starts) * wide
        if new and not soon and not sticks_out and at * wide >= end:
            yield at, day_in_words(sunday, dt.date.min).split()[2][:NAME]
            end = at * wide + NAME + 1


def _next_month(starts: Sequence[dt.date]) -> int:
    """Return in which column after the first a month begins; far away where none does."""
    first = starts[0] + dt.timedelta(days=6)
    later = (at for at, monday in enumerate(starts) if (monday + dt.timedelta(days=6)).month != first.month)
    return next(later, len(starts) + len(DAYS))


def calendar_key(calendars: Iterable[Calendar], *, unicode: bool) -> str:
    """Return what the signs of these calendars mean: those that occur."""
    found = {cell for each in calendars for cell in each.cells if cell}
    signs = SHADES if unicode else DIGITS
    levels = {cell.level for cell in found if cell.kind == "shift"}
    parts = [f"{signs[level]} {LEVELS[level]}" for level in sorted(levels)]
    if any(cell.kind is None for cell in found):
        parts.append(f"{_missing(unicode=unicode)} not written")
    kinds = {cell.kind for cell in found}
    parts += [f"{letter} {kind}" for kind, letter in KINDS.items() if kind in kinds]
    if any(cell.kind in KINDS and cell.level for cell in found):
        parts.append("a capital where it was there on a day off")
    return f"{', '.join(parts)}. {_marks((each.marks for each in calendars), unicode=unicode)}".rstrip()


def timeline(drawn: Timeline, timelines: Sequence[Timeline], width: int, *, unicode: bool) -> Iterator[Line]:
    """Yield the lines of a timeline: its months, strips and rows, in the same columns as all `timelines`."""
    label, step = _columns(timelines, width)
    top = top_of([row.weeks for each in timelines for row in each.rows])
    starts = [drawn.first + dt.timedelta(days=7 * at) for at in range(0, len(drawn.rows[0].weeks), step)]
    yield [(" " * (label or GAP) + months(starts), "soft")]
    for strip in drawn.strips:
        marks = [max(group, key=list(MARKS).index) for group in _grouped(strip.marks, step)]
        yield from _beside(label, strip.label, [mark(each, unicode=unicode) for each in marks])
    for row in drawn.rows:
        found = [_mean(group) for group in _grouped(row.weeks, step)]
        bars = [(spark([week], top, unicode=unicode), _tone(week, row.band)) for week in found]
        bars[: drawn.before // step] = [(" ", "plain")] * (drawn.before // step)
        shorter = ((row.full, row.beside), (row.now, row.beside), (row.full,), (row.now,))
        fitting = (", ".join(filter(None, said)) for said in shorter)
        room = width - label - len(bars) - GAP if label else width - columns(row.label) - GAP
        yield from _beside(label, row.label, bars, next((s for s in fitting if columns(s) <= room), ""))


def _beside(label: int, name: str, signs: list[Piece], said: str = "") -> Iterator[Line]:
    """Yield signs after their name, and what is said of them, or below both where names have no column."""
    gap = " " * GAP
    if not label:
        yield [(f"{name}{gap}{said}".rstrip(), "plain")]
        yield [(gap, "plain"), *signs]
    elif columns(name) + GAP <= label:
        yield [(name + " " * (label - columns(name)), "plain"), *signs, (f"{gap}{said}".rstrip(), "plain")]
    else:
        yield [(name, "plain")]
        yield [(" " * label, "plain"), *signs, (f"{gap}{said}".rstrip(), "plain")]


def _columns(timelines: Sequence[Timeline], width: int) -> tuple[int, int]:
    """Return how wide names are, 0 where they stand on lines of their own, and how many weeks a sign has."""
    names = [strip.label for each in timelines for strip in each.strips]
    names += [row.label for each in timelines for row in each.rows]
    weeks = len(timelines[0].rows[0].weeks)
    if width < BESIDE:
        return 0, max(1, -(-weeks // (width - GAP)))
    most = max(NAMES, min(WIDEST_NAMES, width - weeks - SAID))
    label = min(most, max(map(columns, names))) + GAP
    return label, max(1, -(-weeks // (width - label)))


def _grouped(weeks: Sequence[T], step: int) -> list[Sequence[T]]:
    return [weeks[at : at + step] for at in range(0, len(weeks), step)]


def _mean(weeks: Sequence[float | None]) -> float | None:
    written = [week for week in weeks if week is not None]
    return sum(written) / len(written) if written else None


def _tone(week: float | None, band: tuple[float, float] | None) -> Tone:
    if week is None or band is None:
        return "soft"
    return "more" if week >= band[1] else "less" if week <= band[0] and band[0] else "soft"


def timeline_key(timelines: Sequence[Timeline], width: int, *, unicode: bool) -> str:
    """Return what the signs of these timelines mean: those that occur."""
    step = _columns(timelines, width)[1]
    sign = "A bar" if unicode else "A digit, the mean level,"
    gaps = any(week is None for each in timelines for row in each.rows for week in row.weeks[each.before :])
    missing = f", {_missing(unicode=unicode)} not written" if gaps else ""
    marks = _marks((strip.marks for each in timelines for strip in each.strips), unicode=unicode)
    return f"{sign} for {'a week' if step == 1 else f'{step} weeks'}{missing}. {marks}".rstrip()


def _missing(*, unicode: bool) -> str:
    return MISSING if unicode else MISSING_ASCII


def _marks(lines: Iterable[Sequence[Mark]], *, unicode: bool) -> str:
    """Return what the marks of weeks mean: those that occur."""
    found = {each for line in lines for each in line} - {""}
    said = [
        f"{mark(each, unicode=unicode)[0]} {'your steady weeks' if each == 'steady' else each}"
        for each in MARKS
        if each in found
    ]
    return f"{', '.join(said)}." if said else ""
