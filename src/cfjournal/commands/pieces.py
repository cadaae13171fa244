"""Pieces: a line of free words taken apart at its commas, into names of tags, levels and other words.

Reads and does not judge: whether it is a list or a sentence, and what is heard in it, `freely` says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.entry import LEVELS
from cfjournal.vocabulary import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cfjournal.vocabulary import Group, Tag, Vocabulary

LONGEST_NAME = 6
"""Words in the longest name that a person may write with spaces, as in `the person is harder to see`."""

A_SENTENCE = 3
"""So many words that are neither names nor levels are a sentence, whatever else is in it."""

JOINING = frozenset(
    "a and bit but feel feeling felt n/a none nothing or plus quite really some too very".split()  # noqa: SIM905
)
"""Words that say nothing beside a name: passed over without a word."""

FILLERS = JOINING | frozenset(
    "again all am i im in it just like me more my now of on so the this to today tonight was were"  # noqa: SIM905
    " with".split()
)
"""Words that say little here; several of them are a sentence."""

DENIALS = frozenset("hardly kein keine neither never nicht no nobody nor not pas without".split())  # noqa: SIM905

ME = frozenset("feel feeling felt i id im ive me my myself".split())  # noqa: SIM905
"""Words after which a sentence speaks of oneself again: `the children were scared and so am I`."""

WITHIN_DENIAL = 3
"""So many words after a denial, a name in a sentence is not heard: `nobody was ever really rude`."""

_NUMBER = re.compile(r"\d[\d.,/%-]*")
_LEVEL = re.compile(r"=([0-4])")
_IN_WORDS = tuple(re.compile(rf"\b{words}\b", re.IGNORECASE) for words in LEVELS)


class Named(NamedTuple):
    """A tag named in full, its level as typed, and whether a denial or somebody else stands before it."""

    tag: Tag
    level: str
    denied: bool
    of_others: bool

    def is_heard(self, groups: Collection[Group]) -> bool:
        """Whether it is taken out of a sentence: one that asks for a person is, whoever it is of."""
        return not self.denied and (self.tag.reach_out or (self.tag.group in groups and not self.of_others))


class Piece(NamedTuple):
    """What stands between two commas: tags named in full, words that name none, and those that say little.

    `scaled` are words that name none in full but have a level: these are meant as tags.
    """

    named: list[Named]
    left: list[str]
    passed: list[str]
    scaled: list[str]
    words: int

    @property
    def is_told(self) -> bool:
        """Whether it tells something, though every word that says much is a name."""
        speaks = any(normal(word) in ("i", "im") for word in self.passed)
        return len(self.passed) >= A_SENTENCE or (speaks and self.words > A_SENTENCE and not self.scaled)


def pieces_of(text: str, words: Vocabulary) -> list[Piece]:
    """Return what stands between commas, ends of sentences and ends of lines."""
    names = words.by_name()
    return [_read(_tokens(piece), names) for piece in re.split(r"[,;!\n]+|\.(?=\s|$)", text)]


def _tokens(piece: str) -> list[str]:
    """Return the words of a piece: a level as a number of its own, or as `=3` where it was said in words."""
    piece = re.sub(r"[:=]\s*(?=\d)", " ", piece)
    for level, phrase in enumerate(_IN_WORDS):
        piece = phrase.sub(f" ={level} ", piece)
    return piece.split()


def _read(tokens: list[str], names: Mapping[str, Tag]) -> Piece:
    piece, denied, of_others = Piece([], [], [], [], len(tokens)), 0, False
    while tokens:
        before = tokens[0][1:] if _LEVEL.fullmatch(tokens[0]) and _longest(tokens[1:], names)[0] else ""
        del tokens[: bool(before)]
        tag, used, level = _named(tokens, names)
        if tag:
            refused = level == "0" and tokens[0].casefold() in ("no", "not")
            del tokens[:used]
            after = _pop_level(tokens)
            piece.named.append(Named(tag, level or after or before, refused or denied > 0, of_others))
        else:
            word, known = _pop_word(tokens), len(piece.left)
            _put_by(word, piece, tokens)
            of_others = of_others or (len(piece.left) > known and not _denies(word))
            of_others = of_others and normal(word) not in ME
            denied = WITHIN_DENIAL + 1 if _denies(word) else denied
        denied = max(denied - 1, 0)
    return piece


def _named(tokens: Sequence[str], names: Mapping[str, Tag]) -> tuple[Tag | None, int, str]:
    """Return the tag at the front, how many words name it, and its level where they hold one."""
    tag, used = _longest(tokens, names)
    if not tag and tokens[0].casefold() in ("no", "not"):
        tag, used = _longest(tokens[1:], names)
        return tag, used + 1, "0"
    bare = tokens[0].rstrip("0123456789")
    if not tag and bare != tokens[0]:
        return names.get(normal(bare)), 1, tokens[0][len(bare) :]
    return tag, used, ""


def _longest(tokens: Sequence[str], names: Mapping[str, Tag]) -> tuple[Tag | None, int]:
    """Return the tag that the longest beginning of `tokens` names and how many words that is."""
    for length in range(min(LONGEST_NAME, len(tokens)), 0, -1):
        if tag := names.get(normal("-".join(tokens[:length]))):
            return tag, length
    return None, 0


def _put_by(word: str, piece: Piece, tokens: list[str]) -> None:
    """Put a word that names nothing where it belongs, with the level after it."""
    if said := _LEVEL.fullmatch(word):
        word = LEVELS[int(said[1])]
    if normal(word) in FILLERS:
        piece.passed.extend([word] if normal(word) not in JOINING else [])
    elif any(character.isalnum() for character in word):
        if level := _pop_level(tokens):
            piece.scaled.append(f"{word}:{level}")
        else:
            piece.left.append(word)


def _pop_word(tokens: list[str]) -> str:
    """Take the next word, a denial with what it denies: `no brek` is likely a name."""
    word = tokens.pop(0)
    if word.casefold() in ("no", "not") and tokens and tokens[0][0].isalpha():
        return f"{word}-{tokens.pop(0)}"
    return word


def _pop_level(tokens: list[str]) -> str:
    if not tokens or not (_NUMBER.fullmatch(tokens[0]) or _LEVEL.fullmatch(tokens[0])):
        return ""
    return tokens.pop(0).removeprefix("=")


def _denies(word: str) -> bool:
    return word.casefold().split("-")[0] in DENIALS or word.casefold().endswith(("n't", "n\u2019t"))
