"""Measures over a window of shifts: levels counted and averaged, signs told apart. They need no reference."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.spans import UNKNOWN
from cfjournal.rules.tree import Subject, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.rules.spans import Span
    from cfjournal.rules.track import Track
    from cfjournal.rules.tree import Measure

WEEKLY = 7
"""A window of days is known when it holds at least one written shift a week."""


def subject_of(measure: Measure, at: int = 0) -> Subject:
    """Return the pattern or tag that a checked measure is about."""
    argument = measure.arguments[at]
    assert isinstance(argument, Subject)  # noqa: S101 (`conditions.check` has seen to it)
    return argument


def window_of(measure: Measure, otherwise: Window | None = None) -> Window:
    """Return what a checked measure looks back on."""
    last = measure.arguments[-1] if measure.arguments else otherwise
    if isinstance(last, Window):
        return last
    assert otherwise is not None  # noqa: S101 (`conditions.check` has seen to it)
    return otherwise


def levels(track: Track, word: str, start: int) -> Sequence[float]:
    """Return the levels of a pattern (its strongest own sign) or a tag on the shifts from `start` on."""
    return track.peaks[word][start:] if word in PATTERNS else track.levels(word, start)


def missing_from(track: Track, window: Window, start: int) -> float:
    """Return how many shifts of the window are not there; infinite when a window of days holds too few."""
    there = len(track.shifts) - start
    if window.unit == "shifts":
        return window.length - there
    return 0 if there * WEEKLY >= window.length else math.inf


def count(track: Track, measure: Measure) -> Span:
    """Return on how many shifts the subject was there; missing shifts may or may not have had it."""
    subject, window = subject_of(measure), window_of(measure)
    start = track.start(window)
    least = subject.level
    found = sum(1 for level in levels(track, subject.word, start) if level >= least)
    return found, found + missing_from(track, window, start)


def share(track: Track, measure: Measure) -> Span:
    """Return the share (0-1) of shifts on which the subject was there."""
    low, high = count(track, measure)
    window = window_of(measure)
    whole = window.length if window.unit == "shifts" else len(track.shifts) - track.start(window)
    return (low / whole, high / whole) if whole and high < math.inf else UNKNOWN


def mean(track: Track, measure: Measure) -> Span:
    """Return the mean level of a tag, or load of a pattern; unknown where most shifts are missing."""
    window, word = window_of(measure), subject_of(measure).word
    start = track.start(window)
    missing = missing_from(track, window, start)
    there = len(track.shifts) - start
    if missing == math.inf or missing > there:
        return UNKNOWN
    total = math.fsum(track.loads[word][start:] if word in PATTERNS else levels(track, word, start))
    return total / there, total / there


def distinct(track: Track, measure: Measure) -> Span:
    """Return how many different own signs of a pattern were there."""
    subject, window = subject_of(measure), window_of(measure)
    start = track.start(window)
    own, pattern, least = track.weights.own, subject.word, subject.level
    found = {
        sign
        for day in track.shifts[start:]
        for sign, level in day.signs.items()
        if level >= least and own.get(sign) == pattern
    }
    others = sum(of == pattern for of in own.values()) - len(found)
    return len(found), len(found) + min(missing_from(track, window, start), others)


def heavy(track: Track, measure: Measure) -> Span:
    """Return on how many shifts the load of a pattern came to a level or more."""
    subject, window = subject_of(measure), window_of(measure)
    start = track.start(window)
    found = sum(1 for load in track.loads[subject.word][start:] if load >= subject.level)
    return found, found + missing_from(track, window, start)
