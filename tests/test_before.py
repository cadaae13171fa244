"""Since the days before: what changed, how it is said, and when there is nothing to compare with."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

import pytest

from cfjournal.before import Course, before_of, since_before
from cfjournal.period import Period
from cfjournal.render.page import Point, Words
from cfjournal.render.since_page import name_of_span
from cfjournal.render.since_page import since_before as section_of
from cfjournal.review import build
from cfjournal.series import days_of
from cfjournal.tally import NOTABLE
from tests.reviewing import WEEK, WORDS, back, entry, history, state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.before import Before
    from cfjournal.entry import Entry
    from cfjournal.rules.history import History, PatternState, StateName


def seen(entries: Sequence[Entry], found: History | None = None, period: Period = WEEK) -> Before | None:
    return since_before(days_of(entries), found or history(), WORDS, period)


def said(entries: Sequence[Entry], found: History | None = None, period: Period = WEEK) -> list[str]:
    section = section_of(build(entries, found or history(), WORDS, period))
    return [block.text for block in section.blocks if isinstance(block, Point | Words)]


def shifts(days: range, **named: object) -> list[Entry]:
    return [entry(back(day), **named) for day in days]  # type: ignore[arg-type]


def changed(*steps: tuple[int, StateName], pattern: str = "burnout", older: bool = False) -> History:
    """Return a history in which a pattern changed so many days ago to each of these states."""
    timeline = tuple((back(day), state(pattern, name, back(day), older=older)) for day, name in steps)
    last: PatternState = timeline[-1][1]
    return history([last])._replace(timeline=timeline)


# --- which days ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "before", "name"),
    [
        ("2026-11-09", "2026-11-15", ("2026-11-02", "2026-11-08"), "week"),
        ("2026-11-14", "2026-11-20", ("2026-11-07", "2026-11-13"), "week"),
        ("2026-11-16", "2026-11-18", ("2026-11-09", "2026-11-15"), "week"),
        ("2026-05-01", "2026-05-07", ("2026-04-24", "2026-04-30"), "week"),
        ("2026-06-01", "2026-06-03", ("2026-05-25", "2026-05-31"), "week"),
        ("2026-11-01", "2026-11-03", ("2026-10-01", "2026-10-31"), "month"),
        ("2026-11-01", "2026-11-30", ("2026-10-01", "2026-10-31"), "month"),
        ("2026-11-01", "2026-11-22", ("2026-10-01", "2026-10-31"), "month"),
        ("2026-03-01", "2026-03-31", ("2026-02-01", "2026-02-28"), "month"),
        ("2026-01-01", "2026-01-31", ("2025-12-01", "2025-12-31"), "month"),
        ("2026-11-03", "2026-11-12", ("2026-10-24", "2026-11-02"), ""),
        ("2026-10-01", "2026-11-30", ("2026-08-01", "2026-09-30"), ""),
    ],
)
def test_before_a_period_lie_as_many_days_or_the_whole_week_or_month(
    first: str, last: str, before: tuple[str, str], name: str
) -> None:
    found = before_of(Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last)))
    assert (found.first.isoformat(), found.last.isoformat()) == before
    assert name_of_span(found) == name


def test_nothing_is_said_where_too_little_is_known_of_before() -> None:
    assert seen([]) is None
    assert seen(shifts(range(7))) is None
    assert seen([*shifts(range(7)), entry(back(8)), entry(back(9), "rest")]) is None
    assert seen([*shifts(range(7)), entry(back(8)), entry(back(9))])
    assert said(shifts(range(7))) == []


def test_months_that_were_not_read_are_not_compared_with() -> None:
    entries = shifts(range(14))
    for whole_from, there in ((back(13), True), (back(12), False)):
        of = build(entries, history(), WORDS, WEEK, whole_from=whole_from)
        assert (of.before is not None) is there


def test_a_week_of_leave_is_not_like_a_week_of_work() -> None:
    leave = [entry(back(day), "leave") for day in range(7)]
    assert seen([*leave, *shifts(range(7, 14))]) is None


# --- words --------------------------------------------------------------------------------------------------


def test_much_the_same_is_said_in_one_line() -> None:
    found = seen(shifts(range(14), signs={"dread": 2}))
    assert found
    assert found.alike
    assert said(shifts(range(14), signs={"dread": 2})) == ["Much like the week before."]


def test_a_word_moves_from_half_a_level_a_shift_on() -> None:
    def moved(level: int, on: int) -> list[str]:
        now = [entry(back(day), signs={"dread": level if day < on else 0}) for day in range(4)]
        found = seen([*now, *shifts(range(7, 11))])
        assert found
        return [each.id for each in found.moved]

    assert moved(1, 2) == ["dread"]
    assert moved(1, 1) == []
    assert moved(2, 1) == ["dread"]
    assert NOTABLE == 0.5


def test_conditions_come_first_and_of_a_kind_what_moved_furthest() -> None:
    now = shifts(range(5), signs={"dread": 2, "flatness": 4}, strains=["no-break"], supports=["debrief"])
    then = shifts(range(7, 12), supports=["break"])
    found = seen([*now, *then])
    assert found
    assert [each.id for each in found.moved] == ["no-break", "debrief", "break", "flatness", "dread"]
    assert said([*now, *then]) == [
        (
            "More: no break (5 of 5, before none), debrief (5 of 5, before none), "
            "emotional flatness (5 of 5, before none) and dread of work (5 of 5, before none)."
        ),
        "Less: a real break (none, before 5 of 5).",
    ]


def test_what_is_there_as_often_is_stronger_or_milder() -> None:
    now = shifts(range(5), signs={"dread": 3, "flatness": 1})
    then = shifts(range(7, 12), signs={"dread": 1, "flatness": 2})
    assert said([*now, *then]) == ["More: dread of work (stronger).", "Less: emotional flatness (milder)."]


def test_a_line_names_three_words_and_counts_the_rest() -> None:
    now = shifts(range(5), strains=list(WORDS.strains[:6]))
    (line,) = said([*now, *shifts(range(7, 12))])
    assert line.count("before") == 3
    assert line.endswith(" and 3 other words.")


def test_hopelessness_is_answered_and_never_compared() -> None:
    assert said([*shifts(range(5), signs={"hopeless": 4}), *shifts(range(7, 12))]) == [
        "Much like the week before."
    ]


def test_days_off_are_not_shifts() -> None:
    off = [entry(back(day), "rest", signs={"dread": 4}) for day in (5, 6)]
    assert said([*shifts(range(5)), *off, *shifts(range(7, 12))]) == ["Much like the week before."]


def test_much_less_writing_is_said_without_blame() -> None:
    assert said([entry(back(3)), *shifts(range(7, 13))]) == [
        "Written: 1 day, 6 before. What stands here rests on less."
    ]
    assert said([*shifts(range(4)), *shifts(range(7, 13))]) == ["Much like the week before."]


def test_a_week_that_has_only_begun_is_not_said_to_be_less() -> None:
    begun = Period(dt.date(2026, 11, 9), dt.date(2026, 11, 10))
    entries = [entry(dt.date(2026, 11, day)) for day in (2, 3, 4, 5, 6, 9, 10)]
    assert said(entries, period=begun) == ["Much like the week before."]


def test_the_order_of_the_entries_does_not_matter() -> None:
    entries = [
        *shifts(range(5), signs={"dread": 3}, strains=["overload"]),
        *shifts(range(7, 12), supports=["break"]),
    ]
    shuffled = random.Random(2).sample(entries, len(entries))
    assert shuffled != entries
    assert seen(shuffled) == seen(entries)


# --- states -------------------------------------------------------------------------------------------------

SAME = shifts(range(14))


def test_a_state_that_changed_is_said_with_what_it_was_and_since_when() -> None:
    found = changed((30, "quiet"), (4, "watch"), (2, "building"))
    before = seen(SAME, found)
    assert before
    assert before.states == (Course("burnout", "quiet", ((back(4), "watch"), (back(2), "building"))),)
    assert said(SAME, found) == ["Burnout: quiet before, watch since Wed 11 Nov, building since Fri 13 Nov."]


def test_a_state_that_did_not_change_or_came_back_is_not_said() -> None:
    for steps in (
        ((30, "quiet"),),
        ((30, "quiet"), (9, "watch")),
        ((30, "quiet"), (4, "watch"), (2, "quiet")),
    ):
        assert said(SAME, changed(*steps)) == ["Much like the week before."]


def test_a_change_that_may_be_older_than_what_was_read_is_no_change() -> None:
    assert said(SAME, changed((3, "watch"), older=True)) == ["Much like the week before."]


def test_a_state_that_began_before_is_no_change_in_these_days() -> None:
    assert said(SAME, history([state("burnout", "building", back(12))])) == ["Much like the week before."]


def test_what_may_be_older_is_what_it_was_before() -> None:
    lit = state("burnout", "watch", back(3))
    timeline = ((back(5), state("burnout", "quiet", back(5), older=True)), (back(3), lit))
    before = seen(SAME, history([lit])._replace(timeline=timeline))
    assert before
    assert before.states == (Course("burnout", "quiet", ((back(3), "watch"),)),)


NAMES = ("burnout", "compassion-fatigue", "secondary-trauma")


def test_patterns_that_changed_alike_are_said_together() -> None:
    watch = [state(name, "watch", back(3)) for name in NAMES]
    found = history(watch)._replace(timeline=tuple((back(3), each) for each in watch))
    assert said(SAME, found) == [
        "Burnout, compassion fatigue and secondary trauma: unknown before, watch since Thu 12 Nov."
    ]


def test_that_enough_was_written_to_say_that_all_is_quiet_is_no_news() -> None:
    quiet = [state(name, "quiet", back(3)) for name in NAMES]
    found = history(quiet)._replace(timeline=tuple((back(3), each) for each in quiet))
    before = seen(SAME, found)
    assert before
    assert len(before.states) == 3
    assert said(SAME, found) == ["Much like the week before."]


def test_a_state_that_silence_took_back_is_a_change() -> None:
    stale = state("burnout", "unknown", back(2), stale_days=30)
    found = history([stale])._replace(timeline=((back(60), state("burnout", "quiet", back(60))),))
    before = seen(SAME, found)
    assert before
    assert before.states == (Course("burnout", "quiet", ((back(2), "unknown"),)),)
