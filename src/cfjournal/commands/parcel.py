"""Parcel: the last look at what leaves the journal, the yes to it, and the record that it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal import shares
from cfjournal.commands.identifying import point
from cfjournal.display import wrapped
from cfjournal.entry import short
from cfjournal.render.handout import READ_AS_THEY_ARE
from cfjournal.share import Share

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.commands.edge import Edge
    from cfjournal.commands.identifying import Looked
    from cfjournal.period import Period
    from cfjournal.render.choice import Choice
    from cfjournal.store import Journal


class Parcel(NamedTuple):
    """What is about to be handed over: the bytes, the text to read before, and what the record will say."""

    form: str
    data: bytes
    text: str
    period: Period
    choice: Choice
    rules: str
    looked: Looked
    to: str = ""


def release(edge: Edge, journal: Journal, parcel: Parcel, output: Path | None, *, yes: bool) -> None:
    """Print it where no file is named; else show it, ask, and write it with its record.

    Raises `NotSavedError` when neither could be written.
    """
    if output is None:
        edge.emit(parcel.data.decode())
        edge.tell(f"No file was written and no record kept; -o FILE writes this one. {parcel.looked.says()}")
        point(edge, parcel.looked)
    elif yes or _agreed(edge, parcel, output):
        shares.write(journal, _record(edge, parcel, output), output, parcel.data)
        wrote = f"Wrote {output}, which only you can read." + (f" {parcel.looked.says()}" if yes else "")
        edge.say(wrapped(wrote, edge.width) if edge.interactive else wrote)
        if edge.interactive:
            edge.tell("`cfj shared` shows what was shared, and when.")
    else:
        edge.tell("Nothing was written.")


def _agreed(edge: Edge, parcel: Parcel, output: Path) -> bool:
    """Show the exact text and ask for a typed yes."""
    exact = parcel.form in READ_AS_THEY_ARE
    edge.emit(parcel.text)
    edge.tell()
    whole = (
        "This is all of it, to the letter." if exact else "These are all its words; the file lays them out."
    )
    edge.tell(f"{whole} {parcel.looked.says()}")
    point(edge, parcel.looked)
    try:
        return edge.ask(f"Type yes to write it to {output}: ").strip().casefold() == "yes"
    except EOFError:
        return False


def _record(edge: Edge, parcel: Parcel, output: Path) -> Share:
    return Share(
        moment=edge.now.replace(microsecond=0),
        form=parcel.form,
        file=output.name,
        first=parcel.period.first,
        last=parcel.period.last,
        parts=parcel.choice.parts,
        notes=tuple(map(short, parcel.choice.notes)),
        rules=parcel.rules,
        sha256=shares.sum_of(parcel.data),
        size=len(parcel.data),
        pseudonyms=parcel.looked.replaced,
        to=parcel.to,
    )
