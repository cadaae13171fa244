"""`cfj trash`: see what was taken out of the journal, bring it back, or destroy it for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal import changes
from cfjournal import trash as bin_
from cfjournal.commands import showing
from cfjournal.commands.desk import sit_down
from cfjournal.commands.meant import day_named
from cfjournal.display import short_day, shortened
from cfjournal.errors import CfjError, UsageError
from cfjournal.finding import MIN_PREFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.trash import Contents, Kept

DESTROY = "destroy"
"""What a person types to destroy what is in the trash: no word that slips out of a hand."""

DID = {
    "edit": "before an edit",
    "delete": "deleted",
    "restore": "before a restore",
    "import": "before an import",
    "undo": "undone",
    "copy": "a copy beside it",
}
COPIES = (
    "Copies may remain in backups, in what `cfj check --fix` set aside, in the history of a sync program, "
    "and on the disk itself."
)


class Version(NamedTuple):
    """A version of an entry in the trash, under the name that `cfj trash restore` takes.

    `out` says that the journal holds nothing of that entry, and this is the latest of it.
    """

    name: str
    kept: Kept
    out: bool


def list_trash(edge: Edge, *, everything: bool, as_json: bool) -> None:
    """Print what can be restored, the latest last: deleted entries, or with `everything` all versions."""
    desk = sit_down(edge)
    found, versions = _versions(desk)
    shown = [version for version in versions if version.out or everything]
    if as_json:
        _print_json(edge, shown)
    else:
        for version in shown:
            edge.say(_line(edge, desk, version))
    for damaged in found.damaged:
        edge.tell(f"cfj: warning: {damaged.path.name} cannot be read: {damaged.reason}")
    if as_json:
        return
    earlier = len(versions) - len(shown)
    if earlier:
        versions_are = "One earlier version is" if earlier == 1 else f"{earlier} earlier versions are"
        edge.tell(f"{versions_are} there too: `cfj trash list --all`.")
    elif not shown:
        edge.tell("The trash is empty.")


def restore(edge: Edge, which: Sequence[str]) -> None:
    """Put the versions that are meant back into the journal, all or none."""
    desk = sit_down(edge)
    _, versions = _versions(desk)
    chosen = {version.kept.entry.id: version for version in (_meant(desk, versions, one) for one in which)}
    for entry in changes.restore(desk.open(), [version.kept for version in chosen.values()], edge.now):
        edge.say(f"Restored {entry.short_id} for {desk.said(entry.date)}")
    if edge.interactive:
        edge.tell("`cfj undo` takes that back.")


def empty(edge: Edge) -> None:
    """Destroy what is in the trash, once the person has typed that they mean it."""
    desk = sit_down(edge)
    found, versions = _versions(desk)
    with desk.open().readable():
        left = bin_.leftovers(desk.root)
    if not (found.kept or found.damaged or left):
        edge.tell("The trash is empty.")
        return
    if not edge.interactive:
        raise UsageError(
            "there is no terminal in which to confirm it, so nothing was destroyed",
            "run cfj trash empty yourself, in a terminal",
        )
    gone = sum(version.out for version in versions)
    entries = "1 deleted entry" if gone == 1 else f"{gone} deleted entries"
    earlier = len(versions) - gone
    and_more = "1 earlier version" if earlier == 1 else f"{earlier} earlier versions"
    edge.tell(
        f"In the trash: {entries}, {and_more}. This destroys all of it. "
        "cfj cannot bring it back, nor undo what was changed before now."
    )
    edge.tell(COPIES)
    try:
        agreed = edge.ask(f"Type {DESTROY} to do it, anything else leaves it: ").strip().casefold() == DESTROY
    except EOFError:
        agreed = False
    if not agreed:
        edge.tell("Nothing was destroyed.")
        return
    changes.empty(desk.open(), edge.now)
    edge.say("The trash is empty.")


def _versions(desk: Desk) -> tuple[Contents, list[Version]]:
    """Return the trash, and the versions in it that the journal does not hold, each once, the latest last."""
    with desk.open().readable():
        found, held = bin_.read(desk.root), changes.held(desk.root)
        now = {id_: files[0].path.read_bytes() for id_, files in held.items()}
    by_id: dict[str, dict[bytes, Kept]] = {}
    for one in found.kept:
        versions = by_id.setdefault(one.entry.id, {})
        versions.pop(one.data, None)  # the latest of those that say the same
        versions[one.data] = one
    listed = []
    for id_, versions in by_id.items():
        for number, one in enumerate(versions.values(), 1):
            name = one.entry.short_id if len(versions) == 1 else f"{one.entry.short_id}.{number}"
            if one.data != now.get(id_):
                listed.append(Version(name, one, out=id_ not in now and number == len(versions)))
    return found, sorted(listed, key=lambda version: (version.kept.moment, version.name))


def _meant(desk: Desk, versions: Sequence[Version], which: str) -> Version:
    """Return the version that is meant: by name, by the beginning of an id or as `last` the latest such.

    Raises `UsageError` for what is none or several, `CfjError` for an empty trash.
    """
    if not versions:
        raise CfjError("there is nothing in the trash that could be restored", "cfj list shows the journal")
    word = which.strip().casefold()
    if word == "last":
        return versions[-1]
    if (day := day_named(which, desk)) is not None:
        fits = [version for version in versions if version.out and version.kept.entry.date == day]
    else:
        beginning, dot, _ = word.partition(".")
        fits = [version for version in versions if version.kept.entry.id.casefold().startswith(beginning)]
        if dot:
            fits = [version for version in fits if version.name.endswith(word[len(beginning) :])]
        if len(beginning) < MIN_PREFIX and not any(one.kept.entry.id.casefold() == beginning for one in fits):
            raise UsageError(f"{which!r} is too short to name an entry", "give four characters of its id")
    latest = {version.kept.entry.id: version for version in fits}
    if len(latest) > 1:
        named = ", ".join(f"{one.kept.entry.id[:13]} of {one.kept.entry.date}" for one in latest.values())
        raise UsageError(f"{which!r} may be {len(latest)} entries of the trash", f"they are {named}")
    if not latest:
        raise UsageError(f"the trash holds nothing under {which!r}", "`cfj trash list --all` shows it all")
    return next(iter(latest.values()))


def _line(edge: Edge, desk: Desk, version: Version) -> str:
    kept = version.kept
    moment = kept.moment.astimezone(edge.now.tzinfo)
    gist = showing.in_a_line(kept.entry, desk.today, None, unicode=edge.unicode)
    gist = gist.replace(kept.entry.short_id, version.name, 1)
    line = f"{gist}; {DID[kept.did]} {short_day(moment.date(), desk.today)} {moment:%H:%M}"
    width = edge.width if edge.stdout_is_terminal and not edge.plain else None
    return shortened(line, width, edge.unicode) if width else line


def _print_json(edge: Edge, versions: Sequence[Version]) -> None:
    import json

    from cfjournal.exchange import to_json

    listed = [
        {
            "name": version.name,
            "did": version.kept.did,
            "moment": version.kept.moment.isoformat(),
            "deleted": version.out,
            "file": str(version.kept.path),
            "entry": to_json(version.kept.entry),
        }
        for version in versions
    ]
    edge.emit(json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
