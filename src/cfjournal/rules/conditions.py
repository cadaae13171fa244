"""Conditions: from a tree of the language to yes, no or unknown over a track.

`check` finds what the grammar can't: measures and words that do not exist, arguments that do not fit.
`compile_condition` turns a checked tree into closures once, so that a replay of years stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.language import LanguageError
from cfjournal.rules.measures import KINDS
from cfjournal.rules.spans import calculated
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

    from cfjournal.rules.spans import Span, Truth
    from cfjournal.rules.track import Track
    from cfjournal.rules.tree import Condition, Value
    from cfjournal.vocabulary import Vocabulary

Seen = TypeVar("Seen")
"""What measures are taken of: the track of a diary, or a vocabulary when only what is possible is asked."""

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


def compile_condition(tree: Condition) -> Callable[[Track], Truth]:
    """Return a function that judges `tree` over a track."""
    match tree:
        case Comparison():
            return compile_comparison(tree, _over_track)
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


def _over_track(measure: Measure) -> Callable[[Track], Span]:
    taken = KINDS[measure.name].take
    return lambda track: taken(track, measure)


def compile_comparison(
    tree: Comparison, taking: Callable[[Measure], Callable[[Seen], Span]]
) -> Callable[[Seen], Truth]:
    """Return a function that judges one comparison over whatever `taking` takes measures of."""
    left, right, operator = _value(tree.left, taking), _value(tree.right, taking), tree.operator
    if operator in ("<", "<="):
        left, right = right, left
    strict = operator in ("<", ">")

    def compared(seen: Seen) -> Truth:
        (low, high), (floor, ceiling) = left(seen), right(seen)
        if low > ceiling or (low == ceiling and not strict):
            return True
        if high < floor or (high == floor and strict):
            return False
        return None

    return compared


def _value(node: Value, taking: Callable[[Measure], Callable[[Seen], Span]]) -> Callable[[Seen], Span]:
    match node:
        case Number(number):
            return lambda _: (number, number)
        case Measure():
            return taking(node)
        case Arithmetic(operator, left, right):
            first, second = _value(left, taking), _value(right, taking)
            return lambda seen: calculated(operator, first(seen), second(seen))
