"""Keeping what was typed until it is an entry: one file per draft, and the drafts that were left.

`Keeper` is the only place where a command writes or removes a draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands import draft as drafting
from cfjournal.commands.draft import Draft
from cfjournal.days import day_of
from cfjournal.entry import Entry

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path


class Keeper:
    """Keeps one draft in a file of its own until it is dropped."""

    def __init__(self, root: Path, now: dt.datetime) -> None:
        """Nothing is written before `keep` is called."""
        self.path: Path | None = None
        self._root = root
        self._name = f"{now:%Y-%m-%d-%H%M%S}"

    def keep(self, draft: Draft) -> None:
        """Write the draft over what was kept of it before. Raises `OSError` when nothing takes it."""
        from cfjournal.drafts import save_draft

        if self.path is None:
            self._name = f"{self._name}-{_unlike_any_other()}"
        self.path = save_draft(self._root, drafting.dump(draft), self._name)

    def keep_text(self, draft: Draft) -> str:
        """Keep a draft that holds text, unless it is kept; return a sentence on where, "" without text."""
        if not draft.has_text:
            return ""
        try:
            if self.path is None:
                self.keep(draft)
        except OSError as error:
            return f"what you wrote could not be kept anywhere ({error.strerror}); copy it from the screen"
        return f"what you wrote is kept in {self.path}, and `cfj log` in a terminal offers it again"

    def drop(self) -> None:
        """Remove the file: its text is in the journal, or the person threw it away."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)
            self.path = None


class Left(NamedTuple):
    """A draft that was left, and the file that holds it."""

    path: Path
    draft: Draft


def left_behind(root: Path, now: dt.datetime) -> list[Left]:
    """Return the drafts that are not in the journal, newest first; what cannot be read stays."""
    from cfjournal.drafts import pending, read_draft

    found = []
    for path in reversed(pending(root)):
        try:
            found.append(Left(path, _draft_of(read_draft(path), path, now)))
        except OSError:
            continue
    return found


def something_left(root: Path) -> bool:
    """Whether the journal's own folder of drafts holds any: a quick look after an entry in a terminal."""
    from cfjournal.drafts import FOLDER

    try:
        return any(not path.name.startswith(".") for path in (root / FOLDER).iterdir())
    except OSError:
        return False


def _draft_of(kept: str | Entry, path: Path, now: dt.datetime) -> Draft:
    if isinstance(kept, Entry):
        levels: list[Mapping[str, int]] = [kept.signs, kept.strains, kept.supports]
        tags = tuple(f"{id_}:{level}" for group in levels for id_, level in group.items())
        return Draft(kept.date, kept.logged_at, tags, kept.kind, kept.note, kept.bring)
    if draft := drafting.load(kept):
        return draft
    import datetime as dt

    written = dt.datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo)
    return Draft(day_of(written), written, note=kept)


def _unlike_any_other() -> str:
    import os

    return os.urandom(3).hex()
