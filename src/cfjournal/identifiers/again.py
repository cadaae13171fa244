"""Again: a name that is known, wherever else it stands: `okafor`, `Okafors'`, `Margaret Okafor`, `Margaret`.

With it goes the whole run of names beside it. What is a word too counts where its capital letter says that it
is somebody: within a sentence, before `'s`, before what only people do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cfjournal.identifiers.found import Found
from cfjournal.identifiers.words import folded, lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from cfjournal.identifiers.known import Known
    from cfjournal.identifiers.words import Words

_GAP = re.compile(r"[ \t\xa0]{1,2}|\. ?")
_BROKEN = re.compile(r"[ \t\xa0]?\n[ \t]{0,3}")
"""Between two words of a name: a space, the dot of an initial; or the end of a line within a paragraph."""
_NUMBER = re.compile(r" \d")
_DAY = re.compile(r"\d(?:st|nd|rd|th)? $")
_OF_VERBS = ("ed", "ing", "ly")
_OCCASIONS = ("day", "week", "night")
_MOST = 3
"""Names of one person before the surname, or after it."""


def forms(names: Iterable[tuple[str, bool]]) -> frozenset[str]:
    """Return how these names of `Known` may be written: for `Jones`, `Joneses` too."""
    return frozenset(form + end for form, _ in names for end in ("", "s", "es"))


def find(words: Words, known: Known, written: AbstractSet[str]) -> Iterator[Found]:
    """Yield every place where a known name stands again, and take in the first names that stand beside it.

    `written` are the `forms` of what is known.
    """
    done = -1
    for at in sorted({at for form in words.by_form.keys() & written for at in words.by_form[form]}):
        if at > done and _form(words, at, known):
            first, done = _first(words, at, known), _last(words, at, known)
            yield (one := _found(words, first, done, known))
            if _is_joined(words, first - 1):
                known.add_first(words[first - 2], one.who)
                yield Found(words[first - 2].start, words[first - 2].end, "name", one.who)


def _form(words: Words, at: int, known: Known) -> str:
    """Return the known name that this word is, as it is known, or "" where it is only a word here."""
    for form in _forms(words, at):
        if bare := _bare(form, known):
            plain = bare in known.free and form not in lists()["words"]
            if plain or _is_somebody(words, at, bare):
                return bare
    return ""


def _forms(words: Words, at: int) -> list[str]:
    """Return a word, and each part of one with a hyphen, in the form in which it is looked up."""
    key = words[at].key
    return [folded(part) for part in ((key, *key.split("-")) if "-" in key else (key,))]


def _bare(form: str, known: Known) -> str:
    """Return the known name that is written so, `jones` for `joneses`; or ""."""
    for bare in (form, form.removesuffix("s"), form.removesuffix("es")):
        if bare in known.surnames or bare in known.firsts:
            return bare
    return ""


def _is_somebody(words: Words, at: int, form: str) -> bool:
    """Whether a name that is a word too is a name here."""
    word = words[at]
    if not word.capital or "-" in word.text:
        return False
    after = words[at + 1] if at + 1 < len(words) and _GAP.fullmatch(words.gap(at)) else None
    if word.owns:
        return True
    if (after and after.key in lists()["institutions"]) or _NUMBER.match(words.text, word.end):
        return False
    before = words.text[max(0, word.start - 5) : word.start]
    if form in lists()["seldom_named"] and (words.before(at) in _BEFORE_MONTHS or _DAY.search(before)):
        return False
    if words.begins(at):
        known = "deeds" if form in lists()["seldom_named"] else "doings"
        return words.after(at) in lists()[known]
    thing = after and after.capital and after.key in lists()["words"] and after.key not in lists()["common"]
    return not (thing or (form in _OCCASIONS and _is_of_an_occasion(words, at)))


def _is_of_an_occasion(words: Words, at: int) -> bool:
    """Whether the word goes on what is no name before it: Boxing Day, St David's Day."""
    before = words[at - 1]
    if not before.capital or before.letter or words.begins(at - 1):
        return False
    named = any(before.key in lists()[key] for key in ("usual_names", "any_title", "common"))
    return words.gap(at - 1).strip(" ") in (("'s",) if named else ("", "'s"))


_BEFORE_MONTHS = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "of",
        "from",
        "before",
    ]
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


def _is_joined(words: Words, at: int) -> bool:
    """Whether `and` stands here after a first name: John and Mary Smith."""
    if at < 1 or words[at].key not in ("and", "n") or words[at - 1].owns or words.gap(at - 1) != " ":
        return False
    return words[at - 1].capital and folded(words[at - 1].key) in lists()["given"] and words.gap(at) == " "


def _joins_before(words: Words, at: int, known: Known) -> bool:
    """Whether this word belongs to the name that the next one belongs to."""
    word, gap = words[at], words.gap(at)
    form = folded(word.key)
    broken = _BROKEN.fullmatch(gap)
    if word.owns or not (broken or _GAP.fullmatch(gap)) or (gap.startswith(".") and not word.letter):
        return False
    if form in known.firsts or form in lists()["given"]:
        return word.capital or form in known.free or form not in lists()["words"]
    if broken or word.letter:
        a = word.text == "A" and gap != "." and words.begins(at)
        return not broken and word.capital and word.text != "I" and not a
    if not word.capital:
        after = folded(words[at + 1].key)
        of_a_name = after in lists()["particles"] or known.surnames.get(after, after) in known.with_particle
        return form in lists()["particles"] and of_a_name
    shouted = word.text.isupper() and not words[at + 1].text.isupper()
    verb = words.begins(at) and form.endswith(_OF_VERBS)
    return form in lists()["given_words"] or not (shouted or verb or form in lists()["words"])


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
    names = [(at, bare) for at in run for form in _forms(words, at) if (bare := _bare(form, known))]
    surnames = [(at, form) for at, form in names if form in known.surnames]
    if surnames:
        surname, form = surnames[-1]
        for at in range(first, surname):
            if words[at].capital or folded(words[at].key) in lists()["given"]:
                known.add_first(words[at], known.surnames[form], sure=not words.begins(at))
    else:
        form = names[0][1]
    return Found(_span(words, first, known)[0], _span(words, last, known)[1], "name", known.who(form))


def _span(words: Words, at: int, known: Known) -> tuple[int, int]:
    """Return a word's place; of `Okafor-led`, that of the name alone."""
    word = words[at]
    parts = word.text.split("-")
    if len(parts) == 1 or all(part[:1].isupper() for part in parts) or folded(word.key) in known.surnames:
        return word.start, word.end
    held, start = [], word.start
    for part in parts:
        if _bare(folded(part), known):
            held += [start, start + len(part)]
        start += len(part) + 1
    return (held[0], held[-1]) if held else (word.start, word.end)
