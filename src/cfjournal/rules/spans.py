"""Spans: intervals `(low, high)`, what the entries say at least and at most, and what follows from them.

Equal ends are a known number, `(-inf, inf)` says that nothing can be said. Comparing intervals makes
evidence three-valued by itself: yes, no, or unknown. Pure arithmetic.
"""

from __future__ import annotations

import math

Span = tuple[float, float]
UNKNOWN: Span = (-math.inf, math.inf)

Truth = bool | None
"""True, False, or None for unknown."""


def calculated(operator: str, left: Span, right: Span) -> Span:
    """Return the interval of a sum, difference, product or quotient of two intervals."""
    (a, b), (c, d) = left, right
    if operator == "+":
        return a + c, b + d
    if operator == "-":
        return a - d, b - c
    if operator == "/":
        if c <= 0 <= d:
            return UNKNOWN
        operator, c, d = "*", 1 / d, 1 / c
    corners = [x * y for x in (a, b) for y in (c, d)]
    return UNKNOWN if any(map(math.isnan, corners)) else (min(corners), max(corners))
