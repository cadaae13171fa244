"""Explain: what each rule saw, with its numbers, its dates, what was missing, and what would clear it.

Reads a finished fold; changes nothing in it.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from cfjournal.rules.history import Evidence, LeftOut, Limit, Reading, Trace
from cfjournal.rules.measures import KINDS, first_day, window_looked_at
from cfjournal.rules.reference import FEWEST, FULL
from cfjournal.rules.tree import Measure, Number, comparisons, measures
from cfjournal.rules.words import condition_words, fact, measure_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from cfjournal.rules.engine import Fold
    from cfjournal.rules.history import PatternState, Verdict
    from cfjournal.rules.running import Running
    from cfjournal.rules.spans import Span
    from cfjournal.rules.track import Track
    from cfjournal.vocabulary import Vocabulary

STALE_DAYS = 28
"""After this many days without an entry a state says so, and quiet is no longer claimed."""


def state_of(state: PatternState, folded: Fold, today: dt.date | None) -> PatternState:
    """Return `state` as it stands on `today`, with what the person should know about how sure it is.

    Long silence never changes a flag; it takes back a claim of quiet.
    """
    written = folded.track.written
    stale = (today.toordinal() - written[-1]) if today and written else 0
    stale = stale if stale >= STALE_DAYS else 0
    if stale and state.name == "quiet":
        since = dt.date.fromordinal(written[-1] + STALE_DAYS)
        state = state._replace(name="unknown", since=since)
    return state._replace(stale_days=stale, note=_note(state, folded, stale))


def _note(state: PatternState, folded: Fold, stale: int) -> str:
    if stale:
        return f"no entry for {stale} days"
    shifts, held = len(folded.track.shifts), len(folded.growth.held)
    if shifts < FEWEST:
        more = FEWEST - shifts
        return f"{shifts} of the {FEWEST} shifts it takes before change can be judged, so about {more} more"
    if held < FEWEST:
        return f"{held} of the {FEWEST} steady shifts it takes for a reference; only strong signs are judged"
    if held < FULL:
        return f"provisional: your reference holds {held} of {FULL} shifts, so the limits are wide"
    return "too few shifts written lately to say; a few more are enough" if state.name == "unknown" else ""


def reading_of(measure: Measure, track: Track, vocabulary: Vocabulary) -> Reading:
    """Return one measure with its number and the days it used."""
    low, high = KINDS[measure.name].take(track, measure)
    kind = KINDS[measure.name]
    used = kind.used(track, measure)
    first = first_day(track, measure)
    known = not (low == -math.inf and high == math.inf)
    return Reading(
        text=str(measure),
        words=fact(measure, (low, high), vocabulary) if known else measure_words(measure, vocabulary),
        low=low if known else None,
        high=None if not known or high == math.inf else high,
        days=tuple(day.date for day in used),
        missing=_missing(measure, (low, high), track),
        first=first,
        left_out=_left_out(track, first, {day.date for day in used}),
        relative=kind.relative,
    )


def _left_out(track: Track, first: dt.date, used: Collection[dt.date]) -> tuple[LeftOut, ...]:
    """Return the written days from `first` on that were not used, by kind: most measures look at shifts."""
    found: dict[str, list[dt.date]] = {}
    for day in reversed(track.days):
        if day.date < first:
            break
        if day.date not in used:
            found.setdefault(day.kind or "", []).append(day.date)
    return tuple(LeftOut(reason, tuple(reversed(days))) for reason, days in found.items())


def trace_of(pattern: str, folded: Fold) -> Trace:
    """Return the excess of a pattern as it was seen shift by shift, and the limits that rules set on it."""
    found = (
        Limit(running.rule.id, running.rule.stage, one.right.value)
        for running in folded.of[pattern]
        for one in comparisons(running.rule.when)
        if one.operator in (">", ">=")
        and isinstance(one.right, Number)
        and str(one.left) == f"excess({pattern})"
    )
    return Trace(tuple(folded.excesses[pattern]), tuple(sorted(found, key=lambda limit: limit.value)))


def _missing(measure: Measure, value: Span, track: Track) -> str:
    """Return in words what keeps a measure from being one number, or ""."""
    if value[0] == value[1]:
        return ""
    kind, unknown = KINDS[measure.name], value[0] == -math.inf
    if kind.relative and not track.baselines:
        return "there is no reference yet"
    silent = track.today - track.written[-1] if track.written else 0
    said = {
        "days_since": f"nothing written for {_counted(silent, 'day')}" if silent else "",
        "unanswered": f"nothing written for {_counted(silent, 'day')}" if silent else "",
        "after_rest": "there were fewer than two rests of two days or more",
        "recovery": "there was no incident" if unknown else "not all have settled yet",
    }
    if measure.name == "days_since" and value[1] == math.inf and not unknown:
        return "not noted in that time"
    return said.get(measure.name) or _shifts_missing(measure, track)


def _shifts_missing(measure: Measure, track: Track) -> str:
    window = window_looked_at(measure)
    there = len(track.shifts) - track.start(window)
    if window.unit == "shifts":
        return f"{there} of {_counted(window.length, 'shift')} written"
    return f"{_counted(there, 'shift')} in {window.length} days written"


def _counted(number: int, one: str) -> str:
    return f"{number} {one}{'s' * (number != 1)}"


def evidence_of(running: Running, folded: Fold, vocabulary: Vocabulary) -> Evidence:
    """Return what a rule saw on the day being judged."""
    rule, track = running.rule, folded.track
    truth = running.when(track)
    verdict: Verdict = "unknown" if truth is None else "yes" if truth else "no"
    readings = tuple(reading_of(measure, track, vocabulary) for measure in dict.fromkeys(measures(rule.when)))
    facts = [reading.words for reading in readings if reading.low is not None]
    return Evidence(
        rule=rule,
        verdict=verdict,
        phase=running.phase,
        since=running.alarm.since,
        held=running.alarm.held,
        needed=rule.keep if running.fires else rule.hold,
        readings=readings,
        sentence=f"{rule.says.rstrip('.')}: {', '.join(facts)}." if facts else rule.says,
        clears=f"It clears when {condition_words(rule.until, vocabulary)}{_for(rule.keep)}.",
    )


def _for(shifts: int) -> str:
    return f", on {shifts} shifts in a row" if shifts > 1 else ""
