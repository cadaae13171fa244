"""Repair: puts right what a checkup found, as far as no byte can be lost by it.

Files are moved, never written over and never deleted: what is in the way of another is set aside, in a
folder of the journal that nobody reads, under the day and the name that it had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal import disk, system
from cfjournal.checkup import check
from cfjournal.findings import Move, Shut

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from cfjournal.findings import Finding

ASIDE = "set-aside"
"""The folder for what is in the way; a person may delete it."""


def fix(root: Path, today: dt.date) -> Iterator[tuple[Finding, str]]:
    """Look again, put right what can be, and yield each finding that was, with what was done.

    The caller holds the journal's lock. Raises `OSError` at the first step that fails; nothing is lost then.
    """
    while fixable := [finding for finding in check(root) if finding.fix]:
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
