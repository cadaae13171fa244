"""The measures of the language: what each takes, what it gives, and how it is said.

A measure gives an interval `(low, high)`: what the entries say at least and at most, given what was not
written. Equal ends are a known number, `(-inf, inf)` says that nothing can be said. Comparing intervals makes
evidence three-valued by itself: yes, no, or unknown. Measures read a `Track` and know nothing of rules.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.tree import Subject, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cfjournal.rules.reference import Baseline
    from cfjournal.rules.track import Track
    from cfjournal.rules.tree import Measure

Span = tuple[float, float]
UNKNOWN: Span = (-math.inf, math.inf)

EXCESS_WINDOW = Window(60, "days")
"""The excess looks back this far; what lies beyond would count under 5 %."""

FADE = 20.0
"""Days after which a shift counts 1/e in the excess. Days, not shifts: trouble builds by the calendar, and
with shifts the weight of who writes rarely would lie on a time that is long over."""

CAP = 3.0
"""No single shift counts for more than this many reference deviations: one bad day is one bad day."""

EXCESS_FEWEST = 5
"""With fewer shifts in reach the excess is unknown: after a long silence it starts afresh."""

SETTLED = 0.5
"""Back at one's usual: no more than this many reference deviations above the reference's mean."""

REST_GAP = 3
"""Shifts this many days apart have at least two days without work between them."""

WEEKLY = 7
"""A window of days is known when it holds at least one written shift a week."""


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


def _subject(measure: Measure, at: int = 0) -> Subject:
    argument = measure.arguments[at]
    assert isinstance(argument, Subject)  # noqa: S101 (`conditions.check` has seen to it)
    return argument


def _window(measure: Measure, otherwise: Window | None = None) -> Window:
    last = measure.arguments[-1] if measure.arguments else otherwise
    if isinstance(last, Window):
        return last
    assert otherwise is not None  # noqa: S101 (`conditions.check` has seen to it)
    return otherwise


def levels(track: Track, word: str, start: int) -> Sequence[float]:
    """Return the levels of a pattern (its strongest own sign) or a tag on the shifts from `start` on."""
    return track.peaks[word][start:] if word in PATTERNS else track.levels(word, start)


def _missing(track: Track, window: Window, start: int) -> float:
    """Return how many shifts of the window are not there; infinite when a window of days holds too few."""
    there = len(track.shifts) - start
    if window.unit == "shifts":
        return window.length - there
    return 0 if there * WEEKLY >= window.length else math.inf


def _count(track: Track, measure: Measure) -> Span:
    subject, window = _subject(measure), _window(measure)
    start = track.start(window)
    least = subject.level
    found = sum(1 for level in levels(track, subject.word, start) if level >= least)
    return found, found + _missing(track, window, start)


def _share(track: Track, measure: Measure) -> Span:
    low, high = _count(track, measure)
    window = _window(measure)
    whole = window.length if window.unit == "shifts" else len(track.shifts) - track.start(window)
    return (low / whole, high / whole) if whole and high < math.inf else UNKNOWN


def _mean(track: Track, measure: Measure) -> Span:
    window, word = _window(measure), _subject(measure).word
    start = track.start(window)
    missing = _missing(track, window, start)
    there = len(track.shifts) - start
    if missing == math.inf or missing > there:
        return UNKNOWN
    total = math.fsum(track.loads[word][start:] if word in PATTERNS else levels(track, word, start))
    mean = total / there
    return mean, mean


def _distinct(track: Track, measure: Measure) -> Span:
    subject, window = _subject(measure), _window(measure)
    start = track.start(window)
    own, pattern, least = track.weights.own, subject.word, subject.level
    found = {
        sign
        for day in track.shifts[start:]
        for sign, level in day.signs.items()
        if level >= least and own.get(sign) == pattern
    }
    return len(found), len(found) + min(_missing(track, window, start), len(own) - len(found))


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


def _excess(track: Track, measure: Measure) -> Span:
    pattern = _subject(measure).word
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


def _heavy(track: Track, measure: Measure) -> Span:
    subject, window = _subject(measure), _window(measure)
    start = track.start(window)
    found = sum(1 for load in track.loads[subject.word][start:] if load >= subject.level)
    return found, found + _missing(track, window, start)


def _rise(track: Track, measure: Measure) -> Span:
    pattern, window = _subject(measure).word, _window(measure)
    against = track.baselines.get(pattern)
    start = track.start(window)
    there = len(track.shifts) - start
    if against is None or _missing(track, window, start) > there:
        return UNKNOWN
    value = against.deviations(math.fsum(track.loads[pattern][start:]) / there)
    return value, value


LEAD_WINDOW = Window(20, "shifts")


def _lead(track: Track, measure: Measure) -> Span:
    """Return this pattern's mean deviation less the strongest other's, over the window."""
    pattern = _subject(measure).word
    if pattern not in track.baselines:
        return UNKNOWN
    start = track.start(_window(measure, LEAD_WINDOW))
    there = len(track.shifts) - start
    if not there:
        return UNKNOWN
    above = {
        name: against.deviations(sum(track.loads[name][start:]) / there)
        for name, against in track.baselines.items()
    }
    value = above[pattern] - max(rise for name, rise in above.items() if name != pattern)
    return value, value


SINCE_WINDOW = Window(84, "days")
"""How far back `days_since` looks where the rule does not say: twelve weeks, and beyond that "or more"."""


def _days_since(track: Track, measure: Measure) -> Span:
    """Return the days since the word was last named, or had as the kind of a day.

    At least the days to the last written one, at most those to today: what was not written is not known.
    """
    word, window = _subject(measure).word, _window(measure, SINCE_WINDOW)
    first = bisect_left(track.written, track.today - window.length)
    for ordinal, day in zip(reversed(track.written[first:]), reversed(track.days[first:]), strict=True):
        if day.kind == word or day.supports.get(word) or day.strains.get(word) or day.signs.get(word):
            return track.written[-1] - ordinal, track.today - ordinal
    return (track.written[-1] - track.written[first], math.inf) if first < len(track.written) else UNKNOWN


def _after_rest_pairs(track: Track, start: int) -> list[tuple[range, range]]:
    """Return, for each rest of two days or more since `start`, the two shifts before and the two after it."""
    days, last = track.ordinals, len(track.ordinals)
    return [
        (range(max(start, at - 2), at), range(at, min(last, at + 2)))
        for at in range(start + 1, last)
        if days[at] - days[at - 1] >= REST_GAP
    ]


RESTS_NEEDED = 2
"""One weekend is one weekend: fewer rests than this say nothing about what rest lifts."""


def _after_rest(track: Track, measure: Measure) -> Span:
    subject, window = _subject(measure), _window(measure)
    start = track.start(window)
    pairs = _after_rest_pairs(track, start)
    if len(pairs) < RESTS_NEEDED:
        return UNKNOWN
    level = levels(track, subject.word, start)
    after = [level[i - start] for _, ahead in pairs for i in ahead]
    before = [level[i - start] for back, _ in pairs for i in back]
    value = sum(after) / len(after) - sum(before) / len(before)
    return value, value


def _recovery(track: Track, measure: Measure) -> Span:
    """Return the median of days from an incident to the first shift back at the pattern's usual."""
    pattern, window = _subject(measure).word, _window(measure)
    against = track.baselines.get(pattern)
    if against is None:
        return UNKNOWN
    start = track.start(window)
    calm = against.mean + SETTLED * against.deviation
    load, days = track.loads[pattern], track.ordinals
    waits, open_since = [], 0
    for at in range(start, len(days)):
        if track.shifts[at].strains.get("incident"):
            back = next((later for later in range(at + 1, len(days)) if load[later] <= calm), None)
            if back is None:
                open_since = max(open_since, track.today - days[at])
            else:
                waits.append(days[back] - days[at])
    if not waits and not open_since:
        return UNKNOWN
    if open_since:
        return max([open_since, *waits]), math.inf
    value = float(sorted(waits)[len(waits) // 2])
    return value, value


def _unanswered(track: Track, measure: Measure) -> Span:
    """Return how many incidents within the window are older than the wait and had no debrief in that time.

    Where nothing was written since the wait ended there may have been one: those are only possible.
    """
    wait, window = measure.arguments[0], _window(measure)
    assert isinstance(wait, Window)  # noqa: S101 (what `conditions.check` has seen to)  # noqa: S101 (`conditions.check` has seen to it)
    first = bisect_left(track.written, track.today - window.length + 1)
    recent = list(zip(track.written[first:], track.days[first:], strict=True))
    debriefs = [ordinal for ordinal, day in recent if day.supports.get("debrief")]
    ended = [
        ordinal + wait.length
        for ordinal, day in recent
        if day.strains.get("incident")
        and ordinal + wait.length < track.today
        and bisect_right(debriefs, ordinal + wait.length) == bisect_left(debriefs, ordinal)
    ]
    return sum(end < track.written[-1] for end in ended), len(ended)


def _in_window(track: Track, measure: Measure) -> Sequence[int]:
    return range(track.start(_window(measure, KINDS[measure.name].window)), len(track.shifts))


def looks_back(measure: Measure) -> tuple[int, int]:
    """Return how many shifts and how many days before today a measure may read."""
    windows = [argument for argument in measure.arguments if isinstance(argument, Window)]
    if not windows and (default := KINDS[measure.name].window):
        windows = [default]
    return (
        max((w.length for w in windows if w.unit == "shifts"), default=0),
        sum(w.length for w in windows if w.unit == "days"),
    )


def _none(track: Track, measure: Measure) -> Sequence[int]:  # noqa: ARG001
    return ()


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("count", ("either", "window"), _count, _in_window),
        Kind("share", ("either", "window"), _share, _in_window),
        Kind("mean", ("either", "window"), _mean, _in_window),
        Kind("distinct", ("pattern", "window"), _distinct, _in_window),
        Kind("heavy", ("pattern", "window"), _heavy, _in_window),
        Kind("rise", ("pattern", "window"), _rise, _in_window),
        Kind("excess", ("pattern",), _excess, _in_window, EXCESS_WINDOW),
        Kind("lead", ("pattern", "window?"), _lead, _in_window, LEAD_WINDOW),
        Kind("days_since", ("word", "days?"), _days_since, _none, SINCE_WINDOW),
        Kind("after_rest", ("either", "window"), _after_rest, _in_window),
        Kind("recovery", ("pattern", "days"), _recovery, _in_window),
        Kind("unanswered", ("days", "days"), _unanswered, _none),
    )
}
