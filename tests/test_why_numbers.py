"""Every number that `cfj why --json` prints, worked out again from the entries that it lists beside it.

Written from the definitions, with no measure of the engine: a day is a dictionary here, a window a list.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cfjournal import vocabulary
from cfjournal.render.why_json import why_view
from cfjournal.rules.engine import replay
from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.files import read_rules, shipped
from cfjournal.rules.measures import KINDS
from cfjournal.rules.rule import with_own
from cfjournal.simulate.courses import SCENARIOS
from cfjournal.simulate.diaries import write_diary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cfjournal.entry import Entry

WORDS = vocabulary.load()
INF = math.inf
Span = tuple[float, float]
UNKNOWN: Span = (-INF, INF)

ASKED = (
    "share(dread >= 2, 10 shifts) > 0",
    "share(burnout, 30 days) > 0",
    "mean(exhaustion, 8 shifts) > 0",
    "mean(compassion-fatigue, 21 days) > 0",
    "count(understaffed, 21 days) > 0",
    "distinct(secondary-trauma >= 2, 4 weeks) > 0",
    "heavy(burnout >= 3, 6 shifts) > 0",
    "rise(secondary-trauma, 12 shifts) > 0",
    "lead(burnout, 30 days) > 0",
    "recovery(secondary-trauma, 12 weeks) > 0",
    "recovery(burnout, 20 weeks) > 0",
    "days_since(rest) > 0",
    "days_since(debrief, 30 days) > 0",
    "unanswered(3 days, 12 weeks) > 0",
    "after_rest(burnout, 8 weeks) > 0",
)
"""Measures that the shipped rules do not take, or not so."""

OWN, FAULTS = read_rules(
    "\n".join(
        f'[[rule]]\nid = "own.{at}"\npattern = "conditions"\nstage = "finding"\nwhen = "{when}"\nsays = "x"'
        for at, when in enumerate(ASKED)
    ),
    WORDS,
)
RULES = with_own(shipped(WORDS), OWN)


# --- days ------------------------------------------------------------------------------------------------


class Noted:
    """One day as its entries tell it: the gravest kind, the strongest level of each word."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.ordinal = entries[0].date.toordinal()
        self.kind = next(k for k in ("shift", "sick", "leave", "rest") if k in {e.kind for e in entries})
        self.levels: dict[str, int] = {}
        for entry in entries:
            for word, level in (*entry.signs.items(), *entry.strains.items(), *entry.supports.items()):
                self.levels[word] = max(level, self.levels.get(word, 0))

    def level(self, word: str) -> int:
        """The level of a tag, or of the strongest own sign of a pattern."""
        if word in PATTERNS:
            return max(
                (self.levels.get(tag.id, 0) for tag in WORDS.tags.values() if tag.main == word), default=0
            )
        return self.levels.get(word, 0)

    def load(self, pattern: str) -> float:
        """Own signs whole, those that are mainly another's half, those that all share a quarter."""
        total = 0.0
        for tag in WORDS.tags.values():
            if tag.main == pattern:
                total += self.levels.get(tag.id, 0)
            elif pattern in tag.also:
                total += self.levels.get(tag.id, 0) * (
                    0.25 if tag.main is None and len(tag.also) > 1 else 0.5
                )
        return total


def noted(ids: Iterable[str], diary: Mapping[str, Entry]) -> list[Noted]:
    """The days of the entries with these ids, oldest first."""
    by_date: dict[dt.date, list[Entry]] = {}
    for ident in ids:
        by_date.setdefault(diary[ident].date, []).append(diary[ident])
    return [Noted(by_date[date]) for date in sorted(by_date)]


# --- what the measures are -------------------------------------------------------------------------------


def spread_of(loads: Sequence[float]) -> Span:
    """Mean and deviation of a reference: pooled with 10 shifts of 0.9, at least 1, widened for few shifts."""
    n, mean = len(loads), sum(loads) / len(loads)
    variance = (10 * 0.81 + sum((load - mean) ** 2 for load in loads)) / (10 + n)
    deviation = max(1.0, math.sqrt(variance)) * math.sqrt(1 + 1 / n)
    return mean, deviation * (1 + 3 / n if n < 28 else 1)


def excess(days: Sequence[Noted], reference: Sequence[Noted], pattern: str) -> float:
    """The mean of capped deviations, fading by 1/e in 20 days, in standard errors."""
    mean, deviation = spread_of([day.load(pattern) for day in reference])
    weights = [math.exp(-(days[-1].ordinal - day.ordinal) / 20) for day in days]
    above = [min(3.0, (day.load(pattern) - mean) / deviation) for day in days]
    faded = sum(w * a for w, a in zip(weights, above, strict=True)) / sum(weights)
    return faded / math.sqrt(sum(w * w for w in weights) / sum(weights) ** 2 + 1 / len(reference))


def missing(days: Sequence[Noted], window: tuple[int, str]) -> float:
    """How many shifts of a window are not there."""
    length, unit = window
    if unit == "shifts":
        return length - len(days)
    return 0 if 7 * len(days) >= length else INF


def again(text: str, days: Sequence[Noted], reference: Sequence[Noted], today: int) -> Span:
    """Return a measure, as the rule writes it, worked out from these days."""
    match = re.fullmatch(r"(\w+)\((.*)\)", text)
    assert match
    name, arguments = match[1], match[2].split(", ") if match[2] else []
    windows = [(int(a.split()[0]), a.split()[1]) for a in arguments if a[0].isdigit()]
    word, _, level = next((a for a in arguments if not a[0].isdigit()), "").partition(" >= ")
    least = int(level or 1)
    window = windows[-1] if windows else (0, "")
    if name in ("count", "share", "heavy", "distinct", "mean"):
        return over_window(name, word, least, days, window)
    if name in ("excess", "rise", "lead", "recovery"):
        return against_reference(name, word, days, reference, window)
    if name == "days_since":
        return since(word, days, today)
    if name == "unanswered":
        return unanswered(days, windows[0][0], today)
    assert name == "after_rest"
    rests = [at for at in range(1, len(days)) if days[at].ordinal - days[at - 1].ordinal >= 3]
    if len(rests) < 2:
        return UNKNOWN
    after = [day.level(word) for at in rests for day in days[at : at + 2]]
    before = [day.level(word) for at in rests for day in days[max(0, at - 2) : at]]
    value = sum(after) / len(after) - sum(before) / len(before)
    return value, value


def over_window(name: str, word: str, least: int, days: Sequence[Noted], window: tuple[int, str]) -> Span:
    gone = missing(days, window)
    if name == "mean":
        if gone > len(days):
            return UNKNOWN
        levels = [day.load(word) if word in PATTERNS else day.level(word) for day in days]
        return sum(levels) / len(days), sum(levels) / len(days)
    if name == "distinct":
        own = [tag.id for tag in WORDS.tags.values() if tag.main == word]
        found = sum(any(day.levels.get(sign, 0) >= least for day in days) for sign in own)
        return found, found + min(gone, len(own) - found)
    if name == "heavy":
        found = sum(day.load(word) >= least for day in days)
    else:
        found = sum(day.level(word) >= least for day in days)
    if name != "share":
        return found, found + gone
    whole = window[0] if window[1] == "shifts" else len(days)
    return (found / whole, (found + gone) / whole) if gone < INF and whole else UNKNOWN


def against_reference(
    name: str, pattern: str, days: Sequence[Noted], reference: Sequence[Noted], window: tuple[int, str]
) -> Span:
    if len(reference) < 14:
        return UNKNOWN
    usual = {one: spread_of([day.load(one) for day in reference]) for one in PATTERNS}
    if name == "excess":
        value = excess(days, reference, pattern) if len(days) >= 5 else None
        return UNKNOWN if value is None else (value, value)
    if name == "recovery":
        return recovery(pattern, days, usual[pattern])
    if not days or (name == "rise" and missing(days, window) > len(days)):
        return UNKNOWN
    rises = {
        one: (sum(day.load(one) for day in days) / len(days) - mean) / deviation
        for one, (mean, deviation) in usual.items()
    }
    own = rises.pop(pattern)
    value = own if name == "rise" else own - max(rises.values())
    return value, value


def recovery(pattern: str, days: Sequence[Noted], usual: Span) -> Span:
    waits = []
    for at, struck in enumerate(days):
        if struck.level("incident"):
            back = [day.ordinal for day in days[at + 1 :] if day.load(pattern) <= usual[0] + usual[1] / 2]
            low = (back[0] if back else days[-1].ordinal) - struck.ordinal
            waits.append((low, low if back else INF))
    if not waits:
        return UNKNOWN
    return sorted(low for low, _ in waits)[len(waits) // 2], sorted(high for _, high in waits)[
        len(waits) // 2
    ]


def since(word: str, days: Sequence[Noted], today: int) -> Span:
    if not days:
        return UNKNOWN
    named = [day.ordinal for day in days if day.kind == word or day.level(word)]
    if not named:
        return days[-1].ordinal - days[0].ordinal, INF
    return days[-1].ordinal - named[-1], today - named[-1]


def unanswered(days: Sequence[Noted], wait: int, today: int) -> Span:
    ends = [
        struck.ordinal + wait
        for struck in days
        if struck.level("incident")
        and struck.ordinal + wait < today
        and not any(d.level("debrief") and 0 <= d.ordinal - struck.ordinal <= wait for d in days)
    ]
    return sum(end < days[-1].ordinal for end in ends), len(ends)


# --- the property ----------------------------------------------------------------------------------------


def same(low: float | None, high: float | None, value: Span) -> bool:
    """Whether printed bounds are these: to three places, null for what is not known or has no end."""
    if value == UNKNOWN:
        return low is None and high is None
    ends = [(low, value[0]), (high, value[1])]
    return all(
        printed is None if math.isinf(end) else printed == pytest.approx(end, abs=6e-4)
        for printed, end in ends
    )


def check(view: Mapping[str, Any], diary: Mapping[str, Entry]) -> set[str]:
    """Work everything out again; return the kinds of measures that had a number."""
    today = dt.date.fromisoformat(view["day"])
    reference = noted(view["reference"]["entries"], diary)
    assert view["reference"]["shifts"] == len(reference) == len(view["reference"]["days"])
    for one in view["reference"]["patterns"]:
        found = spread_of([day.load(one["pattern"]) for day in reference])
        assert (one["mean"], one["deviation"]) == pytest.approx(found, abs=6e-4)
    kinds = set()
    for evidence in (*view["conditions"], *(each for one in view["patterns"] for each in one["evidence"])):
        for reading in evidence["readings"]:
            days = noted(reading["entries"], diary)
            assert [dt.date.fromordinal(day.ordinal).isoformat() for day in days] == reading["days"]
            value = again(reading["measure"], days, reference, today.toordinal())
            assert same(reading["low"], reading["high"], value), (reading["measure"], value, reading)
            if reading["low"] is not None:
                kinds.add(reading["measure"].partition("(")[0])
            check_left_out(reading, diary, today)
    for state in view["patterns"]:
        check_trace(state, reference, diary)
        check_phases(state, reference, diary)
    return kinds


def check_left_out(reading: Mapping[str, Any], diary: Mapping[str, Entry], today: dt.date) -> None:
    """Used and left out together are every day written since the first that was looked at."""
    left = [(day, one["reason"]) for one in reading["left_out"] for day in one["days"]]
    kinds = {entry.date.isoformat(): entry.kind for entry in diary.values()}
    looked = sorted(day for day in kinds if reading["first"] <= day <= today.isoformat())
    assert sorted([*reading["days"], *(day for day, _ in left)]) == looked
    assert all(kinds[day] == reason != "shift" for day, reason in left)


def check_trace(state: Mapping[str, Any], reference: Sequence[Noted], diary: Mapping[str, Entry]) -> None:
    """Each point follows from the shifts of the 60 days up to it and the reference's shifts before it."""
    listed = noted(state["trace"]["entries"], diary)
    for point in state["trace"]["points"]:
        day = dt.date.fromisoformat(point["day"]).toordinal()
        held = [one for one in reference if one.ordinal < day]
        recent = [one for one in listed if day - 60 < one.ordinal <= day]
        assert point["value"] == pytest.approx(excess(recent, held, state["pattern"]), abs=6e-4)


def check_phases(state: Mapping[str, Any], reference: Sequence[Noted], diary: Mapping[str, Entry]) -> None:
    for one in state["phases"]:
        signs = [tag.id for tag in WORDS.tags.values() if tag.phase == one["phase"]]

        def shown(days: Sequence[Noted], signs: Sequence[str] = tuple(signs)) -> int:
            return sum(any(day.levels.get(sign, 0) >= 2 for sign in signs) for day in days)

        days = noted(one["entries"], diary)
        assert (one["on"], one["of"]) == (shown(days), len(days))
        if one["usual"] is not None:
            assert one["usual"] == pytest.approx(shown(reference) / len(reference), abs=6e-4)


def view_of(entries: Sequence[Entry], until: dt.date) -> dict[str, Any]:
    history = replay(entries, RULES, WORDS, until=until)
    found: dict[str, Any] = json.loads(json.dumps(why_view(history, (*PATTERNS, "conditions"), WORDS)))
    return found


def until_day(entries: Sequence[Entry], share: float, silence: int) -> tuple[list[Entry], dt.date]:
    kept = sorted(entries, key=lambda entry: entry.order)[: max(1, round(len(entries) * share))]
    return kept, kept[-1].date + dt.timedelta(days=silence)


@given(
    st.builds(write_diary, st.sampled_from(SCENARIOS), st.integers(0, 10_000)),
    st.floats(0.01, 1),
    st.sampled_from((0, 0, 1, 5, 40)),
)
@settings(max_examples=60, deadline=None)
def test_every_number_can_be_worked_out_again_from_the_entries_listed(
    diary: Any, share: float, silence: int
) -> None:
    entries, until = until_day(diary.entries, share, silence)
    check(view_of(entries, until), {entry.id: entry for entry in entries})


@pytest.mark.uncounted
def test_every_kind_of_measure_was_worked_out_again() -> None:
    """The check above is no empty one: here every kind has a number, some point is drawn, some phase is named."""
    assert not FAULTS
    kinds: set[str] = set()
    drawn = named = left = 0
    diaries = [write_diary(scenario, 7) for scenario in SCENARIOS] + [
        write_diary("slow", n) for n in range(8)
    ]
    for diary in diaries:
        entries, until = until_day(diary.entries, 0.9, 0)
        view = view_of(entries, until)
        kinds |= check(view, {entry.id: entry for entry in entries})
        drawn += sum(len(state["trace"]["points"]) for state in view["patterns"])
        named += sum(len(state["phases"]) for state in view["patterns"])
        left += sum(len(r["left_out"]) for each in view["conditions"] for r in each["readings"])
    assert kinds == set(KINDS)
    assert min(drawn, named, left) > 2


def test_a_wrong_number_is_found() -> None:
    entries, until = until_day(write_diary("steady", 3).entries, 1, 0)
    diary = {entry.id: entry for entry in entries}
    view = view_of(entries, until)
    check(view, diary)
    view["patterns"][0]["evidence"][0]["readings"][0]["low"] += 0.01
    with pytest.raises(AssertionError):
        check(view, diary)
