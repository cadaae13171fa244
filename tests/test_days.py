"""Days as people write them, that have been and that are to come: each form is one day, or it is asked which."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cfjournal.day_words import NEAR, SeveralDaysError
from cfjournal.days import parse_coming, parse_day
from cfjournal.display import day_in_words
from cfjournal.errors import UsageError

FRIDAY = dt.date(2026, 11, 20)
SUNDAY = dt.date(2026, 11, 22)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.12.2026", "2026-12-31"),
        ("31. 12. 2026", "2026-12-31"),
        ("31.12.26", "2026-12-31"),
        ("31.12.", "2026-12-31"),
        ("31.12", "2026-12-31"),
        ("5.12.2026", "2026-12-05"),
        ("20/11/2026", "2026-11-20"),
        ("11/20/2026", "2026-11-20"),
        ("20-11-2026", "2026-11-20"),
        ("2026/11/5", "2026-11-05"),
        ("5/5/2026", "2026-05-05"),
        ("24/12", "2026-12-24"),
        ("12 dec", "2026-12-12"),
        ("dec 12", "2026-12-12"),
        ("Dec. 12", "2026-12-12"),
        ("12 December 2026", "2026-12-12"),
        ("12th of December", "2026-12-12"),
        ("December 12, 2026", "2026-12-12"),
        ("12-dec-2026", "2026-12-12"),
        ("sat 12 dec", "2026-12-12"),
        ("by 12 dec", "2026-12-12"),
        ("10 jan", "2027-01-10"),
        ("10/1/2027", None),
        ("next month", "2026-12-31"),
        ("end of month", "2026-11-30"),
        ("the end of this month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("this week", "2026-11-22"),
        ("next week", "2026-11-29"),
        ("end of the year", "2026-12-31"),
        ("next friday", "2026-11-27"),
        ("this friday", "2026-11-27"),
        ("next sunday", "2026-11-29"),
        ("in 3 weeks", "2026-12-13"),
        ("in two weeks", "2026-12-06"),
        ("in a fortnight", "2026-12-06"),
        ("in a month", "2026-12-22"),
        ("in 2 months", "2027-01-22"),
        ("day after tomorrow", "2026-11-24"),
        ("5/12", None),
        ("5/12/2026", None),
        ("5-12", None),
    ],
)
def test_what_is_to_come_is_read_in_the_many_ways_that_it_is_written(text: str, day: str | None) -> None:
    if day is None:
        with pytest.raises(SeveralDaysError):
            parse_coming(text, SUNDAY)
    else:
        assert parse_coming(text, SUNDAY).isoformat() == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 days ago", "2026-11-19"),
        ("a week ago", "2026-11-15"),
        ("two weeks ago", "2026-11-08"),
        ("a month ago", "2026-10-22"),
        ("the day before yesterday", "2026-11-20"),
        ("last sunday", "2026-11-15"),
        ("this friday", "2026-11-20"),
        ("20.11.", "2026-11-20"),
        ("20 nov", "2026-11-20"),
        ("Friday 20 November", "2026-11-20"),
        ("20/11/2026", "2026-11-20"),
        ("1 mar", "2026-03-01"),
        ("tomorrow", "2026-11-23"),
        ("31.12.", "2026-12-31"),
    ],
)
def test_what_has_been_is_read_in_many_ways_too_and_what_is_named_stays_what_it_is(
    text: str, day: str
) -> None:
    assert parse_day(text, SUNDAY).isoformat() == day


def test_in_january_december_was_last_year_and_in_december_january_is_next_year() -> None:
    january, december = dt.date(2027, 1, 10), dt.date(2026, 12, 10)
    assert parse_day("12 dec", january) == parse_day("12.12.", january) == dt.date(2026, 12, 12)
    assert parse_coming("5 jan", december) == parse_coming("5.1.", december) == dt.date(2027, 1, 5)


def test_the_last_of_a_longer_month_is_the_last_of_a_shorter_one() -> None:
    assert parse_coming("in a month", dt.date(2027, 1, 31)) == dt.date(2027, 2, 28)
    assert parse_day("a month ago", dt.date(2028, 3, 31)) == dt.date(2028, 2, 29)
    assert parse_day("a year ago", dt.date(2028, 2, 29)) == dt.date(2027, 2, 28)


# --- what could be two days is never guessed -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "today", "days"),
    [
        ("5/12", SUNDAY, ("2026-12-05", "2027-05-12")),
        ("5/12/2026", SUNDAY, ("2026-12-05", "2026-05-12")),
        ("next friday", dt.date(2026, 11, 23), ("2026-11-27", "2026-12-04")),
        ("last friday", SUNDAY, ("2026-11-20", "2026-11-13")),
    ],
)
def test_two_readings_are_both_given(text: str, today: dt.date, days: tuple[str, str]) -> None:
    with pytest.raises(SeveralDaysError) as error:
        parse_coming(text, today)
    assert tuple(day.isoformat() for day in error.value.days) == days
    assert error.value.message == f"{text!r} can be read as two days"
    assert error.value.hint == f"write {days[0]} or {days[1]}"


def test_a_weekday_that_the_date_is_not_is_pointed_out() -> None:
    with pytest.raises(UsageError, match="2026-12-12 is a Saturday, not a Friday") as error:
        parse_coming("friday 12 december", SUNDAY)
    assert "2026-12-12" in error.value.hint


@given(DAYS, DAYS, st.booleans())
@example(dt.date(2026, 5, 12), SUNDAY, True)
@example(dt.date(2028, 2, 29), SUNDAY, False)
def test_a_whole_date_is_itself_in_every_form_wherever_one_stands(
    day: dt.date, today: dt.date, coming: bool
) -> None:
    parse = parse_coming if coming else parse_day
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d. %m. %Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%a %d %b %Y",
                 "%A %d %B %Y", "%dth of %B %Y", "%d-%b-%Y"):  # fmt: skip
        assert parse(day.strftime(form), today) == day, form
    for form in ("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y"):
        if day.day > 12 or day.day == day.month:
            assert parse(day.strftime(form), today) == day, form
        else:
            with pytest.raises(SeveralDaysError) as error:
                parse(day.strftime(form), today)
            assert set(error.value.days) == {day, dt.date(day.year, day.day, day.month)}


@given(st.integers(-182, 182), DAYS)
def test_a_near_date_needs_no_year(days: int, today: dt.date) -> None:
    day = today + dt.timedelta(days=days)
    assume((day.month, day.day) != (2, 29))
    parse = parse_coming if days >= 0 else parse_day
    for form in ("%d %B", "%b %d", "%d.%m.", "%d.%m", "%a %d %b"):
        assert parse(day.strftime(form), today) == day, form


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_without_a_year_it_is_the_named_date_of_this_year_or_a_near_one(
    today: dt.date, month: int, day: int
) -> None:
    for parse, ahead in ((parse_coming, True), (parse_day, False)):
        found = parse(f"{day}.{month}.", today)
        assert (found.day, found.month) == (day, month)
        assert found.year == today.year or abs(found - today) <= NEAR
        assert found.year - today.year in ((0, 1) if ahead else (0, -1))


@given(DAYS, st.integers(0, 400))
def test_what_is_said_back_is_understood(today: dt.date, days: int) -> None:
    for day, parse in (
        (today + dt.timedelta(days=days), parse_coming),
        (today - dt.timedelta(days=days), parse_day),
    ):
        assert parse(day_in_words(day, today), today) == day


@given(DAYS, st.integers(1, 500), st.booleans())
def test_so_many_days_or_weeks_are_as_far_ahead_as_they_are_ago(
    today: dt.date, number: int, coming: bool
) -> None:
    parse = parse_coming if coming else parse_day
    for unit, days in (
        ("day", 1),
        ("days", 1),
        ("d", 1),
        ("week", 7),
        ("weeks", 7),
        ("w", 7),
        ("fortnights", 14),
    ):
        far = dt.timedelta(days=number * days)
        assert parse(f"in {number} {unit}", today) == parse(f"+{number}{unit}", today) == today + far
        assert parse(f"{number} {unit} ago", today) == parse(f"-{number}{unit}", today) == today - far


@given(DAYS, st.sampled_from(["mon", "tuesday", "we", "thurs", "fri", "saturday", "su"]))
def test_a_weekday_is_that_weekday_within_a_week_on_the_side_that_is_looked_to(
    today: dt.date, word: str
) -> None:
    past, coming = parse_day(word, today), parse_coming(word, today)
    assert 1 <= (today - past).days <= 7
    assert 1 <= (coming - today).days <= 7
    assert past.strftime("%A").casefold().startswith(word)
    assert past.weekday() == coming.weekday()
    for which, near in (("last", past), ("next", coming)):
        try:
            found = [parse_day(f"{which} {word}", today)]
        except SeveralDaysError as error:
            found = list(error.days)
        assert found[0] == near
        week = today - dt.timedelta(days=today.weekday())
        assert len(found) == (2 if week <= near <= week + dt.timedelta(days=6) else 1)


def test_beyond_the_end_of_the_calendar_there_is_no_day() -> None:
    for text in ("in 9999 weeks", "in 9999 months", "tomorrow", "next year"):
        with pytest.raises(UsageError, match="not a day in the calendar"):
            parse_coming(text, dt.date(9999, 12, 31))


# --- nonsense --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["", "soon", "t", "in weeks", "+w", "2026-13-01", "+99999d", "12", "2026", "2026-11", "20/11/26", "31.02.", "13/13",
     "dec", "12 foo", "32 dec", "in 9999 years", "week", "ago", "in 0.5 weeks", "next", "last month", "5//12", "5/12-2026",
     "friday friday", "\u0661\u0662 dec", "12 decem ber", "monday-ish", "a", "month"],
)  # fmt: skip
def test_what_is_no_day_is_said_to_be_none(text: str) -> None:
    for parse in (parse_coming, parse_day):
        with pytest.raises(UsageError) as error:
            parse(text, FRIDAY)
        assert not isinstance(error.value, SeveralDaysError)
        assert "check the month" in error.value.hint or "write 2026-1" in error.value.hint


@given(st.text() | st.text("0123456789./- dwecmonfriagolstx,+", max_size=14), st.booleans())
def test_any_text_is_one_day_or_a_sentence_with_a_hint(text: str, coming: bool) -> None:
    said: object
    try:
        said = (parse_coming if coming else parse_day)(text, FRIDAY)
    except UsageError as error:
        said = (error.message.count("\n"), bool(error.hint))
    assert isinstance(said, dt.date) or said == (0, True)
