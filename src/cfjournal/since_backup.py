"""Since the backup: what the journal's newest backup holds and the journal no longer does.

A journal that shrinks without anybody deleting is how a failing disk or a sync program shows. Only looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal import backup_file, backups, restoring
from cfjournal.errors import CfjError
from cfjournal.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cfjournal.store import Journal


def missing(journal: Journal) -> Iterator[Finding]:
    """Name the newest backup if it holds entries that are neither in the journal nor in its trash."""
    newest = backups.latest(journal.root)
    if newest is None:
        return
    try:
        content = backup_file.read(newest.path)
    except CfjError as error:
        means = "it would bring nothing back; the journal itself is not touched by that"
        yield Finding(
            "backup", newest.path, f"is no good: {error.message}", means, "make a new one: cfj backup"
        )
        return
    if gone := restoring.plan(journal, content).of("missing"):
        entries = "an entry" if len(gone) == 1 else f"{len(gone)} entries"
        yield Finding(
            "backup",
            newest.path,
            f"holds {entries} that the journal had on {newest.manifest.made.date()} and has no more",
            "files went missing, unless you destroyed them yourself by emptying the trash",
            f"cfj restore {newest.path.name} shows what would come back",
        )
