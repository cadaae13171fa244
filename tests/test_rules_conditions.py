"""Conditions over a track: intervals, three-valued truth, and what each measure says of a diary."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import pytest

from cfjournal import vocabulary
from cfjournal.rules.conditions import compile_condition
from cfjournal.rules.language import parse
from cfjournal.rules.measures import KINDS
from cfjournal.rules.reference import Baseline
from cfjournal.rules.track import Track, Weights
from cfjournal.rules.tree import measures
from cfjournal.series import days_of
from tests.diaries import diary, entry

if TYPE_CHECKING:
    from cfjournal.entry import Entry
    from cfjournal.rules.spans import Truth

WORDS = vocabulary.load()
WEIGHTS = Weights(WORDS)


def track_of(entries: list[Entry], today: int | None = None) -> Track:
    track = Track(WEIGHTS)
    for day in days_of(entries):
        track.add(day)
    if today is not None:
        track.today = entry(today).date.toordinal()
    return track


def value(measure: str, entries: list[Entry], today: int | None = None) -> tuple[float, float]:
    [found] = measures(parse(f"{measure} > 0"))
    return KINDS[found.name].take(track_of(entries, today), found)


def holds(condition: str, entries: list[Entry]) -> Truth:
    return compile_condition(parse(condition))(track_of(entries))


def test_a_window_that_is_full_gives_a_number() -> None:
    assert value("count(dread >= 3, 5 shifts)", diary("dread: 3 0 3 2 4")) == (3, 3)


def test_a_window_with_shifts_missing_gives_what_is_possible() -> None:
    """Two shifts are written: three more could have been anything."""
    assert value("count(dread >= 3, 5 shifts)", diary("dread: 3 0")) == (1, 4)
    assert value("share(dread, 4 shifts)", diary("dread: 3 0")) == (0.25, 0.75)


def test_what_is_certain_already_is_yes_and_what_can_no_longer_be_is_no() -> None:
    assert holds("count(dread >= 3, 5 shifts) >= 2", diary("dread: 3 3")) is True
    assert holds("count(dread >= 3, 5 shifts) >= 2", diary("dread: 3 0 0")) is None
    assert holds("count(dread >= 3, 5 shifts) >= 4", diary("dread: 0 0 0")) is False


def test_a_day_without_an_entry_is_missing_and_no_zero() -> None:
    """The same four shifts, written in a row or with days between them, give the same count."""
    assert value("count(dread, 4 shifts)", diary("dread: 1 1 1 1")) == (4, 4)
    assert value("count(dread, 4 shifts)", diary("dread: 1 _x3 1 _ 1 1")) == (4, 4)


def test_a_window_of_shifts_does_not_speak_of_last_year() -> None:
    old = diary("dread: 3x4")
    assert value("count(dread, 4 shifts)", [*old, entry(60, {"dread": 3})]) == (1, 4)


def test_rest_leave_and_sick_days_are_no_shifts() -> None:
    kinds = [entry(day, {"dread": 3}, kind) for day, kind in enumerate(("rest", "leave", "sick"))]  # type: ignore[arg-type]
    assert value("count(dread, 3 shifts)", [*kinds, entry(3, {"dread": 1})]) == (1, 3)


def test_a_window_of_days_is_unknown_when_too_little_of_it_is_written() -> None:
    assert value("mean(dread, 28 days)", diary("dread: 2 2 _x24 2")) == (-math.inf, math.inf)
    assert value("mean(dread, 14 days)", diary("dread: 2 _x6 2 _x4 2")) == (2, 2)


def test_the_peak_of_a_pattern_is_its_strongest_own_sign_on_a_day() -> None:
    """Dread belongs to compassion fatigue; burnout borrows it and does not count it as its own."""
    entries = diary("dread: 3 3 0", "exhaustion: 1 0 4")
    assert value("count(compassion-fatigue >= 3, 3 shifts)", entries) == (2, 2)
    assert value("count(burnout >= 3, 3 shifts)", entries) == (1, 1)


def test_distinct_counts_own_signs_once() -> None:
    entries = diary("dread: 1 1 1", "flatness: 0 1 0", "poor-sleep: 1 1 1")
    assert value("distinct(compassion-fatigue, 3 shifts)", entries) == (2, 2)
    assert value("distinct(compassion-fatigue, 20 shifts)", entries) == (2, 7), (
        "it has seven signs of its own"
    )


def test_days_since_is_a_range_when_days_were_not_written() -> None:
    """Supervision on day 2, last written on day 5, today is day 9: 3 to 7 days."""
    entries = [*diary("dread: 0 0"), entry(2, supports={"supervision": 2}), entry(5)]
    assert value("days_since(supervision)", entries, today=9) == (3, 7)
    assert value("days_since(debrief)", entries, today=9) == (5, math.inf)
    assert value("days_since(rest)", [entry(0, kind="rest"), entry(4)]) == (4, 4)


def test_days_since_looks_back_as_far_as_it_says() -> None:
    entries = [entry(0, supports={"supervision": 2}), *(entry(day) for day in range(1, 100, 2))]
    assert value("days_since(supervision, 20 weeks)", entries) == (99, 99)
    assert value("days_since(supervision)", entries)[1] == math.inf


def test_an_incident_is_unanswered_once_the_wait_is_over() -> None:
    struck = entry(0, strains={"incident": 2})
    assert value("unanswered(7 days, 8 weeks)", [struck, entry(5)]) == (0, 0)
    assert value("unanswered(7 days, 8 weeks)", [struck, entry(8)]) == (1, 1)
    assert value("unanswered(7 days, 8 weeks)", [struck, entry(5)], today=20) == (0, 1)
    debriefed = entry(6, supports={"debrief": 2})
    assert value("unanswered(7 days, 8 weeks)", [struck, debriefed, entry(8)]) == (0, 0)
    assert value("unanswered(7 days, 8 weeks)", [struck, entry(70)]) == (0, 0)


def test_after_rest_compares_the_shifts_after_days_off_with_those_before() -> None:
    """Two weekends: exhaustion 3 before each, 1 after each."""
    entries = diary("exhaustion: 1 1 3 3 3 _ _ 1 1 3 3 3 _ _ 1 1")
    assert value("after_rest(exhaustion, 6 weeks)", entries) == (-2, -2)
    assert value("after_rest(exhaustion, 6 weeks)", entries[:7]) == (-math.inf, math.inf)


def settling(entries: list[Entry], today: int | None = None) -> tuple[float, float]:
    [found] = measures(parse("recovery(secondary-trauma, 12 weeks) > 0"))
    track = track_of(entries, today)
    track.baselines["secondary-trauma"] = Baseline(0.0, 1.0, 28)
    return KINDS["recovery"].take(track, found)


def test_recovery_is_the_median_of_days_until_the_signs_are_back_at_the_usual() -> None:
    """Three incidents, settled after 1, 3 and 2 days."""
    struck = {0: 1, 10: 3, 20: 2}
    entries = [
        entry(day, {"intrusion": 2 if any(at <= day < at + days for at, days in struck.items()) else 0})
        for day in range(30)
    ]
    for at in struck:
        entries[at] = entries[at]._replace(strains={"incident": 2})
    assert settling(entries) == (2, 2)
    assert settling(entries[:13]) == (2, math.inf)
    assert settling(entries[:13], today=60) == (2, math.inf), "silence says nothing of how long it took"
    assert settling([entry(0), entry(1)]) == (-math.inf, math.inf)


def test_what_is_relative_is_unknown_without_a_reference() -> None:
    for measure in (
        "excess(burnout)",
        "rise(burnout, 8 shifts)",
        "lead(burnout)",
        "recovery(burnout, 8 weeks)",
    ):
        assert value(measure, diary("exhaustion: 3x20")) == (-math.inf, math.inf)


UNKNOWN_TODAY = "count(dread, 9 shifts) >= 5"
YES = "count(dread, 1 shifts) >= 1"
NO = "count(dread, 1 shifts) >= 2"


@pytest.mark.parametrize(("first", "second"), list(itertools.product((YES, NO, UNKNOWN_TODAY), repeat=2)))
def test_and_or_not_follow_kleene(first: str, second: str) -> None:
    entries = diary("dread: 1 1 1")
    order = {False: 0, None: 1, True: 2}
    a, b = holds(first, entries), holds(second, entries)
    both = min(a, b, key=lambda truth: order[truth])
    either = max(a, b, key=lambda truth: order[truth])
    assert holds(f"{first} and {second}", entries) is both
    assert holds(f"{first} or {second}", entries) is either
    assert holds(f"not ({first} and {second})", entries) is (None if both is None else not both)


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        ("count(dread, 3 shifts) + 1 >= 4", True),
        ("count(dread, 3 shifts) - 1 >= 3", False),
        ("count(dread, 3 shifts) * 2 <= 6", True),
        ("count(dread, 3 shifts) / 2 > 1.5", False),
        ("count(dread, 3 shifts) / 2 >= 1.5", True),
        ("1 / count(exhaustion, 3 shifts) > 0", None),
        ("0 - count(dread, 4 shifts) >= -3", None),
    ],
)
def test_arithmetic_carries_what_is_not_known(condition: str, truth: Truth) -> None:
    assert holds(condition, diary("dread: 1 1 1")) is truth
