"""SVG: drawings for a page that loads nothing. Each has a title and says in words what it shows.

Places are percentages, so that a drawing fills what room it is given and its strokes and letters keep
their size. Colours are classes, for the style sheet to choose; none carries a meaning alone.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from cfjournal.display import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cfjournal.render.page import Chart, Row
    from cfjournal.rules.history import StateName

EDGE = 9.0
"""Percent of the height left above the highest and below the lowest value, so that no dot is cut."""

ROOM, OVER = 1.2, 1.7
"""A measure is drawn so far above its highest limit at least, and so far above that at most."""

FEW = 16
"""Up to so many weeks every one of them is given a dot."""

MARKS: dict[StateName, str] = {
    "unknown": '<circle cx="8" cy="8" r="6.25" class="ring dashed"/>',
    "quiet": '<circle cx="8" cy="8" r="6.25" class="ring"/>',
    "watch": '<circle cx="8" cy="8" r="6.25" class="ring"/><path d="M8 1.75a6.25 6.25 0 0 0 0 12.5z"/>',
    "building": '<circle cx="8" cy="8" r="7"/>',
    "easing": '<circle cx="8" cy="8" r="6.25" class="ring"/><path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z"/>',
}
"""For each state a circle: dashed, empty, its left half full, full, its right half full."""


def text(written: str) -> str:
    """Return text for HTML or SVG: nothing in it is obeyed, be it by a browser or in its order of reading."""
    return escape(visible(written))


def mark(state: StateName) -> str:
    """Return the mark of a state, beside which its name stands."""
    return f'<svg class="mark" width="16" height="16" aria-hidden="true">{MARKS[state]}</svg>'


def trace(row: Row, top: float, before: int = 0) -> str:
    """Return the weeks of a row as a line up to the level `top`, over the band of what is usual.

    The first weeks `before` the diary are left empty.
    """
    weeks, count = row.weeks, len(row.weeks)
    plot = "".join(_lines(weeks, top))
    band = _band(row.band, count, top) if row.band else ""
    frame = f'<svg viewBox="0 0 {count} 100" preserveAspectRatio="none">{band}{plot}</svg>'
    return (
        f'<svg class="trace {row.tone}" role="img"><title>{text(row.label)}, {count} weeks</title>'
        f"<desc>{text(in_words(row))}</desc>{frame}{''.join(_dots(weeks, top, before))}</svg>"
    )


def measure(chart: Chart) -> str:
    """Return a measure over weeks as a line, with its limits drawn through and named."""
    top = max(value * ROOM for value, _ in chart.limits)
    weeks = tuple(None if week is None else min(week, top * OVER) for week in chart.weeks)
    top = max(top, *(week for week in weeks if week is not None), 0.0)
    limits = "".join(_limit(value, name, top) for value, name in chart.limits)
    plot = "".join(_lines(weeks, top))
    frame = f'<svg viewBox="0 0 {len(weeks)} 100" preserveAspectRatio="none">{plot}</svg>'
    return (
        f'<svg class="trace measure" role="img"><title>{text(chart.label)}</title>'
        f"<desc>{text('. '.join(chart.words))}</desc>{limits}{frame}{''.join(_dots(weeks, top, 0))}</svg>"
    )


def _limit(value: float, name: str, top: float) -> str:
    y = _height(value, top)
    return (
        f'<line x1="0" x2="100%" y1="{y:.1f}%" y2="{y:.1f}%"/>'
        f'<text x="0" y="{y:.1f}%" dy="-4">{value:g} {text(name)}</text>'
    )


def in_words(row: Row) -> str:
    """Return what a drawing of the weeks of a row shows."""
    weeks = ", ".join("not written" if week is None else f"{week:.1f}" for week in row.weeks)
    band = f" Usually between {row.band[0]:.1f} and {row.band[1]:.1f}." if row.band else ""
    return f"Mean level a shift, week by week, of 4: {weeks}.{band}"


def _lines(weeks: Sequence[float | None], top: float) -> Iterator[str]:
    """Yield a line for every stretch of written weeks; a single one is a dot and no line."""
    for written, stretch in groupby(enumerate(weeks), key=lambda each: each[1] is not None):
        points = [f"{at + 0.5:g},{_height(value, top):.1f}" for at, value in stretch if value is not None]
        if written and len(points) > 1:
            yield f'<polyline points="{" ".join(points)}"/>'


def _dots(weeks: Sequence[float | None], top: float, before: int) -> Iterator[str]:
    """Yield a dot for the last written week, for those that stand alone, for all of a few; and the gaps."""
    written = [at for at, value in enumerate(weeks) if value is not None]
    for at, value in enumerate(weeks):
        x = f"{(at + 0.5) / len(weeks) * 100:.1f}%"
        if value is None:
            if at >= before:
                yield f'<circle cx="{x}" cy="{_height(0, top):.0f}%" r="1" class="gap"/>'
        elif at == written[-1]:
            yield f'<circle cx="{x}" cy="{_height(value, top):.1f}%" r="3"/>'
        elif len(weeks) <= FEW or not {at - 1, at + 1} & set(written):
            yield f'<circle cx="{x}" cy="{_height(value, top):.1f}%" r="1.5"/>'


def _band(band: tuple[float, float], count: int, top: float) -> str:
    high, low = _height(min(band[1], top), top), _height(band[0], top)
    return f'<rect x="0" y="{high:.1f}" width="{count}" height="{low - high:.1f}" class="band"/>'


def _height(value: float, top: float) -> float:
    """Return where a level lies, in percent from above."""
    return 100 - EDGE - value / top * (100 - 2 * EDGE)
