"""Among: what is found in several texts that are looked at together, such as all of one copy.

A name or initials once found in one of them count in all. Pure, and linear in the length of the texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.identifiers import again, births, initials, numbers, people, records, untitled
from cfjournal.identifiers.found import KINDS, Found
from cfjournal.identifiers.known import Known
from cfjournal.identifiers.words import Words, folded, lists

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

_SHORT = 2
"""Letters up to which a word of a listed name is not looked for by itself: de, St."""

_ROUNDS = 4
"""A first name beside a surname may lead to another surname: nobody's family needs more rounds than this."""


def find(text: str, names: Iterable[str] = ()) -> tuple[Found, ...]:
    """Return what was found in `text`, in order, no two over each other.

    `names` are the person's own list: people and places that no rule could know.
    """
    return find_among([text], names)[0]


def find_among(texts: Iterable[str], names: Iterable[str] = ()) -> list[tuple[Found, ...]]:
    """Return what was found in each of these texts, as `find` does, by what was found in any of them."""
    own, known = _with_their_parts(names), Known()
    sheets = [_Sheet(text.replace("\u2019", "'"), own) for text in texts]  # as most telephones write it
    for sheet in sheets:
        sheet.name(known)
        sheet.read(known)
    told: frozenset[tuple[str, bool]] = frozenset()
    for _ in range(_ROUNDS):
        new, told = again.forms(known.names() - told), known.names()
        written = again.forms(told)
        for sheet in sheets if new else ():
            if sheet.words.by_form.keys() & new:
                sheet.read(known)
                sheet.look_again(known, written)
    return [tuple(_apart(sheet.all_found(known))) for sheet in sheets]


def _with_their_parts(names: Iterable[str]) -> tuple[str, ...]:
    """Return listed names and each of their words that is no other word: Tomasz for Tomasz Green."""
    whole = tuple(names)
    parts = (part for name in whole for part in name.split())
    plain = (part for part in parts if len(part) > _SHORT and folded(part.casefold()) not in lists()["words"])
    return (*whole, *plain)


class _Sheet:
    """A text and what was found in it so far."""

    def __init__(self, text: str, own: tuple[str, ...]) -> None:
        self.words = Words(text)
        self.found = [
            *numbers.find(text),
            *births.find(text),
            *records.find(text),
            *people.own(text, own),
        ]
        self.initials = initials.Initials(text, self.words)
        self.names: list[Found] = []
        self.full: list[Found] = []
        self.again: list[Found] = []

    def name(self, known: Known) -> None:
        """Find the names in it, and take them for known."""
        titled = people.names(self.words.text, self.words)
        self.names = [each for found in titled for each in known.learn(self.words, found)]
        known.letters |= self.initials.letters

    def read(self, known: Known) -> None:
        """Take in full names without a title, by the first names that are known by now."""
        full = untitled.find(self.words, known.firsts)
        self.full = [each for found in full for each in known.learn(self.words, found)]

    def look_again(self, known: Known, written: AbstractSet[str]) -> None:
        """Find what is known by now, however it is written."""
        self.again = list(again.find(self.words, known, written))

    def all_found(self, known: Known) -> list[Found]:
        """Return all that was found, initials by those that stand in any of the texts."""
        return [*self.found, *self.names, *self.full, *self.again, *self.initials.find(known.letters)]


def _apart(found: Iterable[Found]) -> list[Found]:
    """Return them in order, what lies over each other joined into one of the kind of the longer."""
    joined: list[Found] = []
    longest = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end, KINDS.index(one.kind))):
        if not joined or one.start >= joined[-1].end:
            joined.append(one)
            longest = one.end - one.start
            continue
        last = joined[-1]
        kind, who = last.kind, last.who
        if one.end - one.start > longest:
            kind, who, longest = one.kind, one.who, one.end - one.start
        joined[-1] = Found(last.start, max(last.end, one.end), kind, who)
    return joined
