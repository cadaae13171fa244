"""Estimates with their 95 % intervals: shares, medians and rates.

Pure. The bootstrap draws with a fixed seed, so the same outcomes always give the same figures.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

Z = 1.959963984540054
"""Standard normal quantile of a two-sided 95 % interval."""

RESAMPLES = 400
"""Bootstrap resamples: enough for the two digits that are shown."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval, and the number of diaries it rests on. None: nothing to count."""

    value: float | None
    low: float | None
    high: float | None
    of: int

    def to_dict(self) -> dict[str, float | int | None]:
        """Return the estimate as plain values, rounded to four digits after the point."""

        def short(value: float | None) -> float | None:
            return None if value is None else round(value, 4)

        return {"value": short(self.value), "low": short(self.low), "high": short(self.high), "of": self.of}


def share(yes: Sequence[bool]) -> Estimate:
    """Return the share of true values, with the Wilson score interval (Wilson 1927)."""
    n = len(yes)
    if n == 0:
        return Estimate(None, None, None, 0)
    p = sum(yes) / n
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return Estimate(p, max(0.0, middle - half), min(1.0, middle + half), n)


def middle(values: Sequence[float]) -> Estimate:
    """Return the median, with a bootstrap interval (percentiles)."""
    if not values:
        return Estimate(None, None, None, 0)
    low, high = _bootstrap(values, median)
    return Estimate(float(median(values)), low, high, len(values))


def ratio(pairs: Sequence[tuple[float, float]]) -> Estimate:
    """Return sum of the first over sum of the second, with a bootstrap interval that resamples diaries.

    Events of one person come in clusters, so an interval from the number of events alone would be too narrow.
    """
    if not pairs or _quotient(pairs) is None:
        return Estimate(None, None, None, len(pairs))
    low, high = _bootstrap(pairs, lambda drawn: _quotient(drawn) or 0.0)
    return Estimate(_quotient(pairs), low, high, len(pairs))


def _quotient(pairs: Sequence[tuple[float, float]]) -> float | None:
    below = sum(pair[1] for pair in pairs)
    return sum(pair[0] for pair in pairs) / below if below else None


def _bootstrap(values: Sequence[T], figure: Callable[[Sequence[T]], float]) -> tuple[float, float]:
    """Return the 2.5 and 97.5 percentiles of `figure` over resamples of `values` (Efron 1979)."""
    rng = random.Random(0)  # noqa: S311 (a simulation, not a secret)
    drawn = sorted(figure(rng.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return float(drawn[round(0.025 * (RESAMPLES - 1))]), float(drawn[round(0.975 * (RESAMPLES - 1))])
