"""History: what the last change of a journal was, so that it can be undone. Only reads.

Steps stand in the trash; that an entry was written is a step too, and stands in the entry: its `logged_at`.
An entry that a step of the trash names was written before it, whatever a clock said. A step whose versions
the journal holds as they are was never made (a kill between): it is passed over, and goes with the next.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from cfjournal import changes, trash
from cfjournal.errors import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cfjournal.changes import Held
    from cfjournal.entry import Entry
    from cfjournal.trash import Came, Contents, Kept

Change = Literal["log", "edit", "delete", "restore", "import"]


class Step(NamedTuple):
    """A change, and what undoing it means.

    `back` are the versions that go back into the journal, `out` the entries that are taken out of it;
    `records` are the files of the trash that go, and `kept_anyway` is what those that stay hold.
    """

    did: Change
    moment: dt.datetime
    back: tuple[Kept, ...]
    out: tuple[Entry, ...]
    records: tuple[Path, ...]
    kept_anyway: frozenset[bytes]


def last_step(root: Path) -> Step | None:
    """Return the last change of the journal in `root`, or None where there is none that can be undone.

    Raises `DamagedError` where the trash cannot be read just there, and `OSError`.
    """
    found, held = trash.read(root), changes.held(root)
    unmade: list[Path] = []
    standing = _by_moment(found)
    last = None
    while standing and not last:
        moment, records = standing[-1]
        _refuse_damaged(found, moment)
        last = _undoing(moment, records, held, found, unmade)
        if not last:
            unmade += [one.path for one in records]
            del standing[-1]
    named = {id_ for _, records in standing for id_ in _ids(records)}
    named |= {id_ for one in found.came if one.did == "empty" for id_ in one.ids}
    written = _last_written(found, held, named)
    if written and (not last or written.logged_at > last.moment):
        _refuse_damaged(found, written.logged_at)
        kept = frozenset(one.data for one in found.kept)
        return Step("log", written.logged_at, (), (written,), (), kept)
    if not last:
        _refuse_damaged(found, dt.datetime.min.replace(tzinfo=dt.UTC))
    return last


def _by_moment(found: Contents) -> list[tuple[dt.datetime, list[Kept | Came]]]:
    """Return the records of each step, the steps in their order, since the trash was emptied."""
    steps: dict[dt.datetime, list[Kept | Came]] = {}
    records: Iterable[Kept | Came] = (*found.kept, *found.came)
    for one in records:
        if one.did in trash.STEPS and (found.emptied is None or one.moment > found.emptied):
            steps.setdefault(one.moment, []).append(one)
    return sorted(steps.items(), key=lambda step: step[0])


def _undoing(
    moment: dt.datetime, records: list[Kept | Came], held: Held, found: Contents, unmade: list[Path]
) -> Step | None:
    """Return the step of these records, or None if undoing it would change nothing."""
    back = tuple(one for one in records if isinstance(one, trash.Kept) and not _is_held(one, held))
    came = (id_ for one in records if isinstance(one, trash.Came) for id_ in one.ids)
    out = tuple(held[id_][0].entry for id_ in came if id_ in held)
    if not back and not out:
        return None
    paths = (*unmade, *(one.path for one in records))
    kept = frozenset(one.data for one in found.kept if one.path not in paths)
    did: Change = records[0].did  # type: ignore[assignment]  # one of `trash.STEPS`
    return Step(did, moment, back, out, paths, kept)


def _is_held(one: Kept, held: Held) -> bool:
    files = held.get(one.entry.id)
    return files is not None and files[0].path.read_bytes() == one.data


def _last_written(found: Contents, held: Held, named: set[str]) -> Entry | None:
    """Return the entry that was written last, of those that no step names, since the trash was emptied."""
    entries = (files[0].entry for id_, files in held.items() if id_ not in named)
    emptied = found.emptied
    since = [entry for entry in entries if emptied is None or entry.logged_at > emptied]
    return max(since, key=lambda entry: (entry.logged_at.timestamp(), entry.id), default=None)


def _ids(records: list[Kept | Came]) -> list[str]:
    return [id_ for one in records for id_ in ([one.entry.id] if isinstance(one, trash.Kept) else one.ids)]


def _refuse_damaged(found: Contents, since: dt.datetime) -> None:
    """Raise `DamagedError` if a file of a step that was made at `since` or later cannot be read."""
    for damaged in found.damaged:
        named = trash.name_of(damaged.path)
        if named and named[1] in trash.STEPS and named[0] >= since:
            raise DamagedError(
                f"the last change cannot be undone: {damaged.path} cannot be read: {damaged.reason}",
                "look for it in a backup; once it is moved away, cfj undo goes further back",
            )
