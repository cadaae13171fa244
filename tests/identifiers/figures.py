"""How well identifiers are found in texts that were written, and marked, before the rules met them.

Three sets, each of texts with marks and innocent ones, a text a line, all invented. Marked are what tells who is
meant: ⟦kind:text⟧. The first two were written by people who had not seen the rules; the third by the one who mended
them, kept aside until that was done, and many of its initials are acronyms too. The fourth, by the one who mended
them next, has the entries of one copy in a line, ` ¶ ` between them: a name told once stands in them in other shapes,
and its innocent texts are rich in capitals. The fifth is like it, written once the rules for that were made. The rules
met each set once before anything was mended by what it showed; `SETS` and `ACROSS` have the figures of that day.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from cfjournal.identifiers import Found, find, find_among

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cfjournal.identifiers import Kind

FOLDER = Path(__file__).parent
PERSON = ("name", "initials")
"""Which of the two `Mr K` is, one may see either way, and it is replaced alike."""


class Contact(NamedTuple):
    """How many of each kind were found at first contact, of as many as there are now, and innocent texts flagged."""

    found: Mapping[Kind, int]
    flagged: int


SETS: Mapping[str, Contact] = {
    "": Contact(
        {"email": 36, "phone": 42, "nhs": 34, "postcode": 37, "birth": 41, "name": 62, "initials": 30}, 3
    ),
    "second-": Contact(
        {"email": 15, "phone": 18, "nhs": 15, "postcode": 15, "birth": 15, "name": 30, "initials": 23}, 9
    ),
    "third-": Contact({"birth": 12, "initials": 17}, 6),
}
"""What begins the names of the files of each set, and what was found in it at first contact."""

ACROSS: Mapping[str, Contact] = {
    "fourth-": Contact({"name": 48, "initials": 9, "record": 0}, 7),
    "fifth-": Contact({"name": 84, "initials": 5, "record": 5}, 11),
}
"""The same of the sets whose texts are several entries; the fourth was met before any rule for names told again."""


class Marked(NamedTuple):
    """A text, and what of it is to be found."""

    text: str
    spans: tuple[Found, ...]


class Figures(NamedTuple):
    """How many of each kind were found of how many, and in how many innocent texts anything was, of how many."""

    found: Counter[str]
    of: Counter[str]
    flagged: int
    innocent: int


def marked(line: str) -> Marked:
    """Return the text of a line without its marks, and what they mark."""
    text, spans = "", []
    for plain, kind, inside in re.findall(r"([^⟦]*)(?:⟦(\w+):([^⟧]*)⟧)?", line):
        text += plain
        if kind:
            spans.append(Found(len(text), len(text) + len(inside), cast("Kind", kind)))
            text += inside
    return Marked(text, tuple(spans))


def texts(name: str) -> list[str]:
    return (FOLDER / name).read_text("utf-8").splitlines()


def measured(which: str) -> Figures:
    """Return the figures of a set. Found is what lies, to its last character, within something of its kind."""
    found: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for line in texts(f"{which}with.txt"):
        entries = [marked(entry) for entry in line.split(" ¶ ")]
        for (_, spans), hits in zip(entries, find_among(entry.text for entry in entries), strict=True):
            of.update(span.kind for span in spans)
            found.update(span.kind for span in spans if any(_holds(hit, span) for hit in hits))
    innocent = texts(f"{which}without.txt")
    return Figures(found, of, sum(bool(find(text)) for text in innocent), len(innocent))


def _holds(hit: Found, span: Found) -> bool:
    alike = hit.kind == span.kind or (hit.kind in PERSON and span.kind in PERSON)
    return alike and hit.start <= span.start and span.end <= hit.end
