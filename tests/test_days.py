"""Days that are still to come, as people write them; what has been is read in `tests.test_log` and elsewhere."""

from __future__ import annotations

import datetime as dt

import pytest

from cfjournal.days import parse_coming, parse_day
from cfjournal.errors import UsageError

FRIDAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("+2w", 14),
        ("+10d", 10),
        ("in 2 weeks", 14),
        (" In  10 days ", 10),
        ("in a week", 7),
        ("in a day", 1),
        ("tomorrow", 1),
        ("monday", 3),
        ("next mon", 3),
        ("on Saturday", 1),
        ("friday", 7),
        ("today", 0),
        ("2026-12-01", 11),
        ("-2d", -2),
        ("yesterday", -1),
    ],
)
def test_a_day_to_come_is_read_as_people_write_it(text: str, days: int) -> None:
    assert parse_coming(text, FRIDAY) == FRIDAY + dt.timedelta(days=days)


def test_a_weekday_has_been_where_something_was_noted_and_is_to_come_where_it_was_promised() -> None:
    assert (parse_day("monday", FRIDAY), parse_coming("monday", FRIDAY)) == (
        FRIDAY - dt.timedelta(days=4),
        FRIDAY + dt.timedelta(days=3),
    )


@pytest.mark.parametrize("text", ["", "soon", "t", "in weeks", "+w", "in 2 months", "2026-13-01", "+99999d"])
def test_what_is_no_day_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_coming(text, FRIDAY)
    assert error.value.hint
