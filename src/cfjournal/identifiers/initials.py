"""Initials: `J.S.`, `client JS`, `K's mum`, `saw K. today`, and not NHS, plan B or vitamin D.

Capital letters alone say little: what stands beside them decides, and a list of the field's acronyms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cfjournal.identifiers import acronyms
from cfjournal.identifiers.found import Found
from cfjournal.identifiers.words import lists

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from cfjournal.identifiers.words import Word, Words

_LETTER = r"(?:Mc|Mac|O')?[A-Z]"
_DOTTED = re.compile(
    rf"(?<![\w.&/'-])(?:[A-Z]\.{_LETTER}(?:\.[A-Z])?(?![\w&/])\.?|[A-Z]\.(?:Mc|Mac)[A-Z]\.?"
    r"|(?:[A-Z]\. ){1,2}[A-Z]\.(?!\w)|[a-z]\.[a-z]\.)(?!\w|\.\w)"
)
_AGE = re.compile(
    r" ?[,(] ?(?:aged? ?)?\d{1,3}(?:[,)]| ?(?:y|m))|,? (?:aged? ?\d|\d{1,3} ?y(?:rs?|ears?|/?o)\b)"
)
_TIED = frozenset("&/-\u2013+@#_*%.'")
MOST_LETTERS = 3
_DOSE = re.compile(r"\d ?(?:mg|mcg|micrograms|g|ml|units?|iu|tabs?|tablets?|puffs?|drops?)$", re.IGNORECASE)
_LONGEST_DOSE = 14
_NEXT = 100
"""The points of a list in one paragraph are no longer than this."""


class Initials:
    """What seems to be somebody's initials in one text, and the capitals that may be, if others are."""

    def __init__(self, text: str, words: Words) -> None:
        """Look at all capitals that stand alone, once."""
        self.text, self.words = text, words
        listed = _listed(text, words) | acronyms.in_codes(text)
        self.found = [Found(*span, "initials") for span in acronyms.typed_small(text)]
        for match in _DOTTED.finditer(text):
            if _is_nobodys(text, match):
                listed.update(range(*match.span()))
            else:
                self.found.append(Found(*match.span(), "initials"))
        beside = {at + 1 for at in words.among(lists()["persons"]) if at + 1 < len(words)}
        self.alone = [
            at
            for at in sorted({*words.in_capitals(), *beside})
            if len(words[at].text) <= MOST_LETTERS
            and words[at].start not in listed
            and _stands_alone(text, words[at])
        ]
        for at in self.alone:
            small = not words[at].text.isupper()
            if _is_typed_small(words, at) if small else _is_somebody(text, words, at):
                self.found.append(_as_found(text, words[at]))

    @property
    def letters(self) -> set[str]:
        """The letters of all that were found."""
        return {_letters(self.text[one.start : one.end]) for one in self.found}

    def find(self, elsewhere: Container[str] = ()) -> Iterator[Found]:
        """Yield everything that seems to be somebody's initials; `elsewhere` are the letters of others."""
        yield from self.found
        yield from _again(self.text, self.words, self.alone, self.found, elsewhere)


def _is_nobodys(text: str, match: re.Match[str]) -> bool:
    """Whether letters with dots are an abbreviation, and do nothing that only people do."""
    letters = _letters(match[0])
    short = letters in lists()["dotted"] or letters in lists()["three_dotted"]
    return short and not acronyms.does(text, match.end())


def _letters(said: str) -> str:
    return re.sub(r"[^a-z]", "", said.casefold())


def _as_found(text: str, word: Word) -> Found:
    dotted = text[word.end : word.end + 1] == "."
    return Found(word.start, word.end + (dotted and word.letter and not word.owns), "initials")


def _again(
    text: str, words: Words, alone: list[int], found: list[Found], elsewhere: Container[str]
) -> Iterator[Found]:
    """Yield capitals that are somebody's elsewhere, or stand with `and` beside somebody's.

    In another text, capitals that stand for something else too are somebody's only by what is beside them.
    """
    places = {place for one in found for place in range(one.start, one.end)}
    nobodys = [at for at in alone if words[at].start not in places and _may_be_somebodys(text, words, at)]
    more = [
        _as_found(text, words[at])
        for at in nobodys
        if len(words[at].text) < MOST_LETTERS and _is_beside(words, at, places)
    ]
    yield from more
    known = {_letters(text[one.start : one.end]) for one in (*found, *more)}
    for at in nobodys:
        key = words[at].key
        told = words.after(at) in lists()["doings"] or words.before(at) in lists()["before"]
        if key in known or (key in elsewhere and (told or key not in lists()["no_initials"])):
            yield _as_found(text, words[at])


def _may_be_somebodys(text: str, words: Words, at: int) -> bool:
    """Whether these are capitals and no thing's, neither `I` nor `a`."""
    thing = _is_of_a_thing(text, words, at, words.before(at), words.after(at))
    return words[at].text.isupper() and words[at].text not in "AI" and not thing


def _is_beside(words: Words, at: int, places: set[int]) -> bool:
    """Whether `and` joins them to somebody's, at one of these places of the text."""
    before = at > 1 and words[at - 1].key == "and" and words[at - 2].start in places
    return before or (at + 2 < len(words) and words.after(at) == "and" and words[at + 2].start in places)


def _listed(text: str, words: Words) -> set[int]:
    """Return where the letters of a list stand that begins with A: `A. sleep B. food`."""
    found: set[int] = set()
    last: Word | None = None
    for at in words.in_capitals():
        word = words[at]
        if not (word.letter and word.capital and text[word.end : word.end + 1] in (".", ")", ":")):
            continue
        goes_on = last is not None and word.start - last.end < _NEXT and _comes_after(last.text, word.text)
        if last is not None and goes_on:
            found |= {last.start, word.start}
        last = word if word.text in "AQ" or goes_on else None
    return found


def _comes_after(one: str, other: str) -> bool:
    return ord(other) == ord(one) + 1 or (one, other) == ("Q", "A")


def _stands_alone(text: str, word: Word) -> bool:
    """Whether nothing is tied to it that makes it part of something else: A&E, 4B, x-ray, c/o."""
    before = text[word.start - 1 : word.start]
    after = text[word.end : word.end + 1]
    further = text[word.end + 1 : word.end + 2]
    tied = before.isalnum() or before in _TIED or after.isdigit() or after in _TIED - {".", "'"}
    return not (tied or (after == "." and further.isalnum()))


def _is_somebody(text: str, words: Words, at: int) -> bool:
    """Whether these capitals are a person's."""
    word = words[at]
    if not word.letter and acronyms.is_somebody(words, at):
        return True
    nobodys = word.text == "I" or (not word.letter and word.key in lists()["no_initials"])
    return not nobodys and _is_by_what_is_beside(text, words, at)


def _is_by_what_is_beside(text: str, words: Words, at: int) -> bool:
    """Whether capitals that no list knows are a person's, by the words right beside them."""
    word = words[at]
    before, after = words.before(at), words.after(at)
    if word.letter and _is_of_a_thing(text, words, at, before, after):
        return False
    if word.owns or before in lists()["persons"]:
        return before in lists()["persons"] or _is_an_owner(word, before, after)
    if word.letter and text[word.end : word.end + 1] == ".":
        return _is_dotted_letter(text, words, at)
    shouted = _shouted(words, at - 1) and _shouted(words, at + 1)
    if word.text in "AX" or len(word.text) == MOST_LETTERS or shouted:
        return False
    return _does_or_suffers(text, words, at, before, after)


def _is_an_owner(word: Word, before: str, after: str) -> bool:
    """Whether somebody has something here: `K's mum`; three letters own nothing but relatives."""
    if word.letter and before in lists()["at_somebody"]:
        return True
    if len(word.text) == MOST_LETTERS:
        return after in lists()["persons"]
    return after not in ("", "and", "or")


def _does_or_suffers(text: str, words: Words, at: int, before: str, after: str) -> bool:
    """Whether what is beside them is done by people, to people, or in their company.

    Two capitals that no list knows are a person's unless they seem to be a thing's: `the QE`, `BX ward`.
    """
    known = lists()
    if not words[at].letter:
        of = before in known["owners"] or before in known["diagnosed"] or after in known["letters_of"]
        thing = of or _is_counted(text, words[at])
        return not thing
    return (
        bool(_AGE.match(text, words[at].end))
        or after in known["after"]
        or before in known["before"]
        or _is_in_company(words, at, before, after)
    )


def _is_of_a_thing(text: str, words: Words, at: int, before: str, after: str) -> bool:
    """Whether a letter belongs to a thing, a figure or another letter: `plan B`, `year 9 B`, `A to Z`."""
    between = at > 1 and words[at - 1].key == "to" and words[at - 2].letter
    if between or before in lists()["lettered"] or after in lists()["letters_of"]:
        return True
    return _is_counted(text, words[at])


def _is_counted(text: str, word: Word) -> bool:
    """Whether a figure stands right before, or a dose: `20 MB`, `year 9 B`, `20mg OM`."""
    before = text[max(0, word.start - _LONGEST_DOSE) : word.start].rstrip(" ")
    return before[-1:].isdigit() or bool(_DOSE.search(before))


def _is_in_company(words: Words, at: int, before: str, after: str) -> bool:
    """Whether somebody is meant because of whom they are with: `K and I`, `me and K`, `thinking of K`."""
    company, of = lists()["company"], lists()["of_somebody"]
    if after == "and" and at + 2 < len(words) and words[at + 2].key in company:
        return True
    earlier = words[at - 2].key if at > 1 else ""
    return (before == "and" and earlier in company) or (before == "of" and earlier in of)


def _is_dotted_letter(text: str, words: Words, at: int) -> bool:
    """Whether a letter with a dot is a person, and neither the number of a point nor the end of `A to B`."""
    word = words[at]
    if at > 1 and words[at - 1].key in ("to", "and", "or") and words[at - 2].letter and words[at - 2].capital:
        return False
    line = text[max(0, word.start - 3) : word.start].rpartition("\n")[2]
    begins = not line.strip() and (word.start < 3 or "\n" in text[word.start - 3 : word.start])
    after = text[word.end + 1 : word.end + 4].strip()[:1]
    return not (begins and (word.text in "ABCDEQ" or not (after.islower() or after == "'")))


def _is_typed_small(words: Words, at: int) -> bool:
    """Whether small letters are initials: after `client`, and before what only a person does."""
    known = lists()
    word = words[at]
    if (
        not at
        or words[at - 1].key not in known["persons"]
        or len(word.text) > 2
        or word.key in known["no_initials"]
    ):
        return False
    if word.key in ("a", "i") or words[at - 1].owns or words[at - 1].end + 1 != word.start:
        return False
    if words[at - 1].key in known["relatives"] and not set(word.key) & set("aeiouy"):
        return len(word.key) == 2
    return word.owns or (at + 1 < len(words) and words[at + 1].key in known["after"])


def _shouted(words: Words, at: int) -> bool:
    return not 0 <= at < len(words) or (len(words[at].text) > MOST_LETTERS and words[at].text.isupper())
