"""Keeping what was typed until it is an entry, one file per draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.commands import draft as drafting
from cfjournal.errors import reason_of

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from cfjournal.commands.draft import Draft


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

    def try_to_keep(self, draft: Draft) -> bool:
        """Keep the draft if any folder takes it: a disk that is full must not end a conversation."""
        try:
            self.keep(draft)
        except OSError:
            return False
        return True

    def keep_text(self, draft: Draft, offers: str = "cfj log", command: str = "") -> str:
        """Keep a draft that holds text, unless it is kept; return a sentence on where, "" without text.

        It was typed in `command`, and `offers`, which is the same where nothing is said, goes on with it. The
        same words that were typed there before, and refused, are not kept twice.
        """
        if not draft.has_text:
            return ""
        try:
            if self.path is None:
                self.keep(draft := draft._replace(command=command or offers))
                self._forget_the_same(draft)
        except OSError as error:
            return f"what you wrote could not be kept anywhere ({reason_of(error)}); copy it from the screen"
        return f"what you wrote is kept in {self.path}, and `{offers}` in a terminal offers it again"

    def _forget_the_same(self, draft: Draft) -> None:
        from cfjournal.commands.left import forget, typed_again

        kept = self.path
        forget(self._root, draft.begun, lambda left: left.path != kept and typed_again(left.draft, draft))

    def drop(self) -> None:
        """Remove the file: its text is in the journal, or the person threw it away."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)
            self.path = None


def something_left(root: Path) -> bool:
    """Whether the journal's own folder holds a draft of a new entry: a quick look after one in a terminal."""
    from cfjournal.drafts import FOLDER, edited_in

    try:
        return any(
            not path.name.startswith(".") and not edited_in(path) for path in (root / FOLDER).iterdir()
        )
    except OSError:
        return False


def _unlike_any_other() -> str:
    import os

    return os.urandom(3).hex()
