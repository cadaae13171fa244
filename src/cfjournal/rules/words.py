"""Words: conditions, measures and their numbers as a person would say them.

Reads trees and labels; takes no measures itself.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from cfjournal.entry import LEVELS
from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.tree import Arithmetic, Comparison, Junction, Measure, Not, Number, Subject, Window

if TYPE_CHECKING:
    from cfjournal.rules.spans import Span
    from cfjournal.rules.tree import Condition, Value
    from cfjournal.vocabulary import Vocabulary

PHRASES = {
    "count": "the number of shifts with {subject} in {window}",
    "share": "the share of shifts with {subject} in {window}",
    "mean": "the mean of {subject} over {window}",
    "distinct": "the number of different signs of {plain} in {window}",
    "heavy": "the number of shifts whose signs of {plain} add up to {level} or more in {window}",
    "rise": "the mean rise of {plain} above your reference over {window}",
    "excess": "how far {plain} stands above your reference beyond chance, recent days counting more",
    "lead": "how far {plain} stands ahead of the other patterns",
    "days_since": "the number of days since {subject} was noted",
    "after_rest": "the change of {subject} over days off in {window}",
    "recovery": "the number of days {plain} takes to settle after an incident in {window}",
    "unanswered": "the number of incidents in {window} without a debrief within {wait}",
}
FACTS = {
    "count": "{subject} on {n} {of}",
    "share": "{subject} on {percent} {shifts}",
    "mean": "{subject} was at {n} on average over {window}",
    "distinct": "{n} different signs of {plain} in {window}",
    "heavy": "signs of {plain} added up to {level} or more on {n} {of}",
    "rise": "{plain} lay {n} above your reference over {window}",
    "excess": "{plain} stands {n} times as far above your reference as chance alone takes it",
    "lead": "{plain} stands {n} ahead of the other patterns",
    "days_since": "{subject} last noted {n} days ago",
    "after_rest": "{subject} changed by {n} over days off in {window}",
    "recovery": "{n} days until {plain} settled after an incident in {window}",
    "unanswered": "{n} incidents in {window} without a debrief within {wait}",
}
CLAUSES = {
    "count": "{subject} is on {n} {of}",
    "share": "{subject} is on {percent} {shifts}",
    "mean": "{subject} is {n} on average over {window}",
    "distinct": "{n} different signs of {plain} show in {window}",
    "heavy": "signs of {plain} add up to {level} or more on {n} {of}",
    "rise": "{plain} lies {n} above your reference over {window}",
    "excess": "the rise of {plain} is {n} times what chance explains",
    "lead": "{plain} stands {n} ahead of the other patterns",
    "days_since": "{subject} was last noted {n} days ago",
    "after_rest": "{subject} changes by {n} over days off in {window}",
    "recovery": "{plain} takes {n} days to settle after an incident in {window}",
    "unanswered": "a debrief within {wait} is missing after {n} incidents in {window}",
}
"""A measure compared with a number, as one clause: `n` is "at least 5", say."""

COMPARATORS = {">=": "at least", "<=": "at most", ">": "more than", "<": "under"}
CONTRARY = {">=": "under", "<=": "more than", ">": "at most", "<": "at least"}


def number(value: float) -> str:
    """Return a number with as many digits as a person needs: whole, or one place."""
    return f"{value:.0f}" if abs(value - round(value)) < 0.05 else f"{value:.1f}"


def exactly(value: float) -> str:
    """Return a number to two places: enough to tell it from a limit that it has not reached."""
    return f"{round(value, 2) + 0:g}"


def span(value: Span) -> str:
    """Return an interval in words: a number, "7 or more", "2 to 6", or "not known"."""
    low, high = value
    if low == high:
        return number(low)
    if low == -math.inf:
        return "not known" if high == math.inf else f"at most {number(high)}"
    return f"{number(low)} or more" if high == math.inf else f"{number(low)} to {number(high)}"


def label(word: str, vocabulary: Vocabulary) -> str:
    """Return what a tag or pattern is called."""
    tag = vocabulary.tags.get(word)
    return tag.label if tag else word.replace("-", " ")


def _window(window: Window) -> str:
    if window.unit == "days" and window.length % 7 == 0 and window.length > 7:
        return f"the last {window.length // 7} weeks"
    return f"the last {window.length} {window.unit}" if window.length > 1 else f"the last {window.unit[:-1]}"


def _window_parts(window: Window) -> dict[str, str]:
    """Return a window as it is said alone, after a number of shifts, and after a share of them."""
    words = _window(window)
    if window.unit == "shifts":
        return {"window": words, "of": f"of {words}", "shifts": f"of {words}"}
    return {"window": words, "of": f"shifts in {words}", "shifts": f"of the shifts in {words}"}


def _subject(subject: Subject, vocabulary: Vocabulary) -> str:
    name = label(subject.word, vocabulary)
    if subject.word in PATTERNS:
        name = f"a sign of {name}"
    if subject.level == 1 or subject.level >= len(LEVELS):
        return name
    return f"{name} {LEVELS[subject.level]} or more"


def _parts(measure: Measure, vocabulary: Vocabulary) -> dict[str, str]:
    parts = dict.fromkeys(("subject", "plain", "wait", "level"), "") | {"window": "the weeks before"}
    for argument in measure.arguments:
        if isinstance(argument, Subject):
            parts["subject"], parts["plain"] = (
                _subject(argument, vocabulary),
                label(argument.word, vocabulary),
            )
            parts["level"] = str(argument.level)
        else:
            parts |= _window_parts(argument)
    first = measure.arguments[0] if measure.arguments else None
    if isinstance(first, Window):
        parts["wait"] = f"{first.length} {first.unit}"
    return parts


def measure_words(measure: Measure, vocabulary: Vocabulary) -> str:
    """Return a measure in words, without its number."""
    return PHRASES[measure.name].format(**_parts(measure, vocabulary))


def fact(measure: Measure, value: Span, vocabulary: Vocabulary) -> str:
    """Return a measure in words, with the number put in."""
    low, high = value
    percent = f"{low * 100:.0f} %" if low == high else f"{low * 100:.0f} to {high * 100:.0f} %"
    said = FACTS[measure.name].format(n=span(value), percent=percent, **_parts(measure, vocabulary))
    return _singular(said)


def _value(node: Value, vocabulary: Vocabulary) -> str:
    match node:
        case Number(value):
            return exactly(value)
        case Measure():
            return measure_words(node, vocabulary)
        case Arithmetic(operator, left, right):
            word = {"+": "plus", "-": "less", "*": "times", "/": "divided by"}[operator]
            return f"{_value(left, vocabulary)} {word} {_value(right, vocabulary)}"


def condition_words(node: Condition, vocabulary: Vocabulary, *, contrary: bool = False) -> str:
    """Return a condition in words; `contrary` says when it does not hold."""
    match node:
        case Comparison(operator, left, right):
            words = CONTRARY if contrary else COMPARATORS
            if isinstance(left, Measure) and isinstance(right, Number):
                return _clause(left, words[operator], right.value, vocabulary)
            return f"{_value(left, vocabulary)} is {words[operator]} {_value(right, vocabulary)}"
        case Not(part):
            return condition_words(part, vocabulary, contrary=not contrary)
        case Junction(word, parts):
            joint = {"and": "or", "or": "and"}[word] if contrary else word
            return f" {joint} ".join(_inner(part, vocabulary, contrary=contrary) for part in parts)


def _inner(part: Condition, vocabulary: Vocabulary, *, contrary: bool) -> str:
    """Return a condition inside another: in brackets where it joins several itself."""
    words = condition_words(part, vocabulary, contrary=contrary)
    return f"({words})" if isinstance(part, Junction) else words


def _clause(measure: Measure, comparator: str, value: float, vocabulary: Vocabulary) -> str:
    if (measure.name, comparator, value) == ("lead", "at least", 0):
        return f"no other pattern stands further up than {_parts(measure, vocabulary)['plain']}"
    said = CLAUSES[measure.name].format(
        n=f"{comparator} {exactly(value)}",
        percent=f"{comparator} {value * 100:.0f} %",
        **_parts(measure, vocabulary),
    )
    return _singular(said)


def _singular(text: str) -> str:
    """Return a text in which what there is one of is not said in the plural."""
    return re.sub(r"(?<![\d.])(1 (?:different )?)(shift|day|sign|incident)s\b", r"\1\2", text)
