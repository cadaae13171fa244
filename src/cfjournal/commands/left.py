"""What was left behind: texts that are not in the journal, as drafts to go on with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands import draft as drafting
from cfjournal.commands import editor
from cfjournal.commands.draft import Draft
from cfjournal.days import day_of
from cfjournal.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Left(NamedTuple):
    """A draft that was left, and the file that holds it."""

    path: Path
    draft: Draft


def left_behind(root: Path, now: dt.datetime) -> list[Left]:
    """Return the drafts of new entries, newest first; what cannot be read stays."""
    from cfjournal.drafts import edited_in, read_draft

    found = []
    for path in (path for path in _all_left(root) if not edited_in(path)):
        try:
            found.append(Left(path, _draft_of(read_draft(path), path, now)))
        except OSError:
            continue
    return found


def edits_left(root: Path) -> list[str]:
    """Return the short ids of the entries of which an edit was left."""
    from cfjournal.drafts import edited_in

    return list(dict.fromkeys(filter(None, map(edited_in, _all_left(root)))))


def edits_of(root: Path, entry_id: str) -> list[Path]:
    """Return the files that hold an edit of this entry that was left, newest first."""
    from cfjournal.drafts import is_edit_of

    return [path for path in _all_left(root) if is_edit_of(path, entry_id)]


def _all_left(root: Path) -> list[Path]:
    from cfjournal.drafts import pending

    return [*editor.left_by_editors(root), *reversed(pending(root))]


def discard(path: Path) -> None:
    """Remove a text that was left, and the private folder that was made for it alone, if there is one."""
    path.unlink(missing_ok=True)
    if path.parent.name.startswith(editor.FOLDER_PREFIX):
        editor.remove(path.parent)


def _draft_of(kept: str | Entry, path: Path, now: dt.datetime) -> Draft:
    if isinstance(kept, Entry):
        levels: list[Mapping[str, int]] = [kept.signs, kept.strains, kept.supports]
        tags = tuple(f"{id_}:{level}" for group in levels for id_, level in group.items())
        said = ("" if kept.only_agreed else kept.kind, kept.note, kept.bring)
        marks = {"never_export": kept.never_export, "agreed": kept.agreed}
        return Draft(kept.date, kept.logged_at, tags, *said, **marks)  # type: ignore[arg-type]
    if draft := drafting.load(kept):
        return draft
    written = dt.datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo)
    return Draft(day_of(written), written, note=kept)
