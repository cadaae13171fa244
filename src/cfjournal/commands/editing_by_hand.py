"""`cfj edit` in the editor: the entry as a text, round after round until it can be read, and never lost.

Each round is kept as a draft before the editor's own file goes. An entry that was changed by another program
meanwhile is shown beside what was typed.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cfjournal.commands import editor, sheet
from cfjournal.commands.desk import sit_down
from cfjournal.commands.editing import save
from cfjournal.commands.left import discard, edits_of
from cfjournal.commands.log import as_typed
from cfjournal.commands.meant import entry_meant
from cfjournal.display import day_in_words
from cfjournal.drafts import name_for, read_draft
from cfjournal.entry import Entry
from cfjournal.errors import CfjError, NotSavedError, UsageError
from cfjournal.store import NotKeptError

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.store import Journal

BACK = "Enter goes back to the editor, l leaves it as a draft: "


def edit_by_hand(edge: Edge, which: str) -> None:
    """Let the person change an entry in their editor. Raises `CfjError`, which names what was kept."""
    if not edge.interactive:
        raise UsageError(
            "nothing was said to be changed",
            "name it, as in `cfj edit last --sign dread:1`; without that it takes a terminal",
        )
    desk = sit_down(edge)
    Round(edge, desk, entry_meant(desk.open(), which, desk)).hold()


class Round:
    """One entry in the editor, until it is saved, left as a draft, or as it was."""

    def __init__(self, edge: Edge, desk: Desk, was: Entry) -> None:
        """`was` is the entry as the journal holds it."""
        self.edge, self.desk, self.was = edge, desk, was
        self.journal: Journal = desk.open()
        self.kept: list[Path] = []

    def hold(self) -> None:
        """Open the editor until what comes back can be saved. Raises `CfjError`, `KeyboardInterrupt`."""
        text = self._left() or sheet.write(self.was)
        words = self.desk.config.vocabulary()
        while True:
            text = self._typed(text)
            said = sheet.read(text, self.was, words, self.desk.today)
            if said.problems:
                for problem in said.problems:
                    self.edge.tell(f"{problem[:1].upper()}{problem[1:]}.")
                self._go_on(BACK)
                text = sheet.remarked(text, said.problems)
                continue
            now = self._now()
            if now == self.was or now is None:
                break
            self.edge.tell("The entry was changed elsewhere while you were writing.")
            self._go_on("Enter shows you both in the editor, l leaves yours as a draft: ")
            both, remarks = sheet.merged(self.was, said.entry, now)
            self.was, text = now, sheet.write(both, remarks)
        self._save(said.entry)

    def _save(self, entry: Entry) -> None:
        try:
            save(self.edge, self.desk, self.was, entry)
        except NotKeptError as error:
            error.hint = f"it is still in {self.kept[-1]}"
            raise
        except CfjError:
            self._drop()  # the message names the file that holds the whole entry
            raise
        self._drop()

    def _typed(self, text: str) -> str:
        """Return what the person made of `text`, which is kept as a draft before the editor's file goes."""
        edge, root = self.edge, self.desk.root
        edge.stdout.flush()
        name = f"{name_for('open', self.was.id)}.txt"
        edited = editor.edit(text, self.desk.config.editor, edge.env, root, name)
        typed = as_typed(edited.note)
        try:
            draft = self.journal.save_draft(typed, edited=self.was.id) if typed.strip() else None
        except NotKeptError as error:
            error.hint = f"the editor's own copy is still in {edited.folder / name}"
            raise
        editor.remove(edited.folder)
        if draft:
            self._drop()
            self.kept = [draft]
        if not edited.well:
            raise NotSavedError(f"the editor ended with an error, so nothing was changed{self._where()}")
        if not draft:
            raise CfjError(
                "the text came back empty, so nothing was changed", "`cfj delete` takes an entry out"
            )
        return typed

    def _go_on(self, question: str) -> None:
        """Ask whether to go on. Raises `NotSavedError` or `KeyboardInterrupt` if it is left as a draft."""
        try:
            answer = self.edge.ask(question).strip().casefold()[:1]
        except (EOFError, KeyboardInterrupt):
            self.edge.tell(f"\nNothing was changed{self._where()}.")
            raise KeyboardInterrupt from None
        if answer in ("l", "n", "q"):
            raise NotSavedError(
                f"nothing was changed{self._where()}", f"`cfj edit {self.was.short_id}` goes on with it"
            )

    def _where(self) -> str:
        return f"; what you wrote is in {self.kept[-1]}" if self.kept else ""

    def _now(self) -> Entry | None:
        """Return the entry as the journal holds it by now, or None if it is not there."""
        try:
            now = self.journal.find(self.was.id)
        except CfjError:  # it has gone, or cannot be read: writing says so
            return None
        return now if now.id == self.was.id else None

    def _left(self) -> str:
        """Offer what was left of an earlier edit; return its text, or "" to begin anew."""
        for path in edits_of(self.desk.root, self.was.id):
            try:
                held = read_draft(path)
                begun = dt.datetime.fromtimestamp(path.stat().st_mtime, self.edge.now.tzinfo)
            except OSError:
                continue
            text = sheet.write(held) if isinstance(held, Entry) else held
            if text == sheet.write(self.was):
                discard(path)
                continue
            day = day_in_words(begun.date(), self.desk.today)
            self.edge.tell(f"You left an edit of this entry on {day} at {begun:%H:%M}.")
            answer = self.edge.ask("Enter goes on with it, l leaves it, d throws it away: ")
            choice = answer.strip().casefold()[:1]
            if choice == "d":
                discard(path)
            elif choice != "l":
                self.kept = [path]
                return text
        return ""

    def _drop(self) -> None:
        for path in self.kept:
            discard(path)
        self.kept = []
