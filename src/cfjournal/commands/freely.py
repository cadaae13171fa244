"""Words as a person writes them in a check-in: `can't sleep, dread 3, no overwhelm` -> tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands.tags import Problem
from cfjournal.errors import UsageError
from cfjournal.vocabulary import TagError, UnknownTag, normal, parse_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.vocabulary import Vocabulary

LONGEST_NAME = 5
"""Words in the longest name that a person may write with spaces, as in `dont want to go`."""

SHORTEST_BEGINNING = 4
"""A beginning of fewer letters than this is as likely a word of a sentence: `man` is not manager-support."""

FILLERS = frozenset(
    "a am and bit but feel feeling felt i im in it just like me more my of on quite really so"  # noqa: SIM905
    " some the to today too very was with".split()
)
"""Words that say nothing here, and are passed over without a word."""


class Reading(NamedTuple):
    """What free words came to: clear tags as `id:level`, and what is not clear."""

    tags: tuple[str, ...]
    unclear: tuple[Problem, ...]


def read_freely(text: str, words: Vocabulary) -> Reading:
    """Read words as a person writes them: with spaces or commas between, `dread 3`, `no dread` (level 0).

    The longest run of words that names a tag is taken as one: `can't sleep` is one tag, not two.
    """
    tags: list[str] = []
    unclear: list[Problem] = []
    for piece in re.split(r"[,;.!\n]+", text):
        tokens = re.sub(r"[:=]\s*(?=\d)", " ", piece).split()
        while tokens:
            word, is_name = _take(tokens, words)
            try:
                tag, level = parse_tag(word, words)
            except UsageError as error:
                if normal(word) not in FILLERS:
                    unclear.append(Problem(word, error))
                continue
            if is_name:
                tags.append(f"{tag.id}:{level}")
            elif normal(word) not in FILLERS:
                unclear.append(Problem(word, UnknownTag(word, (tag,))))
    return Reading(tuple(tags), tuple(unclear))


def _take(tokens: list[str], words: Vocabulary) -> tuple[str, bool]:
    """Take what stands for one tag from the front of `tokens`: `TAG[:LEVEL]`, and whether it is sure."""
    name, used = _longest(tokens, words)
    denied = not name and tokens[0].casefold() in ("no", "not")
    if denied:
        name, used = _longest(tokens[1:], words)
        denied, used = bool(name), used + 1 if name else 1
    word = name or tokens[0]
    del tokens[:used]
    level = tokens.pop(0) if tokens and tokens[0].isdecimal() else ""
    if denied:
        return f"{word}:0", True
    return f"{word}:{level}" if level else word, bool(name)


def _longest(tokens: Sequence[str], words: Vocabulary) -> tuple[str, int]:
    """Return the id that the longest beginning of `tokens` names and how many tokens that is, or "" and 1."""
    for length in range(min(LONGEST_NAME, len(tokens)), 0, -1):
        typed = normal("-".join(tokens[:length]))
        try:
            tag = words.resolve(typed)
        except TagError:
            continue
        if typed in tag.names or len(typed) >= SHORTEST_BEGINNING:
            return tag.id, length
    return "", 1
