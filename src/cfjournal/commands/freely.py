"""Words as a person writes them in a check-in: `can't sleep, dread 3, no overwhelm` -> tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands.tags import Problem
from cfjournal.errors import UsageError
from cfjournal.vocabulary import TagError, parse_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.vocabulary import Vocabulary

LONGEST_NAME = 5
"""Words in the longest name that a person may write with spaces, as in `dont want to go`."""


WORTH_ASKING = 5
"""A word that may mean more tags than this is too short to have meant one of them."""


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
            word = _take(tokens, words)
            try:
                tag, level = parse_tag(word, words)
                tags.append(f"{tag.id}:{level}")
            except UsageError as error:
                problem = Problem(word, error)
                if _worth_asking(problem):
                    problems.append(problem)
                else:
                    unknown.append(word.partition(":")[0])
    return Reading(tuple(tags), tuple(problems), tuple(unknown))


def _take(tokens: list[str], words: Vocabulary) -> str:
    """Take what stands for one tag from the front of `tokens`, and return it as `TAG` or `TAG:LEVEL`."""
    name, used = _longest(tokens, words)
    denied = not name and tokens[0].casefold() in ("no", "not")
    if denied:
        name, used = _longest(tokens[1:], words)
        denied, used = bool(name), used + 1 if name else 1
    name = name or tokens[0]
    del tokens[:used]
    level = tokens.pop(0) if tokens and tokens[0].isdecimal() else ""
    if denied:
        return f"{name}:0"
    return f"{name}:{level}" if level else name


def _longest(tokens: Sequence[str], words: Vocabulary) -> tuple[str, int]:
    """Return the id that the longest beginning of `tokens` names and how many tokens that is, or "" and 1."""
    for length in range(min(LONGEST_NAME, len(tokens)), 0, -1):
        try:
            return words.resolve("-".join(tokens[:length])).id, length
        except TagError:
            continue
    return "", 1


def _worth_asking(problem: Problem) -> bool:
    """Whether a person can be asked what they meant: a level, or one of a few words."""
    return not isinstance(problem.error, TagError) or 0 < len(problem.candidates) <= WORTH_ASKING
