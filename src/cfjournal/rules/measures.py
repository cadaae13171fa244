"""The measures of the language: every kind with the arguments it takes, and which shifts it uses.

A measure gives a span: what the entries say at least and at most, given what was not written. Measures read
a `Track` and know nothing of rules.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.rules import events, relative, windows
from cfjournal.rules.track import REACH
from cfjournal.rules.tree import Window
from cfjournal.rules.windows import window_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cfjournal.rules.spans import Span
    from cfjournal.rules.track import Track
    from cfjournal.rules.tree import Measure
    from cfjournal.series import Day


class Kind(NamedTuple):
    """A measure of the language.

    `takes` names its arguments: "pattern", "word" (a tag), "either", "window", "days"; a last one ending
    in "?" may be left out. `take` gives the span, `used` the days it used, `window` what it looks back on
    where the rule does not say; `relative` says that it compares with the reference.
    """

    name: str
    takes: tuple[str, ...]
    take: Callable[[Track, Measure], Span]
    used: Callable[[Track, Measure], Sequence[Day]]
    window: Window | None = None
    relative: bool = False


def _shifts(track: Track, measure: Measure) -> Sequence[Day]:
    return track.shifts[track.start(window_looked_at(measure)) :]


def _written(track: Track, measure: Measure) -> Sequence[Day]:
    first = first_day(track, measure)
    return [day for day in track.days if day.date >= first]


def window_looked_at(measure: Measure) -> Window:
    """Return the window of a measure, its own or that of its kind."""
    return window_of(measure, KINDS[measure.name].window)


def first_day(track: Track, measure: Measure) -> dt.date:
    """Return the first day that a measure looks at: what lies before it is outside its window."""
    window = window_looked_at(measure)
    if window.unit == "shifts" and len(track.shifts) - track.start(window) == window.length:
        return track.shifts[-window.length].date
    days = window.length if window.unit == "days" else REACH * window.length
    today_too = measure.name != "days_since"
    return dt.date.fromordinal(max(1, track.today - days + today_too))


def looks_back(measure: Measure) -> tuple[int, int]:
    """Return how many shifts and how many days before today a measure may read."""
    given = [argument for argument in measure.arguments if isinstance(argument, Window)]
    if not given and (default := KINDS[measure.name].window):
        given = [default]
    return (
        max((w.length for w in given if w.unit == "shifts"), default=0),
        sum(w.length for w in given if w.unit == "days"),
    )


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("count", ("either", "window"), windows.count, _shifts),
        Kind("share", ("either", "window"), windows.share, _shifts),
        Kind("mean", ("either", "window"), windows.mean, _shifts),
        Kind("distinct", ("pattern", "window"), windows.distinct, _shifts),
        Kind("heavy", ("pattern", "window"), windows.heavy, _shifts),
        Kind("rise", ("pattern", "window"), relative.rise, _shifts, relative=True),
        Kind("excess", ("pattern",), relative.excess, _shifts, relative.EXCESS_WINDOW, relative=True),
        Kind("lead", ("pattern", "window?"), relative.lead, _shifts, relative.LEAD_WINDOW, relative=True),
        Kind("days_since", ("word", "days?"), events.days_since, _written, events.SINCE_WINDOW),
        Kind("after_rest", ("either", "window"), events.after_rest, _shifts),
        Kind("recovery", ("pattern", "days"), events.recovery, _shifts, relative=True),
        Kind("unanswered", ("days", "days"), events.unanswered, _written),
    )
}
