"""Calendars and timelines as text: every sign has its meaning, every week its column, and nothing is cut."""

from __future__ import annotations

import datetime as dt

import pytest

from cfjournal.render import drawn
from cfjournal.render.page import Calendar, Cell, Row, Strip, Timeline

MONDAY = dt.date(2026, 8, 31)


def text(lines: object) -> list[str]:
    return ["".join(piece for piece, _ in line).rstrip() for line in lines]  # type: ignore[attr-defined]


def a_calendar(*cells: Cell | None, marks: tuple[str, ...] = ()) -> Calendar:
    return Calendar("dread", MONDAY, cells, marks, ())  # type: ignore[arg-type]


def test_a_shift_is_a_shade_a_day_off_a_letter_and_a_missing_day_a_dot() -> None:
    week = [
        Cell("shift", 0),
        Cell("shift", 2),
        Cell("shift", 4),
        Cell("rest"),
        Cell("leave"),
        Cell("sick"),
        Cell(None),
    ]
    signs = [line[-1] for line in text(drawn.calendar(a_calendar(*week), 80, unicode=True))[1:]]
    assert signs == ["▫", "▒", "█", "r", "l", "s", "·"]
    signs = [line[-1] for line in text(drawn.calendar(a_calendar(*week), 80, unicode=False))[1:]]
    assert signs == ["0", "2", "4", "r", "l", "s", "."]


def test_what_was_there_on_a_day_off_makes_its_letter_a_capital() -> None:
    lines = text(drawn.calendar(a_calendar(Cell("rest", 3), Cell("rest", 0)), 80, unicode=True))
    assert [line[-1] for line in lines[1:3]] == ["R", "r"]


def test_no_level_and_no_kind_is_told_by_colour_alone() -> None:
    kinds = [Cell("shift", level) for level in range(5)] + [
        Cell(None),
        Cell("rest"),
        Cell("leave"),
        Cell("sick"),
    ]
    for unicode in (True, False):
        lines = text(drawn.calendar(a_calendar(*kinds), 80, unicode=unicode))
        signs = "".join(line[4:] for line in lines[1:]).replace(" ", "")
        assert len(set(signs)) == len(kinds)


def test_days_outside_the_diary_are_empty() -> None:
    lines = text(drawn.calendar(a_calendar(None, Cell("shift", 1)), 80, unicode=True))
    assert lines[1:4] == ["Mon", "Tue ░", "Wed"]


@pytest.mark.parametrize(("width", "parts"), [(120, 1), (60, 1), (40, 2), (20, 4)])
def test_a_year_is_folded_into_parts_that_fit(width: int, parts: int) -> None:
    lines = text(drawn.calendar(a_calendar(*[Cell("shift", 1)] * 371), width, unicode=True))
    assert max(map(len, lines)) <= width
    assert sum(line.startswith("Mon") for line in lines) == parts
    assert sum(line.count("░") for line in lines) == 371


def test_months_stand_over_the_week_in_which_they_begin() -> None:
    line, *_ = text(drawn.calendar(a_calendar(*[Cell("shift")] * 70), 24, unicode=True))
    assert line == "    Sep     Oct     Nov"
    line, *_ = text(drawn.calendar(a_calendar(*[Cell("shift")] * 63), 22, unicode=True))
    assert line == "    Sep     Oct"  # the name of a month that has just begun would stick out
    weeks = [MONDAY + dt.timedelta(days) for days in (-7, 0, 7)]
    assert list(drawn.month_columns(weeks, 2)) == [(1, "Sep")]


def a_timeline(weeks: int, *rows: Row) -> Timeline:
    marks = ("quiet",) * (weeks - 1) + ("building",)
    return Timeline(MONDAY, (Strip("burnout", marks, "building"),), rows)  # type: ignore[arg-type]


def a_row(label: str, *weeks: float | None) -> Row:
    return Row(label, "1 of 9", "1 of 9 shifts", "usually none", weeks, "", band=(0.0, 0.5))


def test_a_chart_has_a_column_a_week() -> None:
    timeline = a_timeline(4, a_row("dread of work", 0.0, None, 1.0, 2.0))
    assert text(drawn.timeline(timeline, [timeline], 80, unicode=True)) == [
        "               Sep",
        "burnout        ○○○●",
        "dread of work  ▁·▅█  1 of 9 shifts, usually none",
    ]
    assert text(drawn.timeline(timeline, [timeline], 80, unicode=False))[1:] == [
        "burnout        ooo#",
        "dread of work  0.12  1 of 9 shifts, usually none",
    ]


def test_on_a_narrow_screen_names_stand_above_and_weeks_are_taken_together() -> None:
    timeline = a_timeline(60, a_row("dread of work", *[0.0] * 59, 2.0))
    lines = text(drawn.timeline(timeline, [timeline], 38, unicode=True))
    assert lines[1:] == [
        "burnout",
        "  " + "○" * 29 + "●",
        "dread of work  1 of 9, usually none",
        "  " + "▁" * 29 + "▅",
    ]
    assert drawn.timeline_key([timeline], 38, unicode=True).startswith("A bar for 2 weeks")
    assert drawn.timeline_key([timeline], 80, unicode=True).startswith("A bar for a week")


def test_weeks_taken_together_are_missing_only_if_all_are() -> None:
    timeline = a_timeline(60, a_row("dread", *[None] * 58, None, 2.0))
    assert text(drawn.timeline(timeline, [timeline], 38, unicode=True))[-1] == "  " + "·" * 29 + "█"


def test_weeks_before_the_diary_are_empty_and_not_missing() -> None:
    timeline = a_timeline(4, a_row("dread", None, None, None, 2.0))._replace(before=2)
    assert text(drawn.timeline(timeline, [timeline], 80, unicode=True))[-1].startswith("dread      ·█")
    assert "not written" in drawn.timeline_key([timeline], 80, unicode=True)
    assert "not written" not in drawn.timeline_key([timeline._replace(before=3)], 80, unicode=True)


def test_a_long_name_stands_on_a_line_of_its_own() -> None:
    timeline = a_timeline(53, a_row("slow to recover from encounters", *[1.0] * 53))
    lines = text(drawn.timeline(timeline, [timeline], 78, unicode=True))
    assert lines[-2] == "slow to recover from encounters"
    assert lines[-1] == " " * 24 + "▅" * 53


def test_a_week_is_above_or_below_what_is_usual() -> None:
    row = a_row("dread", 1.0, 2.0, 3.0, None)._replace(band=(1.5, 2.5))
    line = list(drawn.timeline(timeline := a_timeline(4, row), [timeline], 80, unicode=True))[-1]
    assert [tone for _, tone in line[1:5]] == ["less", "soft", "more", "soft"]


def test_only_what_occurs_is_explained() -> None:
    calendar = a_calendar(Cell("shift", 2), Cell("leave"), marks=("watch",))
    assert drawn.calendar_key([calendar], unicode=True) == "▒ clearly, l leave. ◐ watch."
    whole = a_calendar(Cell("shift", 0), Cell(None), Cell("rest", 1))
    assert drawn.calendar_key([whole], unicode=False) == (
        "0 not at all, . not written, r rest, a capital where it was there on a day off."
    )


def test_pieces_of_one_tone_are_one() -> None:
    line: drawn.Line = [("a", "more"), ("b", "more"), ("c", "soft")]
    assert list(drawn.runs(line)) == [("ab", "more"), ("c", "soft")]
