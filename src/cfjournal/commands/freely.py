"""Words as a person writes them in a check-in: `can't sleep, dread 3, no overwhelm` -> tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands.tags import Problem
from cfjournal.errors import UsageError
from cfjournal.vocabulary import AmbiguousTag, TagError, UnknownTag, parse_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.vocabulary import Tag, Vocabulary

LONGEST_NAME = 5
"""Words in the longest name that a person may write with spaces, as in `dont want to go`."""


class Reading(NamedTuple):
    """What free words came to: clear tags as `id:level`, questions to ask, and words nobody knows."""

    tags: tuple[str, ...]
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]


def read_freely(text: str, words: Vocabulary) -> Reading:
    """Read words as a person writes them: with spaces or commas between, `dread 3`, `no dread` (level 0).

    The longest run of words that names a tag is taken as one: `can't sleep` is one tag, not two.
    """
    tags: list[str] = []
    problems: list[Problem] = []
    unknown: list[str] = []
    for piece in re.split(r"[,;\n]+", text):
        tokens = re.sub(r"[:=]\s*(?=\d)", " ", piece).split()
        while tokens:
            _take(tokens, words, tags, problems, unknown)
    return Reading(tuple(tags), tuple(problems), tuple(unknown))


def _take(
    tokens: list[str], words: Vocabulary, tags: list[str], problems: list[Problem], unknown: list[str]
) -> None:
    """Take one tag with its level, or one word that is none, from the front of `tokens`."""
    tag, used = _longest(tokens, words)
    denied = tag is None and tokens[0].casefold() in ("no", "not") and len(tokens) > 1
    if denied:
        tag, used = _longest(tokens[1:], words)
        used += 1
    if tag is None:
        _take_unclear(tokens, words, problems, unknown)
        return
    del tokens[:used]
    level = tokens.pop(0) if tokens and tokens[0].isdecimal() else ""
    text = f"{tag.id}:0" if denied else f"{tag.id}:{level}" if level else tag.id
    try:
        tags.append(f"{tag.id}:{parse_tag(text, words)[1]}")
    except UsageError as error:
        problems.append(Problem(text, error))


def _take_unclear(tokens: list[str], words: Vocabulary, problems: list[Problem], unknown: list[str]) -> None:
    word = tokens.pop(0)
    level = tokens.pop(0) if tokens and tokens[0].isdecimal() else ""
    try:
        words.resolve(word)
    except UnknownTag as error:
        if not error.candidates:
            unknown.append(word)
            return
        problems.append(Problem(f"{word}:{level}" if level else word, error))
    except AmbiguousTag as error:
        problems.append(Problem(f"{word}:{level}" if level else word, error))


def _longest(tokens: Sequence[str], words: Vocabulary) -> tuple[Tag | None, int]:
    """Return the tag that the longest beginning of `tokens` names, and how many tokens that is."""
    for length in range(min(LONGEST_NAME, len(tokens)), 0, -1):
        try:
            return words.resolve("-".join(tokens[:length])), length
        except TagError:
            continue
    return None, 1
