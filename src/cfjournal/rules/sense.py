"""Sense: rules that read well and can't do what they seem to: never fire, never clear, contradict themselves.

Works on what each measure can give at all, by the same intervals as evidence does. It finds what is
certain; a rule without a finding may still be a bad one, which `measure` and `try` tell.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cfjournal.rules.conditions import compile_comparison
from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.relative import CAP
from cfjournal.rules.tree import Comparison, Junction, Measure, Not, Number, Subject, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cfjournal.rules.rule import Rule
    from cfjournal.rules.spans import Span, Truth
    from cfjournal.rules.tree import Condition
    from cfjournal.vocabulary import Vocabulary

STRONGEST = 4
EVERY: Span = (-math.inf, math.inf)


def possible(measure: Measure, vocabulary: Vocabulary) -> Span:  # noqa: PLR0911 (a table)
    """Return the least and the most that a measure can give on any day of any diary."""
    windows = [a for a in measure.arguments if isinstance(a, Window)]
    subjects = [a for a in measure.arguments if isinstance(a, Subject)]
    length = windows[-1].length if windows else math.inf
    match measure.name:
        case "count" | "heavy" | "unanswered":
            return 0, length
        case "share":
            return 0, 1
        case "distinct":
            return 0, sum(tag.main == subjects[0].word for tag in vocabulary.tags.values())
        case "mean" if subjects[0].word not in PATTERNS:
            return 0, STRONGEST
        case "mean" | "days_since" | "recovery":
            return 0, math.inf
        case "after_rest":
            return -STRONGEST, STRONGEST
        case "excess":
            return -math.inf, CAP
        case _:
            return EVERY


def _possible(measure: Measure) -> Callable[[Vocabulary], Span]:
    return lambda vocabulary: possible(measure, vocabulary)


def ever(node: Condition, vocabulary: Vocabulary) -> Truth:
    """Tell whether a condition holds on every day (True), on none (False), or depends (None)."""
    match node:
        case Comparison():
            return compile_comparison(node, _possible)(vocabulary)
        case Not(part):
            inside = ever(part, vocabulary)
            return None if inside is None else not inside
        case Junction(word, parts):
            found = [ever(part, vocabulary) for part in parts]
            if word == "and" and _contradictory(parts):
                return False
            decides = word == "or"
            if decides in found:
                return decides
            return None if None in found else not decides


def _contradictory(parts: Iterable[Condition]) -> bool:
    """Whether conditions that must all hold leave no value for one of their measures."""
    allowed: dict[str, tuple[float, float, bool]] = {}
    for part in parts:
        if not (isinstance(part, Comparison) and isinstance(part.right, Number)):
            continue
        low, high, open_ = allowed.get(str(part.left), (-math.inf, math.inf, False))
        number = part.right.value
        if part.operator in (">", ">="):
            low = max(low, number)
        else:
            high = min(high, number)
        open_ = open_ or part.operator in ("<", ">")
        if low > high or (low == high and open_):
            return True
        allowed[str(part.left)] = (low, high, open_)
    return False


def nonsense(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterator[tuple[Rule, str, str]]:
    """Give each rule that can't work, with the key at fault and a sentence."""
    for rule in rules:
        raises = ever(rule.when, vocabulary)
        if raises is False:
            yield rule, "when", "this can never hold, so the rule never fires"
        elif raises is True:
            yield rule, "when", "this always holds, so the rule says nothing"
        clears = ever(rule.until, vocabulary)
        if clears is False and raises is not True:
            yield rule, "until", "this can never hold, so the rule never clears"
        if str(rule.until) == str(rule.when):
            yield rule, "until", "it raises and clears on the same condition, so it never clears"
        for other in rules:
            if _hides(other, rule):
                yield (
                    rule,
                    "when",
                    f"{other.id} fires whenever this does, at a higher stage: this is never seen",
                )


def _hides(higher: Rule, lower: Rule) -> bool:
    return (
        higher.pattern == lower.pattern
        and (higher.stage, lower.stage) == ("building", "watch")
        and str(higher.when) == str(lower.when)
        and higher.hold <= lower.hold
        and higher.keep >= lower.keep
        and str(higher.until) == str(lower.until)
    )
