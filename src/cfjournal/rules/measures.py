"""The measures of the language: every kind with the arguments it takes, and which shifts it uses.

A measure gives a span: what the entries say at least and at most, given what was not written. Measures read
a `Track` and know nothing of rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfjournal.rules import events, relative, windows
from cfjournal.rules.tree import Window
from cfjournal.rules.windows import window_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cfjournal.rules.spans import Span
    from cfjournal.rules.track import Track
    from cfjournal.rules.tree import Measure


@dataclass(frozen=True, slots=True)
class Kind:
    """A measure of the language.

    `takes` names its arguments: "pattern", "word" (a tag), "either", "window", "days"; a last one ending
    in "?" may be left out. `take` gives the interval, `used` the indices of the shifts it used, `window` what
    it looks back on where the rule does not say.
    """

    name: str
    takes: tuple[str, ...]
    take: Callable[[Track, Measure], Span]
    used: Callable[[Track, Measure], Sequence[int]]
    window: Window | None = None


def _in_window(track: Track, measure: Measure) -> Sequence[int]:
    return range(track.start(window_of(measure, KINDS[measure.name].window)), len(track.shifts))


def looks_back(measure: Measure) -> tuple[int, int]:
    """Return how many shifts and how many days before today a measure may read."""
    given = [argument for argument in measure.arguments if isinstance(argument, Window)]
    if not given and (default := KINDS[measure.name].window):
        given = [default]
    return (
        max((w.length for w in given if w.unit == "shifts"), default=0),
        sum(w.length for w in given if w.unit == "days"),
    )


def _none(track: Track, measure: Measure) -> Sequence[int]:  # noqa: ARG001
    return ()


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("count", ("either", "window"), windows.count, _in_window),
        Kind("share", ("either", "window"), windows.share, _in_window),
        Kind("mean", ("either", "window"), windows.mean, _in_window),
        Kind("distinct", ("pattern", "window"), windows.distinct, _in_window),
        Kind("heavy", ("pattern", "window"), windows.heavy, _in_window),
        Kind("rise", ("pattern", "window"), relative.rise, _in_window),
        Kind("excess", ("pattern",), relative.excess, _in_window, relative.EXCESS_WINDOW),
        Kind("lead", ("pattern", "window?"), relative.lead, _in_window, relative.LEAD_WINDOW),
        Kind("days_since", ("word", "days?"), events.days_since, _none, events.SINCE_WINDOW),
        Kind("after_rest", ("either", "window"), events.after_rest, _in_window),
        Kind("recovery", ("pattern", "days"), events.recovery, _in_window),
        Kind("unanswered", ("days", "days"), events.unanswered, _none),
    )
}
