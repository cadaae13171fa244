"""Eased: what is counted around an occasion, what it is set against, and when nothing is said."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cfjournal.eased import CLEARLY, FEWEST, FEWEST_OTHERS, LOOKED_BACK, MOST, OFTEN, Eased, eased_after
from cfjournal.series import days_of
from tests.reviewing import SUNDAY, WORDS, entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.entry import Entry

MONDAY = SUNDAY - dt.timedelta(days=7 * 24 - 1)
HEAVY, LIGHT = 3, 1


def weeks(levels: str, *, supports: dict[int, str] | None = None, leave: Iterable[int] = ()) -> list[Entry]:
    """Return shifts from Monday to Friday: a level of exhaustion a week; a word on the Sunday of some weeks.

    A week of `leave` has no shift, `_` is a week in which nothing was written.
    """
    entries = []
    for week, level in enumerate(levels):
        for day in range(5):
            date = MONDAY + dt.timedelta(days=7 * week + day)
            if week in leave:
                entries.append(entry(date, "leave"))
            elif level != "_":
                entries.append(entry(date, signs={"exhaustion": int(level)} if level != "0" else {}))
        if week in (supports or {}):
            named = (supports or {})[week].split()
            sunday = MONDAY + dt.timedelta(days=7 * week + 6)
            entries.append(entry(sunday, "rest", supports=named))
    return entries


def seen(entries: Sequence[Entry]) -> tuple[Eased, ...]:
    return eased_after(days_of(entries), WORDS)


AFTER_THREE = {0: "supervision", 4: "supervision", 8: "supervision"}


def test_what_was_lighter_after_every_occasion_and_mostly_not_otherwise_is_counted() -> None:
    (found,) = seen(weeks("31333133313333333333", supports=AFTER_THREE))
    assert found == Eased("supervision", "reflective supervision", 3, 3, 0, found.weeks, MONDAY)
    assert found.weeks >= FEWEST_OTHERS
    assert found.clear


def test_a_lighter_week_is_half_a_level_a_shift_lighter() -> None:
    entries = weeks("31333133313333333333", supports=AFTER_THREE)
    assert seen(entries)
    milder = [
        each._replace(signs={"exhaustion": 3, "dread": 0})
        if each.date.toordinal() % 5 and each.kind == "shift" and each.signs == {"exhaustion": LIGHT}
        else each
        for each in entries
    ]
    assert milder != entries
    assert seen(milder) == ()


def test_signs_that_belong_to_no_pattern_alone_do_not_count() -> None:
    entries = [
        each._replace(signs={"poor-sleep": each.signs.get("exhaustion", 0)}, strains={"overload": 4})
        for each in weeks("31333133313333333333", supports=AFTER_THREE)
    ]
    assert seen(entries) == ()


def test_what_is_as_often_lighter_otherwise_is_not_named() -> None:
    assert seen(weeks("31313131313131313131", supports=AFTER_THREE)) == ()


def test_a_heavy_week_is_set_beside_weeks_as_heavy() -> None:
    """Supervision in bad weeks only, each of which would have been followed by a lighter one anyway."""
    every_other_bad_week = dict.fromkeys((0, 6, 12), "supervision")
    assert seen(weeks("311311311311311311311311", supports=every_other_bad_week)) == ()
    assert seen(weeks("311333311333311333333333", supports=every_other_bad_week))


def test_without_weeks_as_heavy_to_set_it_beside_nothing_is_said() -> None:
    assert seen(weeks("311111311111311111111111", supports=dict.fromkeys((0, 6, 12), "supervision"))) == ()


def test_two_occasions_say_nothing_however_clear() -> None:
    entries = weeks("31333133333333333333", supports={0: "supervision", 4: "supervision"})
    assert seen(entries) == ()


def test_it_takes_six_other_weeks_as_heavy() -> None:
    said = {tail: seen(weeks("31333133313" + "3" * tail, supports=AFTER_THREE)) for tail in range(9)}
    first = min(tail for tail, found in said.items() if found)
    assert first > 0
    assert said[first][0].weeks == FEWEST_OTHERS
    assert all(bool(found) is (tail >= first) for tail, found in said.items())


@pytest.mark.parametrize("kept", [0, 1])
def test_an_occasion_with_less_than_two_shifts_on_a_side_does_not_count(kept: int) -> None:
    entries = weeks("31333133313333333333", supports=AFTER_THREE)
    assert seen(entries)
    week = range(9 * 7, 10 * 7)
    after = [each for each in entries if (each.date - MONDAY).days in week and each.kind == "shift"]
    fewer = [each for each in entries if each not in after[kept:]]
    assert len(fewer) == len(entries) - 5 + kept
    assert seen(fewer) == ()


def test_a_day_without_an_entry_is_not_a_light_one() -> None:
    assert seen(weeks("3_333_333_3333333333", supports=AFTER_THREE)) == ()


def test_a_run_of_leave_is_one_occasion() -> None:
    entries = weeks("3_133__1333_1333333333", leave=(1, 5, 6, 11))
    (found,) = seen(entries)
    assert (found.id, found.label, found.after, found.of) == ("leave", "leave", 3, 3)


def test_what_is_noted_again_within_a_week_is_the_same_occasion() -> None:
    often = dict.fromkeys(range(20), "break")
    assert seen(weeks("31333133313333333333", supports=often)) == ()


def test_what_is_noted_again_a_week_later_has_no_week_without_it_before() -> None:
    (found,) = seen(weeks("31333133313333333333", supports={**AFTER_THREE, 1: "supervision"}))
    assert (found.after, found.of) == (3, 3)


def test_the_day_itself_is_neither_before_nor_after() -> None:
    entries = weeks("31333133313333333333", supports=AFTER_THREE)
    on_the_day = [
        each._replace(kind="shift", signs={"exhaustion": 4, "dread": 4, "shame": 4})
        if each.supports
        else each
        for each in entries
    ]
    assert on_the_day != entries
    assert seen(on_the_day) == seen(entries) != ()


def test_every_support_that_was_noted_three_times_is_looked_at_and_two_are_named_at_most() -> None:
    named = dict.fromkeys(AFTER_THREE, "supervision debrief colleague-support boundary")
    found = seen(weeks("31333133313333333333", supports=named))
    assert [each.id for each in found] == ["supervision", "debrief"]
    assert len(found) == MOST
    others = seen(weeks("31333133313333333333", supports=dict.fromkeys(AFTER_THREE, "boundary")))
    assert [each.label for each in others] == ["a boundary kept"]


def test_a_word_of_nobodys_vocabulary_has_its_own_name() -> None:
    found = seen(weeks("31333133313333333333", supports=dict.fromkeys(AFTER_THREE, "choir")))
    assert [(each.id, each.label) for each in found] == [("choir", "choir")]


def test_only_half_a_year_is_looked_back_on() -> None:
    entries = weeks("31333133313333333333", supports=AFTER_THREE)
    assert seen(entries)
    later = MONDAY + dt.timedelta(days=LOOKED_BACK + 8)
    assert seen([*entries, entry(later)]) == ()


@pytest.mark.parametrize(
    ("after", "of", "otherwise", "among", "clear"),
    [
        (4, 5, 9, 21, True),
        (3, 3, 2, 3, True),
        (2, 3, 0, 9, False),
        (3, 5, 0, 9, False),
        (4, 6, 1, 3, True),
        (4, 4, 3, 4, False),
        (1, 4, 0, 4, False),
    ],
)
def test_it_has_to_be_far_above_the_other_weeks_and_on_most_occasions(
    after: int, of: int, otherwise: int, among: int, clear: bool
) -> None:
    assert Eased("x", "x", after, of, otherwise, among, MONDAY).clear is clear


def test_the_limits_mean_what_is_written_beside_them() -> None:
    for of in range(FEWEST, 12):
        for after in range(of + 1):
            for otherwise in range(13):
                found = Eased("x", "x", after, of, otherwise, 12, MONDAY)
                if found.clear:
                    assert after >= FEWEST
                    assert after / of >= OFTEN
                    assert after / of - otherwise / 12 >= CLEARLY


def test_an_empty_diary_and_one_of_leave_alone_say_nothing() -> None:
    assert seen([]) == ()
    assert seen(weeks("____________", leave=range(12))) == ()


LEVELS = st.text("_0123", min_size=0, max_size=24)
OCCASIONS = st.dictionaries(st.integers(0, 23), st.sampled_from(["supervision", "debrief break", "break"]))


@settings(max_examples=60, deadline=None)
@given(LEVELS, OCCASIONS, st.sets(st.integers(0, 23)), st.randoms(use_true_random=False))
def test_the_order_of_the_entries_does_not_matter_and_the_counts_are_possible(
    levels: str, occasions: dict[int, str], leave: set[int], chance: random.Random
) -> None:
    entries = weeks(levels, supports=occasions, leave=leave)
    found = seen(entries)
    assert seen(chance.sample(entries, len(entries))) == found
    for each in found:
        assert 0 <= each.after <= each.of
        assert 0 <= each.otherwise <= each.weeks
        assert each.of >= FEWEST
        assert each.weeks >= FEWEST_OTHERS


def test_in_half_years_where_nothing_helps_it_is_hardly_ever_said() -> None:
    """Supervision sought in bad weeks that get better anyway: the figure beside `CLEARLY`."""
    chance = random.Random(20261122)
    said = sum(bool(seen(_asked_for_in_bad_weeks(chance))) for _ in range(200))
    assert said <= 20


def _asked_for_in_bad_weeks(chance: random.Random) -> list[Entry]:
    base, mood, last, entries = chance.uniform(0.5, 2.5), 0.0, -99, []
    for day in range(24 * 7):
        if day % 7 == 0:
            mood = 0.5 * mood + chance.gauss(0, 1)
        if day % 7 > 4 or chance.random() > 0.75:
            continue
        level = max(0, min(4, round(base + mood + chance.gauss(0, 0.8))))
        asks = day - last > 13 and level >= base + 0.8 and chance.random() < 0.35
        last = day if asks else last
        supports = ["supervision"] if asks else []
        entries.append(entry(MONDAY + dt.timedelta(days=day), signs={"exhaustion": level}, supports=supports))
    return entries
