"""Rule files: what they hold, every fault at its place, and the digest that names a set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cfjournal import vocabulary
from cfjournal.errors import RulesError
from cfjournal.rules import files
from cfjournal.rules.rule import Rule, RuleSet, with_own

if TYPE_CHECKING:
    from pathlib import Path

WORDS = vocabulary.load()
GOOD = """
[[rule]]
id = "mine.dread"
pattern = "burnout"
stage = "watch"
when = "count(dread >= 3, 14 shifts) >= 5"
for = "2 shifts"
keep = "3 shifts"
says = "Strong dread on many shifts."
"""


def read(text: str) -> tuple[tuple[Rule, ...], list[files.Fault]]:
    return files.read_rules(text, WORDS)


def test_a_rule_is_read_with_its_defaults() -> None:
    [rule], faults = read(GOOD)
    assert not faults
    assert (rule.id, rule.hold, rule.keep) == ("mine.dread", 2, 3)
    assert str(rule.until) == f"not {rule.when}"


def test_the_shipped_rules_are_such_a_file() -> None:
    rules, faults = read(files.SHIPPED.read_text(encoding="utf-8"))
    assert not faults
    assert {rule.pattern for rule in rules} == {
        "burnout",
        "compassion-fatigue",
        "secondary-trauma",
        "conditions",
    }
    assert all(rule.says and rule.because and rule.source for rule in rules)


def test_three_faults_are_all_reported_with_line_and_caret() -> None:
    text = (
        GOOD.replace("count(dread", "cuont(dread")
        + GOOD.replace("mine.dread", "mine.other").replace('stage = "watch"', 'stage = "alarm"')
        + GOOD.replace("mine.dread", "mine.third").replace("keep =", "kepe =")
    )
    rules, faults = read(text)
    assert not rules
    assert [(fault.line, fault.column) for fault in faults] == [(6, 9), (14, 10), (26, 1)]
    assert [fault.message for fault in faults] == [
        "there is no measure 'cuont'",
        "'alarm' is no stage of burnout",
        "a rule has no 'kepe'",
    ]
    assert "did you mean count?" in str(faults[0])
    assert str(faults[0]).splitlines()[2].index("^") - 4 == 8


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("when = ", "wehn = "), "the rule has no 'when'"),
        (('"burnout"', '"burn-out"'), "'burn-out' is no pattern"),
        (("14 shifts", "14 sifts"), "a window needs its unit"),
        (("dread >= 3", "draed >= 3"), "'draed' is no word in the vocabulary"),
        (('"2 shifts"', '"2 days"'), "'for' counts shifts"),
        (('"2 shifts"', "2"), "'for' is text in quotes"),
        (('"Strong dread on many shifts."', '""'), "'says' is empty"),
        (("[[rule]]", "[[rules]]"), "'rules' does not belong in a rule file"),
        (("14 shifts", "14 shifts, 3"), "a window needs its unit"),
        (("dread >= 3, 14 shifts", "dread"), "count takes 2 arguments, not 1"),
        (("dread >= 3, 14 shifts", "14 shifts, dread"), "a word is wanted here"),
        (("dread >= 3, 14 shifts", "dread, dread"), "a window is wanted here"),
        (('= "2 shifts', "= 2 shifts"), "this is not TOML"),
    ],
)
def test_each_fault_has_its_sentence(change: tuple[str, str], says: str) -> None:
    assert change[0] in GOOD
    _, faults = read(GOOD.replace(*change))
    assert any(says in fault.message for fault in faults), [str(fault) for fault in faults]


def test_two_rules_may_not_share_an_id() -> None:
    _, faults = read(GOOD + GOOD)
    assert [(fault.line, fault.message) for fault in faults] == [
        (12, "there are two rules with the id 'mine.dread'")
    ]


def test_a_file_that_is_not_there_or_not_text_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="can't be read"):
        files.load(tmp_path / "none.toml", WORDS)
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RulesError, match="not UTF-8"):
        files.load(tmp_path / "bad.toml", WORDS)


def test_the_digest_names_what_decides_and_nothing_else() -> None:
    [rule], _ = read(GOOD)
    [reworded], _ = read(GOOD.replace("Strong dread", "A lot of dread"))
    [stricter], _ = read(GOOD.replace(">= 5", ">= 6"))
    assert RuleSet((rule,)).digest == RuleSet((reworded,)).digest
    assert RuleSet((rule,)).digest != RuleSet((stricter,)).digest


def test_a_persons_own_rule_takes_the_place_of_the_one_with_its_id() -> None:
    base = files.shipped(WORDS)
    [rule], _ = read(GOOD.replace("mine.dread", base.rules[0].id))
    joined = with_own(base, [rule])
    assert joined.rules[0] is rule
    assert len(joined.rules) == len(base.rules)
    assert joined.digest != base.digest
