"""Known: the names that were found in what is looked at together, by surname, and how sure each word is.

A word that is only a name counts however it is typed; one that is a word too (Young, May, Will) only where
its capital letter says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.identifiers.found import Found
from cfjournal.identifiers.words import folded, lists

if TYPE_CHECKING:
    from cfjournal.identifiers.words import Word, Words

_SHORT = 2
"""Letters up to which a name in lower case is more likely a slip or another word: li, ng."""
_OF_SURNAMES = ("o", "mc", "mac", "d")
"""What belongs to the surname even where a space parts it: Mrs O Neill."""


class Known:
    """Surnames and first names as they are learned, each `folded`, and the letters of initials."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.surnames: dict[str, str] = {}
        self.firsts: dict[str, set[str]] = {}
        self.free: set[str] = set()
        self.with_particle: set[str] = set()
        self.letters: set[str] = set()

    def names(self) -> frozenset[tuple[str, bool]]:
        """Return every name that is known, and whether it counts however it is typed."""
        return frozenset((form, form in self.free) for form in (*self.surnames, *self.firsts))

    def learn(self, words: Words, found: Found) -> list[Found]:
        """Take in a name with all that was found of it; return it with who is meant, one for each surname."""
        whole = words.within(found.start, found.end)
        if found.kind == "initials":
            letters = "".join(words[at].key for at in whole if words[at].key not in lists()["any_title"])
            self.letters.add(letters)
            return [found._replace(who=letters)]
        parts: list[Found] = []
        begin = found.start
        for places in _persons(words, whole):
            end = found.end if places[-1] == whole[-1] else words[places[-1]].end
            who = self._person(words, places, sure=_is_sure(words, whole[0], places[0]))
            parts.append(Found(begin, end, found.kind, who))
            after = places[-1] + 2
            begin = words[after].start if after < len(words) else end
        return parts or [found]

    def _person(self, words: Words, places: list[int], *, sure: bool) -> str:
        *before, last = places
        surname, who = words[last], folded(words[last].key)
        if before and words[before[-1]].key in _OF_SURNAMES:
            who = folded(words[before[-1]].key) + who
        if surname.letter:
            who = f"{folded(words[before[-1]].key)} {who}" if before else who
        elif sure or surname.capital or who not in lists()["words"]:
            self.add_surname(surname, who)
        if any(words[at].key in lists()["particles"] for at in before):
            self.with_particle.add(who)
        for at in before:
            self.add_first(words[at], who)
        return who

    def add_surname(self, word: Word, who: str) -> None:
        """Take a surname for known, and each half of one with a hyphen."""
        for form in {who, *map(folded, word.key.split("-"))}:
            if len(form) > 1:
                self.surnames.setdefault(form, who)
                self._weigh(form, sure=True)

    def add_first(self, word: Word, who: str, *, sure: bool = True) -> None:
        """Take a first name for known that stands before a surname; `sure` unless it begins a sentence."""
        form = folded(word.key)
        if (
            word.letter
            or form in lists()["particles"]
            or form in lists()["any_title"]
            or form in self.surnames
        ):
            return
        self.firsts.setdefault(form, set()).add(who)
        self._weigh(form, sure=sure or form in lists()["given"])

    def _weigh(self, form: str, *, sure: bool) -> None:
        if sure and len(form) > _SHORT and form not in lists()["words"]:
            self.free.add(form)

    def who(self, form: str) -> str:
        """Return who is meant by this first name or surname."""
        if form in self.surnames:
            return self.surnames[form]
        bearers = self.firsts[form]
        return next(iter(bearers)) if len(bearers) == 1 else form


def _is_sure(words: Words, first: int, name: int) -> bool:
    """Whether a name stands after a title that makes one of whatever follows it."""
    return any(words[at].key in lists()["titles"] for at in range(first, name))


def _persons(words: Words, whole: range) -> list[list[int]]:
    """Return the words of each person's name: those of `Drs Patel and Khan` are two."""
    titles = lists()["any_title"]
    persons: list[list[int]] = [[]]
    for at in whole:
        word = words[at]
        if word.key in ("and", "n", "or") and not word.capital:
            if persons[-1]:
                persons.append([])
        elif word.key not in titles or (persons[-1] and word.capital and not word.text.isupper()):
            persons[-1].append(at)
    return [places for places in persons if places]
