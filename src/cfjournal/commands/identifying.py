"""Identifying: what in the texts about to be shown tells plainly who is meant, pointed at or replaced.

Looked at is what is shown; names are learned from what was written beside it too. What is found is said on
the screen alone, and elsewhere counted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cfjournal import identifiers
from cfjournal.display import one_line, wrapped
from cfjournal.render.handout import OWN, Handout
from cfjournal.render.page import Fact, Quote, Words
from cfjournal.render.phrases import count, joined
from cfjournal.render.rows import ALSO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cfjournal.commands.edge import Edge
    from cfjournal.identifiers import Found, Kind
    from cfjournal.render.page import Block

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

NOTED = ("signs", "strains", "supports")
REST = f"{ALSO}: "
"""Columns, and how a line begins, that hold words for what was noted: some may be the person's own."""

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
        if not (self.texts or self.spots):
            return RECOGNISED
        kinds = Counter(spot.kind for spot in self.spots)
        told = joined([count(kinds[kind], *CALLED[kind]) for kind in CALLED if kinds[kind]])
        found = f"found {told}" if told else "found none"
        done = ", each replaced by a pseudonym" if told and self.replaced else ""
        return f"We looked for obvious identifiers and {found}{done}. {RECOGNISED}"


class Piece(NamedTuple):
    """A text that is shown: where, and whether it is the person's `own` or a word that may be theirs."""

    where: str
    text: str
    own: bool


def find(made: Handout, names: Iterable[str], beside: Iterable[str] = ()) -> FoundIn:
    """Return what tells plainly who is meant in each text that is shown, by all of them together.

    From texts `beside` them, which are not shown, names are learned too: a note may say `Mrs Okafor`, and
    what is to be brought `okafor`.
    """
    texts = list(dict.fromkeys(piece.text for form in ("csv", "") for piece in _pieces(made, form)))
    return dict(zip(texts, identifiers.find_among([*texts, *beside], names), strict=False))


def look(made: Handout, form: str, found: FoundIn) -> Looked:
    """Return what was found with its places, as that format shows them."""
    pieces = list(_pieces(made, form))
    spots = (_spot(piece, one) for piece in pieces for one in found[piece.text])
    return Looked(tuple(spots), sum(piece.own for piece in pieces))


def _pieces(made: Handout, form: str) -> Iterator[Piece]:
    """Yield each text with where it stands: on the page under its title and day, in the table in its row."""
    if form == "csv":
        columns, *rows = made.table
        for row in rows:
            cells = zip(columns, row, strict=True)
            yield from (
                Piece(f"{column}, {row[0]}", cell, column in OWN)
                for column, cell in cells
                if column in (*OWN, *NOTED) and cell
            )
        return
    for section in made.page.sections:
        for block in section.blocks:
            if said := _said(block):
                day = f", {block.when}" if isinstance(block, Quote) else ""
                yield Piece(section.title + day, said, bool(day))


def _said(block: Block) -> str:
    """Return what a block says in the person's own words, or in a word for signs and strains; or ""."""
    match block:
        case Quote(text=said) | Fact(label=said):
            return said
        case Words(text=said) if said.startswith(REST):
            return said
    return ""


def _saying(block: Block, said: str) -> Block:
    match block:
        case Quote() | Words():
            return block._replace(text=said)
        case Fact():
            return block._replace(label=said)
    return block


def _spot(piece: Piece, one: Found) -> Spot:
    line = piece.text.count("\n", 0, one.start) + 1
    return Spot(piece.where, line, one.kind, piece.text[one.start : one.end])


def with_pseudonyms(made: Handout, found: FoundIn, secret: str) -> Handout:
    """Return the same with what was found replaced, the same by the same letters wherever it stands."""
    known = identifiers.pseudonyms(found.items(), secret)

    def told(text: str) -> str:
        return identifiers.replaced(text, found[text], secret, known) if text in found else text

    columns, *rows = made.table
    shown = [name in (*OWN, *NOTED) for name in columns]
    table = [tuple(told(cell) if own else cell for own, cell in zip(shown, row, strict=True)) for row in rows]
    sections = [
        section._replace(
            blocks=tuple(
                _saying(each, told(said)) if (said := _said(each)) else each for each in section.blocks
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
