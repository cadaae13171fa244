"""Words as a person writes them: `can't sleep, dread 3, no overwhelm` -> tags; and whether it is a sentence.

A sentence is never taken apart: it is to be kept as it was typed, and only names in full are heard in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands.pieces import A_SENTENCE, pieces_of
from cfjournal.commands.tags import Problem
from cfjournal.entry import BARE_LEVEL
from cfjournal.errors import UsageError
from cfjournal.vocabulary import GROUPS, AmbiguousTag, TagError, parse_tag, read_level

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cfjournal.vocabulary import Group, Vocabulary

SHORTEST_GUESS = 4
"""What a word of fewer letters may have meant is not worth saying: it is a word of a sentence."""

WORTH_NAMING = 3
"""What may have meant more than this is better looked up."""

FEWEST = 2
"""One word that is no tag is asked about on a command line: from two on it is a sentence."""

OF_A_LIST = 2
"""Words between two commas in a list, however many of them are misspelt."""

LOOKED_AT = 12
"""So many words of a line say whether it is a list with misspelt words or a sentence."""


class Reading(NamedTuple):
    """What free words came to: clear tags as `id:level`, and what is not clear.

    `is_note` says that it reads like a sentence, `heard` which of the tags were heard within one: it may be
    about somebody else.
    """

    tags: tuple[str, ...] = ()
    unclear: tuple[Problem, ...] = ()
    is_note: bool = False
    heard: tuple[str, ...] = ()


def read_freely(text: str, words: Vocabulary, groups: Collection[Group] = GROUPS) -> Reading:
    """Read words as a person writes them: with spaces or commas between, `dread 3`, `no dread` (level 0).

    The longest run of words that names a tag is taken as one: `can't sleep` is one tag, not two. In a
    sentence only names of `groups` are heard, and always one that asks for a person.
    """
    pieces = pieces_of(text, words)
    scaled = [word for piece in pieces for word in piece.scaled]
    begun, unclear = _looked_up(scaled[:LOOKED_AT], words, groups)
    left = [word for piece in pieces for word in piece.left]
    is_list = 1 < len(pieces) <= LOOKED_AT and all(piece.words <= OF_A_LIST for piece in pieces)
    is_talk = (len(left) >= A_SENTENCE and not is_list) or len(scaled) > LOOKED_AT
    is_talk = is_talk or any(len(piece.left + piece.passed) > A_SENTENCE for piece in pieces)
    if left and not is_talk:
        others, unlike = _looked_up(left, words, groups)
        asked = sum(map(asks_back, unlike))
        is_talk = bool(unlike) and (2 * asked < len(unlike) if is_list else not asked)
        begun, unclear = begun + ([] if is_talk else others), unclear + unlike
    tags, heard = begun, list[str]()
    for piece in pieces:
        in_talk = is_talk and bool(piece.left)
        for one in piece.named:
            if in_talk and not one.is_heard(groups):
                continue
            try:
                level = read_level(one.level, one.tag.id) if one.level else BARE_LEVEL
            except UsageError as error:
                unclear.append(Problem(f"{one.tag.id}:{one.level}", error))
                continue
            tags.append(f"{one.tag.id}:{level}")
            heard += tags[-1:] if in_talk else []
    is_note = is_talk or any(piece.is_told for piece in pieces)
    shown = (problem for problem in unclear if asks_back(problem) or not is_talk)
    return Reading(tuple(tags), tuple(shown), is_note, tuple(heard))


def sentence_in(text: str, words: Vocabulary) -> Reading | None:
    """Return what is heard in words of a command line, or None where they are names, perhaps misspelt."""
    reading = read_freely(text, words)
    if not reading.is_note:
        return None
    pieces = pieces_of(text, words)
    left = [word for piece in pieces for word in piece.left][:LOOKED_AT]
    misspelt = sum(map(asks_back, _looked_up(left, words, GROUPS)[1]))
    plain = len(left) - misspelt + sum(len(piece.passed) for piece in pieces)
    is_sentence = plain >= max(misspelt, FEWEST) or any(piece.is_told for piece in pieces)
    return reading if is_sentence else None


def asks_back(problem: Problem) -> bool:
    """Whether there is something to ask: a number without a word, a level that is none, a likely spelling."""
    if not isinstance(problem.error, TagError) or problem.text[:1].isdecimal():
        return True
    return len(problem.error.text) >= SHORTEST_GUESS and 0 < len(problem.candidates) <= WORTH_NAMING


def _looked_up(
    left: Sequence[str], words: Vocabulary, groups: Collection[Group]
) -> tuple[list[str], list[Problem]]:
    """Return the tags that words plainly begin, and what is not clear of the others."""
    begun, unclear = [], []
    for text in left:
        try:
            tag, level = parse_tag(_among(text, words, groups), words)
        except UsageError as error:
            unclear.append(Problem(text, error))
        else:
            begun.append(f"{tag.id}:{level}")
    return begun, unclear


def _among(text: str, words: Vocabulary, groups: Collection[Group]) -> str:
    """Return `sleep:2` as `poor-sleep:2` where signs are asked for: a level says that one is meant."""
    word, _, level = text.partition(":")
    if level and tuple(groups) == ("sign",):
        try:
            words.resolve(word)
        except AmbiguousTag as error:
            asked = [tag for tag in error.candidates if tag.group in groups]
            return f"{asked[0].id}:{level}" if len(asked) == 1 else text
        except TagError:
            return text
    return text
