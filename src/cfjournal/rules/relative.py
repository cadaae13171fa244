"""Measures against the reference: how far a pattern stands above a person's own steady shifts."""

from __future__ import annotations

import math
from operator import mul
from typing import TYPE_CHECKING

from cfjournal.rules.spans import UNKNOWN
from cfjournal.rules.tree import Window
from cfjournal.rules.windows import missing_from, subject_of, window_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.rules.reference import Baseline
    from cfjournal.rules.spans import Span
    from cfjournal.rules.track import Track
    from cfjournal.rules.tree import Measure

EXCESS_WINDOW = Window(60, "days")
"""The excess looks back this far; what lies beyond would count under 5 %."""

FADE = 20.0
"""Days after which a shift counts 1/e in the excess. Days, not shifts: trouble builds by the calendar, and
with shifts the weight of who writes rarely would lie on a time that is long over."""

CAP = 3.0
"""No single shift counts for more than this many reference deviations: one bad day is one bad day."""

EXCESS_FEWEST = 5
"""With fewer shifts in reach the excess is unknown: after a long silence it starts afresh."""

WEIGHTS = tuple(math.exp(-age / FADE) for age in range(EXCESS_WINDOW.length))


def excess_of(loads: Sequence[float], ages: Sequence[int], against: Baseline) -> float:
    """Return how far `loads` lie above the reference, in standard errors.

    `ages` are their days before the last of them. A mean of capped deviations that fades with the days (an
    exponentially weighted moving average, Roberts 1959; for uneven days, Wright 1986), over the standard
    error of that mean less the reference's mean: few shifts, or a short reference, must lie further out to
    say as much.
    """
    most = against.mean + CAP * against.deviation
    weights = [WEIGHTS[age] for age in ages]
    whole = sum(weights)
    total: float = sum(map(mul, weights, [load if load < most else most for load in loads]))  # noqa: FURB136
    error: float = math.sqrt(sum(map(mul, weights, weights)) / whole**2 + 1 / against.entries)
    return (total / whole - against.mean) / against.deviation / error


def excess(track: Track, measure: Measure) -> Span:
    """Return `excess_of` the pattern's load; taken once a day for all the rules that ask."""
    pattern = subject_of(measure).word
    against = track.baselines.get(pattern)
    if against is None:
        return UNKNOWN
    before = track.taken.get(pattern)
    if before and before[0] is against and before[1] == track.today:
        return before[2], before[2]
    start = track.start(EXCESS_WINDOW)
    days = track.ordinals[start:]
    if len(days) < EXCESS_FEWEST:
        return UNKNOWN
    value = excess_of(track.loads[pattern][start:], [days[-1] - day for day in days], against)
    track.taken[pattern] = against, track.today, value
    return value, value


def rise(track: Track, measure: Measure) -> Span:
    """Return the mean rise of a pattern's load over the window, in reference deviations."""
    pattern, window = subject_of(measure).word, window_of(measure)
    against = track.baselines.get(pattern)
    start = track.start(window)
    there = len(track.shifts) - start
    if against is None or missing_from(track, window, start) > there:
        return UNKNOWN
    value = against.deviations(math.fsum(track.loads[pattern][start:]) / there)
    return value, value


LEAD_WINDOW = Window(20, "shifts")


def lead(track: Track, measure: Measure) -> Span:
    """Return this pattern's mean deviation less the strongest other's, over the window."""
    pattern = subject_of(measure).word
    if pattern not in track.baselines:
        return UNKNOWN
    start = track.start(window_of(measure, LEAD_WINDOW))
    there = len(track.shifts) - start
    if not there:
        return UNKNOWN
    above = {
        name: against.deviations(sum(track.loads[name][start:]) / there)
        for name, against in track.baselines.items()
    }
    value = above[pattern] - max(rise for name, rise in above.items() if name != pattern)
    return value, value
