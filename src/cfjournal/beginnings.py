"""Beginnings: when the beginning of a name is meant as one, and what an unknown word may have meant.

Asked only where a word is no whole name. It compares letters: it may not know what a tag counts towards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.vocabulary import Tag

SHORTEST = 4
"""Fewer letters of a word of one's own, or of one that asks for a person, are as likely something else."""

ORDINARY = frozenset(
    """
    ag again against an ano another ap apa ar ash ask asked ass au auto av avoid backed badly be bel bi
    bit bitte bo bound bra brain breathe breathing brush brushed bu burn burned burnt car carr carry
    carrying cas case cha chan chang change changed che check checked clinic clinical colleagues
    confusing cons critic critica critical cry cu cut cy dar dark day dead des det difficult disc disco
    dismiss dod dou double dream em emotion ex face fai fail flash fo fog for forge forget fr fri ge gen
    gent gentle goin going gr gra gu gui horrible host hype hyper im inc ind ins into ir is iso ja jade
    jump just ki kin kind la lat late li lie long lu lunch mean mec mechanic mist mix mixed mon mond
    monday mora moral mot motion move na nam name named ne never nights non nu num op open opened overt
    pas past pay pe pee peer pow power pr pro prop proper pull pulling push pushing q qu qui quiet red
    reduce reduced ref reflect reflective rep res reste rob robot sai said scar se self sham should si
    sin sink sinking sk ski skip skipped slow snap so sol sold soldi soldier sp spoke staff stay stayed
    steer steering stiff sui sun sunday super swam swamp switch switched tal talk talked tar target
    targets tear ten tens th threat tick tir tire too touch touche uncle unclear us use vi vio vu wa wan
    want we wee wi wit with worn
    """.split()  # noqa: SIM905 (a list of words is read more easily)
)
"""Ordinary words that happen to begin a name and mean something else, so that they are never taken for it.

All of those among the 20,000 most ordinary words of English, and the 3,000 of German, French, Spanish,
Italian, Dutch, Polish and Portuguese, but for those that mean what they begin: `exhaust`.
(By wordfreq 3.1, 2026-11-22)
"""

NEAR = 0.7
"""How alike (difflib ratio, 0 to 1) a misspelt word must be to be offered: below it, guesses mislead."""

OFFERED_AT_MOST = 3


def begins(word: str, tag: Tag) -> bool:
    """Whether `word`, as `normal` gives it, begins any name of `tag`."""
    return any(name.startswith(word) for name in tag.names)


def plainly_begins(word: str, tag: Tag) -> bool:
    """Whether `word`, which begins a name of this tag and no other, is meant so, and is no word of its own.

    People know the words that they chose for themselves.
    """
    if tag.own or tag.reach_out:
        return len(word) >= SHORTEST and (tag.own or word not in ORDINARY)
    return word not in ORDINARY


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
