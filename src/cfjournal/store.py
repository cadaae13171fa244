"""Store: the journal on disk, one file per entry, in the month of its date.

Reading never changes anything and never stops at a damaged file. Writing is done or undone as a whole, costs
the same in a journal of any size, and never loses what was typed. Knows no clock, no environment, no screen.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cfjournal import codec, disk, drafts, entry_files, journal_file, system
from cfjournal.codec import CodecError
from cfjournal.drafts import pending, read_draft
from cfjournal.entry import new_id
from cfjournal.errors import CfjError, LockedError, NotSavedError, UsageError, reason_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cfjournal.entry import Entry
    from cfjournal.entry_files import Month
    from cfjournal.period import Period
    from cfjournal.reading import Reading

__all__ = ["Journal", "NotKeptError", "journal_root", "pending", "read_draft"]

LOCK = ".lock"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class NotKeptError(NotSavedError):
    """Not saved, and no folder of this computer took the text: whoever still has it should show it."""


def journal_root(option: Path | None, env: Mapping[str, str]) -> Path:
    """Return the journal's folder: what `--journal` says, else `CFJ_HOME`, else the usual place for data."""
    chosen = option or (Path(env["CFJ_HOME"]) if env.get("CFJ_HOME") else None)
    return chosen.expanduser().absolute() if chosen else system.data_folder()


class Journal:
    """A journal in the folder `root`. Opening one makes no file; the first write makes what it needs."""

    __slots__ = ("_damage", "_held", "_settings", "root")

    def __init__(self, root: Path, settings: Mapping[str, Any], damage: str = "") -> None:
        self.root = root
        self._settings = settings
        self._damage = damage
        self._held: int | None = None

    @classmethod
    def open(cls, root: Path, *, create: bool = False) -> Journal:
        """Open the journal in `root`; a missing one is empty until something is written.

        With `create`, its folder and `journal.toml` are made at once where they can be; where they cannot,
        the first write says so, and keeps what was typed. A damaged `journal.toml` stops nobody: it is
        named in every reading. Raises `CfjError` for a journal of a newer format.
        """
        try:
            journal = cls(root, journal_file.read(root))
        except CodecError as error:
            journal = cls(root, {}, str(error))
        if create:
            with suppress(NotSavedError), journal.lock(), _as_not_saved("the journal cannot be made"):
                journal._make()
        return journal

    @property
    def settings(self) -> Mapping[str, Any]:
        """What `journal.toml` holds, unknown keys too; empty while there is none."""
        return self._settings

    def months(self) -> list[Month]:
        """Return the months that hold entries, in order, as (year, month). Lists folders only."""
        with self.readable():
            return entry_files.months(self.root)

    def months_with(self, fits: Callable[[Entry], bool]) -> list[Month]:
        """Return the months that hold an entry that fits, or a file that cannot be read; opens few files."""
        from cfjournal import reading

        with self.readable():
            found = entry_files.months(self.root)
            return [m for m in found if reading.any_fits(entry_files.files(self.root, [m]), fits)]

    def read(self, period: Period | None = None) -> Reading:
        """Read the entries of `period`, or all; only files of the months that it touches are opened."""
        from cfjournal import reading

        with self.readable():
            among = entry_files.within(entry_files.months(self.root), period)
            found = reading.read(entry_files.files(self.root, among), period)
        if not self._damage:
            return found
        damage = reading.Damaged(self.root / journal_file.NAME, self._damage)
        return found._replace(damaged=(damage, *found.damaged))

    def find(self, word: str) -> Entry:
        """Return the entry whose id begins with `word`, or for `last` the latest by day and moment.

        Raises `UsageError` when none or several fit, `DamagedError` when the one that fits cannot be read.
        """
        from cfjournal import finding

        with self.readable():
            return finding.find(self.root, word)

    @contextmanager
    def readable(self) -> Iterator[None]:
        """Raise a `CfjError` when the system does not let the journal's folders be read."""
        try:
            yield
        except OSError as error:
            raise CfjError(
                f"the journal in {self.root} cannot be read ({reason_of(error)})",
                "check that this is the journal's folder and that it belongs to you",
            ) from None

    def path_of(self, entry: Entry) -> Path:
        """Return where the entry's file stands, or is to stand."""
        return entry_files.file_of(self.root, entry)

    def write(self, entry: Entry, *, was: Entry | None = None) -> Path:
        """Save the entry, new or again, and return its file once it is on the disk.

        `was` is the entry as it was read before an edit: if the journal holds another one by now, or none,
        nothing is written; what it held goes to the trash, where `cfj undo` finds it. A file that cannot be
        read is never written over. Every `CfjError` that is raised names the file that now holds what was
        typed: `UsageError` for what no file can hold, `LockedError`, else `NotSavedError`, of which
        `NotKeptError` says that there is no such file.
        """
        path = self.path_of(entry)
        with self._kept_if_not_saved(entry, edited=was is not None):
            data = codec.file_of(entry)
            with self.lock():
                self._make()
                self.refuse_to_harm(path, entry)
                if was is None:
                    disk.put({path: data})
                else:
                    from cfjournal import changes

                    changes.rewrite(self, was, entry, data)
        return path

    def write_all(self, entries: Sequence[Entry], moment: dt.datetime | None = None) -> list[Path]:
        """Save all of the entries or none, and return the files that were new or changed.

        With `moment` it is an import that `cfj undo` can take back. Raises as `write` does, but keeps no
        draft: what is imported has a file of its own.
        """
        wanted = {self.path_of(entry): (entry, codec.file_of(entry)) for entry in entries}
        if len({entry.id for entry in entries}) < len(entries):
            raise UsageError("two of the entries have the same id", "give each an id of its own")
        with self.changing("none of the entries was saved"):
            files = {path: data for path, (_, data) in wanted.items() if not _holds(path, data)}
            for path in files:
                self.refuse_to_harm(path, wanted[path][0])
            for folder in {path.parent for path in wanted if path not in files}:
                system.sync_folder(folder)  # whoever wrote these may have failed at just this
            record: Mapping[Path, bytes] = {}
            if files and moment is not None:
                from cfjournal import changes

                record = changes.record_of_import(self.root, [wanted[path][0] for path in files], moment)
            disk.put({**record, **files})
        return list(files)

    def save_settings(self, **changes: Any) -> None:
        """Set these keys of `journal.toml` (None removes one) and keep all others as they are."""
        with self.changing("the journal's settings were not saved"):
            self._settings = journal_file.change(self.root, changes)

    def save_draft(self, what: str | Entry, *, edited: str = "") -> Path:
        """Keep what was typed and is not in the journal, and return the file that now holds it.

        `edited` is the id of the entry that it is an edit of, if it is one. Raises `NotKeptError` when no
        folder of this computer takes it.
        """
        try:
            return drafts.save_draft(self.root, what, drafts.name_for(new_id()[:8], edited))
        except (OSError, CodecError):
            raise NotKeptError(
                "what you typed could not be kept in any folder of this computer",
                "copy it from the screen now",
            ) from None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the journal against other writers; may be nested. Raises `LockedError` after ten seconds."""
        if self._held is not None:
            yield
            return
        with _as_not_saved("the journal cannot be written"):
            disk.make_folder(self.root)
            try:
                self._held = system.take_lock(self.root / LOCK)
            except BlockingIOError:
                raise LockedError(
                    f"another cfj has been writing to the journal in {self.root} for ten seconds",
                    "wait for it to end, or close it, and try again",
                ) from None
        try:
            yield
        finally:
            with suppress(OSError):  # what was written is safe by now
                os.close(self._held)
            self._held = None

    @contextmanager
    def changing(self, otherwise: str) -> Iterator[None]:
        """Hold the journal, made if need be, for a change; a disk that fails is a `NotSavedError`.

        `otherwise` says in words that nothing was changed.
        """
        with self.lock(), _as_not_saved(otherwise):
            self._make()
            yield

    def _make(self) -> None:
        if not self._settings and not self._damage:
            journal_file.make(self.root, new_id())
            try:
                self._settings = journal_file.read(self.root)
            except CodecError as error:
                self._damage = str(error)

    def refuse_to_harm(self, path: Path, entry: Entry) -> Entry | None:
        """Return what `path` holds of this entry by now, or None where there is no file.

        Raises `NotSavedError` if it holds another entry, or something that cannot be read.
        """
        held = _entry_in(path)
        if held is not None and held.id != entry.id:
            raise NotSavedError(f"{path} holds another entry and was left alone", "run cfj check")
        return held

    @contextmanager
    def _kept_if_not_saved(self, entry: Entry, *, edited: bool) -> Iterator[None]:
        try:
            with _as_not_saved("the entry was not saved"):
                yield
        except CfjError as error:
            try:
                place = self.save_draft(entry, edited=entry.id if edited else "")
            except NotKeptError as lost:
                raise NotKeptError(f"{error.message}, and {lost.message}", lost.hint) from None
            raise type(error)(f"{error.message}; what you wrote is in {place}", error.hint) from None
        except KeyboardInterrupt:
            with suppress(NotKeptError):
                self.save_draft(entry, edited=entry.id if edited else "")
            raise


@contextmanager
def _as_not_saved(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = (
            "make room on the disk" if error.errno in _FULL else "check that the folder is yours to write to"
        )
        raise NotSavedError(f"{what} ({reason_of(error)})", f"{hint}, and try again") from None


def _entry_in(path: Path) -> Entry | None:
    """Return the entry in `path`, None if there is no file. Raises `NotSavedError` if it cannot be read."""
    try:
        return codec.load(entry_files.read_text(path))
    except FileNotFoundError:
        return None
    except CodecError as error:
        raise NotSavedError(f"{path} cannot be read and was left alone: {error}", "run cfj check") from None


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except FileNotFoundError:
        return False
