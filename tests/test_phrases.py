"""Phrases: days, counts and states as a person says them."""

from __future__ import annotations

import datetime as dt
import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfjournal.period import Period
from cfjournal.render.phrases import STATES, count, dates, day, joined, of_all, past, period, short_day, span
from cfjournal.rules.history import StateName

NEAR = dt.date(2026, 11, 15)
MONTHS = ("July", "August", "September", "October")


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_every_state_is_explained_and_none_is_a_verdict() -> None:
    assert set(STATES) == set(get_args(StateName))
    for name, words in STATES.items():
        assert words.startswith(f"{name.capitalize()}: ")
        assert "you have" not in words.lower()


@pytest.mark.parametrize(
    ("some", "of", "which", "words"),
    [
        (4, 5, "", "4 of 5 shifts"),
        (5, 5, "", "all 5 shifts"),
        (1, 1, "", "the one shift"),
        (0, 1, "", "0 of 1 shift"),
        (13, 14, "the last ", "13 of the last 14 shifts"),
        (14, 14, "the last ", "all of the last 14 shifts"),
    ],
)
def test_how_many_of_some_shifts_is_said_as_one_would(some: int, of: int, which: str, words: str) -> None:
    assert of_all(some, of, which) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-09", "2026-11-15", "Monday 9 to Sunday 15 November 2026"),
        ("2026-10-26", "2026-11-01", "Monday 26 October to Sunday 1 November 2026"),
        ("2025-12-29", "2026-01-04", "Monday 29 December 2025 to Sunday 4 January 2026"),
        ("2026-02-28", "2026-02-28", "Saturday 28 February 2026"),
    ],
)
def test_a_period_says_each_part_once(first: str, last: str, words: str) -> None:
    assert period(Period(d(first), d(last))) == words


def test_a_day_has_its_year_when_it_is_not_this_one() -> None:
    assert day(d("2026-10-29"), NEAR) == "Thursday 29 October"
    assert short_day(d("2026-11-01"), NEAR) == "Sun 1 Nov"
    assert short_day(d("2025-11-01"), NEAR) == "Sat 1 Nov 2025"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Sunday 15 November"),
        (1, "Saturday 14 November"),
        (2, "2 days ago, Friday 13 November"),
        (13, "13 days ago, Monday 2 November"),
        (14, "2 weeks ago, Sunday 1 November"),
        (60, "8 weeks ago, Wednesday 16 September"),
    ],
)
def test_a_day_and_how_long_ago_it_was(days: int, words: str) -> None:
    assert past(NEAR - dt.timedelta(days=days), NEAR) == words


def test_a_length_of_time_is_said_in_the_unit_that_fits() -> None:
    assert [span(days) for days in (1, 13, 14, 729, 730)] == [
        "1 day",
        "13 days",
        "2 weeks",
        "104 weeks",
        "2 years",
    ]


def test_one_and_many() -> None:
    assert [count(1, "shift"), count(0, "shift"), count(2, "entry", "entries")] == [
        "1 shift",
        "0 shifts",
        "2 entries",
    ]
    assert [joined(list(parts)) for parts in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]
    assert joined(["a", "b"], "or") == "a or b"


@pytest.mark.parametrize(
    ("given_days", "words"),
    [
        ([], ""),
        (["2026-11-15"], "15 November"),
        (["2026-11-13", "2026-11-12", "2026-11-09"], "9 and 12-13 November"),
        (["2026-10-30", "2026-10-31", "2026-11-01"], "30-31 October, 1 November"),
        (["2025-12-31", "2026-01-01"], "31 December 2025, 1 January"),
    ],
)
def test_dates_are_said_briefly(given_days: list[str], words: str) -> None:
    assert dates([d(each) for each in given_days], NEAR) == words


@given(st.sets(st.integers(0, 120), max_size=30))
def test_dates_are_said_exactly(offsets: set[int]) -> None:
    given_days = {dt.date(2026, 7, 1) + dt.timedelta(days=each) for each in offsets}
    found: set[dt.date] = set()
    waiting: list[int] = []
    for first, last, month in re.findall(r"(\d+)(?:-(\d+))?|([A-Z]\w+)", dates(given_days, NEAR)):
        if month:
            found |= {dt.date(2026, MONTHS.index(month) + 7, each) for each in waiting}
            waiting = []
        else:
            waiting += range(int(first), int(last or first) + 1)
    assert not waiting
    assert found == given_days
