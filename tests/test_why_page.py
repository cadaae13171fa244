"""The evidence in words: every rule, its numbers put in, its dates, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cfjournal.render.page import Chart, Fact, Heading, Light, Page, Point, Words
from cfjournal.render.why_page import REFERENCES, why_page
from cfjournal.rules.history import Evidence, History, LeftOut, Limit, PhaseSeen, Reference, Trace
from tests.reviewing import PATTERNS, SUNDAY, WORDS, back, evidence, history, reading, rule, state

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNT = "count(flatness, 14 shifts)"


def page(
    found: Iterable[Evidence],
    *,
    patterns: Iterable[str] = ("compassion-fatigue",),
    whole: bool = True,
    **more: object,
) -> Page:
    return why_page(history([], found)._replace(**more), tuple(patterns), WORDS, whole=whole)  # type: ignore[arg-type]


def facts(of: Page, label: str) -> list[str]:
    return [
        block.value
        for section in of.sections
        for block in section.blocks
        if isinstance(block, Fact) and block.label == label
    ]


def headings(of: Page) -> list[str]:
    return [block.text for section in of.sections for block in section.blocks if isinstance(block, Heading)]


def test_an_empty_journal_has_nothing_to_judge() -> None:
    for of in (page([], day=None, entries=0), page([evidence(rule("a"))], entries=0)):
        assert of.sections == ()
        assert of.lead[0].text == "Nothing is written yet, so no rule has anything to judge."


def test_a_rule_that_speaks_shows_its_condition_with_the_numbers_put_in() -> None:
    of = page(
        [evidence(rule("compassion-fatigue.a", hold=2), readings=[reading(COUNT, 9, 9, [back(2), back(3)])])]
    )
    assert headings(of) == ["compassion-fatigue.a: speaks since Tuesday 3 November"]
    assert facts(of, "when") == ["emotional flatness is on at least 5 of the last 14 shifts: now 9"]
    assert facts(of, "for") == ["2 shifts in a row"]
    assert facts(of, "days") == ["2 shifts from 12 to 13 November: 12-13 November"]
    assert facts(of, "answer") == ["yes"]
    assert facts(of, "clears") == ["when the number is at most 2, on 3 shifts in a row."]
    assert facts(of, "because") == ["It builds slowly."]
    assert facts(of, "source") == ["A book about it."]


def test_joined_conditions_stand_one_by_one_each_with_its_number() -> None:
    joined = f"({COUNT} >= 5 or mean(dread, 14 shifts) >= 2) and not count(shame, 7 days) < 1"
    found = [
        reading(COUNT, 9, 9),
        reading("mean(dread, 14 shifts)", 0.5, 1.25),
        reading("count(shame, 7 days)", 1, None),
    ]
    of = page([evidence(rule("compassion-fatigue.a", when=joined), readings=found)])
    assert facts(of, "when either") == ["emotional flatness is on at least 5 of the last 14 shifts: now 9"]
    assert facts(of, "or") == [
        "dread of work is at least 2 on average over the last 14 shifts: now 0.5 to 1.25"
    ]
    assert facts(of, "and") == [
        "shame about caring less is on at least 1 shift in the last 7 days: now 1 or more"
    ]


@pytest.mark.parametrize(
    ("word", "labels"), [("and", ["when", "and", "and"]), ("or", ["when either", "or", "or"])]
)
def test_either_is_said_where_one_part_is_enough(word: str, labels: list[str]) -> None:
    joined = f" {word} ".join(f"{COUNT} >= {least}" for least in (3, 4, 5))
    of = page([evidence(rule("compassion-fatigue.a", when=joined))])
    assert [block.label for block in of.sections[0].blocks if isinstance(block, Fact)][:3] == labels


def test_what_is_not_known_is_said_with_what_is_missing() -> None:
    found = [reading(COUNT, None, None, missing="no reference yet")]
    of = page(
        [evidence(rule("compassion-fatigue.a"), "quiet", verdict="unknown", since=None, readings=found)]
    )
    assert headings(of) == ["compassion-fatigue.a: cannot say"]
    assert facts(of, "when")[0].endswith(": not known (no reference yet)")
    assert facts(of, "answer") == ["unknown"]
    partly = [reading(COUNT, 2, 6, missing="10 of 14 shifts written")]
    of = page([evidence(rule("compassion-fatigue.a"), readings=partly)])
    assert facts(of, "when")[0].endswith(": so far 2 (10 of 14 shifts written)")


@pytest.mark.parametrize(
    ("phase", "held", "heading", "answer"),
    [
        (
            "pending",
            1,
            "not for long enough yet, since Tuesday 3 November",
            "yes, on 1 of the 2 shifts in a row that it takes",
        ),
        (
            "clearing",
            1,
            "clearing, speaks since Tuesday 3 November",
            "yes; clear on 1 of the 3 shifts in a row that it takes",
        ),
        ("quiet", 0, "does not speak", "yes"),
    ],
)
def test_each_phase_is_said(phase: str, held: int, heading: str, answer: str) -> None:
    of = page([evidence(rule("compassion-fatigue.a", hold=2), phase, held=held)])  # type: ignore[arg-type]
    assert headings(of) == [f"compassion-fatigue.a: {heading}"]
    assert facts(of, "answer") == [answer]


def test_a_rule_that_does_not_speak_needs_no_reasons() -> None:
    of = page([evidence(rule("compassion-fatigue.a"), "quiet", verdict="no", since=None)])
    assert facts(of, "because") == facts(of, "source") == facts(of, "clears") == []


def test_what_several_rules_share_is_said_once() -> None:
    of = page([evidence(rule("compassion-fatigue.a")), evidence(rule("compassion-fatigue.b"))])
    assert len(headings(of)) == 2
    assert len(facts(of, "because")) == len(facts(of, "source")) == 1


def test_only_what_was_asked_for_is_shown() -> None:
    found = [evidence(rule(f"{name}.a", name)) for name in (*PATTERNS, "conditions")]
    for asked in (*PATTERNS, "conditions"):
        assert [heading.partition(".")[0] for heading in headings(page(found, patterns=[asked]))] == [asked]
    assert page(found, patterns=PATTERNS).title == "Why: burnout, compassion fatigue and secondary trauma"


def test_the_state_comes_first_with_how_sure_it_is() -> None:
    lit = state("compassion-fatigue", "watch", back(3), note="provisional: few entries")
    of = why_page(history([lit], [evidence(rule("compassion-fatigue.a"))]), ["compassion-fatigue"], WORDS)
    light = of.sections[0].blocks[0]
    note = (Words("Provisional: few entries.", "soft"),)
    assert light == Light("compassion fatigue", "watch", "since Thursday 12 November, 4 days", note)


def test_the_reference_is_told_with_its_days() -> None:
    assert set(REFERENCES) == {"none", "provisional", "full", "frozen", "set"}
    for status, meaning in REFERENCES.items():
        reference = Reference(status, (back(40), back(41)), {}, {})  # type: ignore[arg-type]
        blocks = page([], against=reference, whole=False).sections[-2].blocks
        assert blocks == (Words(meaning), Fact("reference", "2 shifts from 5 to 6 October"))
        blocks = page([], against=reference._replace(left_out=(back(39),))).sections[1].blocks
        assert blocks[1:] == (
            Fact("reference", "2 shifts from 5 to 6 October: 5-6 October"),
            Fact("left out", "1 shift on which something stood out: 7 October"),
        )
    assert page([], whole=False).sections[-2].blocks == (Words(REFERENCES["none"]),)


def test_it_ends_with_what_it_does_not_say_and_names_the_rules() -> None:
    of = page([], day=SUNDAY)
    text = " ".join(block.text for block in of.sections[-1].blocks if isinstance(block, Words))
    assert "Days without an entry" in text
    assert "Quiet: " in text
    assert "0123456789ab" in text
    assert of.lead == (Words("As of Sunday 15 November 2026, looking back on 40 entries."),)


def test_a_page_can_be_made_of_every_shipped_rule() -> None:
    from cfjournal.rules.engine import replay
    from cfjournal.rules.files import shipped
    from tests.reviewing import diary

    rules = shipped(WORDS)
    found: History = replay(diary(), rules, WORDS, until=SUNDAY)
    of = why_page(found, (*PATTERNS, "conditions"), WORDS, whole=True)
    assert len(headings(of)) == len(rules.rules) > 10


# --- in short -------------------------------------------------------------------------------------------


def points(of: Page) -> list[str]:
    return [block.text for section in of.sections for block in section.blocks if isinstance(block, Point)]


def test_in_short_a_rule_that_does_not_speak_says_what_keeps_it_from_speaking() -> None:
    joined = f"{COUNT} >= 5 and count(dread, 14 shifts) >= 3"
    found = [reading(COUNT, 9, 9), reading("count(dread, 14 shifts)", 1, 1)]
    silent = evidence(
        rule("compassion-fatigue.b", when=joined), "quiet", verdict="no", since=None, readings=found
    )
    of = page([evidence(rule("compassion-fatigue.a")), silent], whole=False)
    assert headings(of) == ["compassion-fatigue.a: speaks since Tuesday 3 November", "These do not speak"]
    assert points(of) == [
        "compassion-fatigue.b: no: dread of work is on at least 3 of the last 14 shifts: now 1"
    ]
    assert "`cfj why --all`" in str(of.sections[-1])


def test_in_short_what_is_not_known_is_said_with_what_is_missing() -> None:
    found = [reading(COUNT, 2, 6, missing="10 of 14 shifts written")]
    silent = evidence(rule("compassion-fatigue.a"), "quiet", verdict="unknown", since=None, readings=found)
    assert points(page([silent], whole=False)) == [
        (
            "compassion-fatigue.a: cannot say: emotional flatness is on at least 5 of the last 14 shifts: "
            "so far 2 (10 of 14 shifts written)"
        )
    ]


def test_in_short_a_pattern_of_which_nothing_can_be_said_says_so_once() -> None:
    silent = [
        evidence(rule(f"compassion-fatigue.{name}"), "quiet", verdict="unknown", since=None) for name in "ab"
    ]
    assert len(points(page(silent, whole=False))) == 2
    of = page(silent, whole=False, patterns=PATTERNS)
    assert (headings(of), points(of)) == ([], [])
    assert Words("None of its 2 rules can say anything yet.") in of.sections[1].blocks


# --- what was used, and what was left out ------------------------------------------------------------------


def used() -> list[Evidence]:
    """One rule that used two shifts and left out a day off."""
    counted = reading(COUNT, 1, 1, [back(3), back(2)])
    counted = counted._replace(first=back(3), left_out=(LeftOut("rest", (back(1),)),), relative=True)
    return [evidence(rule("compassion-fatigue.a"), readings=[counted])]


def test_days_left_out_are_told_with_the_reason() -> None:
    assert facts(page(used(), whole=False), "days") == ["2 shifts from 12 to 13 November, without 1 rest day"]
    of = page(used())
    assert facts(of, "days") == ["2 shifts from 12 to 13 November: 12-13 November"]
    assert facts(of, "left out") == [
        "1 rest day: 14 November",
        "what lies before Thursday 12 November, outside the window",
    ]


def test_every_entry_that_was_used_is_listed_with_what_was_counted_on_it() -> None:
    against = Reference("set", (back(3),), {}, {})
    entries = page(used(), against=against).sections[-2]
    assert entries.title == "The entries"
    assert entries.blocks[1:] == (
        Fact(
            "Thu 12 Nov", "of-2026-, reference: emotional flatness 3, dread of work 2; compassion fatigue 5"
        ),
        Fact("Fri 13 Nov", "of-2026-: emotional flatness 3, less patience 1; compassion fatigue 4"),
        Fact("Sat 14 Nov", "of-2026-, rest, left out: dread of work 1; compassion fatigue 1"),
    )
    conditions = page(used(), patterns=["compassion-fatigue", "conditions"]).sections[-2]
    assert "understaffed" in str(conditions)
    assert all(section.title != "The entries" for section in page(used(), whole=False).sections)


def test_what_was_compared_with_the_reference_says_with_how_many_shifts() -> None:
    against = Reference(
        "frozen", (back(41), back(40)), {"compassion-fatigue": 0.4}, {"compassion-fatigue": 1.04}
    )
    of = page(used(), against=against)
    assert facts(of, "against") == ["your reference of 2 shifts from 5 to 6 October"]
    assert facts(of, "compassion fatigue") == ["0.4 a shift on average, deviation 1.04"]


def test_days_without_an_entry_are_counted_from_the_first_that_was_looked_at() -> None:
    limits = [str(page(used(), whole=whole).sections[-1]) for whole in (False, True)]
    assert "Days without an entry: 1 since Sunday 15 November." in limits[0]
    assert "Days without an entry: 15 November." in limits[1]


# --- the picture -------------------------------------------------------------------------------------------


RISING = Trace(
    ((back(90), 9.0), (back(83), 0.254), (back(69), -0.5), (back(9), 1.2), (back(8), 2.5), (back(1), 3.5)),
    (Limit("compassion-fatigue.a", "watch", 1.95), Limit("compassion-fatigue.b", "building", 3.0)),
)


def charts(of: Page) -> list[Chart]:
    return [block for section in of.sections for block in section.blocks if isinstance(block, Chart)]


def test_the_excess_is_drawn_week_by_week_beside_its_limits() -> None:
    [chart] = charts(page([], traces={"compassion-fatigue": RISING}))
    assert chart.weeks == (0.254, None, -0.5, *[None] * 7, 2.5, 3.5)
    assert chart.limits == ((1.95, "watch"), (3.0, "building"))
    assert chart.span == ("24 August", "15 November")
    assert chart.words == (
        (
            "at the end of each of the 12 weeks from 24 August to 15 November: 0.25, none, -0.5, none, none, none, none, "
            "none, none, none, 2.5, 3.5"
        ),
        "limit of watch, 1.95: at or above it since Saturday 7 November",
        "limit of building, 3: at or above it since Saturday 14 November",
    )


def test_quiet_patterns_are_drawn_only_when_they_are_asked_for() -> None:
    traces = dict.fromkeys(PATTERNS, RISING)
    assert charts(page([], patterns=PATTERNS, whole=False, traces=traces)) == []
    assert len(charts(page([], whole=False, traces=traces))) == 1
    assert len(charts(page([], patterns=PATTERNS, traces=traces))) == 3
    assert charts(page([], traces=dict.fromkeys(PATTERNS, Trace()))) == []


# --- the phases of burnout ---------------------------------------------------------------------------------


PHASES = (
    PhaseSeen("exhaustion", 9, tuple(back(day) for day in range(14)), 0.15, True),
    PhaseSeen("distance", 6, tuple(back(day) for day in range(14)), 0.0, True),
    PhaseSeen("reduced-accomplishment", 1, tuple(back(day) for day in range(14)), None, False),
)


def phases_said(name: str, pattern: str = "burnout") -> str:
    lit = state(pattern, name, back(3))  # type: ignore[arg-type]
    of = why_page(history([lit])._replace(phases=PHASES), [pattern], WORDS)
    return " ".join(block.text for block in of.sections[0].blocks if isinstance(block, Words))


@pytest.mark.parametrize("name", ["watch", "building", "easing"])
def test_phases_of_burnout_are_named_where_the_entries_support_it(name: str) -> None:
    said = phases_said(name)
    assert said.startswith(
        "Of the last 14 shifts, the signs speak clearly of exhaustion on 9 (usually 2) and "
        "distance from the work on 6 (usually none)."
    )
    assert "Not everyone goes that way" in said


@pytest.mark.parametrize(
    ("name", "pattern"), [("quiet", "burnout"), ("unknown", "burnout"), ("building", "secondary-trauma")]
)
def test_phases_are_named_of_burnout_that_is_not_quiet_alone(name: str, pattern: str) -> None:
    assert phases_said(name, pattern) == ""
