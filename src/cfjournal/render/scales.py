"""Scales: numbers to signs on a screen. Pure; knows no words and no colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.entry import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BARS = "▁▂▃▄▅▆▇█"
"""Nothing is the lowest bar, anything more than nothing at least the second."""

MISSING = "·"
MISSING_ASCII = "."
LEAST_TOP = 2.0
"""A scale never ends below "clearly": a few faint levels must not look like a wall."""


def top_of(traces: Iterable[Sequence[float | None]]) -> float:
    """Return where a scale that several traces share ends: at their highest value, or at `LEAST_TOP`."""
    return max([LEAST_TOP, *(value for trace in traces for value in trace if value is not None)])


def spark(values: Sequence[float | None], top: float, *, unicode: bool) -> str:
    """Return one character a value: bars up to `top`, or the rounded level where only ASCII can be shown.

    A missing value is a dot, which is neither a bar nor a number.
    """
    return "".join(_bar(value, top) if unicode else _digit(value) for value in values)


def _bar(value: float | None, top: float) -> str:
    if value is None:
        return MISSING
    if value <= 0:
        return BARS[0]
    step = round(value / top * (len(BARS) - 1))
    return BARS[min(len(BARS) - 1, max(1, step))]


def _digit(value: float | None) -> str:
    if value is None:
        return MISSING_ASCII
    return str(min(len(LEVELS) - 1, max(round(value), 1 if value > 0 else 0)))


def skyline(values: Sequence[float | None], top: float, height: int, *, unicode: bool) -> list[str]:
    """Return `height` lines, the highest first, with one character a value: a column as high as the value.

    What lies above `top` ends there; nothing or less still has a foot, and a missing value is a dot.
    """
    return [
        "".join(_block(value, top * row / height, top / height, unicode=unicode) for value in values)
        for row in reversed(range(height))
    ]


def _block(value: float | None, floor: float, step: float, *, unicode: bool) -> str:
    if value is None:
        return " " if floor else MISSING if unicode else MISSING_ASCII
    eighths = min(len(BARS), max(0, round((value - floor) / step * len(BARS))))
    if not unicode:
        return "#" if eighths >= len(BARS) // 2 else " " if floor else "_"
    return BARS[max(eighths, 0 if floor else 1) - 1] if eighths or not floor else " "
