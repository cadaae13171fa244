"""Words as a person writes them: `can't sleep, dread 3, no overwhelm` -> tags; and whether it is a sentence.

A sentence is never taken apart: it is to be kept as it was typed, and only names in full are heard in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands.tags import Problem
from cfjournal.entry import BARE_LEVEL, LEVELS
from cfjournal.errors import UsageError
from cfjournal.vocabulary import GROUPS, AmbiguousTag, TagError, normal, parse_tag, read_level

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cfjournal.vocabulary import Group, Tag, Vocabulary

LONGEST_NAME = 6
"""Words in the longest name that a person may write with spaces, as in `the person is harder to see`."""

SHORTEST_GUESS = 4
"""What a word of fewer letters may have meant is not worth saying: it is a word of a sentence."""

WORTH_NAMING = 3
"""What may have meant more than this is better looked up."""

A_SENTENCE = 3
"""So many words that are neither names nor levels are a sentence, whatever else is in it."""

FEWEST = 2
"""One word that is no tag is asked about on a command line: from two on it is a sentence."""

OF_A_LIST = 2
"""Words between two commas in a list, however many of them are misspelt."""

LOOKED_AT = 12
"""So many words of a line say whether it is a list with misspelt words or a sentence."""

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


class Reading(NamedTuple):
    """What free words came to: clear tags as `id:level`, and what is not clear.

    `is_note` says that it reads like a sentence, `heard` which of the tags were heard within one: it may be
    about somebody else.
    """

    tags: tuple[str, ...] = ()
    unclear: tuple[Problem, ...] = ()
    is_note: bool = False
    heard: tuple[str, ...] = ()


class _Named(NamedTuple):
    """A tag named in full, its level as typed, and whether a denial or somebody else stands before it."""

    tag: Tag
    level: str
    denied: bool
    of_others: bool

    def is_heard(self, groups: Collection[Group]) -> bool:
        """Whether it is taken out of a sentence: one that asks for a person is, whoever it is of."""
        return not self.denied and (self.tag.reach_out or (self.tag.group in groups and not self.of_others))


class _Piece(NamedTuple):
    """What stands between two commas: tags named in full, words that name none, and those that say little.

    `scaled` are words that name none in full but have a level: these are meant as tags.
    """

    named: list[_Named]
    left: list[str]
    passed: list[str]
    scaled: list[str]
    words: int

    @property
    def is_told(self) -> bool:
        """Whether it tells something, though every word that says much is a name."""
        speaks = any(normal(word) in ("i", "im") for word in self.passed)
        return len(self.passed) >= A_SENTENCE or (speaks and self.words > A_SENTENCE and not self.scaled)


def read_freely(text: str, words: Vocabulary, groups: Collection[Group] = GROUPS) -> Reading:
    """Read words as a person writes them: with spaces or commas between, `dread 3`, `no dread` (level 0).

    The longest run of words that names a tag is taken as one: `can't sleep` is one tag, not two. In a
    sentence only names of `groups` are heard, and always one that asks for a person.
    """
    pieces = _pieces(text, words)
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
    pieces = _pieces(text, words)
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


def _pieces(text: str, words: Vocabulary) -> list[_Piece]:
    names = words.by_name()
    return [_read(_tokens(piece), names) for piece in re.split(r"[,;!\n]+|\.(?=\s|$)", text)]


def _tokens(piece: str) -> list[str]:
    """Return the words of a piece: a level as a number of its own, or as `=3` where it was said in words."""
    piece = re.sub(r"[:=]\s*(?=\d)", " ", piece)
    for level, phrase in enumerate(_IN_WORDS):
        piece = phrase.sub(f" ={level} ", piece)
    return piece.split()


def _read(tokens: list[str], names: Mapping[str, Tag]) -> _Piece:
    piece, denied, of_others = _Piece([], [], [], [], len(tokens)), 0, False
    while tokens:
        before = tokens[0][1:] if _LEVEL.fullmatch(tokens[0]) and _longest(tokens[1:], names)[0] else ""
        del tokens[: bool(before)]
        tag, used, level = _named(tokens, names)
        if tag:
            refused = level == "0" and tokens[0].casefold() in ("no", "not")
            del tokens[:used]
            after = _pop_level(tokens)
            piece.named.append(_Named(tag, level or after or before, refused or denied > 0, of_others))
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


def _put_by(word: str, piece: _Piece, tokens: list[str]) -> None:
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
