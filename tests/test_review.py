"""The review as a value: what it holds, from which days, and what can never be in it."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from cfjournal.period import Period
from cfjournal.review import build
from cfjournal.rules.history import Reference
from tests.reviewing import (
    PATTERNS,
    SUNDAY,
    WEEK,
    WORDS,
    back,
    building,
    empty,
    entry,
    evidence,
    history,
    reading,
    review,
    rule,
    state,
)


def test_an_empty_journal_has_a_review() -> None:
    found = empty()
    assert found.last_written is None
    assert (found.coverage.written, found.coverage.shifts, found.coverage.begun) == (0, 0, None)
    assert (found.strains, found.signs, found.supports, found.bring, found.last_times) == ((), (), (), (), ())
    assert [each.state.name for each in found.patterns] == ["unknown"] * 3


def test_coverage_counts_each_kind_and_names_the_days_without_an_entry() -> None:
    entries = [
        entry(back(20)),
        entry(back(5)),
        entry(back(4), "sick"),
        entry(back(3), "rest"),
        entry(back(0)),
    ]
    coverage = build(entries, history(), WORDS, WEEK).coverage
    assert coverage.kinds == {"shift": 2, "sick": 1, "rest": 1}
    assert coverage.unwritten == (back(6), back(2), back(1))
    assert (coverage.written, coverage.shifts, coverage.days, coverage.begun) == (4, 2, 7, None)


def test_days_before_the_first_entry_are_not_unwritten() -> None:
    coverage = build([entry(back(3)), entry(back(1))], history(), WORDS, WEEK).coverage
    assert coverage.begun == back(3)
    assert coverage.unwritten == (back(2), back(0))
    assert coverage.days == 4


def test_what_is_later_than_the_period_is_not_looked_at() -> None:
    early = [entry(back(3), signs={"dread": 2})]
    late = entry(
        back(-1), signs={"flatness": 4}, strains=["conflict"], bring="later", supports=["supervision"]
    )
    assert build([*early, late], history(), WORDS, WEEK) == build(early, history(), WORDS, WEEK)


def test_the_order_of_the_entries_does_not_matter() -> None:
    entries, found = building()
    assert build(entries[::-1], found, WORDS, WEEK) == build(entries, found, WORDS, WEEK)


def test_hopelessness_is_answered_and_not_counted() -> None:
    entries = [entry(back(9), signs={"hopeless": 3}), entry(back(2), signs={"hopeless": 1, "dread": 1})]
    entries.append(entry(back(1), signs={"hopeless": 0}))
    found = build(entries, history(), WORDS, WEEK)
    assert found.reach_out == (back(2),)
    assert [each.id for each in found.signs] == ["dread"]


def test_findings_are_the_conditions_that_fire() -> None:
    firing = evidence(rule("conditions.a", "conditions"))
    clearing = evidence(rule("conditions.b", "conditions"), "clearing")
    pending = evidence(rule("conditions.c", "conditions"), "pending")
    other = evidence(rule("burnout.a", "burnout"))
    assert build([], history([], [other, clearing, pending, firing]), WORDS, WEEK).findings == (
        clearing,
        firing,
    )


def test_last_times_are_the_latest_and_say_since_when_nothing_is_known() -> None:
    entries = [
        entry(back(40), supports=["supervision"]),
        entry(back(30), "leave"),
        entry(back(20), supports=["supervision"]),
    ]
    found = build(entries, history(), WORDS, WEEK).last_times
    assert [(each.id, each.last) for each in found] == [
        ("supervision", back(20)),
        ("debrief", None),
        ("leave", back(30)),
    ]
    assert {each.known_from for each in found} == {back(40)}


def test_a_support_at_level_zero_was_not_there() -> None:
    asked = entry(back(2))._replace(supports={"debrief": 0})
    assert [each.last for each in build([asked], history(), WORDS, WEEK).last_times] == [None] * 3


def test_what_lies_before_months_that_were_not_read_is_not_taken_for_the_last_time() -> None:
    entries = [entry(back(300), supports=["supervision"]), entry(back(20))]
    found = build(entries, history(), WORDS, WEEK, whole_from=back(60))
    assert [(each.last, each.known_from) for each in found.last_times] == [(None, back(20))] * 3


def test_a_pattern_shows_the_rules_that_speak_and_the_signs_that_carry_it() -> None:
    burnout, fatigue, _ = review().patterns
    assert (burnout.reasons, burnout.carriers) == ((), ())
    assert [each.rule.id for each in fatigue.reasons] == ["compassion-fatigue.rising"]
    assert len(fatigue.looked_at) == 14
    assert [(each.id, each.on, each.of) for each in fatigue.carriers] == [
        ("flatness", 14, 14),
        ("dread", 5, 14),
        ("impatience", 1, 14),
    ]


def test_the_higher_stage_speaks_first_and_its_latest_shifts_are_looked_at() -> None:
    entries, _ = building()
    watch = evidence(rule("w", "burnout")._replace(stage="watch"))
    days = [back(day) for day in (4, 5, 6)]
    higher = evidence(
        rule("b", "burnout"), readings=[reading("long", 1, 1, days), reading("short", 1, 1, days[:2])]
    )
    lit = state("burnout", "building", back(9), rules=("w", "b"))
    found = build(entries, history([lit], [watch, higher]), WORDS, WEEK).patterns[0]
    assert [each.rule.id for each in found.reasons] == ["b", "w"]
    assert found.looked_at == tuple(days[:2])


def test_what_was_marked_to_bring_comes_in_the_order_of_writing() -> None:
    entries = [
        entry(back(1), bring=" second \n"),
        entry(back(4), bring="first"),
        entry(back(3), bring="  "),
        entry(back(12), bring="before the week"),
    ]
    assert [(each.date, each.text) for each in build(entries, history(), WORDS, WEEK).bring] == [
        (back(4), "first"),
        (back(1), "second"),
    ]


def test_a_reference_that_is_not_yet_one_gives_no_usual() -> None:
    entries = [entry(back(day), signs={"dread": 1}) for day in range(10)]
    days = tuple(back(day) for day in range(5, 10))
    for status, known in (("none", False), ("provisional", True)):
        reference = Reference(status, days, {}, {})  # type: ignore[arg-type]
        (dread,) = build(entries, history(reference=reference), WORDS, WEEK).signs
        assert (dread.usual is not None) == known


MARKER = "zebra-in-the-note"


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60), st.sampled_from(("shift", "rest", "leave", "sick")), st.text(max_size=5)
        ),
        min_size=1,
        max_size=25,
    ),
    st.integers(1, 40),
)
def test_no_text_of_a_note_is_ever_in_a_review(days: list[tuple[int, str, str]], length: int) -> None:
    entries = [
        entry(
            back(day),
            kind,  # type: ignore[arg-type]
            signs={"dread": 2, "hopeless": 1},
            strains=["incident"],
            note=f"{text}{MARKER}",
            bring=text,
            ident=str(at),
        )
        for at, (day, kind, text) in enumerate(days)
    ]
    found = build(entries, history(), WORDS, Period(SUNDAY - dt.timedelta(days=length), SUNDAY))
    assert MARKER in repr(entries)
    assert MARKER not in repr(found)


def test_every_pattern_is_in_every_review() -> None:
    assert [each.state.pattern for each in review().patterns] == list(PATTERNS)
