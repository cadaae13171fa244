"""The page of the trends: looked at in every form, and said with nothing but what is known."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from cfjournal.period import Period
from cfjournal.render.markdown import write
from cfjournal.render.page import Calendar, Cell, Light, Timeline
from cfjournal.render.plain import say
from cfjournal.render.terminal import draw
from cfjournal.render.trends_page import FEWEST, trends_page
from cfjournal.render.trends_view import trends_view
from cfjournal.rules.episodes import Episode
from cfjournal.trends import build
from tests.reviewing import SUNDAY, WEEK, WORDS, back, entry, history, state, trends, year

if TYPE_CHECKING:
    from collections.abc import Callable

    from cfjournal.render.page import Block, Page

PATTERNS = ("burnout", "compassion-fatigue", "secondary-trauma")


def blocks(page: Page) -> list[Block]:
    return [block for section in page.sections for block in section.blocks]


@pytest.mark.parametrize("width", [120, 80, 40])
def test_the_trends_look_like_this(width: int, golden: Callable[[str, str], None]) -> None:
    page = trends_page(year())
    golden(f"trends-{width}.txt", draw(page, width=width, colour=False, unicode=True))


def test_the_trends_in_colour_look_like_this(golden: Callable[[str, str], None]) -> None:
    golden("trends-colour.txt", draw(trends_page(trends()), width=80, colour=True, unicode=True))


def test_the_trends_in_ascii_look_like_this(golden: Callable[[str, str], None]) -> None:
    text = draw(trends_page(trends()), width=80, colour=False, unicode=False)
    assert text.isascii()
    golden("trends-ascii.txt", text)


def test_the_trends_in_plain_lines_look_like_this(golden: Callable[[str, str], None]) -> None:
    text = say(trends_page(trends()))
    assert text.isascii()
    golden("trends-plain.txt", text)


def test_the_trends_in_markdown_look_like_this(golden: Callable[[str, str], None]) -> None:
    golden("trends.md", write(trends_page(trends())))


def test_the_trends_in_json_look_like_this(golden: Callable[[str, str], None]) -> None:
    golden("trends.json", json.dumps(trends_view(trends()), indent=1) + "\n")


def test_it_says_when_something_was_building_and_when_there_were_first_signs_alone() -> None:
    light = next(block for block in blocks(trends_page(trends())) if isinstance(block, Light))
    assert (light.name, light.state) == ("compassion fatigue", "building")
    assert [words.text for words in light.lines] == [
        "Building from Tuesday 3 November on.",
        "First signs from Thursday 1 to Monday 5 October 2026.",
    ]  # the first signs that became more are part of the building


def test_of_many_build_ups_the_latest_are_named_and_all_are_counted() -> None:
    found = trends()
    many = [Episode("burnout", "building", back(day), back(day - 2)) for day in (60, 50, 40, 30)]
    page = trends_page(
        found._replace(episodes=(*many, *found.episodes), calendars=trends("burnout").calendars)
    )
    assert "Building 4 times, of late from Saturday 26 to Sunday 27 September 2026, " in say(page)


def test_a_day_before_the_diary_or_the_period_has_no_cell_and_an_unwritten_one_has() -> None:
    entries = [entry(back(5), signs={"dread": 2}), entry(back(3), "leave")]
    found = build(entries, history(), WORDS, Period(back(8), SUNDAY), ["dread"])
    calendar = next(block for block in blocks(trends_page(found)) if isinstance(block, Calendar))
    assert calendar.first == back(13)
    assert calendar.cells[:8] == (None,) * 8
    assert [cell.kind if cell else "" for cell in calendar.cells[8:]] == [
        *("shift", None, "leave", None, None, None),
    ]


def test_what_is_unknown_is_said_and_nothing_is_called_quiet() -> None:
    unknown = [state(name, "unknown", note="2 of the 14 shifts it takes") for name in PATTERNS]
    entries = [entry(back(1), signs={"dread": 1}), entry(back(0))]
    page = trends_page(build(entries, history(unknown), WORDS, Period(back(6), SUNDAY)))
    said = [words.text for words in page.lead]
    assert said == [
        "Begun on Saturday 14 November: 2 of 2 days written, 2 shifts.",
        "2 of the 14 shifts it takes.",
    ]


def test_a_stretch_without_entries_is_neither_good_nor_bad() -> None:
    never = trends_page(build([], history(), WORDS, Period(back(6), SUNDAY)))
    assert "missing, not good and not bad" in never.lead[0].text
    assert "cfj log" in say(never)
    before = [entry(back(20))]
    since = trends_page(build(before, history(), WORDS, Period(back(6), SUNDAY)))
    assert "missing, not good and not bad" in since.lead[0].text
    assert since.sections == ()


def test_strips_stand_above_the_first_chart_alone() -> None:
    timelines = [block for block in blocks(trends_page(trends())) if isinstance(block, Timeline)]
    assert [[strip.label for strip in timeline.strips] for timeline in timelines] == [
        ["your usual", "compassion fatigue"],
        [],
        [],
    ]


def test_where_to_turn_comes_first() -> None:
    page = trends_page(trends(), ["Somebody to talk to."])
    assert say(page).split("\n\n")[1] == "Somebody to talk to."


def drawings(of: Page) -> tuple[Calendar, Timeline]:
    (calendar,) = [block for block in blocks(of) if isinstance(block, Calendar)]
    return calendar, next(block for block in blocks(of) if isinstance(block, Timeline))


def test_what_lies_before_the_diary_is_not_drawn() -> None:
    calendar, timeline = drawings(trends_page(trends(days=371)))
    assert calendar.first == timeline.first == dt.date(2026, 8, 31)
    assert calendar.cells[0] == Cell("shift")
    assert {len(row.weeks) for row in timeline.rows} == {len(timeline.strips[0].marks)} == {11}
    assert len(calendar.marks) == 11
    assert timeline.before == 0


def test_a_diary_of_days_is_drawn_in_a_few_weeks_and_nothing_is_missing_before_it() -> None:
    young = build(
        [entry(back(1), signs={"dread": 2})], history(), WORDS, Period(back(100), SUNDAY), ("dread",)
    )
    calendar, timeline = drawings(trends_page(young))
    assert len(timeline.rows[0].weeks) == FEWEST
    assert timeline.before == FEWEST - 1
    assert [cell for cell in calendar.cells if cell] == [Cell("shift", 2), Cell(None)]
    assert calendar.first == timeline.first == WEEK.first - dt.timedelta(days=21)
