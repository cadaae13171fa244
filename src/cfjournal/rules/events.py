"""Measures of days and events: time since something, what rest lifts, what follows an incident."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from cfjournal.rules.spans import UNKNOWN
from cfjournal.rules.tree import Window
from cfjournal.rules.windows import levels, subject_of, window_of

if TYPE_CHECKING:
    from cfjournal.rules.spans import Span
    from cfjournal.rules.track import Track
    from cfjournal.rules.tree import Measure

SETTLED = 0.5
"""Back at one's usual: no more than this many reference deviations above the reference's mean."""

REST_GAP = 3
"""Shifts this many days apart have at least two days without work between them."""

SINCE_WINDOW = Window(84, "days")
"""How far back `days_since` looks where the rule does not say: twelve weeks, and beyond that "or more"."""


def days_since(track: Track, measure: Measure) -> Span:
    """Return the days since the word was last named, or had as the kind of a day.

    At least the days to the last written one, at most those to today: what was not written is not known.
    """
    word, window = subject_of(measure).word, window_of(measure, SINCE_WINDOW)
    oldest = track.today - window.length
    first = bisect_left(track.written, oldest)
    last = _recorded(track, word, oldest)
    for ordinal, day in zip(reversed(track.written[first:]), reversed(track.days[first:]), strict=True):
        if day.kind == word or day.supports.get(word) or day.strains.get(word) or day.signs.get(word):
            last = ordinal if last is None else max(last, ordinal)
            break
    if last is not None:
        return max(track.written[-1] - last, 0) if track.written else 0, track.today - last
    return (track.written[-1] - track.written[first], math.inf) if first < len(track.written) else UNKNOWN


def _recorded(track: Track, word: str, oldest: int) -> int | None:
    """Return the last day since `oldest` of which nothing is written but a record that names the support."""
    named = (day.date.toordinal() for day in reversed(track.records) if day.supports.get(word))
    last = next(named, None)
    return last if last is not None and last >= oldest else None


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


def after_rest(track: Track, measure: Measure) -> Span:
    """Return the mean level of the two shifts after rests of two days or more, less that of two before."""
    subject, window = subject_of(measure), window_of(measure)
    start = track.start(window)
    pairs = _after_rest_pairs(track, start)
    if len(pairs) < RESTS_NEEDED:
        return UNKNOWN
    level = levels(track, subject.word, start)
    after = [level[i - start] for _, ahead in pairs for i in ahead]
    before = [level[i - start] for back, _ in pairs for i in back]
    value = sum(after) / len(after) - sum(before) / len(before)
    return value, value


def recovery(track: Track, measure: Measure) -> Span:
    """Return the median of days from an incident to the first shift back at the pattern's usual.

    What had not settled on the last written shift took at least until then, and perhaps much longer.
    """
    pattern, window = subject_of(measure).word, window_of(measure)
    against = track.baselines.get(pattern)
    if against is None:
        return UNKNOWN
    calm = against.mean + SETTLED * against.deviation
    load, days = track.loads[pattern], track.ordinals
    least: list[float] = []
    most: list[float] = []
    for at in range(track.start(window), len(days)):
        if track.shifts[at].strains.get("incident"):
            back = next((later for later in range(at + 1, len(days)) if load[later] <= calm), None)
            least.append((days[-1] if back is None else days[back]) - days[at])
            most.append(math.inf if back is None else days[back] - days[at])
    if not least:
        return UNKNOWN
    middle = len(least) // 2
    return sorted(least)[middle], sorted(most)[middle]


def unanswered(track: Track, measure: Measure) -> Span:
    """Return how many incidents within the window are older than the wait and had no debrief in that time.

    Where nothing was written since the wait ended there may have been one: those are only possible.
    """
    wait, window = measure.arguments[0], window_of(measure)
    assert isinstance(wait, Window)  # noqa: S101 (`conditions.check` has seen to it)
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
