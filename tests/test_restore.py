"""Restoring: what is missing comes back to the byte, what is here stays, and all of it or nothing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from cfjournal import backups, codec, restoring
from cfjournal.backup_file import read
from cfjournal.errors import CfjError
from cfjournal.merging import differences, fate_of
from cfjournal.store import LOCK, Journal
from tests.edges import NOW, cfj
from tests.entries import plain
from tests.faults import CALLS, ERRORS, Faults
from tests.folders import files

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry

LATER = dt.timedelta(hours=1)
SECRET = "something nobody else should read"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "j"


@pytest.fixture
def entries(root: Path) -> list[Entry]:
    """Three entries of a journal that has settings too, and a backup of them beside it."""
    found = [plain(f"2026-11-{day:02}", note=f"{SECRET} {day}") for day in (1, 2, 3)]
    journal = Journal.open(root)
    journal.write_all(found)
    root.joinpath("config.toml").write_bytes(b'editor = "vi"\n')
    place = root.parent / "stick"
    place.mkdir()
    backups.make(Journal.open(root), NOW, folder=place)
    return found


def stick(root: Path) -> Path:
    (path,) = (root.parent / "stick").iterdir()
    return path


def state(root: Path) -> dict[str, bytes]:
    """All but the backups, the lock, and the list by which a restore can be undone."""
    found = files(root, backups.FOLDER, LOCK)
    return {name: data for name, data in found.items() if not name.endswith("-restore.toml")}


def held(root: Path) -> tuple[Entry, ...]:
    return Journal.open(root).read().entries


# --- one entry beside another ------------------------------------------------------------------------------


def changed(entry: Entry, hours: int, **fields: object) -> Entry:
    return entry._replace(changed_at=NOW + hours * LATER, **fields)  # type: ignore[arg-type]


def test_an_entry_is_newer_only_by_what_it_says_itself() -> None:
    one = plain()
    assert fate_of(one, None) == "missing"
    assert fate_of(one, one) == "same"
    assert fate_of(one._replace(note="x"), one) == "different"
    assert fate_of(changed(one, 1), one) == "newer"
    assert fate_of(one, changed(one, 1)) == "older"
    assert fate_of(changed(one, 1, note="x"), changed(one, 2)) == "older"
    assert fate_of(changed(one, 2, note="x"), changed(one, 1)) == "newer"
    assert fate_of(changed(one, 1, note="x"), changed(one, 1)) == "different"


def test_differences_are_named_and_not_told() -> None:
    one = plain()
    assert differences(one, one._replace(note="x", signs={})) == ["signs", "note"]
    assert differences(one, one._replace(extra={"x": 1})) == ["other details"]


# --- what comes back ---------------------------------------------------------------------------------------


def test_without_apply_nothing_is_changed(root: Path, entries: list[Entry]) -> None:
    next(root.glob("entries/**/*.toml")).unlink()
    before = state(root)
    done = cfj(root, "restore", str(stick(root)))
    assert done.code == 0
    assert "1 entry not in the journal: to come back" in done.out
    assert "2 entries in the journal already, word for word" in done.out
    assert "Nothing was changed." in done.out
    assert state(root) == before
    assert not (root / "backups").exists()


def test_a_whole_journal_comes_back_byte_for_byte_into_an_empty_folder(
    root: Path, entries: list[Entry]
) -> None:
    Journal.open(root).save_draft("unfinished")
    (root / "trash").mkdir()
    root.joinpath("trash", "x.toml").write_bytes(codec.file_of(plain()))
    bad = root / "entries" / "2026" / "11" / "zzz.toml"
    bad.write_bytes(b"format = 1\nno")
    stick(root).unlink()
    backups.make(Journal.open(root), NOW, folder=root.parent / "stick")
    new = root.parent / "new"
    done = cfj(new, "restore", str(stick(root)), "--apply")
    assert done.code == 0
    assert "Brought back 3 entries." in done.out
    assert state(new) == state(root)
    assert Journal.open(new).settings == Journal.open(root).settings


def test_what_is_missing_comes_back_and_the_rest_is_not_touched(root: Path, entries: list[Entry]) -> None:
    before = state(root)
    next(root.glob("entries/**/*.toml")).unlink()
    mine = Journal.open(root).write(plain(note="written since"))
    done = cfj(root, "restore", str(stick(root)), "--apply")
    assert done.code == 0
    assert state(root) == before | {str(mine.relative_to(root)): mine.read_bytes()}
    again = cfj(root, "restore", str(stick(root)), "--apply")
    assert "There is nothing to bring back." in again.out


def test_a_backup_of_what_was_there_is_made_first(root: Path, entries: list[Entry]) -> None:
    next(root.glob("entries/**/*.toml")).unlink()
    done = cfj(root, "restore", str(stick(root)), "--apply", width=300)
    found = backups.latest(root)
    assert found is not None
    assert (found.manifest.why, found.manifest.entries) == ("before restore", 2)
    assert f"The journal as it was before is in {found.path}" in done.out


def test_a_file_that_cannot_be_read_is_replaced_and_kept_in_the_backup(
    root: Path, entries: list[Entry]
) -> None:
    before = state(root)
    path = Journal.open(root).path_of(entries[1])
    path.write_bytes(torn := path.read_bytes()[:-30])
    done = cfj(root, "restore", str(stick(root)), "--apply")
    assert "1 entry of which the file here cannot be read: to come back in its place" in done.out
    assert state(root) == before
    found = backups.latest(root)
    assert found is not None
    assert torn in read(found.path).files.values()


def edited(root: Path, entry: Entry, **fields: object) -> Entry:
    now = entry._replace(**fields)  # type: ignore[arg-type]
    Journal.open(root).write(now, was=entry)
    return now


def test_what_was_changed_here_since_stays(root: Path, entries: list[Entry]) -> None:
    now = edited(root, entries[0], note="better", changed_at=NOW)
    done = cfj(root, "restore", str(stick(root)), "--apply")
    assert "1 entry changed since: yours is newer and stays" in done.out
    assert f"{now.short_id}  Sunday 1 November, another note" in done.out
    assert "There is nothing to bring back." in done.out
    assert held(root)[0] == now


@pytest.mark.parametrize("word", ["all", "id"])
def test_the_backups_is_taken_where_that_is_asked_and_the_other_kept(
    root: Path, entries: list[Entry], word: str
) -> None:
    now = edited(root, entries[0], note="worse", date=dt.date(2026, 10, 31))
    done = cfj(root, "restore", str(stick(root)), "--apply")
    assert "1 entry different, and neither says that it is newer: yours stays unless" in done.out.replace(
        "\n    ", " "
    )
    assert now in held(root)
    done = cfj(root, "restore", str(stick(root)), "--apply", "--take", now.short_id if word == "id" else word)
    assert done.code == 0
    assert held(root) == tuple(entries)
    found = backups.latest(root)
    assert found is not None
    assert codec.file_of(now) in read(found.path).files.values()


def test_what_lies_in_the_trash_stays_there_unless_it_is_taken(root: Path, entries: list[Entry]) -> None:
    assert cfj(root, "delete", "--yes", entries[0].id).code == 0
    done = cfj(root, "restore", str(stick(root)), "--apply")
    assert "1 entry in your trash since: left there unless you take it" in done.out
    assert len(held(root)) == 2
    cfj(root, "restore", str(stick(root)), "--apply", "--take", entries[0].id)
    assert len(held(root)) == 3


def test_an_entry_that_was_edited_and_then_lost_comes_back(root: Path, entries: list[Entry]) -> None:
    assert cfj(root, "edit", entries[0].id, "-m", "better").code == 0
    assert list(root.glob("trash/*-edit-*.toml"))
    Journal.open(root).path_of(entries[0]).unlink()
    assert "1 entry not in the journal: to come back" in cfj(root, "restore", str(stick(root))).out


def test_a_restore_can_be_undone(root: Path, entries: list[Entry]) -> None:
    now = edited(root, entries[0], note="worse", date=dt.date(2026, 10, 31))
    assert cfj(root, "delete", "--yes", entries[1].id).code == 0
    before = held(root)
    assert cfj(root, "restore", str(stick(root)), "--apply", "--take", "all", now=NOW + LATER).code == 0
    assert held(root) == tuple(entries)
    done = cfj(root, "undo", "--yes", now=NOW + 2 * LATER)
    assert (done.code, held(root)) == (0, before)
    assert now in before


def test_a_file_that_holds_another_entry_is_not_written_over(root: Path, entries: list[Entry]) -> None:
    path = Journal.open(root).path_of(entries[0])
    path.write_bytes(codec.file_of(plain("2026-11-09", id="mine")))
    before = state(root)
    done = cfj(root, "restore", str(stick(root)), "--apply")
    assert done.code == 5
    assert "holds another entry and was left alone" in done.err
    assert state(root) == before


def test_settings_that_differ_stay_and_are_said(root: Path, entries: list[Entry]) -> None:
    root.joinpath("config.toml").write_bytes(b'editor = "nano"\n')
    done = cfj(root, "restore", str(stick(root)), "--apply")
    assert "config.toml is another here, and stays as it is" in done.out
    assert root.joinpath("config.toml").read_bytes() == b'editor = "nano"\n'


def test_settings_of_a_newer_journal_never_come_back_to_lock_the_person_out(
    root: Path, entries: list[Entry]
) -> None:
    root.joinpath("journal.toml").write_bytes(b"format = 99\n")
    stick(root).unlink()
    content = {"journal.toml": b"format = 99\n"}
    root.joinpath("journal.toml").unlink()
    found = restoring.plan(
        Journal.open(root), read(backups.make(Journal.open(root), NOW).backup.path)._replace(files=content)
    )
    assert (found.files, found.left) == ({}, ("journal.toml",))


def test_no_word_that_names_nothing_is_passed_over(root: Path, entries: list[Entry]) -> None:
    done = cfj(root, "restore", str(stick(root)), "--take", "beef", "--apply")
    assert done.code == 2
    assert "no entry of the backup that differs from yours begins with 'beef'" in done.err


def test_no_note_is_ever_shown(root: Path, entries: list[Entry]) -> None:
    edited(root, entries[0], note="worse")
    Journal.open(root).path_of(entries[1]).unlink()
    done = cfj(root, "restore", str(stick(root)), "--apply")
    assert SECRET not in done.out + done.err


def test_the_backups_that_are_there_are_listed(root: Path, entries: list[Entry]) -> None:
    assert "There is no backup in" in cfj(root, "restore").out
    cfj(root, "backup")
    out = cfj(root, "restore", width=40).out
    assert "2026-11-20 21:14" in out
    assert "3 entries" in out
    assert str(root / "backups" / "cfjournal-2026-11-20-211403.zip") in out


@pytest.mark.parametrize("file", ["missing.zip", "."])
def test_what_cannot_be_read_is_said(root: Path, entries: list[Entry], file: str) -> None:
    done = cfj(root, "restore", str(root / file))
    assert (done.code, done.out) == (2, "")


# --- all or nothing ----------------------------------------------------------------------------------------


def attempt(root: Path, faults: Faults, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Bring back all that differs while something fails; return whether it was said to be done."""
    journal = Journal.open(root)
    found = restoring.plan(journal, read(stick(root)))
    with monkeypatch.context() as patch:
        faults.install(patch)
        try:
            restoring.apply(journal, found, restoring.chosen(found, ["all"]), NOW)
        except CfjError:
            return False
    return True


def put_back(root: Path, files: dict[str, bytes]) -> None:
    for path in (*root.glob("entries/**/*.toml"), *root.glob("trash/*.toml")):
        path.unlink()
    for name, data in files.items():
        (root / name).write_bytes(data)


@pytest.mark.parametrize("name", CALLS)
def test_whatever_fails_all_of_it_comes_back_or_nothing(
    root: Path, entries: list[Entry], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for entry in entries[:2]:
        Journal.open(root).path_of(entry).unlink()
    edited(root, entries[2], note="worse", date=dt.date(2026, 10, 31))
    (root / "entries" / "2026" / "11").rmdir()
    before, injected = state(root), 0
    for at in range(1, 99):
        faults = Faults(root, name, at, ERRORS[at % len(ERRORS)])
        if attempt(root, faults, monkeypatch):
            assert held(root) == tuple(entries)
            put_back(root, before)
        for path in root.rglob(".*.*"):
            if path.suffix in {".tmp", ".old"}:
                path.unlink()  # leavings, which `cfj check` names
        assert state(root) == before, at
        injected += faults.injected
        if not faults.injected:
            break
    assert not faults.injected, "every call was met"
    assert injected
