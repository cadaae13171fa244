"""The evidence in words: every rule, its numbers put in, its dates, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cfjournal.render.page import Fact, Heading, Light, Page, Words
from cfjournal.render.why_page import REFERENCES, why_page
from cfjournal.rules.history import Evidence, History, Reference
from tests.reviewing import PATTERNS, SUNDAY, WORDS, back, evidence, history, reading, rule, state

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNT = "count(flatness, 14 shifts)"


def page(
    found: Iterable[Evidence], *, patterns: Iterable[str] = ("compassion-fatigue",), **more: object
) -> Page:
    return why_page(replace(history([], found), **more), tuple(patterns), WORDS)  # type: ignore[arg-type]


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
    assert facts(of, "days") == ["2 shifts: 12-13 November"]
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
        "dread of work is at least 2 on average over the last 14 shifts: now 0.5 to 1.2"
    ]
    assert facts(of, "and") == ["shame about caring less is on at least 1 of the last 7 days: now 1 or more"]


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
    assert facts(of, "when")[0].endswith(": now 2 to 6 (10 of 14 shifts written)")


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
        blocks = page([], reference=reference).sections[-2].blocks
        assert blocks == (Words(meaning), Fact("reference", "2 shifts: 5-6 October"))
    assert page([]).sections[-2].blocks == (Words(REFERENCES["none"]),)


def test_it_ends_with_what_it_does_not_say_and_names_the_rules() -> None:
    of = page([], day=SUNDAY)
    text = " ".join(block.text for block in of.sections[-1].blocks if isinstance(block, Words))
    assert "Days without an entry" in text
    assert "Quiet means" in text
    assert "0123456789ab" in text
    assert of.lead == (Words("As of Sunday 15 November 2026, looking back on 40 entries."),)


def test_a_page_can_be_made_of_every_shipped_rule() -> None:
    from cfjournal.rules.engine import replay
    from cfjournal.rules.files import shipped
    from tests.reviewing import diary

    rules = shipped(WORDS)
    found: History = replay(diary(), rules, WORDS, until=SUNDAY)
    of = why_page(found, (*PATTERNS, "conditions"), WORDS)
    assert len(headings(of)) == len(rules.rules) > 10
