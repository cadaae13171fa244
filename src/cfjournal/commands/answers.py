"""Answers as people give them in a check-in: a kind of day, nothing to say, and words that are not clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.beginnings import NEAR
from cfjournal.commands.freely import asks_back
from cfjournal.display import visible
from cfjournal.entry import KINDS
from cfjournal.vocabulary import TagError, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.commands.tags import Problem
    from cfjournal.entry import Kind

NOTHING = frozenset("n no none nothing nope nil n/a na - nein nichts non rien".split())  # noqa: SIM905
"""What people write where there is nothing to say: an answer, and no word of theirs to look up or keep."""

FINE = NOTHING | frozenset(
    "y yes fine ok okay good all-good all-fine not-much nothing-much not-at-all nothing-at-all".split()  # noqa: SIM905
)
"""What says as much when the question is what one notices."""

KIND_WORDS = {
    **dict.fromkeys(("work", "working", "worked", "late", "early", "night", "nights"), "shift"),
    **dict.fromkeys(("off", "free", "weekend"), "rest"),
    **dict.fromkeys(("holiday", "holidays", "vacation"), "leave"),
    **dict.fromkeys(("ill", "unwell", "poorly"), "sick"),
}
"""What people call a kind of day, beside its name."""

LONGEST_KIND = 3
"""An answer of more words than this is no kind of day, whatever it names: `the rest of it was fine`."""


def kinds_in(answer: str) -> list[Kind]:
    """Return the kinds that an answer may name: by a beginning, or in words of its own (`late shift`)."""
    word = answer.casefold().strip(" .!")
    if begun := [kind for kind in KINDS if kind.startswith(word)]:
        return begun
    said = [KIND_WORDS.get(each, each) for each in normal(answer).split("-")]
    named = [kind for kind in KINDS if kind in said]
    return named if len(said) <= LONGEST_KIND else []


def is_misspelt_kind(answer: str) -> bool:
    """Whether an answer is a kind of day in other letters (`shfit`), or none at all: nothing to keep."""
    from difflib import get_close_matches

    return not has_letters(answer) or bool(get_close_matches(answer.casefold(), KINDS, cutoff=NEAR))


def said_back(problem: Problem) -> str:
    """Return a word that was not clear, with what it may have meant."""
    word = visible(problem.text.replace(":", " "))
    if not isinstance(problem.error, TagError):
        return f"{word} (levels go from 0 to 4)"
    if not problem.candidates or not asks_back(problem):
        return word
    return f"{word} ({' or '.join(tag.id for tag in problem.candidates)}?)"


def without_level(unclear: Sequence[Problem]) -> str:
    """Return the one word whose level is not clear, so that a number alone answers."""
    words = [one.text.partition(":")[0] for one in unclear if not isinstance(one.error, TagError)]
    return words[0] if len(words) == 1 else ""


def has_letters(answer: str) -> bool:
    """Whether it says anything: a letter, a digit or a picture, and not dots and dashes alone."""
    return any(character.isalnum() or not character.isascii() for character in answer)
