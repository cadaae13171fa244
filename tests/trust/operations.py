"""Operations: each command that changes a journal, tried on one journal, and what may be seen afterwards.

An operation needs no description of its effect: it is run once undisturbed, and whatever disturbs it later
must leave each entry as it stood before or as it stands then. What can be seen is compared by content, since
the id and the moment of a new entry differ from run to run.
"""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from cfjournal import backups, reading
from cfjournal.agreements import Agreement
from cfjournal.codec import CodecError
from cfjournal.store import Journal
from tests.edges import NOW, cfj
from tests.entries import plain

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

    from cfjournal.entry import Entry

JOURNAL = "journal"
"""The journal's folder within the folder that an operation works in; files to import lie beside it."""

IMPORTED = "others.jsonl"
SAVED = "saved.zip"
MANY = 100


class Operation(NamedTuple):
    """A command that changes the journal, and what it prints when it is done.

    Commands that must come before are in `first`; `typed` is what the person would miss if it were not kept.
    With `apart`, what it adds may stand in an entry of its own where the one it belongs to cannot be read.
    """

    name: str
    args: tuple[str, ...]
    done: str
    stdin: bytes = b""
    first: tuple[tuple[str, ...], ...] = ()
    typed: bytes = b""
    apart: bool = False


OLD = plain("2026-11-02", note="old")._replace(id="0" * 8 + "-0000-4000-8000-00000000000a")
OTHER = plain(
    "2026-10-01", note="other", agreed=(Agreement("abad1dea", "a debrief", "organisation"),)
)._replace(id="1" * 8 + "-0000-4000-8000-00000000000b")

OPERATIONS = (
    Operation("log", ("log", "dread:3", "no-break", "supervision"), "Saved", typed=b"dread"),
    Operation(
        "log, first of a month",
        ("log", "--date", "2025-01-01", "tired", "-m", "earlier"),
        "Saved",
        typed=b"earlier",
    ),
    Operation(
        "log, a long note",
        ("log", "flat", "-"),
        "Saved",
        b"a line of a long note\n" * 2000,
        typed=b"a line of a long note\n" * 2000,
    ),
    Operation("edit", ("edit", "00000000", "--sign", "dread:1", "-m", "edited"), "Changed", typed=b"edited"),
    Operation(
        "supervision record, a new entry",
        ("supervision", "record", "-", "--who", "organisation", "--by", "2026-12-01"),
        "Saved",
        b"a fixed half hour",
        typed=b"a fixed half hour",
    ),
    Operation(
        "supervision record, into an entry",
        ("supervision", "record", "a fixed half hour", "--who", "me", "--date", "2026-11-02"),
        "Saved",
        typed=b"a fixed half hour",
        apart=True,
    ),
    Operation(
        "supervision follow-up",
        ("supervision", "follow-up", "abad1dea", "not-yet", "-m", "no room yet"),
        "Saved",
        typed=b"no room yet",
    ),
    Operation("delete of two", ("delete", "--yes", "00000000", "11111111"), "Deleted"),
    Operation("undo of a log", ("undo", "--yes"), "Undone"),
    Operation("undo of an edit", ("undo", "--yes"), "Undone", first=(("edit", "11111111", "-m", "edited"),)),
    Operation(
        "undo of a delete", ("undo", "--yes"), "Undone", first=(("delete", "--yes", "00000000", "11111111"),)
    ),
    Operation(
        "trash restore",
        ("trash", "restore", "00000000"),
        "Restored",
        first=(("delete", "--yes", "00000000"),),
    ),
    Operation("import of 100", ("import", IMPORTED), "Imported"),
    Operation("restore of some", ("restore", SAVED, "--apply", "--take", "all"), "Brought back"),
    Operation("reference set", ("reference", "set", "2026-08-01", "2026-09-20"), "Reference set"),
)


def stand(place: Path) -> None:
    """Put the journal that every operation begins with, and what it may import, into the folder `place`."""
    journal = Journal.open(place / JOURNAL)
    first = dt.date(2026, 8, 1)
    weeks = [plain(str(first + dt.timedelta(days=day)), note=f"day {day}") for day in range(0, 56, 2)]
    journal.write_all([OLD, OTHER, *weeks])
    _save(place, weeks)
    exported = cfj(_elsewhere(place), "export", "--format", "jsonl")
    (place / IMPORTED).write_bytes(exported.out.encode())
    shutil.rmtree(place / "elsewhere")


def _save(place: Path, weeks: list[Entry]) -> None:
    """Put a backup beside the journal that holds three more entries, and an earlier state of one that it has."""
    lost = [plain(f"2025-03-{day:02}", note=f"lost {day}") for day in (1, 2, 3)]
    root = place / "saved"
    Journal.open(root).write_all([*lost, *weeks[:3], OTHER._replace(note="earlier")])
    made = backups.make(Journal.open(root), NOW, folder=place)
    made.backup.path.rename(place / SAVED)
    shutil.rmtree(root)


def _elsewhere(place: Path) -> Path:
    """Return a journal beside, with the entries that are to be imported."""
    root = place / "elsewhere"
    first = dt.date(2024, 1, 1)
    entries = [
        plain(str(first + dt.timedelta(days=number)), note=f"shift {number}") for number in range(MANY)
    ]
    Journal.open(root).write_all(entries)
    return root


class Seen(NamedTuple):
    """What stands in a journal: its entries as they are read, and whatever stands in any file of it.

    `entries` maps an entry's id to its content, or for one that was not there at first its content to itself.
    """

    entries: dict[str, str]
    anywhere: frozenset[str]
    settings: str


def look(place: Path, known: Container[str]) -> Seen:
    """Return what stands in the journal; a damaged file, or one that counts twice, is a failure."""
    root = place / JOURNAL
    journal = Journal.open(root)
    found = journal.read()
    assert not found.damaged, found.damaged
    assert not found.copies, found.copies
    assert not found.changed, found.changed
    contents = {
        entry.id if entry.id in known else _content(entry): _content(entry) for entry in found.entries
    }
    assert len(contents) == len(found.entries)
    settings = {key: value for key, value in journal.settings.items() if key != "id"}
    return Seen(contents, frozenset(map(_content, _everywhere(root))), repr(settings))


def _content(entry: Entry) -> str:
    """What the person said: all but the id and the moments of writing, which differ from run to run."""
    agreed = [one._replace(id="") for one in entry.agreed]
    return repr((*entry[1:2], *entry[3:9], agreed))


def _everywhere(root: Path) -> Iterator[Entry]:
    for path in root.rglob("*"):
        with suppress(CodecError, OSError):
            yield reading.load_file(path).entry


class Trial(NamedTuple):
    """An operation on a journal that stands ready in `template`, and what is seen before and after it."""

    operation: Operation
    template: Path
    before: Seen
    after: Seen
    known: frozenset[str]

    def holds(self, place: Path, said: str) -> bool:
        """Hold the journal in `place`, where the operation was disturbed, against the promise.

        Returns whether the operation had said that it was done.
        """
        seen, done = look(place, self.known), self.operation.done in said
        if done and self.stands_apart(seen):
            return done
        if done:
            assert seen.entries == self.after.entries
        for key in {**self.before.entries, **self.after.entries, **seen.entries}:
            may_be = (self.before.entries.get(key), self.after.entries.get(key))
            assert seen.entries.get(key) in may_be, key
        assert seen.settings in (
            (self.after.settings,) if done else (self.before.settings, self.after.settings)
        )
        assert self.before.anywhere & self.after.anywhere <= seen.anywhere
        return done

    def stands_apart(self, seen: Seen) -> bool:
        """Whether all is as before, but for one new entry that holds what was typed."""
        new = [text for key, text in seen.entries.items() if key not in self.before.entries]
        old = {key: text for key, text in seen.entries.items() if key in self.before.entries}
        typed = self.operation.typed.decode()
        return self.operation.apart and old == self.before.entries and len(new) == 1 and typed in new[0]


def trial(operation: Operation, scratch: Path) -> Trial:
    """Make the journal that the operation begins with in `scratch`, and run it once undisturbed on a copy."""
    template, copy = scratch / "template", scratch / "undisturbed"
    stand(template)
    for args in operation.first:
        assert cfj(template / JOURNAL, *args).code == 0, args
    known = frozenset(entry.id for entry in Journal.open(template / JOURNAL).read().entries)
    shutil.copytree(template, copy)
    done = cfj(copy / JOURNAL, *placed(operation, copy), stdin=operation.stdin)
    assert done.code == 0, done.err
    assert operation.done in done.out
    before, after = look(template, known), look(copy, known)
    assert before != after
    return Trial(operation, template, before, after, known)


def placed(operation: Operation, place: Path) -> list[str]:
    """Return the operation's arguments with the files that it names found in `place`."""
    return [str(place / arg) if (place / arg).is_file() else arg for arg in operation.args]
