"""`cfj delete`: entries to the trash, all of those named or none. It asks nothing, since it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal import changes, trash
from cfjournal.commands.desk import sit_down
from cfjournal.commands.meant import entry_meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.commands.edge import Edge


def delete(edge: Edge, which: Sequence[str]) -> None:
    """Move the entries that are meant to the trash, and say how to get them back."""
    desk = sit_down(edge)
    journal = desk.open()
    entries = list({entry.id: entry for entry in (entry_meant(journal, one, desk) for one in which)}.values())
    changes.delete(journal, entries, edge.now)
    for entry in entries:
        edge.say(f"Deleted {entry.short_id} for {desk.said(entry.date)}")
    one = len(entries) == 1
    edge.say(f"{'It is' if one else 'They are'} in {desk.root / trash.FOLDER}.")
    names = " ".join(entry.short_id for entry in entries)
    it = "it" if one else "them"
    edge.say(f"`cfj undo` brings {it} back, and so does `cfj trash restore {names}`.")
