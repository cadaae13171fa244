"""Again: a name that is known, wherever else it stands: `okafor`, `Okafor's`, `Margaret Okafor`, then `Margaret`.

With it goes the whole run of names beside it. What is a word too counts where its capital letter says that it is
somebody: within a sentence, before `'s`, before what only people do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cfjournal.identifiers.found import Found
from cfjournal.identifiers.words import folded, lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from cfjournal.identifiers.known import Known
    from cfjournal.identifiers.words import Words

_GAP = re.compile(r"[ \t\xa0]{1,2}|\. ?")
_BROKEN = re.compile(r"[ \t\xa0]?\n[ \t]{0,3}")
"""Between two words of a name: a space, the dot of an initial; or the end of a line within a paragraph."""
_OF_VERBS = ("ed", "ing", "ly")
_MOST = 3
"""Names of one person before the surname, or after it."""


def forms(known: Known) -> frozenset[str]:
    """Return how the words may be written that are known names: for `Jones`, `Joneses` too."""
    return frozenset(form + end for form in (*known.surnames, *known.firsts) for end in ("", "s", "es"))


def find(words: Words, known: Known, written: Set[str]) -> Iterator[Found]:
    """Yield every place where a known name stands again, and take in the first names that stand beside it.

    `written` are the `forms` of what is known.
    """
    done = -1
    for at in sorted({at for form in words.by_form.keys() & written for at in words.by_form[form]}):
        if at > done and _form(words, at, known):
            first, done = _first(words, at, known), _last(words, at, known)
            yield _found(words, first, done, known)


def _form(words: Words, at: int, known: Known) -> str:
    """Return the known name that this word is, as it is known, or "" where it is only a word here."""
    for form, bare in _forms(words, at):
        if bare in known.surnames or bare in known.firsts:
            plain = bare in known.free and form not in lists()["words"]
            if plain or _is_somebody(words, at, bare):
                return bare
    return ""


def _forms(words: Words, at: int) -> Iterator[tuple[str, str]]:
    """Yield a word, and each part of one with a hyphen, as it stands and as the name that it may be of."""
    key = words[at].key
    for form in map(folded, (key, *key.split("-")) if "-" in key else (key,)):
        yield from ((form, form.removesuffix(end)) for end in ("", "s", "es") if form.endswith(end))


def _is_somebody(words: Words, at: int, form: str) -> bool:
    """Whether a name that is a word too is a name here."""
    word = words[at]
    if not word.capital or "-" in word.text:
        return False
    after = words[at + 1] if at + 1 < len(words) and _GAP.fullmatch(words.gap(at)) else None
    if word.owns:
        return True
    if after and (after.key in lists()["institutions"] or after.text[0].isdigit()):
        return False
    does = words.after(at)
    if form in _MONTHS and words.before(at) in _BEFORE_MONTHS:
        return False
    if words.begins(at):
        return does in _DOES or does in lists()["acts"] or does in lists()["bodily"]
    thing = after and after.capital and after.key in lists()["words"] and after.key not in lists()["common"]
    return not thing


_DOES = frozenset(["rang", "phoned", "texted", "died", "fell", "came", "was", "is", "has", "had", "sat", "wept"])
_MONTHS = frozenset(["may", "june", "april", "august", "march", "jan", "summer", "autumn", "winter"])
_BEFORE_MONTHS = frozenset(
    ["in", "since", "until", "till", "by", "last", "next", "this", "early", "late", "mid", "of", "from", "before"]
)


def _first(words: Words, at: int, known: Known) -> int:
    first = at
    while first and at - first < _MOST and _joins_before(words, first - 1, known):
        first -= 1
    while first < at and words[first].key in lists()["any_title"]:
        first += 1
    return first


def _last(words: Words, at: int, known: Known) -> int:
    last = at
    while last + 1 < len(words) and last - at < _MOST and _joins_after(words, last, known):
        last += 1
    return last


def _joins_before(words: Words, at: int, known: Known) -> bool:
    """Whether this word belongs to the name that the next one belongs to."""
    word, gap = words[at], words.gap(at)
    form = folded(word.key)
    broken = _BROKEN.fullmatch(gap)
    if word.owns or not (broken or _GAP.fullmatch(gap)) or (gap.startswith(".") and not word.letter):
        return False
    if form in known.firsts or form in lists()["given"]:
        return word.capital or form in known.free or form not in lists()["words"]
    if broken:
        return False
    if word.letter:
        return word.capital and word.text != "I" and not (word.text == "A" and gap != "." and words.begins(at))
    if not word.capital:
        after = folded(words[at + 1].key)
        return form in lists()["particles"] and known.surnames.get(after, after) in known.with_particle
    if form in lists()["given_words"]:
        return True
    if word.text.isupper() and not words[at + 1].text.isupper():
        return False
    verb = words.begins(at) and form.endswith(_OF_VERBS)
    return not verb and form not in lists()["words"]


def _joins_after(words: Words, at: int, known: Known) -> bool:
    """Whether the next word belongs to the name that this one belongs to."""
    gap, after = words.gap(at), words[at + 1]
    if words[at].owns or not _GAP.fullmatch(gap) or "." in gap:
        return False
    form = folded(after.key)
    if form in known.free:
        return True
    named = form in known.surnames or form in known.firsts or form in lists()["usual_names"]
    return after.capital and named and form not in lists()["no_names"]


def _found(words: Words, first: int, last: int, known: Known) -> Found:
    """Return a name with who is meant, and take in the first names before its surname."""
    run = range(first, last + 1)
    bare = [(at, form) for at in run for _, form in _forms(words, at)]
    surnames = [(at, form) for at, form in bare if form in known.surnames]
    if surnames:
        surname, form = surnames[-1]
        for at in range(first, surname):
            if words[at].capital or folded(words[at].key) in lists()["given"]:
                known.add_first(words[at], known.surnames[form], sure=not words.begins(at))
    else:
        form = next(form for _, form in bare if form in known.firsts)
    return Found(_span(words, first, known)[0], _span(words, last, known)[1], "name", known.who(form))


def _span(words: Words, at: int, known: Known) -> tuple[int, int]:
    """Return a word's place; of `Okafor-led`, that of the name alone."""
    word = words[at]
    parts = word.text.split("-")
    if len(parts) == 1 or all(part[:1].isupper() for part in parts) or folded(word.key) in known.surnames:
        return word.start, word.end
    start = word.start
    for part in parts:
        if folded(part) in known.surnames or folded(part) in known.firsts:
            return start, start + len(part)
        start += len(part) + 1
    return word.start, word.end
