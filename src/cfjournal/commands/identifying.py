"""Identifying: what in the texts about to be shown tells plainly who is meant, pointed at or replaced.

Only texts that were chosen are looked at. What is found is shown on the screen alone; elsewhere it is
counted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cfjournal import identifiers
from cfjournal.display import one_line, wrapped
from cfjournal.render.phrases import count, day, joined

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry
    from cfjournal.identifiers import Found, Kind
    from cfjournal.render.choice import Choice

CALLED: dict[Kind, tuple[str, str]] = {
    "email": ("email address", "email addresses"),
    "phone": ("phone number", "phone numbers"),
    "nhs": ("NHS number", "NHS numbers"),
    "postcode": ("postcode", "postcodes"),
    "birth": ("date of birth", "dates of birth"),
    "name": ("name", "names"),
    "initials": ("set of initials", "sets of initials"),
    "own": ("name of your list", "names of your list"),
}

RECOGNISED = "A person can be recognised from their story: read it with that in mind."


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


def look(entries: Iterable[Entry], choice: Choice, names: Iterable[str], today: dt.date) -> Looked:
    """Return what tells plainly who is meant in the texts of these entries that `choice` shows."""
    spots: list[Spot] = []
    texts = 0
    own = tuple(names)
    for entry in sorted(entries, key=lambda each: each.order):
        for what, text in _chosen(entry, choice):
            texts += 1
            where = f"{what}, {day(entry.date, today)}"
            spots += [_spot(where, text, one) for one in identifiers.find(text, own)]
    return Looked(tuple(spots), texts)


def _chosen(entry: Entry, choice: Choice) -> Iterator[tuple[str, str]]:
    """Yield the texts of an entry that are shown, each with what it is."""
    if "bring" in choice.parts and entry.bring.strip():
        yield "to bring", entry.bring.strip()
    if entry.id in choice.notes and "notes" in choice.parts:
        yield "note", entry.note.strip()
    if "agreed" in choice.parts:
        for one in entry.agreed:
            yield "agreed", one.what
            yield from (("answer", answer.said) for answer in one.answers if answer.said)


def _spot(where: str, text: str, one: Found) -> Spot:
    return Spot(where, text.count("\n", 0, one.start) + 1, one.kind, text[one.start : one.end])


def with_pseudonyms(
    entries: Iterable[Entry], choice: Choice, names: Iterable[str], secret: str
) -> dict[str, Entry]:
    """Return the entries by id; what `look` finds in them is replaced, alike where it is the same."""
    own, all_entries = tuple(names), list(entries)
    texts = {text for entry in all_entries for _, text in _chosen(entry, choice)}
    found = {text: identifiers.find(text, own) for text in texts}
    known = identifiers.pseudonyms(found.items(), secret)

    def told(text: str) -> str:
        return identifiers.replaced(text, found[text], secret, known) if text in found else text

    return {entry.id: _retold(entry, told) for entry in all_entries}


def _retold(entry: Entry, told: Callable[[str], str]) -> Entry:
    agreed = tuple(
        one._replace(
            what=told(one.what),
            answers=tuple(answer._replace(said=told(answer.said)) for answer in one.answers),
        )
        for one in entry.agreed
    )
    return entry._replace(bring=told(entry.bring.strip()), note=told(entry.note.strip()), agreed=agreed)


def point(edge: Edge, looked: Looked) -> None:
    """Say on the screen where each stands, a line each; nowhere else, for the words are the person's own."""
    if looked.replaced or not looked.spots or not edge.interactive:
        return
    edge.say("These may tell who is meant; --pseudonyms replaces them in the copy:")
    for spot in looked.spots:
        line = f", line {spot.line}" if spot.line > 1 else ""
        said = f"{spot.where}{line}: {one_line(spot.said, edge.unicode)}, {CALLED[spot.kind][0]}"
        edge.say(wrapped(said, edge.width, "  "))
