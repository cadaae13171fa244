"""Sense: rules that read well and can't work are named; the shipped ones all can."""

from __future__ import annotations

import pytest

from cfjournal import vocabulary
from cfjournal.rules.files import SHIPPED, read_rules, without_sense

WORDS = vocabulary.load()


def faults(when: str, until: str = "", stage: str = "watch", more: str = "") -> list[str]:
    text = f'[[rule]]\nid = "mine"\npattern = "burnout"\nstage = "{stage}"\nsays = "x"\nwhen = "{when}"\n'
    text += (f'until = "{until}"\n' if until else "") + more
    rules, wrong = read_rules(text, WORDS)
    assert not wrong, [str(one) for one in wrong]
    return [fault.message for fault in without_sense(text, rules, WORDS)]


@pytest.mark.parametrize(
    "when",
    [
        "count(dread, 10 shifts) >= 11",
        "count(dread, 10 shifts) > 10",
        "share(dread, 10 shifts) > 1",
        "distinct(burnout, 10 shifts) >= 8",
        "mean(dread, 10 shifts) > 4",
        "excess(burnout) > 4",
        "count(dread, 5 shifts) + count(flatness, 5 shifts) > 10",
        "count(dread, 10 shifts) < 0",
        "count(dread, 10 shifts) >= 6 and count(dread, 10 shifts) < 6",
        "count(dread, 10 shifts) > 6 and count(dread, 10 shifts) <= 5 and excess(burnout) > 1",
        "not count(dread, 10 shifts) >= 0",
    ],
)
def test_what_can_never_hold_never_fires(when: str) -> None:
    assert faults(when)[0] == "mine: this can never hold, so the rule never fires"


@pytest.mark.parametrize(
    "when", ["count(dread, 9 shifts) >= 0", "share(dread, 9 shifts) <= 1 or excess(burnout) > 1"]
)
def test_what_always_holds_says_nothing(when: str) -> None:
    assert faults(when) == ["mine: this always holds, so the rule says nothing"]


def test_what_never_clears() -> None:
    assert faults("excess(burnout) >= 1", "count(dread, 9 shifts) < 0") == [
        "mine: this can never hold, so the rule never clears"
    ]
    assert faults("excess(burnout) >= 1", "excess(burnout) >= 1") == [
        "mine: it raises and clears on the same condition, so it never clears"
    ]


def test_a_watch_that_a_building_rule_always_hides() -> None:
    same = '[[rule]]\nid = "higher"\npattern = "burnout"\nstage = "building"\nsays = "x"\nwhen = "excess(burnout) >= 1"\n'
    assert faults("excess(burnout) >= 1", more=same) == [
        "mine: higher fires whenever this does, at a higher stage: this is never seen"
    ]


@pytest.mark.parametrize(
    "when",
    [
        "count(dread, 10 shifts) >= 10",
        "distinct(burnout, 10 shifts) >= 7",
        "excess(burnout) >= 1 and distinct(burnout, 10 shifts) >= 2",
        "count(dread, 10 shifts) >= 6 and count(dread, 10 shifts) <= 6",
        "days_since(supervision) > 28",
        "after_rest(exhaustion, 6 weeks) > -0.5",
        "recovery(burnout, 8 weeks) > 4",
        "unanswered(7 days, 8 weeks) >= 1",
        "mean(burnout, 8 shifts) > 9",
        "lead(burnout) > -1",
        "heavy(burnout >= 8, 14 shifts) >= 14",
    ],
)
def test_what_can_happen_is_let_alone(when: str) -> None:
    assert faults(when) == []


def test_every_shipped_rule_makes_sense() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    rules, _ = read_rules(text, WORDS)
    assert without_sense(text, rules, WORDS) == []
