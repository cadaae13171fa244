"""Which days a review is about: whole weeks, days that could be written, and what is no period."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cfjournal.commands.asked_period import Asked, month_named, period_asked, week_named
from cfjournal.errors import UsageError
from cfjournal.period import Period

FRIDAY = dt.date(2026, 11, 20)


def asked(*, written: bool = True, days: int = 7, **options: str) -> tuple[str, str]:
    found = period_asked(Asked(**options), FRIDAY, lambda day: written and day == FRIDAY, days=days)
    return found.first.isoformat(), found.last.isoformat()


def test_without_a_word_it_is_the_last_seven_days() -> None:
    assert asked() == ("2026-11-14", "2026-11-20")


def test_a_day_that_is_not_over_is_not_held_against_anyone() -> None:
    assert asked(written=False) == ("2026-11-13", "2026-11-19")


def test_the_length_without_a_beginning_is_given_by_the_command() -> None:
    assert asked(days=28) == ("2026-10-24", "2026-11-20")
    assert asked(days=28, until="2026-10-31") == ("2026-10-04", "2026-10-31")


def test_either_end_can_be_said() -> None:
    assert asked(since="-2w") == ("2026-11-06", "2026-11-20")
    assert asked(written=False, since="-2w") == ("2026-11-06", "2026-11-20")
    assert asked(until="yesterday", written=False) == ("2026-11-13", "2026-11-19")
    assert asked(since="2026-01-01", until="2026-01-31") == ("2026-01-01", "2026-01-31")
    assert asked(since="today", until="today") == ("2026-11-20", "2026-11-20")


@pytest.mark.parametrize(
    ("word", "monday"),
    [
        ("this", "2026-11-16"),
        ("last", "2026-11-09"),
        (" LAST ", "2026-11-09"),
        ("2026-W46", "2026-11-09"),
        ("2026w46", "2026-11-09"),
        ("2026-w1", "2025-12-29"),
        ("2020-W53", "2020-12-28"),
    ],
)
def test_a_week_can_be_named(word: str, monday: str) -> None:
    first = dt.date.fromisoformat(monday)
    assert week_named(word, FRIDAY) == Period(first, first + dt.timedelta(days=6))
    assert asked(week=word)[0] == monday


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        ("last", "2026-10-01", "2026-10-31"),
        (" Last ", "2026-10-01", "2026-10-31"),
        ("2026-09", "2026-09-01", "2026-09-30"),
        ("2026-2", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
    ],
)
def test_a_month_can_be_named(word: str, first: str, last: str) -> None:
    assert asked(month=word) == (first, last)
    assert month_named(word, FRIDAY) == Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_in_january_the_last_month_is_december() -> None:
    assert month_named("last", dt.date(2026, 1, 31)) == Period(dt.date(2025, 12, 1), dt.date(2025, 12, 31))


@pytest.mark.parametrize(
    ("options", "first"), [({"week": "this"}, 16), ({"month": "this"}, 1), ({"month": "2026-11"}, 1)]
)
def test_what_is_not_over_ends_with_the_last_day_that_could_be_written(
    options: dict[str, Any], first: int
) -> None:
    assert asked(**options) == (f"2026-11-{first:02}", "2026-11-20")
    assert asked(written=False, **options) == (f"2026-11-{first:02}", "2026-11-19")


def test_what_begins_today_holds_today_written_or_not() -> None:
    monday = dt.date(2026, 6, 1)
    for named in (Asked(week="this"), Asked(month="this")):
        assert period_asked(named, monday, lambda _: False) == Period(monday, monday)


@pytest.mark.parametrize("word", ["2026-13", "2026-00", "9999-12", "november", "next", "", "2026-W46", "11"])
def test_what_is_no_month_is_refused_with_a_way_on(word: str) -> None:
    with pytest.raises(UsageError) as refused:
        month_named(word, FRIDAY)
    assert refused.value.hint


@pytest.mark.parametrize("options", [{"week": "2026-W48"}, {"month": "2026-12"}])
def test_what_is_still_to_come_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as refused:
        asked(**options)
    assert "still to come" in refused.value.message
    assert refused.value.hint


def test_two_ways_of_naming_the_days_are_one_too_many() -> None:
    with pytest.raises(UsageError) as refused:
        asked(week="last", month="last", until="today")
    assert refused.value.message == "--week already says which days"
    assert refused.value.hint == "leave out --until and --month, or --week"
    with pytest.raises(UsageError) as refused:
        asked(month="last", since="-2d")
    assert refused.value.hint == "leave out --since, or --month"


@pytest.mark.parametrize("word", ["2026-W54", "2026-W00", "2025-W53", "W46", "next", "", "2026-11"])
def test_what_is_no_week_is_refused_with_a_way_on(word: str) -> None:
    with pytest.raises(UsageError) as refused:
        week_named(word, FRIDAY)
    assert refused.value.hint
    assert refused.value.message[0] not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" or word[:1].isupper()


@pytest.mark.parametrize(
    "options",
    [
        {"week": "last", "since": "-2w"},
        {"week": "last", "until": "today"},
        {"since": "2026-02-01", "until": "2026-01-01"},
        {"since": "tomorrow"},
        {"since": "2026-12-01"},
    ],
)
def test_what_is_no_period_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(UsageError) as refused:
        period_asked(Asked(**options), FRIDAY, lambda _: True)
    assert refused.value.hint
