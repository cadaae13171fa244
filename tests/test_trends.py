"""Trends: what is counted of a word and a pattern, by day, week and month, and what is left missing."""

from __future__ import annotations

import datetime as dt

from cfjournal.period import Period
from cfjournal.rules.history import Reference
from cfjournal.trends import build
from tests.reviewing import SUNDAY, WORDS, back, diary, entry, history, trends


def test_a_day_has_a_level_and_an_unwritten_one_none() -> None:
    flat = trends("flatness").calendars[0]
    assert len(flat.days) == 77
    assert (flat.days[-3], flat.days[-2], flat.days[-1]) == (3, 0, None)  # Friday, a day of rest, Sunday
    assert trends().kinds[-3:] == ("shift", "rest", None)


def test_a_pattern_is_as_strong_as_the_strongest_of_its_own_signs() -> None:
    entries = [
        entry(back(1), signs={"flatness": 1, "impatience": 3, "exhaustion": 4}),
        entry(back(0), signs={"exhaustion": 4, "poor-sleep": 2}),
    ]
    found = build(entries, history(), WORDS, Period(back(1), SUNDAY), ["compassion-fatigue", "burnout"])
    assert [course.days for course in found.calendars] == [(3, 0), (4, 4)]
    assert [course.group for course in found.calendars] == ["pattern", "pattern"]


def test_weeks_begin_on_monday_and_a_week_without_a_shift_has_no_mean() -> None:
    found = trends("flatness")
    assert found.monday == back(76)
    assert found.monday.weekday() == 0
    weeks = found.calendars[0].tally.weeks
    assert len(weeks) == 11
    assert weeks[7] is None  # nothing was written in that week
    assert weeks[0] == 0.0
    assert weeks[-1] == 3.0


def test_a_period_may_begin_within_a_week() -> None:
    found = trends("flatness", days=10)
    assert (found.period.first.weekday(), found.monday) == (4, back(13))
    assert len(found.calendars[0].days) == 10
    assert len(found.calendars[0].tally.weeks) == 2
    assert found.calendars[0].tally.on == sum(1 for level in found.calendars[0].days if level)


def test_a_month_counts_its_own_days_alone() -> None:
    october, november = trends("flatness").calendars[0].months[-2:]
    assert (october.first, november.first) == (dt.date(2026, 10, 1), dt.date(2026, 11, 1))
    assert (november.on, november.of, november.mean, november.strongest) == (10, 10, 3.0, 3)
    assert (november.off, november.unwritten) == (1, 4)
    assert october.on < october.of


def test_days_before_the_diary_are_not_unwritten() -> None:
    entries = [entry(back(1)), entry(back(0))]
    found = build(entries, history(), WORDS, Period(back(40), SUNDAY), ["dread"])
    assert found.begun == back(1)
    assert [month.unwritten for month in found.calendars[0].months] == [0]
    assert found.coverage.unwritten == ()
    assert set(found.standings[0].weeks[:-1]) == {""}


def test_unasked_it_shows_day_by_day_the_patterns_that_were_raised() -> None:
    assert [course.id for course in trends().calendars] == ["compassion-fatigue"]


def test_where_none_was_raised_it_shows_the_one_whose_signs_were_named_most() -> None:
    entries = [entry(back(day), signs={"intrusion": 2}) for day in range(3)]
    found = build(entries, history(), WORDS, Period(back(6), SUNDAY))
    assert [course.id for course in found.calendars] == ["secondary-trauma"]
    assert build([], history(), WORDS, Period(back(6), SUNDAY)).calendars == ()


def test_asked_for_a_pattern_it_shows_its_own_signs_week_by_week() -> None:
    assert [course.id for course in trends("compassion-fatigue").signs] == ["flatness", "dread", "impatience"]
    assert [course.id for course in trends("burnout").signs] == []
    assert [course.id for course in trends("tearful", "dread").signs] == ["tearful", "dread"]


def test_hopelessness_is_counted_only_for_who_asks() -> None:
    entries = [entry(back(0), signs={"hopeless": 3, "dread": 1})]
    unasked = build(entries, history(), WORDS, Period(back(6), SUNDAY))
    assert [course.id for course in unasked.signs] == ["dread"]
    asked = build(entries, history(), WORDS, Period(back(6), SUNDAY), ["hopeless"])
    assert asked.calendars[0].days[-1] == 3


def test_a_support_that_was_lost_comes_as_early_as_one_that_was_found() -> None:
    entries = [
        *(entry(back(day), supports=["break"]) for day in range(40, 26, -1)),
        *(entry(back(day), supports=["rest"] if day % 9 == 0 else []) for day in range(26, -1, -1)),
    ]
    steady = Reference("frozen", tuple(back(day) for day in range(40, 26, -1)), {}, {})
    found = build(entries, history(reference=steady), WORDS, Period(back(26), SUNDAY))
    assert [course.id for course in found.supports] == ["break", "rest"]


def test_a_week_has_the_strongest_of_its_states() -> None:
    weeks = {each.state.pattern: each.weeks for each in trends().standings}
    assert weeks["compassion-fatigue"][:3] == ("unknown", "unknown", "quiet")
    assert weeks["compassion-fatigue"][-4:] == ("quiet", "watch", "building", "building")
    assert set(weeks["secondary-trauma"]) == {"unknown"}


def test_weeks_of_the_reference_are_marked() -> None:
    assert trends().steady == (True,) * 7 + (False,) * 4


def test_what_is_later_than_the_period_is_left_out() -> None:
    period = Period(back(20), back(10))
    whole = build(diary(), history(), WORDS, period, ["flatness"])
    until = build([e for e in diary() if e.date <= back(10)], history(), WORDS, period, ["flatness"])
    assert whole == until


def test_no_note_enters() -> None:
    entries = [entry(back(0), note="a private zebra", bring="a zebra to bring", signs={"dread": 1})]
    assert "zebra" not in repr(build(entries, history(), WORDS, Period(back(6), SUNDAY)))
