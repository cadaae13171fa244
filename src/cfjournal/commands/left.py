"""What was left behind: texts that are not in the journal, as drafts to go on with, and when they may go."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands import draft as drafting
from cfjournal.commands import editor
from cfjournal.commands.draft import Draft
from cfjournal.days import day_of
from cfjournal.entry import BARE_LEVEL, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


AGAIN = dt.timedelta(days=1)
"""So long after a command was refused, the same words in the same command are another try at it."""


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


def forget(root: Path, now: dt.datetime, is_safe: Callable[[Left], bool]) -> None:
    """Remove the drafts whose words are safe elsewhere, as far as the system lets that be done."""
    with suppress(OSError):
        for left in left_behind(root, now):
            if is_safe(left):
                discard(left.path)


def typed_again(earlier: Draft, later: Draft) -> bool:
    """Whether both are the same words in the same command, which was refused twice."""
    same = earlier.command == later.command != "" and earlier.texts == later.texts
    return same and later.begun - earlier.begun <= AGAIN


def forget_saved(root: Path, entry: Entry, now: dt.datetime) -> None:
    """Remove drafts of which every word is in `entry`, which is in the journal now."""
    forget(root, now, lambda left: _is_in(entry, left.draft, now))


def _is_in(entry: Entry, draft: Draft, now: dt.datetime) -> bool:
    """Whether an entry holds all that a draft does.

    Of a command that was refused a moment ago, the texts alone: its other words were typed again, or mended.
    """
    from cfjournal.agreements import texts_of

    texts = {text.strip() for text in (entry.note, entry.bring, *texts_of(entry.agreed))}
    if not draft.has_text or not {text.strip() for text in draft.texts} <= texts:
        return False
    if draft.command:
        return now - draft.begun <= AGAIN
    levels = {**entry.signs, **entry.strains, **entry.supports}
    tags = [tag.partition(":") for tag in draft.tags]
    kind = draft.kind or (entry.kind if draft.is_record else "shift")
    promised = {(one.what, one.who, one.by) for one in entry.agreed}
    return (
        (draft.day, kind) == (entry.date, entry.kind)
        and draft.never_export <= entry.never_export
        and all(str(levels.get(id_)) == (level or str(BARE_LEVEL)) for id_, _, level in tags)
        and {(one.what, one.who, one.by) for one in draft.agreed} <= promised
    )


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
