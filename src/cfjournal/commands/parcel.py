"""Parcel: the last look at what leaves the journal, the yes to it, and the record that it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cfjournal import shares
from cfjournal.commands.identifying import point
from cfjournal.commands.leafing import show
from cfjournal.display import wrapped
from cfjournal.entry import short
from cfjournal.render.choice import NAMES
from cfjournal.render.handout import READ_AS_THEY_ARE
from cfjournal.render.phrases import count, joined
from cfjournal.share import Share

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.commands.edge import Edge
    from cfjournal.commands.identifying import Looked
    from cfjournal.commands.leafing import Shown
    from cfjournal.period import Period
    from cfjournal.render.choice import Choice
    from cfjournal.store import Journal


Ended = Literal["released", "refused", "change"]
"""How it ended: it went out, it did not, or something else is to be on it first."""


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


def release(edge: Edge, journal: Journal, parcel: Parcel, output: Path | None, *, yes: bool) -> Ended:
    """Print it where no file is named; else show it, ask, and write it with its record.

    Raises `NotSavedError` when neither could be written.
    """
    if output is None:
        _print(edge, parcel)
        return "released"
    if not yes and (answer := _asked(edge, parcel, output)) != "yes":
        if answer not in ("c", "change"):
            word = "" if answer in ("", "n", "no", "q") else " It takes the whole word yes."
            edge.tell(f"Nothing was written.{word}")
            return "refused"
        return "change"
    shares.write(journal, _record(edge, parcel, output), output, parcel.data)
    wrote = f"Wrote {output}, which only you can read." + (f" {parcel.looked.says()}" if yes else "")
    edge.say(wrapped(wrote, edge.width) if edge.interactive else wrote)
    if edge.interactive:
        edge.tell("`cfj shared` shows what was shared, and when.")
    return "released"


def _print(edge: Edge, parcel: Parcel) -> None:
    if parcel.form in READ_AS_THEY_ARE and edge.interactive and not edge.plain:
        show(edge, parcel.text)
    else:
        edge.emit(parcel.data.decode())
    edge.tell(f"No file was written and no record kept; -o FILE writes this one. {parcel.looked.says()}")
    point(edge, parcel.looked)


def _asked(edge: Edge, parcel: Parcel, output: Path) -> str:
    """Show the exact text, say what it is, and return what was typed when asked for a yes."""
    shown = show(edge, parcel.text)
    edge.tell()
    edge.tell(f"{_whole(parcel, shown)} {_holds(parcel.choice)} {parcel.looked.says()}")
    point(edge, parcel.looked)
    try:
        answer = edge.ask(f"Type yes to write it to {output}, c to change what is on it: ")
    except EOFError:
        edge.say()
        return ""
    return answer.strip().casefold()


def _whole(parcel: Parcel, shown: Shown) -> str:
    if not shown.whole:
        return f"You stopped after {shown.read} of {shown.lines} lines; there is more on it."
    if parcel.form not in READ_AS_THEY_ARE:
        return "These are all its words; the file lays them out."
    if shown.broken:
        return "This is all of it, to the letter; the file does not break its long lines."
    return "This is all of it, to the letter."


def _holds(choice: Choice) -> str:
    """Return what is on it in a sentence."""
    if choice.for_a_manager:
        return "On it: the conditions of the work, and nothing of what you noticed, wrote or agreed."
    counted = {"notes": count(len(choice.notes), "note")}
    if choice.bring:
        counted["bring"] = count(len(choice.bring), "text to bring", "texts to bring")
    return f"On it: {joined([counted.get(part, NAMES[part]) for part in choice.parts])}."


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
