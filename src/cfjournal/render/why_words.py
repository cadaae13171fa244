"""What the evidence rests on and does not hold: the same on every page and in JSON."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cfjournal.rules.relative import EXCESS_WINDOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.rules.history import Evidence, History, PatternState, PhaseSeen, Trace

STOOD_OUT = "stood out"
"""Why a shift did not enter the reference while it grew."""


WEEKS = 12
"""So many weeks of the excess are shown."""


def lately(trace: Trace, history: History) -> tuple[tuple[dt.date, float], ...]:
    """Return the points of a trace in the last weeks."""
    if history.day is None:
        return ()
    before = history.day - dt.timedelta(days=7 * WEEKS)
    return tuple((day, value) for day, value in trace.points if day > before)


def under(points: Sequence[tuple[dt.date, float]], history: History) -> list[dt.date]:
    """Return the shifts that these points of a trace rest on."""
    if not points:
        return []
    first = points[0][0] - dt.timedelta(days=EXCESS_WINDOW.length - 1)
    return [day for day, of in sorted(history.written.items()) if of.worked and first <= day <= points[-1][0]]


def phases_of(history: History, state: PatternState) -> tuple[PhaseSeen, ...]:
    """Return the phases that a state of burnout shows; none while it is quiet or unknown."""
    if state.pattern != "burnout" or state.name in ("quiet", "unknown"):
        return ()
    return tuple(phase for phase in history.phases if phase.shows)


def unwritten(history: History, evidence: Iterable[Evidence]) -> tuple[dt.date, ...]:
    """Return the days without an entry since the first that this evidence looked at and anything was read."""
    looked = [reading.first for each in evidence for reading in each.readings if reading.first]
    if not looked or not history.written or history.day is None:
        return ()
    first = max(min(looked), min(history.written))
    days = (first + dt.timedelta(days=at) for at in range((history.day - first).days + 1))
    return tuple(day for day in days if day not in history.written)
