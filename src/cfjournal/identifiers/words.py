"""Words: those of a text, each with its place, and the lists by which it is decided who is meant."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, normalize

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


_LOOK_BACK = 8
_NEAR = 3
_ENDS = frozenset(".!?:;\n\r-\u2013\u2014\u2022>/\u2026")
"""What a sentence, or a point of a list, begins after."""
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "\u0131": "i", "'": None}
)


def folded(word: str) -> str:
    """Return a word in the form in which all ways to write it are one: `O'Neill's` is `oneill`."""
    word = word.casefold().removesuffix("'s")
    if word.isascii():
        return word.replace("'", "")
    return "".join(letter for letter in normalize("NFKD", word.translate(_PLAIN)) if category(letter) != "Mn")


class Word(NamedTuple):
    """A word of a text without its possessive ending, its place, and how it is looked up."""

    text: str
    start: int
    end: int
    key: str
    owns: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def letter(self) -> bool:
        """Whether it is a single letter."""
        return len(self.text) == 1


class Words:
    """The words of a text. Only those that are looked at are made: a long note has a hundred thousand."""

    def __init__(self, text: str) -> None:
        """`text` has straight apostrophes."""
        self.text = text
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self._made: dict[int, Word] = {}
        lower = text.lower()
        self._lower = lower if len(lower) == len(text) else "".join(map(_lower, text))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.spans)

    def __getitem__(self, at: int) -> Word:
        """Return the word at this place."""
        if at not in self._made:
            self._made[at] = self._make(at)
        return self._made[at]

    def _make(self, at: int) -> Word:
        start, end = self.spans[at]
        owns = end - start > 2 and self.text[end - 2] == "'" and self.text[end - 1] in "sS"
        end -= 2 * owns
        return Word(self.text[start:end], start, end, self._lower[start:end], owns)

    def before(self, at: int) -> str:
        """Return how the word before is looked up, "" where more than a space lies between."""
        if not at:
            return ""
        word, gap = self[at - 1], self._gap(at - 1)
        if word.key == "re" and gap == ": ":
            return word.key
        return "" if word.owns or gap.strip(" \n\xa0") else word.key

    def after(self, at: int) -> str:
        """Return how the next word is looked up, "" where more than a space or a letter's dot is between."""
        if at + 1 >= len(self):
            return ""
        gap = self._gap(at).lstrip("." if self[at].letter else "")
        return "" if gap.strip(" \n\xa0") else self[at + 1].key

    def comma(self, at: int) -> bool:
        """Whether a comma lies between a word and the next, with no more than a figure before it."""
        return at + 1 < len(self) and self._gap(at).strip(" 0123456789") == ","

    def goes_on(self, at: int) -> bool:
        """Whether a word and the next stand in one breath, with no more than a figure between."""
        return at >= 0 and not self._gap(at).strip(" 0123456789")

    def _gap(self, at: int) -> str:
        return self.text[self[at].end + 2 * self[at].owns : self[at + 1].start]

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """The places of every word as it stands but for its case, with its possessive ending."""
        places: dict[str, list[int]] = {}
        lower = self._lower
        for at, (start, end) in enumerate(self.spans):
            places.setdefault(lower[start:end], []).append(at)
        return places

    def among(self, keys: AbstractSet[str]) -> list[int]:
        """Return the places of the words that are among these, none of them possessive."""
        return sorted(at for word in self.places.keys() & keys for at in self.places[word])

    @cached_property
    def by_form(self) -> Mapping[str, list[int]]:
        """The places of every word, and of each part of one with a hyphen, by its `folded` form."""
        more: dict[str, list[int]] = {}
        for word, places in self.places.items():
            if not (word.isascii() and word.isalpha()):
                for form in {folded(part) for part in (word, *word.split("-"))}:
                    more.setdefault(form, []).extend(places)
        return {**self.places, **{form: self.places.get(form, []) + at for form, at in more.items()}}

    def begins(self, at: int) -> bool:
        """Whether a sentence, or a point of a list, begins with the word at this place."""
        before = self.text[max(0, self.spans[at][0] - _LOOK_BACK) : self.spans[at][0]].rstrip(" \t\xa0\"'([*")
        if at and before.endswith(".") and self[at - 1].letter:
            return False
        return not before or before[-1] in _ENDS

    def gap(self, at: int) -> str:
        """Return what stands between a word and the next; its possessive ending, if it has one, with it."""
        return self.text[self[at].end : self[at + 1].start]

    def gap_after(self, at: int) -> str:
        """Return the same, "" after the last word."""
        return self.gap(at) if at + 1 < len(self) else ""

    @cached_property
    def two_capitals(self) -> list[int]:
        """Return the places of the words with a capital that one with a capital, or a `van`, follows."""
        text, lower, particles = self.text, self._lower, lists()["particles"]
        return [
            at
            for at, ((start, end), (begin, stop)) in enumerate(pairwise(self.spans))
            if text[start].isupper()
            and begin - end < _NEAR
            and (text[begin].isupper() or lower[begin:stop] in particles)
        ]

    def within(self, start: int, end: int) -> range:
        """Return the places of the words that begin within these characters of the text."""
        return range(bisect_left(self.spans, (start, 0)), bisect_left(self.spans, (end, 0)))

    def in_capitals(self) -> list[int]:
        """Return the places of the words that begin with two capital letters, or are one."""
        text = self.text
        return [
            at
            for at, (start, end) in enumerate(self.spans)
            if text[start].isupper()
            and (end - start == 1 or text[start + 1].isupper() or text[start + 1] == "'")
        ]


def _lower(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


@cache
def lists() -> Mapping[str, frozenset[str]]:
    """Return the lists of words by which it is decided who is meant."""
    import tomllib

    path = Path(__file__).parents[1] / "knowledge" / "identifiers.toml"
    held = {key: frozenset(said.split()) for key, said in tomllib.loads(path.read_text("utf-8")).items()}
    name_words = held["given_words"] | held["surname_words"]
    named = held["given"] | held["given_words"] | held["surnames"]
    no_words = ("given", "surnames", "famous", "brands", "family_kinds", "areas", "dotted", "public_numbers")
    words = frozenset[str]().union(*(held[key] for key in held if key not in no_words))
    return {
        **held,
        "usual_names": named,
        "words": words - held["given"],
        "name_words": name_words,
        "no_names": held["common"] | (words - held["given"] - name_words),
        "famous": held["famous"] | held["brands"],
        "any_title": held["titles"] | held["roles"],
        "no_initials": held["acronyms"] | held["common"],
        "no_small_initials": held["acronyms"] | held["common"] | held["units"],
        "deeds": held["acts"] | held["bodily"],
        "doings": held["acts"] | held["bodily"] | held["after"] | held["calls"],
        "after_aside": held["acts"] | held["after"],
        "of_somebody": held["of"] | held["persons"],
        "three_dotted": frozenset(word for word in held["acronyms"] if len(word) == 3),
        "at_somebody": held["before"] | {"at"},
    }
