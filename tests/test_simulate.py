"""What a simulated diary promises: each claim of the population, counted over many diaries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random
from statistics import correlation, fmean, median
from typing import TYPE_CHECKING

import pytest

from cfjournal.rules.episodes import PATTERNS
from cfjournal.simulate import latent, rosters
from cfjournal.simulate.courses import CHANNELS, SCENARIOS, Scenario
from cfjournal.simulate.diaries import Diary, write_diary
from cfjournal.simulate.people import MAIN_SIGNS, SHARED_SIGNS, TIRED_SIGNS, draw_person
from cfjournal.simulate.population import DEFAULT, Population, Temperaments
from cfjournal.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.entry import Entry

PLAIN = Population(temperaments=Temperaments(tired=0.0, habit=0.0))
TIRED = Population(temperaments=Temperaments(tired=1.0, habit=0.0))
HABIT = Population(temperaments=Temperaments(tired=0.0, habit=1.0))


@cache
def diaries(scenario: Scenario, count: int = 24, population: Population = DEFAULT) -> tuple[Diary, ...]:
    return tuple(write_diary(scenario, seed, population) for seed in range(count))


def composite(entry: Entry, patterns: Iterable[str]) -> int:
    return sum(entry.signs.get(sign, 0) for pattern in patterns for sign in MAIN_SIGNS[pattern])


def shifts(diary: Diary) -> list[Entry]:
    return [entry for entry in diary.entries if entry.kind == "shift"]


def between(diary: Diary, first: dt.date | None, last: dt.date | None) -> list[Entry]:
    return [
        e for e in shifts(diary) if (first is None or e.date >= first) and (last is None or e.date < last)
    ]


def mean_composite(entries: Sequence[Entry], patterns: Iterable[str]) -> float:
    return fmean(composite(entry, patterns) for entry in entries) if entries else 0.0


# The same seed writes the same diary


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_seed_and_a_scenario_give_one_diary_ids_included(scenario: Scenario) -> None:
    assert write_diary(scenario, 7) == write_diary(scenario, 7)
    assert write_diary(scenario, 7) != write_diary(scenario, 8)


def test_every_entry_has_an_id_of_its_own_and_a_day_of_its_own() -> None:
    entries = [entry for diary in diaries("steady") for entry in diary.entries]
    assert len({entry.id for entry in entries}) == len(entries) > 1000
    for diary in diaries("steady"):
        days = [entry.date for entry in diary.entries]
        assert days == sorted(set(days))


# What people name


def test_signs_are_known_words_at_levels_one_to_four_and_at_most_four_an_entry() -> None:
    known = {word for words in MAIN_SIGNS.values() for word in words} | set(SHARED_SIGNS)
    entries = [entry for kind in SCENARIOS for diary in diaries(kind, 6) for entry in diary.entries]
    assert {sign for entry in entries for sign in entry.signs} == known
    assert {level for entry in entries for level in entry.signs.values()} == {1, 2, 3, 4}
    assert {len(entry.signs) for entry in entries} == {0, 1, 2, 3, 4}


def test_each_person_shows_only_some_signs_of_a_pattern() -> None:
    for diary in diaries("unwell"):
        own = set(MAIN_SIGNS[diary.truth.patterns[0]])
        seen = own & {sign for entry in diary.entries for sign in entry.signs}
        assert 3 <= len(seen) < len(own)


def test_who_is_often_a_little_tired_names_tiredness_more_often_and_mildly() -> None:
    def tired_entries(population: Population) -> list[int]:
        entries = [entry for diary in diaries("steady", 15, population) for entry in diary.entries]
        return [max(entry.signs.get(sign, 0) for sign in TIRED_SIGNS) for entry in entries]

    plain, tired = tired_entries(PLAIN), tired_entries(TIRED)
    assert fmean(level > 0 for level in tired) > 1.5 * fmean(level > 0 for level in plain)
    assert fmean(level >= 3 for level in tired) < 0.05


def test_habitual_writers_name_the_same_two_or_three_mild_signs_in_every_entry() -> None:
    for diary in diaries("steady", 10, HABIT):
        named = Counter(sign for entry in diary.entries for sign in entry.signs)
        always = [sign for sign, times in named.items() if times >= 0.8 * len(diary.entries)]
        assert len(always) in {2, 3}
        assert fmean(entry.signs.get(always[0], 0) for entry in diary.entries) < 1.6


def test_a_habit_leaves_room_for_what_is_strong() -> None:
    for diary in diaries("unwell", 10, HABIT):
        assert fmean(composite(entry, diary.truth.patterns) >= 4 for entry in shifts(diary)) > 0.5


# How days hang together


def lagged(values: Sequence[float]) -> float:
    return correlation(values[:-1], values[1:])


def test_a_sign_rated_in_full_every_day_correlates_from_day_to_day_as_real_items_do() -> None:
    found = []
    for seed in range(8):
        rng = Random(seed)
        person = draw_person(PLAIN, (), rng)
        days = rosters.draw_days(365, 0, None, PLAIN, rng)
        course = {channel: [0.0] * 365 for channel in CHANNELS}
        felt = latent.draw_latent(person, course, days, PLAIN, rng)
        for shown in person.shown:
            strengths = [felt.strength(shown, day, 0.5) + rng.gauss(0, person.noise) for day in range(365)]
            rated = [float(max(0, round(strength))) for strength in strengths]
            if sum(level > 0 for level in rated) > 36:
                found.append(lagged(rated))
    assert len(found) > 40
    assert 0.1 <= median(found) <= 0.4
    assert sorted(found)[len(found) // 10] > 0.05
    assert sorted(found)[-len(found) // 10] < 0.45


def test_naming_and_skipping_thin_that_but_do_not_undo_it() -> None:
    found = []
    for diary in diaries("steady", 24, PLAIN):
        for pattern in PATTERNS:
            values = [float(composite(entry, [pattern])) for entry in shifts(diary)]
            if sum(value > 0 for value in values) > 15:
                found.append(lagged(values))
    assert len(found) > 40
    assert 0.03 <= median(found) <= 0.3


def test_moods_of_two_patterns_correlate_near_seven_tenths() -> None:
    common, moods = latent._moods(20_000, 0.5, DEFAULT.moods, Random(3))
    assert len(common) == 20_000
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert correlation(moods[PATTERNS[one]], moods[PATTERNS[other]]) == pytest.approx(0.7, abs=0.05)


def test_moods_are_steady_and_hold_on_by_the_persistence() -> None:
    series = latent._series(20_000, 0.6, Random(5))
    assert fmean(series) == pytest.approx(0, abs=0.06)
    assert fmean(value * value for value in series) == pytest.approx(1, abs=0.08)
    assert correlation(series[:-1], series[1:]) == pytest.approx(0.6, abs=0.03)


# When people write


def test_shifts_are_skipped_as_the_population_says_and_rest_days_are_rarely_written() -> None:
    written = fmean(len(shifts(diary)) for diary in diaries("steady")) / 365
    rest = fmean(len(diary.entries) - len(shifts(diary)) for diary in diaries("steady")) / 365
    low, high = DEFAULT.writing.skipped
    assert 0.6 * (1 - high) < written < 0.72 * (1 - low)
    assert 0.005 < rest < 0.06


def test_the_exhausted_write_less() -> None:
    silent = replace(DEFAULT, writing=replace(DEFAULT.writing, silenced=0.6))
    assert sum(len(d.entries) for d in diaries("unwell", 24, silent)) < 0.85 * sum(
        len(d.entries) for d in diaries("unwell")
    )


@pytest.mark.parametrize("roster", DEFAULT.calendar.rosters)
def test_every_roster_works_between_half_and_three_quarters_of_all_days(roster: str) -> None:
    worked = rosters._shifts(roster, 700, 2, Random(1))
    assert 0.5 < fmean(worked) < 0.75


def test_steady_years_have_leave_and_sick_days_but_not_in_the_first_weeks() -> None:
    kinds = [rosters.draw_days(365, 0, None, DEFAULT, Random(seed)).kinds for seed in range(30)]
    off = [fmean(kind in {"leave", "sick"} for kind in year) for year in kinds]
    assert 0.03 < fmean(off) < 0.15
    assert all(kind in {"shift", "rest"} for year in kinds for kind in year[: rosters.SETTLED_AFTER])


# What builds


@pytest.mark.parametrize("scenario", ["fast", "slow", "mild", "acute", "two", "recovery", "silence"])
def test_what_builds_is_well_above_the_steady_stretch_once_it_is_full(scenario: Scenario) -> None:
    before, after = [], []
    for diary in diaries(scenario):
        truth = diary.truth
        until = truth.silent_from or (truth.full and truth.full + dt.timedelta(days=28))
        before.append(mean_composite(between(diary, None, truth.onset), truth.patterns[:1]))
        after.append(mean_composite(between(diary, truth.full, until), truth.patterns[:1]))
    assert fmean(after) > 2.5 * fmean(before)
    assert fmean(later > earlier for earlier, later in zip(before, after, strict=True)) > 0.9


@pytest.mark.parametrize(
    ("scenario", "weeks"), [("fast", (6, 8)), ("mild", (6, 8)), ("slow", (16, 24)), ("acute", (0, 1))]
)
def test_build_ups_take_as_long_as_they_say(scenario: Scenario, weeks: tuple[int, int]) -> None:
    for diary in diaries(scenario):
        truth = diary.truth
        assert truth.onset
        assert truth.middle
        assert truth.full
        assert weeks[0] * 7 <= (truth.full - truth.onset).days <= weeks[1] * 7
        assert (truth.onset - truth.first).days >= 70
        assert truth.onset < truth.middle < truth.full < truth.last


def test_a_mild_build_up_ends_clearly_lower_than_a_fast_one() -> None:
    def height(scenario: Scenario) -> float:
        return fmean(
            mean_composite(between(diary, diary.truth.full, None), diary.truth.patterns)
            for diary in diaries(scenario)
        )

    assert height("mild") < 0.85 * height("fast")


def test_burnout_begins_with_exhaustion() -> None:
    first_half: Counter[str] = Counter()
    for seed in range(0, 60, 3):
        diary = write_diary("slow", seed, PLAIN)
        assert diary.truth.patterns == ("burnout",)
        for entry in between(diary, diary.truth.onset, diary.truth.middle):
            first_half.update(dict(entry.signs))
    tiredness = fmean(first_half[sign] for sign in ("exhaustion", "unrested", "overwhelm"))
    distance = fmean(first_half[sign] for sign in ("cynicism", "detachment", "not-caring"))
    assert tiredness > 1.4 * distance
    assert distance > first_half["reduced-accomplishment"]


def test_acute_trauma_follows_an_incident_within_days() -> None:
    for diary in diaries("acute"):
        truth = diary.truth
        assert truth.patterns == ("secondary-trauma",)
        on_the_day = [entry for entry in diary.entries if entry.date == truth.onset]
        assert all("incident" in entry.strains for entry in on_the_day)
    assert any(entry.date == d.truth.onset for d in diaries("acute") for entry in d.entries)


def test_a_recovery_ends_where_it_began_and_stays_there_ten_weeks() -> None:
    before, after = [], []
    for diary in diaries("recovery"):
        truth = diary.truth
        assert truth.eased
        assert (truth.last - truth.eased).days >= 70
        before.append(mean_composite(between(diary, None, truth.onset), truth.patterns))
        after.append(mean_composite(between(diary, truth.eased, None), truth.patterns))
    assert fmean(after) == pytest.approx(fmean(before), abs=0.25)


def test_silence_is_silent_but_for_one_last_entry_of_some() -> None:
    later = []
    for diary in diaries("silence"):
        truth = diary.truth
        assert truth.silent_from
        assert (truth.last - truth.silent_from).days >= 50
        later.append(sum(entry.date >= truth.silent_from for entry in diary.entries))
    assert set(later) == {0, 1}


def test_unwell_from_the_start_means_from_the_first_week() -> None:
    strong = [
        mean_composite(between(d, None, d.truth.first + dt.timedelta(days=28)), d.truth.patterns)
        for d in diaries("unwell")
    ]
    assert min(strong) > 2
    assert fmean(strong) > 4


def test_nothing_builds_in_steady_people_whatever_their_year_brings() -> None:
    halves = []
    for diary in diaries("steady"):
        assert diary.truth.patterns == ()
        written = shifts(diary)
        half = len(written) // 2
        halves.append(mean_composite(written[half:], PATTERNS) - mean_composite(written[:half], PATTERNS))
    assert fmean(halves) == pytest.approx(0, abs=0.15)


@pytest.mark.parametrize("scenario", ["fast", "unwell", "recovery"])
def test_each_pattern_comes_equally_often(scenario: Scenario) -> None:
    counts = Counter(diary.truth.patterns for diary in diaries(scenario))
    assert set(counts.values()) == {8}
    assert len(counts) == 3


def test_two_patterns_are_two_different_ones() -> None:
    assert all(len(set(diary.truth.patterns)) == 2 for diary in diaries("two"))


# Other populations and the vocabulary


def test_varied_populations_differ_and_repeat() -> None:
    assert Population.varied(1) == Population.varied(1)
    assert Population.varied(1) != Population.varied(2)
    assert Population.varied(1) != DEFAULT
    assert write_diary("fast", 1, Population.varied(1)) != write_diary("fast", 1)


def test_simulated_signs_are_the_main_signs_of_the_vocabulary() -> None:
    tags = load().tags
    for pattern, signs in MAIN_SIGNS.items():
        assert set(signs) == {tag.id for tag in tags.values() if tag.main == pattern}


def test_every_word_of_a_simulated_diary_is_in_the_vocabulary() -> None:
    words = load()
    entries = [entry for kind in SCENARIOS for diary in diaries(kind, 6) for entry in diary.entries]
    assert {word for entry in entries for word in entry.signs} <= set(words.signs)
    assert {word for entry in entries for word in entry.strains} <= set(words.strains)
    assert {word for entry in entries for word in entry.supports} <= set(words.supports)
