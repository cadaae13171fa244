"""Capitals that mean something else elsewhere and somebody here: `sat with PD`, `MS told me`, `XL's carer`.

What stands around them decides: what only people do, whose mum it is, whom they are named beside. Those at
work do as people do (`the GP said`, `told HR`): for them less counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cfjournal.identifiers.words import lists

if TYPE_CHECKING:
    from cfjournal.identifiers.words import Words

_FIGURE = re.compile(r" \(\d{3}|,? \(?aged? \d")
_NEXT = re.compile(r" ([a-z]+)\b")
_SMALL = re.compile(r"(?<![\w.,'&/-])[b-df-hj-np-tv-xz]{2}(?= ([a-z]+(?: being)?)\b)")
_CODES = re.compile(r"(?<![\w.'/])[A-Z]{1,4}(?:/[A-Z])?(?:, ?[A-Z]{1,4}(?:/[A-Z])?){2,}(?![\w'/])")
_PAIR = 2
"""Three capitals, and one, are looked at otherwise."""
_FAR = 6
"""How many words a person may be away from the letters: `the girl in my form, RE, asked`."""


def is_somebody(words: Words, at: int) -> bool:
    """Whether these two or three capitals are a person's, whatever else they stand for elsewhere."""
    known = lists()
    word = words[at]
    if at + 1 < len(words) and words[at + 1].text.isupper() and len(words[at + 1].text) > 1:
        return False  # all of it is shouted, or it is a row of acronyms
    if word.owns:
        return words.after(at) in known["relatives"]
    if _does(words, at, "bodily") or _is_aside(words, at) or _is_dear(words, at):
        return True
    if len(word.text) > _PAIR:
        return word.key not in known["acronyms"] and _is_in_a_state(words, at)
    aged = words.before(at) in known["persons"] and _FIGURE.match(words.text, word.end)
    acts = _does(words, at, "acts") or _is_in_company(words, at)
    return bool(aged) or (acts and word.key not in known["workers"])


def does(text: str, end: int) -> bool:
    """Whether what follows this place is what only people do."""
    said = _NEXT.match(text, end)
    return said is not None and said[1] in lists()["deeds"]


def typed_small(text: str) -> list[tuple[int, int]]:
    """Return where two small letters, no word and no abbreviation, do what only people do: `gh cried`."""
    known = lists()
    return [
        pair.span()
        for pair in _SMALL.finditer(text)
        if pair[0] not in known["no_small_initials"]
        and (pair[1].partition(" ")[0] in known["acts"] or pair[1] in ("is being", "was being"))
    ]


def in_codes(text: str) -> set[int]:
    """Return the places within rows of codes, `E, N, N, SD`: at least half of such a row is nobody's."""
    places: set[int] = set()
    for row in _CODES.finditer(text):
        codes = row[0].casefold().replace(" ", "").split(",")
        nobodys = sum(len(code) != _PAIR or code in lists()["no_initials"] for code in codes)
        if 2 * nobodys >= len(codes):
            places.update(range(*row.span()))
    return places


def _does(words: Words, at: int, list_name: str) -> bool:
    """Whether the word after, or the one after `never` or `just`, is on this list."""
    after = words.after(at)
    if after in lists()["often"]:
        after = words.after(at + 1)
    return after in lists()[list_name]


def _is_in_a_state(words: Words, at: int) -> bool:
    """Whether they are settled, tearful, asleep, or are not: what is written down of those one cares for."""
    if words.after(at) not in ("is", "was"):
        return False
    after = words.after(at + 1)
    return (words.after(at + 2) if after in ("not", "so", "very", "still") else after) in lists()["states"]


def _is_in_company(words: Words, at: int) -> bool:
    """Whether one told or hugged them, sat with them (no `clinic` follows), or gave them `her tea`."""
    known = lists()
    before, after = words.before(at), words.after(at)
    if after in ("his", "her") and before in known["before"]:
        return True
    near = {words[place].key for place in range(max(0, at - 3), at - 1)}
    beside = before in ("with", "beside") and near & known["beside"]
    return bool(beside or before in known["done_to"]) and after in known["between"]


def _is_aside(words: Words, at: int) -> bool:
    """Whether they stand between commas, after a person and before what people do."""
    known = lists()
    if not (at and words.comma(at - 1) and words.comma(at)) or at + 1 >= len(words):
        return False
    if words[at + 1].key not in known["after_aside"]:
        return False
    for place in range(at - 1, max(-1, at - 1 - _FAR), -1):
        if words[place].key in known["persons"]:
            return True
        if words[place].text.isupper() or not words.goes_on(place - 1):
            return False
    return False


def _is_dear(words: Words, at: int) -> bool:
    """Whether it is said after a comma what they are to one: `, poor love`, `, my quietest`."""
    if not words.comma(at) or at + 2 >= len(words):
        return False
    first, second = words[at + 1].key, words[at + 2].key
    mine = first == "my" and (second.endswith("est") or second in lists()["persons"])
    return mine or first in lists()["dear"]
