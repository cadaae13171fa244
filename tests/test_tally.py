"""Tallies: what was named, beside the usual and the weeks before; what was not written is never counted."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from cfjournal.period import Period
from cfjournal.series import days_of
from cfjournal.tally import NOTABLE, WEEKS, Counting, Tally, Usual
from cfjournal.vocabulary import GROUPS
from tests.reviewing import SUNDAY, WEEK, WORDS, back, diary, entry

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from cfjournal.entry import Entry


def counting(entries: Sequence[Entry], steady: Sequence[dt.date] = ()) -> Counting:
    return Counting(days_of(entries), WEEK, steady, WORDS)


def tally(**given: object) -> Tally:
    plain = {"id": "dread", "label": "dread of work", "on": 2, "of": 5, "elsewhere": 0, "mean": 1.0}
    return Tally(**{**plain, "usual": None, "weeks": (None,) * WEEKS, **given})  # type: ignore[arg-type]


def test_a_word_is_counted_on_the_shifts_that_had_it() -> None:
    entries = [
        entry(back(4), signs={"dread": 3}),
        entry(back(3), signs={"dread": 0, "flatness": 1}),
        entry(back(2), "rest", signs={"dread": 4}),
        entry(back(1), signs={"dread": 1}),
        entry(back(9), signs={"dread": 4}),
    ]
    dread, flatness = counting(entries).tallies("sign")
    assert (dread.id, dread.label) == ("dread", "dread of work")
    assert (dread.on, dread.of, dread.elsewhere) == (2, 3, 1)
    assert dread.mean == pytest.approx(4 / 3)
    assert (flatness.on, flatness.of) == (1, 3)
    assert flatness.mean == pytest.approx(1 / 3)


def test_a_word_asked_and_not_there_is_no_row() -> None:
    assert counting([entry(back(1), signs={"dread": 0})]).tallies("sign") == ()


def test_each_group_has_its_own_words() -> None:
    of = counting([entry(back(1), signs={"dread": 2}, strains=["conflict"], supports=["debrief"])])
    assert [[each.id for each in of.tallies(group)] for group in GROUPS] == [
        ["dread"],
        ["conflict"],
        ["debrief"],
    ]


def test_a_word_of_nobodys_vocabulary_is_counted_under_its_own_name() -> None:
    (odd,) = counting([entry(back(1), signs={"grumpy": 2})]).tallies("sign")
    assert (odd.id, odd.label, odd.on) == ("grumpy", "grumpy", 1)


def test_a_week_without_a_shift_is_missing_and_a_calm_one_is_zero() -> None:
    entries = [
        entry(back(0), signs={"dread": 2}),
        entry(back(7)),
        entry(back(15), "rest", signs={"dread": 4}),
    ]
    (dread,) = counting(entries).tallies("sign")
    assert dread.weeks == (*(None,) * (WEEKS - 2), 0.0, 2.0)


def test_the_weeks_reach_back_from_the_last_day_of_the_period_and_not_beyond_it() -> None:
    entries = [entry(back(day), signs={"dread": 1}) for day in (0, 6, 7, 7 * WEEKS - 1, 7 * WEEKS)]
    late = Counting(days_of([*entries, entry(back(-1), signs={"dread": 4})]), WEEK, [], WORDS)
    (dread,) = late.tallies("sign")
    assert dread.weeks == (1.0, *(None,) * (WEEKS - 3), 1.0, 1.0)


def test_the_usual_is_that_of_the_steady_shifts() -> None:
    steady = [back(day) for day in (30, 31, 32, 33)]
    entries = [
        entry(steady[0], signs={"dread": 2}),
        *(entry(day) for day in steady[1:]),
        entry(back(1), signs={"dread": 2}),
    ]
    (dread,) = counting(entries, steady).tallies("sign")
    assert dread.usual == Usual(0.25, 0.5)
    assert dread.rise == 1.5
    assert dread.stand == "more"


def test_a_steady_day_without_a_shift_does_not_count() -> None:
    entries = [
        entry(back(30), signs={"dread": 2}),
        entry(back(31), "rest"),
        entry(back(1), signs={"dread": 2}),
    ]
    (dread,) = counting(entries, [back(30), back(31)]).tallies("sign")
    assert dread.usual == Usual(1.0, 2.0)


def test_what_is_usually_there_is_missed_and_what_was_rare_is_not() -> None:
    steady = [back(day) for day in range(30, 40)]
    entries = [entry(day, supports=["break"]) for day in steady[:2]]
    entries += [entry(day, supports=["debrief"] if day == steady[2] else []) for day in steady[2:]]
    (missed,) = counting([*entries, entry(back(1))], steady).tallies("support")
    assert (missed.id, missed.on, missed.of) == ("break", 0, 1)
    assert counting([*entries, entry(back(1), "rest")], steady).tallies("support") == ()


@pytest.mark.parametrize(
    ("mean", "usual", "stand"),
    [(1.0, 1.0 - NOTABLE, "more"), (1.0, 0.6, "usual"), (1.0, 1.0 + NOTABLE, "less"), (1.0, None, "unknown")],
)
def test_a_difference_is_named_from_half_a_level_on(mean: float, usual: float | None, stand: str) -> None:
    found = tally(mean=mean, usual=None if usual is None else Usual(0.5, usual))
    assert found.stand == stand


def test_without_a_shift_there_is_nothing_to_compare() -> None:
    assert tally(of=0, on=0, usual=Usual(0.5, 1.0)).stand == "unknown"


@pytest.mark.parametrize(
    ("weeks", "trend"),
    [
        ((0.0,) * 8 + (0.5,) * 4, "rising"),
        ((0.0,) * 8 + (0.4,) * 4, "steady"),
        ((1.0,) * 8 + (0.5,) * 4, "falling"),
        ((None,) * 6 + (0.0,) * 2 + (None,) * 2 + (3.0,) * 2, "rising"),
        ((None,) * 7 + (0.0,) + (3.0,) * 4, "unknown"),
        ((0.0,) * 8 + (3.0,) + (None,) * 3, "unknown"),
    ],
)
def test_a_direction_is_the_last_weeks_against_those_before(
    weeks: tuple[float | None, ...], trend: str
) -> None:
    assert tally(weeks=weeks).trend == trend


def test_what_rose_most_comes_first() -> None:
    entries = diary()
    steady = [each.date for each in entries if each.date <= back(28)]
    found = counting(entries, steady).tallies("sign")
    assert [each.id for each in found] == ["flatness", "dread", "impatience"]
    rises = [each.rise or 0 for each in found]
    assert rises == sorted(rises, reverse=True)


def test_counting_over_other_dates_looks_at_their_shifts_alone() -> None:
    entries = [entry(back(day), signs={"dread": 1}) for day in range(10)] + [entry(back(12), "rest")]
    (dread,) = counting(entries).on([back(1), back(8), back(12), back(99)]).tallies("sign")
    assert (dread.on, dread.of) == (2, 2)
    assert counting(entries).on([]).tallies("sign") == ()


def test_the_order_of_the_entries_does_not_matter() -> None:
    entries = diary()
    steady = [each.date for each in entries if each.date <= back(28)]
    expected = [counting(entries, steady).tallies(group) for group in GROUPS]
    assert all(expected)
    shuffled = random.Random(3).sample(entries, len(entries))
    assert [counting(shuffled, steady).tallies(group) for group in GROUPS] == expected


def test_a_long_period_counts_all_of_it() -> None:
    of = Counting(days_of(diary()), Period(back(76), SUNDAY), [], WORDS)
    flatness = next(each for each in of.tallies("sign") if each.id == "flatness")
    assert (flatness.on, flatness.of) == (15, 50)
