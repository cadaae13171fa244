"""Conditions: from a tree of the language to yes, no or unknown over a track.

`check` finds what the grammar can't: measures and words that do not exist, arguments that do not fit.
`compile_condition` turns a checked tree into closures once, so that a replay of years stays quick.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.language import LanguageError
from cfjournal.rules.measures import KINDS, UNKNOWN
from cfjournal.rules.tree import (
    Arithmetic,
    Comparison,
    Junction,
    Measure,
    Not,
    Number,
    Subject,
    Window,
    measures,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cfjournal.rules.measures import Span
    from cfjournal.rules.track import Track
    from cfjournal.rules.tree import Condition, Value
    from cfjournal.vocabulary import Vocabulary

Truth = bool | None
"""True, False, or None for unknown."""

DAY_KINDS = ("rest", "leave", "sick", "shift")


def near(word: str, words: Iterable[str]) -> str:
    """Return a hint that names the nearest of `words`, or ""."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"did you mean {found[0]}?" if found else ""


def check(tree: Condition, vocabulary: Vocabulary) -> list[LanguageError]:
    """Return every mistake in a tree that reads well but can't mean anything."""
    return [fault for measure in measures(tree) for fault in _check_measure(measure, vocabulary)]


def _check_measure(measure: Measure, vocabulary: Vocabulary) -> list[LanguageError]:
    kind = KINDS.get(measure.name)
    if kind is None:
        hint = near(measure.name, KINDS) or f"measures are {', '.join(KINDS)}"
        return [LanguageError(f"there is no measure {measure.name!r}", measure.column, hint)]
    needed = sum(not taken.endswith("?") for taken in kind.takes)
    if not needed <= len(measure.arguments) <= len(kind.takes):
        form = f"{kind.name}({', '.join(kind.takes)})"
        wanted = f"{needed} argument{'s' if needed != 1 else ''}"
        said = f"{measure.name} takes {wanted}, not {len(measure.arguments)}"
        return [LanguageError(said, measure.column, f"write {form}")]
    pairs = zip(kind.takes, measure.arguments, strict=False)
    return [
        fault
        for takes, argument in pairs
        if (fault := _check_argument(takes.rstrip("?"), argument, vocabulary))
    ]


def _check_argument(takes: str, argument: Subject | Window, vocabulary: Vocabulary) -> LanguageError | None:
    if takes in ("window", "days"):
        if not isinstance(argument, Window):
            return LanguageError(
                "a window is wanted here", argument.column, "for example 14 shifts, or 4 weeks"
            )
        if takes == "days" and argument.unit == "shifts":
            return LanguageError("this window is counted in days or weeks", argument.column)
        return None
    if isinstance(argument, Window):
        return LanguageError(
            f"a {'pattern' if takes == 'pattern' else 'word'} is wanted here", argument.column
        )
    allowed: list[str] = []
    if takes in ("pattern", "either"):
        allowed += PATTERNS
    if takes in ("word", "either"):
        allowed += [*vocabulary.tags, *DAY_KINDS]
    if argument.word in allowed:
        return None
    what = "pattern" if takes == "pattern" else "word in the vocabulary"
    return LanguageError(f"{argument.word!r} is no {what}", argument.column, near(argument.word, allowed))


def take(measure: Measure, track: Track) -> Span:
    """Return the interval of one measure, today."""
    return KINDS[measure.name].take(track, measure)


def compile_condition(tree: Condition) -> Callable[[Track], Truth]:
    """Return a function that judges `tree` over a track."""
    match tree:
        case Comparison():
            return _comparison(tree)
        case Not(part):
            inside = compile_condition(part)
            return lambda track: None if (truth := inside(track)) is None else not truth
        case Junction(word, parts):
            compiled = [compile_condition(part) for part in parts]
            decides = word == "or"

            def joined(track: Track) -> Truth:
                unknown = False
                for part in compiled:
                    truth = part(track)
                    if truth is decides:
                        return decides
                    unknown = unknown or truth is None
                return None if unknown else not decides

            return joined


def _comparison(tree: Comparison) -> Callable[[Track], Truth]:
    left, right, operator = _value(tree.left), _value(tree.right), tree.operator
    if operator in ("<", "<="):
        left, right = right, left
    strict = operator in ("<", ">")

    def compared(track: Track) -> Truth:
        (low, high), (floor, ceiling) = left(track), right(track)
        if low > ceiling or (low == ceiling and not strict):
            return True
        if high < floor or (high == floor and strict):
            return False
        return None

    return compared


def bounds_of_value(node: Value, take_measure: Callable[[Measure], Span]) -> Span:
    """Return the interval of a value, given that of each measure in it."""
    match node:
        case Number(number):
            return number, number
        case Measure():
            return take_measure(node)
        case Arithmetic(operator, left, right):
            return _arithmetic(
                operator, bounds_of_value(left, take_measure), bounds_of_value(right, take_measure)
            )


def _value(node: Value) -> Callable[[Track], Span]:
    match node:
        case Number(number):
            return lambda _: (number, number)
        case Measure():
            taken = KINDS[node.name].take
            return lambda track: taken(track, node)
        case Arithmetic(operator, left, right):
            first, second = _value(left), _value(right)
            return lambda track: _arithmetic(operator, first(track), second(track))


def _arithmetic(operator: str, left: Span, right: Span) -> Span:
    (a, b), (c, d) = left, right
    if operator == "+":
        return a + c, b + d
    if operator == "-":
        return a - d, b - c
    if operator == "/":
        if c <= 0 <= d:
            return UNKNOWN
        operator, c, d = "*", 1 / d, 1 / c
    corners = [x * y for x in (a, b) for y in (c, d)]
    return UNKNOWN if any(map(math.isnan, corners)) else (min(corners), max(corners))
