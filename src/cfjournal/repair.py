"""Repair: puts right what a checkup found, as far as no byte can be lost by it.

Files are moved, never written over and never deleted: what is in the way of another is set aside, in a
folder of the journal that nobody reads, under the day and the name that it had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal import disk, system
from cfjournal.checkup import check
from cfjournal.findings import Move, Shut

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from cfjournal.findings import Finding

ASIDE = "set-aside"
"""The folder for what is in the way; a person may delete it."""


class Fixed(NamedTuple):
    """Each finding that was put right, with what was done, and what was found when none was left of these."""

    done: Sequence[tuple[Finding, str]]
    left: Sequence[Finding]


def fix(root: Path, known: Container[str], today: dt.date) -> Fixed:
    """Look as `checkup.check` does, put right what can be, and look again, until there is nothing more to do.

    The caller holds the journal's lock. Raises `OSError` at the first step that fails; nothing is lost then.
    """
    done: list[tuple[Finding, str]] = []
    while True:
        found = check(root, known, today)
        fixable = [finding for finding in found if finding.fix]
        if not fixable:
            return Fixed(done, found)
        done += _put_right(fixable, root, today)


def _put_right(fixable: Iterable[Finding], root: Path, today: dt.date) -> Iterator[tuple[Finding, str]]:
    moved: set[Path] = set()
    for finding in sorted(fixable, key=lambda finding: isinstance(finding.fix, Move)):
        if isinstance(finding.fix, Shut):
            yield finding, _shut(finding.fix)
        elif finding.fix and moved.isdisjoint(finding.fix):
            moved.update(path for path in finding.fix if path)
            yield finding, _move(finding.fix, root, today)


def _shut(wanted: Shut) -> str:
    for path in wanted.paths:
        system.shut(path)
    return "only you can read it now"


def _move(wanted: Move, root: Path, today: dt.date) -> str:
    if wanted.to is None:
        return f"set aside as {_set_aside(wanted.path, root, today)}"
    before = f"{_set_aside(wanted.to, root, today)} holds what stood there" if wanted.to.exists() else ""
    disk.move(wanted.path, wanted.to)
    return f"moved to {wanted.to.relative_to(root)}" + (f"; {before}" if before else "")


def _set_aside(path: Path, root: Path, today: dt.date) -> Path:
    """Move the file out of the way, and return its new place within the journal."""
    place = root / ASIDE / str(today) / path.relative_to(root)
    free = place
    while free.exists():
        free = disk.beside(place, place.suffix)
    disk.move(path, free)
    return free.relative_to(root)
