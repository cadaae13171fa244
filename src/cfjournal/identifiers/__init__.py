"""Identifiers: what in a text tells plainly who is meant, such as a phone number or `Mrs Jones`.

By rules alone, made for the British English that a tired person types. What is found is obvious; what is not
found may still tell who is meant, and nobody may call a text anonymous because nothing was found in it. Pure,
and linear in the length of the text, whatever it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.identifiers import births, initials, numbers, people
from cfjournal.identifiers.found import KINDS, Found, Kind
from cfjournal.identifiers.pseudonyms import pseudonyms, replaced
from cfjournal.identifiers.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["KINDS", "Found", "Kind", "find", "pseudonyms", "replaced"]


def find(text: str, names: Iterable[str] = ()) -> tuple[Found, ...]:
    """Return what was found in `text`, in order, no two over each other.

    `names` are the person's own list: people and places that no rule could know.
    """
    text = text.replace("\u2019", "'")  # as most telephones write it; the places stay the same
    words = Words(text)
    found = [
        *numbers.find(text),
        *births.find(text),
        *people.names(text, words),
        *initials.find(text, words),
        *people.own(text, names),
    ]
    return tuple(_apart(found))


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
        kind = last.kind
        if one.end - one.start > longest:
            kind, longest = one.kind, one.end - one.start
        joined[-1] = Found(last.start, max(last.end, one.end), kind)
    return joined
