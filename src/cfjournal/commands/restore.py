"""`cfj restore`: what a backup would bring back, and bringing it back. It takes nothing away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cfjournal.commands.backup import counted, held_in
from cfjournal.commands.desk import sit_down
from cfjournal.display import visible, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.restoring import Met, Plan

NAMED_AT_MOST = 20
INDENT = "  "

_SAID = {
    "missing": "{n} not in the journal: to come back",
    "unreadable": "{n} of which the file here cannot be read: to come back in its place",
    "same": "{n} in the journal already, word for word",
    "older": "{n} changed since: yours is newer and stays",
    "newer": "{n} newer in the backup: yours stays unless you take the other",
    "different": "{n} different, and neither says that it is newer: yours stays unless you take the other",
    "trash": "{n} in your trash since: left there unless you take it",
}


def restore(edge: Edge, file: str | None, take: Sequence[str], *, apply: bool) -> None:
    """Say what the backup would bring back; with `apply` bring it back, after a backup of what is here."""
    from cfjournal import backup_file, backups, restoring

    desk = sit_down(edge)
    if file is None:
        _list(edge, desk)
        return
    path = Path(file)
    content = backup_file.read(path)
    journal = desk.open()
    made = desk.said(content.manifest.made.date())
    _say(
        edge,
        f"The backup of {made} holds {held_in(content.manifest)}; every file in it is as it was written.",
    )
    with journal.lock():
        found = restoring.plan(journal, content)
        coming = restoring.chosen(found, take)
        _print(edge, desk, found)
        if not coming and not found.files:
            _say(edge, "There is nothing to bring back.")
        elif not apply:
            _say(edge, f"Nothing was changed. To do it: cfj restore {path} --apply")
        else:
            saved = backups.before(journal, edge.now, "restore")
            restoring.apply(journal, found, coming, edge.now)
            _say(edge, f"Brought back {counted(len(coming))}.")
            if saved:
                _say(edge, f"The journal as it was before is in {saved.path}")


def _list(edge: Edge, desk: Desk) -> None:
    """Name the backups in the journal's own folder, the newest first."""
    from cfjournal import backups

    there = backups.there(desk.root / backups.FOLDER)
    if not there:
        _say(edge, f"There is no backup in {desk.root / backups.FOLDER} yet. cfj backup makes one.")
        return
    for one in there:
        made = one.manifest.made
        _say(edge, f"{made:%Y-%m-%d %H:%M}  {held_in(one.manifest)}, {one.manifest.why}")
        edge.say(f"{INDENT}{visible(str(one.path), edge.unicode)}")
    _say(edge, "To see what one of them would bring back: cfj restore FILE")


def _print(edge: Edge, desk: Desk, found: Plan) -> None:
    for fate, said in _SAID.items():
        if those := [one for one in found.met if one.fate == fate]:
            _say(edge, said.format(n=counted(len(those))), INDENT)
            for one in () if fate == "same" else those[:NAMED_AT_MOST]:
                edge.say(f"{INDENT * 2}{_named(one, desk)}")
            if fate != "same" and len(those) > NAMED_AT_MOST:
                edge.say(f"{INDENT * 2}and {len(those) - NAMED_AT_MOST} more")
    if found.of("newer", "different", "older", "trash"):
        _say(edge, "--take ID takes the backup's; what it replaces goes to the trash.", INDENT)
    if found.files:
        number = len(found.files)
        _say(
            edge, f"{number} other {'file' if number == 1 else 'files'} of the journal: to come back", INDENT
        )
    for name in found.left:
        _say(edge, f"{name} is another here, and stays as it is", INDENT)


def _named(one: Met, desk: Desk) -> str:
    from cfjournal.merging import differences

    differs = f", another {', '.join(differences(one.held, one.entry))}" if one.held else ""
    return f"{one.entry.short_id}  {desk.said(one.entry.date)}{differs}"


def _say(edge: Edge, text: str, indent: str = "") -> None:
    edge.say(wrapped(visible(text, edge.unicode), edge.width, indent, indent + INDENT))
