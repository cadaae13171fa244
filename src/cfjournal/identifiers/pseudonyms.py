"""Pseudonyms: the same person is the same letters in everything that is made from one journal.

No table is kept anywhere: the letters are worked out from what stands there, case, spaces and dots aside,
with a secret that the journal alone holds (HMAC-SHA-256, RFC 2104). Whoever has the page and not the secret
cannot try out names. A person is known by the surname: a family shares its letters, and `Mr` and `Mrs` stay
to tell who is meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cfjournal.identifiers.found import Found, Kind

Key = tuple["Kind", str]
"""What is replaced: its kind and how it reads without case, spaces and dots."""

SAID: Mapping[Kind, str] = {
    "email": "email",
    "phone": "phone",
    "nhs": "number",
    "record": "number",
    "postcode": "postcode",
    "birth": "date",
    "name": "person",
    "initials": "person",
    "own": "name",
}
"""What each kind is called, before a hyphen and its letters: nothing that Markdown or a table would obey."""

LETTERS = "bcdfghjkmnpqrstvwxz23456789"
"""No letter or figure that is easily taken for another, and no vowel: they spell no word."""
SHORTEST = 3
_LONGEST = 24
_TITLE = r"(?:mr|mrs|mister|missus|miss|ms|mx|(?-i:sister|brother|mother|father|aunt|uncle))\b\.?"
_TITLES = re.compile(rf"{_TITLE}(?:\s+(?:and|or|n|&)\s+{_TITLE})?\s+(?=\S)", re.IGNORECASE)
"""What stays before a pseudonym: it says no more than `he` and `she` do, or whose sister it is."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def replaced(text: str, found: Sequence[Found], secret: str, known: Mapping[Key, str] | None = None) -> str:
    """Return `text` with each identifier as `person-kd3`, the same one always the same.

    `secret` is the journal's id. `known` are the `pseudonyms` of all texts of a page; without it those of
    this text, so that two in different texts may, once in twenty thousand, be called the same.
    """
    known = pseudonyms([(text, found)], secret) if known is None else known
    parts, at = [], 0
    for one in found:
        title = _TITLES.match(text, one.start, one.end) if SAID[one.kind] == "person" else None
        start = title.end() if title else one.start
        parts += [text[at:start], f"{SAID[one.kind]}-{known[key_of(text, one)]}"]
        at = one.end
    return "".join([*parts, text[at:]])


def pseudonyms(texts: Iterable[tuple[str, Sequence[Found]]], secret: str) -> dict[Key, str]:
    """Return the letters for everything found in these texts: three each, the same thing always the same.

    Where two begin alike, both take as many more of their own letters as it needs to tell them apart: in
    every other page they still begin with the same three.
    """
    keys = dict.fromkeys(key_of(text, one) for text, found in texts for one in found)
    whole = {key: _letters(key, secret) for key in keys}
    return {key: letters[: _length(letters, whole.values())] for key, letters in whole.items()}


def key_of(text: str, one: Found) -> Key:
    """Return the kind of what was found with the form in which the same thing is always written."""
    said = text[one.start : one.end].casefold()
    kind: Kind = "name" if one.kind == "initials" else one.kind
    if one.who:
        return kind, one.who
    if kind == "phone":
        digits = re.sub(r"\D", "", said.partition("x")[0].replace("(0)", ""))
        return kind, re.sub(r"^(?:00)?440?(?=\d{9,10}$)|^0(?=\d{9,10}$)", "", digits)
    if kind == "birth":
        return kind, _day(said)
    if kind == "email":
        return kind, re.sub(r"[\s()\[\]]+", "", said.replace("(at)", "@").replace("[at]", "@"))
    return kind, "".join(re.findall(r"[^\W_]+", re.sub(r"['\u2019]", "", said)))


def _day(said: str) -> str:
    """Return a date as its parts in the order of year, month and day where that is certain."""
    parts = re.findall(r"\d+|[a-z]{3,}", said)
    if len(parts) == 1 and len(parts[0]) in (6, 8):
        parts = [parts[0][:2], parts[0][2:4], parts[0][4:]]
    named = [str(_MONTHS.index(part[:3]) + 1) if part[:3] in _MONTHS else part for part in parts]
    if named != parts and parts[0][:3] in _MONTHS:
        named[:2] = reversed(named[:2])
    numbers = [int(part) for part in named if part.isdigit()]
    if len(numbers) == 3 and numbers[0] > 31:
        numbers.reverse()
    if len(numbers) == 3:
        numbers[2] %= 100
    return "-".join(map(str, numbers))


def _letters(key: Key, secret: str) -> str:
    import hmac

    number = int.from_bytes(
        hmac.digest(secret.encode(), "\0".join(key).encode("utf-8", "surrogatepass"), "sha256")
    )
    letters = ""
    for _ in range(_LONGEST):
        number, at = divmod(number, len(LETTERS))
        letters += LETTERS[at]
    return letters


def _length(letters: str, others: Iterable[str]) -> int:
    alike = [other for other in others if other != letters and other[:SHORTEST] == letters[:SHORTEST]]
    length = SHORTEST
    while any(other[:length] == letters[:length] for other in alike):
        length += 1
    return length
