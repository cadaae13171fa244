"""Charts: a measure over weeks as lines of characters, with its limits drawn through. Pure; no colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.scales import skyline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.render.page import Chart

ROWS = 6

MOST_LIMITS = 2.0
"""A chart ends at twice its highest limit, so that what lies near a limit can be told apart."""

LEAST = 1.0
"""A limit below this, of a rule of the person's own, still leaves room to draw in."""

ABOVE = 1.2
"""It reaches so far above its highest limit even where nothing does."""


def chart_lines(chart: Chart, width: int, *, unicode: bool) -> list[str]:
    """Return the chart: columns week by week, a dashed line at each limit, and where the weeks lie.

    A column touches the line of a limit when it is at the limit or above, and not before.
    """
    highest = max(LEAST, *(limit for limit, _ in chart.limits))
    top = min(max([highest * ABOVE, *filter(None, chart.weeks)]), highest * MOST_LIMITS)
    beside = max(len(f" {limit:g} {name}") for limit, name in chart.limits)
    apart = max(1, min(3, (width - beside) // len(chart.weeks)))
    dash = "\u2504" if unicode else "-"
    lines = []
    for row, marks in enumerate(skyline(chart.weeks, top, ROWS, unicode=unicode)):
        floor, ceiling = top * (ROWS - row - 1) / ROWS, top * (ROWS - row) / ROWS
        here = [limit for limit in chart.limits if floor <= limit[0] < ceiling]
        gap = dash if here else " "
        least = "\u2581" if unicode else "#"
        drawn = _reaching(marks, chart.weeks, here[0][0], least) if here else marks
        line = "".join(_column(mark, apart, gap) for mark in drawn)
        lines.append(f"{line} {', '.join(f'{limit:g} {name}' for limit, name in here)}".rstrip())
    first, last = chart.span
    if any(week is not None and week > top for week in chart.weeks):
        lines[0] = f"{lines[0]} and more"
    return [*lines, f"{first}{last:>{max(len(last) + 1, len(chart.weeks) * apart - len(first))}}"]


def _reaching(marks: str, weeks: Sequence[float | None], limit: float, least: str) -> str:
    """Return the marks of a row that a limit runs through: one where it is reached, else none."""
    return "".join(
        " " if week is None or week < limit else least if mark == " " else mark
        for mark, week in zip(marks, weeks, strict=True)
    )


def _column(mark: str, apart: int, gap: str) -> str:
    """Return a week's place in a line; beside a column that does not fill it, what runs behind."""
    return gap * apart if mark == " " else (mark * max(1, apart - 1)).ljust(apart, gap)
