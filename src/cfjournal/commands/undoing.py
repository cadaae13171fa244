"""`cfj undo`: take back the last change, whatever it was; again, the one before it.

It says what it will do and asks. What an undo takes out goes to the trash, so it can be taken back as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal import changes, history, trash
from cfjournal.commands.desk import sit_down
from cfjournal.commands.editing import CHANGED
from cfjournal.display import day_in_words
from cfjournal.errors import CfjError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry
    from cfjournal.history import Step

NAMED_AT_MOST = 3
"""More entries than these are counted, not named."""

DID = {
    "log": "writing",
    "edit": "an edit of",
    "delete": "deleting",
    "restore": "restoring from the trash",
    "import": "importing",
}


def undo(edge: Edge, steps: int, *, yes: bool) -> None:
    """Take back so many changes, asking before each unless `yes`. Raises `CfjError` where there is none."""
    desk = sit_down(edge)
    for _ in range(steps):
        step = _last(desk)
        if not yes:
            edge.tell(_plan(edge, desk, step))
            if not _agreed(edge):
                edge.tell("Nothing was undone.")
                return
        changes.undo(desk.open(), step, edge.now)
        edge.say(f"Undone: {DID[step.did]} {_named(desk, _concerned(step))}")


def _last(desk: Desk) -> Step:
    with desk.open().readable():
        step = history.last_step(desk.root)
        if step is None:
            emptied = trash.read(desk.root).emptied
            hint = "`cfj log` writes an entry"
            if emptied:
                hint = "the trash has been emptied, and what was before that cannot be undone"
            raise CfjError("there is nothing to undo", hint)
    return step


def _agreed(edge: Edge) -> bool:
    if not edge.interactive:
        raise UsageError("there is no terminal in which to ask, so nothing was undone", "add --yes to do it")
    try:
        return edge.ask("Undo it? (y or Enter: yes, n: no) ").strip().casefold()[:1] in ("", "y")
    except EOFError:
        return False


def _plan(edge: Edge, desk: Desk, step: Step) -> str:
    """Say what the last change was and what undoing it does."""
    moment = step.moment.astimezone(edge.now.tzinfo)
    when = f"{day_in_words(moment.date(), desk.today)}, {moment:%H:%M}"
    does = [_brings_back(desk, step)] if step.back else []
    if step.out:
        what = "it" if len(_concerned(step)) == 1 else _counted(len(step.out))
        does.append(f"takes {what} out, to the trash")
    return (
        f"The last change, {when}: {DID[step.did]} {_named(desk, _concerned(step))}. "
        f"Undoing that {' and '.join(does)}."
    )


def _brings_back(desk: Desk, step: Step) -> str:
    many = _counted(len(step.back))
    if step.did == "delete":
        return f"puts {'it' if len(step.back) == 1 else many} back"
    if len(step.back) > 1:
        return f"brings back how {many} were before"
    before = step.back[0].entry
    try:
        now = desk.open().find(before.id)
    except CfjError:
        return "puts it back as it was before"
    fields = [key for key in CHANGED if getattr(now, key) != getattr(before, key)]
    if "never_export" in fields:
        mark = "never exported" if before.never_export else "may be exported again"
        fields[fields.index("never_export")] = mark
    return f"brings back how it was before ({', '.join(fields)})"


def _concerned(step: Step) -> Sequence[Entry]:
    return [*(one.entry for one in step.back), *step.out]


def _named(desk: Desk, entries: Sequence[Entry]) -> str:
    if len(entries) > NAMED_AT_MOST:
        return _counted(len(entries))
    return ", ".join(f"{entry.short_id} for {desk.said(entry.date)}" for entry in entries)


def _counted(number: int) -> str:
    return "one entry" if number == 1 else f"{number} entries"
