"""`cfj delete`: entries to the trash, all of those named or none.

In a terminal it asks nothing: what went is said, and can be undone. Elsewhere nobody sees that, and `--yes`
has to say that it is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal import changes, trash
from cfjournal.commands.desk import sit_down
from cfjournal.commands.meant import entry_meant
from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.commands.edge import Edge


def delete(edge: Edge, which: Sequence[str], *, yes: bool) -> None:
    """Move the entries that are meant to the trash, and say how to get them back.

    Raises `UsageError` where there is no terminal and no `yes`.
    """
    desk = sit_down(edge)
    journal = desk.open()
    entries = list({entry.id: entry for entry in (entry_meant(journal, one, desk) for one in which)}.values())
    if not (yes or edge.interactive):
        named = ", ".join(f"{entry.short_id} for {desk.said(entry.date)}" for entry in entries)
        raise UsageError(
            "there is no terminal in which to see what goes, so nothing was deleted",
            f"add --yes to delete {named}; `cfj undo` brings it back",
        )
    changes.delete(journal, entries, edge.now)
    for entry in entries:
        edge.say(f"Deleted {entry.short_id} for {desk.said(entry.date)}")
    one = len(entries) == 1
    edge.say(f"{'It is' if one else 'They are'} in {desk.root / trash.FOLDER}.")
    names = " ".join(entry.short_id for entry in entries)
    it = "it" if one else "them"
    edge.say(f"`cfj undo` brings {it} back, and so does `cfj trash restore {names}`.")
