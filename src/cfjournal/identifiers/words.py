"""Words: those of a text, each with its place, and the lists by which it is decided who is meant."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


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

    def among(self, keys: Container[str]) -> list[int]:
        """Return the places of the words that are among these, none of them possessive."""
        lower = self._lower
        return [at for at, (start, end) in enumerate(self.spans) if lower[start:end] in keys]

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
    return {
        **held,
        "any_title": held["titles"] | held["roles"],
        "no_initials": held["acronyms"] | held["common"],
        "no_small_initials": held["acronyms"] | held["common"] | held["units"],
        "deeds": held["acts"] | held["bodily"],
        "after_aside": held["acts"] | held["after"],
        "of_somebody": held["of"] | held["persons"],
        "three_dotted": frozenset(word for word in held["acronyms"] if len(word) == 3),
        "at_somebody": held["before"] | {"at"},
    }
