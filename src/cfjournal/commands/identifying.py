"""Identifying: what in the texts about to be shown tells plainly who is meant, pointed at or replaced.

Looked at is what is shown and nothing else. What is found is said on the screen alone, and elsewhere counted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cfjournal import identifiers
from cfjournal.display import one_line, wrapped
from cfjournal.render.handout import OWN, Handout
from cfjournal.render.page import Quote
from cfjournal.render.phrases import count, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cfjournal.commands.edge import Edge
    from cfjournal.identifiers import Found, Kind

CALLED: dict[Kind, tuple[str, str]] = {
    "email": ("email address", "email addresses"),
    "phone": ("phone number", "phone numbers"),
    "nhs": ("NHS number", "NHS numbers"),
    "record": ("record number", "record numbers"),
    "postcode": ("postcode", "postcodes"),
    "birth": ("date of birth", "dates of birth"),
    "name": ("name", "names"),
    "initials": ("set of initials", "sets of initials"),
    "own": ("name on your list", "names on your list"),
}

RECOGNISED = "A person can be recognised from their story: read it with that in mind."


FoundIn: TypeAlias = "Mapping[str, tuple[Found, ...]]"
"""What was found in each text."""


class Spot(NamedTuple):
    """Something that was found: in which text, on which of its lines, what it is and how it reads."""

    where: str
    line: int
    kind: Kind
    said: str


class Looked(NamedTuple):
    """What a look at the chosen texts found, and whether it was replaced; `texts` counts those looked at."""

    spots: tuple[Spot, ...]
    texts: int
    replaced: bool = False

    def says(self) -> str:
        """Return what is to be said of it wherever the page goes."""
        if not self.texts:
            return RECOGNISED
        kinds = Counter(spot.kind for spot in self.spots)
        told = joined([count(kinds[kind], *CALLED[kind]) for kind in CALLED if kinds[kind]])
        found = f"found {told}" if told else "found none"
        done = ", each replaced by a pseudonym" if told and self.replaced else ""
        return f"We looked for obvious identifiers and {found}{done}. {RECOGNISED}"


def find(made: Handout, names: Iterable[str]) -> FoundIn:
    """Return what tells plainly who is meant in each of the person's own texts, by all of them together."""
    texts = list(dict.fromkeys(text for form in ("csv", "") for _, text in _texts(made, form)))
    return dict(zip(texts, identifiers.find_among(texts, names), strict=True))


def look(made: Handout, form: str, found: FoundIn) -> Looked:
    """Return what was found with its places, as that format shows them."""
    texts = list(_texts(made, form))
    spots = (_spot(where, text, one) for where, text in texts for one in found[text])
    return Looked(tuple(spots), len(texts))


def _texts(made: Handout, form: str) -> Iterator[tuple[str, str]]:
    """Yield each text with where it stands: on the page under its title and day, in the table in its row."""
    if form == "csv":
        columns, *rows = made.table
        for row in rows:
            cells = zip(columns, row, strict=True)
            yield from ((f"{column}, {row[0]}", cell) for column, cell in cells if column in OWN and cell)
        return
    for section in made.page.sections:
        for block in section.blocks:
            if isinstance(block, Quote):
                yield f"{section.title}, {block.when}", block.text


def _spot(where: str, text: str, one: Found) -> Spot:
    return Spot(where, text.count("\n", 0, one.start) + 1, one.kind, text[one.start : one.end])


def with_pseudonyms(made: Handout, found: FoundIn, secret: str) -> Handout:
    """Return the same with what was found replaced, the same by the same letters wherever it stands."""
    known = identifiers.pseudonyms(found.items(), secret)

    def told(text: str) -> str:
        return identifiers.replaced(text, found[text], secret, known) if text in found else text

    columns, *rows = made.table
    table = [
        tuple(told(cell) if name in OWN else cell for name, cell in zip(columns, row, strict=True))
        for row in rows
    ]
    sections = [
        section._replace(
            blocks=tuple(
                each._replace(text=told(each.text)) if isinstance(each, Quote) else each
                for each in section.blocks
            )
        )
        for section in made.page.sections
    ]
    return Handout(made.page._replace(sections=tuple(sections)), (columns, *table))


def point(edge: Edge, looked: Looked) -> None:
    """Say on the screen where each stands, a line each; nowhere else, for the words are the person's own."""
    if looked.replaced or not looked.spots or not edge.interactive:
        return
    edge.say(wrapped("These may tell who is meant; --pseudonyms replaces them in the copy:", edge.width))
    for spot in looked.spots:
        line = f", line {spot.line}" if spot.line > 1 else ""
        said = f"{spot.where}{line}: {one_line(spot.said, edge.unicode)}, {CALLED[spot.kind][0]}"
        edge.say(wrapped(said, edge.width, "  "))
