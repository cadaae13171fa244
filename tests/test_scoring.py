"""Scoring on hand-made diaries and episodes where the right answer is evident."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from cfjournal.entry import Entry
from cfjournal.rules.episodes import Episode, Stage
from cfjournal.simulate.courses import Scenario, Truth
from cfjournal.simulate.diaries import Diary
from cfjournal.simulate.estimates import middle, ratio, share
from cfjournal.simulate.measuring import measure, named_judge
from cfjournal.simulate.scoring import Outcome, outcome, summarise

if TYPE_CHECKING:
    from collections.abc import Sequence

START = dt.date(2026, 1, 1)


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def diary(scenario: Scenario, days: int, patterns: tuple[str, ...] = (), **dates: int) -> Diary:
    """Write a bare entry every day; `dates` are day numbers of the truth."""
    entries = tuple(
        Entry(f"{number:08d}", day(number), dt.datetime.combine(day(number), dt.time(20), dt.UTC))
        for number in range(dates.get("silent_from", days))
    )
    named: dict[str, Any] = {name: day(number) for name, number in dates.items()}
    return Diary(entries, Truth(scenario, patterns, START, day(days - 1), **named))


def episode(pattern: str, fired: int, resolved: int | None = None, stage: Stage = "building") -> Episode:
    return Episode(pattern, stage, day(fired), None if resolved is None else day(resolved))


FAST = diary("fast", 200, ("burnout",), onset=100, middle=125, full=150)
STEADY = diary("steady", 365)
RECOVERY = diary("recovery", 300, ("burnout",), onset=100, middle=120, full=140, eased=200)
SILENCE = diary("silence", 250, ("burnout",), onset=100, middle=120, full=140, silent_from=160)
UNWELL = diary("unwell", 120, ("burnout",))


# Steady people


def test_each_building_episode_of_a_steady_person_is_false() -> None:
    found = outcome(STEADY, [episode("burnout", 50, 60), episode("secondary-trauma", 55, 58)])
    assert (found.false, found.steady_days) == (2, 365)
    assert summarise([found]).false_per_year.value == pytest.approx(2 * 365.25 / 365)


def test_watch_is_not_false_but_counts_as_days_in_watch() -> None:
    found = outcome(STEADY, [episode("burnout", 50, 60, "watch")])
    assert (found.false, found.watched) == (0, 10)


def test_days_in_watch_are_counted_once_whatever_overlaps() -> None:
    overlapping = [
        episode("burnout", 50, 60, "watch"),
        episode("burnout", 55, 60),
        episode("secondary-trauma", 58, 70, "watch"),
    ]
    assert outcome(STEADY, overlapping).watched == 20


def test_an_open_watch_lasts_until_the_last_entry() -> None:
    assert outcome(STEADY, [episode("burnout", 360, None, "watch")]).watched == 5


def test_a_quiet_year_has_nothing_false_and_no_day_in_watch() -> None:
    measures = summarise([outcome(STEADY, [])] * 4)
    assert measures.false_per_year.value == 0
    assert measures.in_watch.value == 0


# Build-ups


def test_delay_counts_from_the_middle_and_is_negative_before_it() -> None:
    assert outcome(FAST, [episode("burnout", 130)]).delay == 5
    assert outcome(FAST, [episode("burnout", 110)]).delay == -15


def test_only_what_fires_after_the_onset_is_found_and_what_came_before_is_false() -> None:
    early = outcome(FAST, [episode("burnout", 90, 95)])
    assert (early.found, early.false, early.delay, early.right_first) == (False, 1, None, None)
    on_the_eve = outcome(FAST, [episode("burnout", 100)])
    assert (on_the_eve.found, on_the_eve.false) == (False, 1)
    assert outcome(FAST, [episode("burnout", 101)]).found


def test_watch_alone_finds_nothing() -> None:
    assert outcome(FAST, [episode("burnout", 120, None, "watch")]).found is False


def test_the_right_pattern_must_come_first() -> None:
    wrong_first = outcome(FAST, [episode("secondary-trauma", 110, 115), episode("burnout", 130)])
    assert (wrong_first.found, wrong_first.found_right, wrong_first.right_first) == (True, True, False)
    assert (wrong_first.delay, wrong_first.delay_right) == (-15, 5)
    assert outcome(FAST, [episode("secondary-trauma", 110)]).right_first is False
    assert outcome(FAST, [episode("burnout", 110), episode("secondary-trauma", 112)]).right_first is True


def test_on_the_same_day_the_right_pattern_is_among_the_first() -> None:
    assert outcome(FAST, [episode("secondary-trauma", 110), episode("burnout", 110)]).right_first is True


def test_either_of_two_patterns_is_right() -> None:
    both = diary("two", 200, ("burnout", "secondary-trauma"), onset=100, middle=125, full=150)
    assert outcome(both, [episode("secondary-trauma", 110)]).right_first is True
    assert outcome(both, [episode("compassion-fatigue", 110)]).right_first is False


def test_lead_runs_from_the_watch_that_became_building() -> None:
    grown = [episode("burnout", 115, None, "watch"), episode("burnout", 124)]
    assert outcome(FAST, grown).lead == 9
    over = [episode("burnout", 105, 110, "watch"), episode("burnout", 124)]
    assert outcome(FAST, over).lead == 0
    others = [episode("secondary-trauma", 105, None, "watch"), episode("burnout", 124)]
    assert outcome(FAST, others).lead == 0


# Unwell, recovery, silence


@pytest.mark.parametrize(("fired", "found"), [(5, True), (27, True), (28, False)])
def test_unwell_at_the_start_is_found_by_the_twenty_eighth_day(fired: int, found: bool) -> None:
    assert outcome(UNWELL, [episode("burnout", fired)]).unwell_found is found


def test_eased_means_nothing_open_six_weeks_after_the_recovery() -> None:
    assert outcome(RECOVERY, [episode("burnout", 120, 242)]).eased is True
    late = outcome(RECOVERY, [episode("burnout", 120, 243)])
    assert (late.eased, late.eased_at_end, late.stayed_well) == (False, True, False)
    never = outcome(RECOVERY, [episode("burnout", 120)])
    assert (never.eased, never.eased_at_end, never.stayed_well) == (False, False, False)


def test_who_is_flagged_again_after_easing_did_not_stay_well() -> None:
    again = outcome(RECOVERY, [episode("burnout", 120, 210), episode("secondary-trauma", 260, 264)])
    assert (again.eased, again.eased_at_end, again.stayed_well) == (True, True, False)


def test_what_was_never_found_cannot_ease() -> None:
    assert outcome(RECOVERY, []).eased is None
    assert summarise([outcome(RECOVERY, [])]).eased.value is None


def test_silence_holds_what_was_building() -> None:
    assert outcome(SILENCE, [episode("burnout", 120)]).held is True
    assert outcome(SILENCE, [episode("burnout", 120, 190)]).held is False
    assert outcome(SILENCE, [episode("burnout", 120, 150)]).held is None


# Estimates


def test_the_wilson_interval_matches_a_published_example() -> None:
    # 81 of 263: .308, interval .2553 to .3662 (Newcombe 1998, table I, method 3)
    found = share([True] * 81 + [False] * 182)
    assert found.value == pytest.approx(0.308, abs=0.0005)
    assert found.low == pytest.approx(0.2553, abs=5e-5)
    assert found.high == pytest.approx(0.3662, abs=5e-5)


def test_a_share_of_nothing_is_unknown_and_all_of_few_is_uncertain() -> None:
    assert share([]).value is None
    few = share([True] * 5)
    assert few.value == 1
    assert few.low is not None
    assert few.low < 0.6


def test_a_median_lies_within_its_interval() -> None:
    found = middle([1, 2, 3, 4, 100])
    assert found.value == 3
    assert found.low is not None
    assert found.high is not None
    assert found.low <= 3 <= found.high
    assert middle([]).value is None


def test_a_rate_is_weighted_by_years_and_knows_when_there_are_none() -> None:
    assert ratio([(1, 0.5), (0, 1.5)]).value == 0.5
    assert ratio([(0, 0)]).value is None


def test_all_of_it_goes_into_json() -> None:
    measures = summarise([outcome(FAST, [episode("burnout", 130)]), outcome(STEADY, [])])
    plain = json.loads(json.dumps(measures.to_dict()))
    assert plain["diaries"] == 2
    assert plain["build_ups"]["fast"]["delay"] == {"value": 5.0, "low": 5.0, "high": 5.0, "of": 1}
    assert plain["false_per_year"]["value"] == 0


# Measuring


def never(_entries: Sequence[Entry]) -> list[Episode]:
    return []


def from_the_second_entry(entries: Sequence[Entry]) -> list[Episode]:
    return [Episode("burnout", "building", entries[1].date, None)]


def test_a_judge_that_says_nothing_has_no_false_alarm_and_finds_nothing() -> None:
    measures = measure(never, ("steady", "fast", "unwell"), range(3), workers=1)
    assert measures.diaries == 9
    assert measures.false_per_year.value == 0
    assert measures.build_ups["fast"].found.value == 0
    assert measures.unwell_found.value == 0


def test_a_judge_that_always_cries_is_found_out() -> None:
    measures = measure(from_the_second_entry, ("steady", "fast", "unwell"), range(3), workers=1)
    assert measures.false_per_year.value is not None
    assert 0.9 < measures.false_per_year.value < 1.2
    assert measures.build_ups["fast"].found.value == 0
    assert measures.false_before_onset.value is not None
    assert measures.false_before_onset.value > 0
    assert measures.unwell_found.value == 1


def test_a_scenario_listed_twice_gets_different_diaries() -> None:
    seen: set[str] = set()

    def remember(entries: Sequence[Entry]) -> list[Episode]:
        seen.add(entries[0].id)
        return []

    measure(remember, ("fast", "fast", "steady"), range(4), workers=1)
    assert len(seen) == 12


def test_processes_and_one_process_give_the_same_figures_and_report_progress() -> None:
    name = f"{__name__}:from_the_second_entry"
    seen: list[tuple[int, int]] = []
    many = measure(
        name, ("steady", "unwell"), range(6), workers=2, progress=lambda done, of: seen.append((done, of))
    )
    assert many == measure(from_the_second_entry, ("steady", "unwell"), range(6), workers=1)
    assert seen[-1] == (12, 12)
    assert len(seen) > 1


def test_a_judge_can_be_named() -> None:
    assert named_judge(f"{__name__}:never")([]) == []


def test_an_empty_diary_scores_nothing() -> None:
    empty = Diary((), FAST.truth)
    assert outcome(empty, []) == Outcome("fast")
