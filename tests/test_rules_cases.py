"""Case files: the notation, what is wrong in it, and what it checks."""

from __future__ import annotations

import pytest

from cfjournal import vocabulary
from cfjournal.rules.cases import FIRST, Case, entries_of, read_cases, run_case
from cfjournal.rules.files import read_rules
from cfjournal.rules.rule import RuleSet

WORDS = vocabulary.load()
RULE = """
[[rule]]
id = "t.dread"
pattern = "compassion-fatigue"
stage = "building"
when = "count(dread >= 3, 3 shifts) >= 2"
until = "count(dread >= 3, 3 shifts) <= 0"
for = "2 shifts"
keep = "2 shifts"
says = "Strong dread"
"""
RULES = RuleSet(read_rules(RULE, WORDS)[0])


def read(text: str) -> Case:
    cases, faults = read_cases(text, RULES, WORDS)
    assert not faults, [str(fault) for fault in faults]
    return cases[0]


def missed(text: str) -> list[str]:
    return [miss.expected for miss in run_case(read(text), RULES, WORDS)]


def test_a_series_says_a_level_a_day_with_gaps_repeats_and_groups() -> None:
    case = read("case: a\ndread: 0x2 3 _ (1 _ 2)x2 # and a remark\non 1: t.dread quiet")
    assert case.series["dread"] == [0, 0, 3, None, 1, None, 2, 1, None, 2]
    entries = entries_of(case, WORDS)
    assert [(one.date - FIRST).days + 1 for one in entries] == [1, 2, 3, 5, 7, 8, 10]
    assert entries[2].signs == {"dread": 3}


def test_a_roster_goes_round_and_words_find_their_group() -> None:
    case = read("case: a\nroster: shift x2 rest\nincident: 2x4\nsupervision: 0x3 2\non 1: t.dread quiet")
    entries = entries_of(case, WORDS)
    assert [one.kind for one in entries] == ["shift", "shift", "rest", "shift"]
    assert entries[3].strains == {"incident": 2}
    assert entries[3].supports == {"supervision": 2}


FIRES = "case: fires\ndread: 0x3 3x4 0x6\n"


def test_what_comes_out_as_expected_misses_nothing() -> None:
    assert (
        missed(
            FIRES
            + "on 1: compassion-fatigue unknown, t.dread unknown\non 2 to 4: compassion-fatigue quiet\n"
            + "on 5: t.dread pending, t.dread yes, compassion-fatigue not building\n"
            + "on 6 to 9: compassion-fatigue building, t.dread firing\non 10: t.dread clearing, compassion-fatigue easing\n"
            + "on 11 to 13: compassion-fatigue quiet, t.dread no"
        )
        == []
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "on 5: compassion-fatigue building",
        "on 6: compassion-fatigue quiet",
        "on 6: compassion-fatigue not building",
        "on 5: t.dread firing",
        "on 5: t.dread no",
        "on 1: t.dread no",
    ],
)
def test_what_does_not_is_a_miss_with_its_line(wrong: str) -> None:
    [miss] = run_case(read(FIRES + wrong), RULES, WORDS)
    assert miss.line == 3
    assert miss.found.startswith("day ")


def test_words_are_looked_for_in_what_fires_on_the_last_day() -> None:
    assert missed("case: a\ndread: 3x5\nsays: strong DREAD") == []
    assert missed("case: a\ndread: 3x5\nsays: cynicism") == ["says 'cynicism'"]
    assert missed("case: a\ndread: 0x5\nsays: dread") == ["says 'dread'"]


def test_silence_after_the_last_entry_is_part_of_a_case() -> None:
    assert missed("case: a\ndread: 3x5\non 400: compassion-fatigue building") == []
    assert (
        missed("case: a\ndread: 0x5\non 30: compassion-fatigue quiet\non 40: compassion-fatigue unknown")
        == []
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("draed: 3", "'draed' is no word"),
        ("dread: 7", "'7' is no level"),
        ("dread: 3x", "'3x' is no level"),
        ("dread 3", "a line is a word, a colon"),
        ("roster: shfit", "'shfit' is no kind of day"),
        ("on x: burnout quiet", "'x' names no days"),
        ("on 5 to 3: burnout quiet", "'5 to 3' names no days"),
        ("on 3: burnt quiet", "'burnt' is no pattern and no rule"),
        ("on 3: burnout angry", "'burnout angry' names no state"),
        ("on 3: t.dread building", "'t.dread building' names no state"),
        ("dread: 0x4000", "longer than ten years"),
    ],
)
def test_each_fault_is_named_with_its_line(line: str, says: str) -> None:
    _, faults = read_cases(f"case: a\non 1: burnout unknown\n  {line}", RULES, WORDS)
    assert [(fault.line, fault.column) for fault in faults] == [(3, 3)]
    assert says in faults[0].message


def test_a_case_that_expects_nothing_proves_nothing() -> None:
    _, faults = read_cases("case: a\ndread: 3", RULES, WORDS)
    assert [fault.message for fault in faults] == ["the case 'a' expects nothing"]
    _, faults = read_cases("dread: 3", RULES, WORDS)
    assert [fault.message for fault in faults] == ["there is no case yet"]
