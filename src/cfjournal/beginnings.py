"""Beginnings: when the beginning of a name is meant as one, and what an unknown word may have meant.

Asked only where a word is no whole name. It compares letters: it may not know what a tag counts towards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.vocabulary import Tag

SHORTEST = 4
"""A beginning of fewer letters is as likely a word of a sentence or of another language: `for`, `des`."""

ORDINARY = frozenset(
    "auto avoid bitte bound breathe case cons dead disc disco dismiss dream emotion face fail flash forge"  # noqa: SIM905
    " forget host hype hyper into jade jump mean mechanic mist motion move overt reste robot scar sham snap"
    " super swam swamp tear tens threat tire touch touche with".split()
)
"""Words of their own that happen to begin a name and mean something else.

Found among the 20,000 most ordinary English words, and 3,000 German and French ones (2026-11-22).
"""

NEAR = 0.7
"""How alike (difflib ratio, 0 to 1) a misspelt word must be to be offered: below it, guesses mislead."""

OFFERED_AT_MOST = 3


def begins(word: str, tag: Tag) -> bool:
    """Whether `word`, as `normal` gives it, begins any name of `tag`."""
    return any(name.startswith(word) for name in tag.names)


def plainly_begins(word: str, tag: Tag) -> bool:
    """Whether `word`, which begins a name of this tag and no other, can only be meant so.

    A name of several words is only begun by more than its first: `again` is not `against-my-values`. People
    know the words that they chose for themselves.
    """
    if len(word) < SHORTEST or word in ORDINARY:
        return False
    return tag.own or any("-" in word or "-" not in name for name in tag.names if name.startswith(word))


def perhaps(word: str, begun: Sequence[Tag], tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """Return what an unknown word may have meant: what it begins, is a part of, or is spelt like.

    A tag that asks for a person is only guessed from its spelling: `want` begins one of its names, and says
    nothing.
    """
    tags = tuple(tags)
    guessed = [tag for tag in begun if _may_begin(word, tag)]
    if len(word) >= SHORTEST:
        guessed += [tag for tag in tags if any(word in name.split("-") for name in tag.names)]
    safe = [tag for tag in guessed if not tag.reach_out]
    return tuple({tag.id: tag for tag in (*safe, *alike(word, tags))}.values())[:OFFERED_AT_MOST]


def alike(word: str, tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """Return the tags with a name that is spelt like `word`, the most alike first."""
    import difflib

    owner = {name: tag for tag in tags for name in tag.names}
    near = difflib.get_close_matches(word, owner, n=9, cutoff=NEAR)
    return tuple({owner[name].id: owner[name] for name in near}.values())


def _may_begin(word: str, tag: Tag) -> bool:
    """Whether it is worth asking if a name was meant: `exh` of an id, `case` of one word."""
    if len(word) < SHORTEST:
        return len(word) == SHORTEST - 1 and tag.id.startswith(word)
    return tag.id.startswith(word) or any("-" not in name for name in tag.names if name.startswith(word))
