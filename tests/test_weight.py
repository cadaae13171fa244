"""Weight: how many shifts were heavy in themselves, whatever is usual."""

from __future__ import annotations

import datetime as dt

import pytest

from cfjournal.period import Period
from cfjournal.series import days_of
from cfjournal.weight import FEWEST, LATELY, LOOKED_BACK, Weight, weigh, weigh_lately
from tests.reviewing import SUNDAY, WEEK, WORDS, back, entry


@pytest.mark.parametrize(
    ("signs", "heavy"),
    [
        ({}, 0),
        ({"exhaustion": 2, "cynicism": 2}, 0),
        ({"exhaustion": 2, "cynicism": 2, "poor-sleep": 1}, 0),
        ({"exhaustion": 2, "cynicism": 2, "poor-sleep": 2}, 1),
        ({"poor-sleep": 3}, 1),
        ({"hopeless": 4}, 0),
        ({"a-word-of-my-own": 3}, 1),
    ],
)
def test_a_shift_is_heavy_by_one_strong_sign_or_by_several(signs: dict[str, int], heavy: int) -> None:
    found = weigh(days_of([entry(SUNDAY, signs=signs)]), WORDS)
    assert (found.heavy, found.of) == (heavy, 1)


def test_days_without_a_shift_weigh_nothing() -> None:
    days = days_of([entry(back(1), "rest", signs={"dread": 4}), entry(back(2), "sick", signs={"dread": 4})])
    assert weigh(days, WORDS) == Weight()


def test_the_pattern_is_that_of_the_heaviest_own_signs() -> None:
    both = {"exhaustion": 2, "flatness": 3, "intrusion": 1, "poor-sleep": 4}
    assert weigh(days_of([entry(SUNDAY, signs=both)]), WORDS).pattern == "compassion-fatigue"
    assert weigh(days_of([entry(SUNDAY, signs={"poor-sleep": 4})]), WORDS).pattern == ""


@pytest.mark.parametrize(
    ("heavy", "of", "much"),
    [(4, 4, False), (2, FEWEST, False), (3, FEWEST, True), (7, 14, True), (6, 14, False)],
)
def test_it_is_much_from_half_of_enough_shifts_on(heavy: int, of: int, much: bool) -> None:
    assert Weight(heavy, of).much is much


def test_a_short_period_is_weighed_with_the_shifts_before_it_and_a_long_one_alone() -> None:
    days = days_of([entry(back(day), signs={"dread": 3} if day >= 7 else {}) for day in range(40)])
    assert weigh_lately(days, WEEK, WORDS)[:2] == (LATELY - 7, LATELY)
    assert weigh_lately(days, Period(back(19), SUNDAY), WORDS)[:2] == (13, 20)


def test_what_lies_after_the_period_or_long_before_it_is_not_weighed() -> None:
    old = [entry(back(day), signs={"dread": 3}) for day in range(LOOKED_BACK, LOOKED_BACK + 9)]
    days = days_of([*old, entry(SUNDAY)])
    assert weigh_lately(days, WEEK, WORDS) == Weight(0, 1)
    before = Period(WEEK.first - dt.timedelta(days=7), back(7))
    assert weigh_lately(days_of([entry(SUNDAY, signs={"dread": 3})]), before, WORDS) == Weight()
