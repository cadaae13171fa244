"""Store: what was said to be saved is saved, what was there stays there, and what was typed is never lost."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cfjournal import codec, entry_files, reading, store, system
from cfjournal.entry import new_id
from cfjournal.errors import CfjError, DamagedError, LockedError, NotSavedError, UsageError
from cfjournal.period import Period
from cfjournal.store import Journal, NotKeptError, journal_root, pending, read_draft
from tests.entries import plain
from tests.faults import CALLS, ERRORS, Faults
from tests.folders import everything, hidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from cfjournal.entry import Entry

NOVEMBER = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))


def entries_in(root: Path) -> list[Entry]:
    found = Journal.open(root).read()
    assert (found.damaged, found.copies, found.changed) == ((), (), ())
    return list(found.entries)


# --- opening and writing ---------------------------------------------------------------------------------


def test_opening_a_missing_journal_makes_nothing(root: Path) -> None:
    journal = Journal.open(root)
    assert (journal.months(), journal.read(), journal.settings) == ([], reading.Reading(), {})
    assert not root.exists()


def test_a_journal_is_made_when_asked_or_by_the_first_entry(root: Path) -> None:
    made = Journal.open(root, create=True)
    assert made.settings["format"] == 1
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made.settings["id"])
    assert Journal.open(root).settings == made.settings
    other = Journal.open(root.parent / "other")
    other.write(plain())
    assert Journal.open(other.root).settings == other.settings != made.settings


def test_an_entry_stands_in_a_file_of_its_own_in_the_month_of_its_date(root: Path) -> None:
    entry = plain("2026-11-20")
    path = Journal.open(root).write(entry)
    assert path == root / "entries" / "2026" / "11" / f"{entry.id}.toml"
    assert codec.load(path.read_text("utf-8")) == entry
    assert entries_in(root) == [entry]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_nobody_else_may_read_any_of_it(root: Path) -> None:
    old = os.umask(0)
    try:
        Journal.open(root).write(plain())
        Journal.open(root).save_draft("x")
    finally:
        os.umask(old)
    paths = [root, *root.rglob("*")]
    assert len(paths) == 9
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o700, 0o600}
    assert all(stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600) for path in paths)


def test_writing_one_entry_looks_at_no_other(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Journal.open(root).write_all([plain(f"2025-{month:02}-01") for month in range(1, 13)])
    monkeypatch.setattr(os, "listdir", None)
    seen: list[str] = []
    really = os.open

    def watched(path: Path, *args: int) -> int:
        seen.append(str(path))
        return really(path, *args)

    monkeypatch.setattr(os, "open", watched)
    entry = plain("2026-11-20")
    Journal.open(root).write(entry)
    assert not [path for path in seen if "entries/2025/" in path]
    assert [path for path in seen if entry.id in path], "the opening of files was watched"


def test_other_entries_keep_every_byte(root: Path) -> None:
    journal = Journal.open(root)
    for day in ("2026-11-01", "2026-11-20"):
        journal.write(plain(day))
    before = everything(root)
    journal.write(plain("2026-11-20"))
    assert len(before) == 3
    assert everything(root).items() > before.items()


def test_unknown_keys_survive_an_edit(root: Path) -> None:
    journal = Journal.open(root)
    entry = plain(extra={"weather": {"rain": True}})
    journal.write(entry)
    journal.write(journal.find("last")._replace(note="again"), was=entry)
    assert [(found.note, found.extra) for found in entries_in(root)] == [("again", entry.extra)]


def test_an_edit_of_the_date_moves_the_file(root: Path) -> None:
    journal = Journal.open(root)
    entry = plain("2026-11-01")
    old = journal.write(entry)
    moved = entry._replace(date=dt.date(2026, 10, 31))
    journal.write(moved, was=entry)
    assert not old.exists()
    assert entries_in(root) == [moved]


def test_an_edit_of_what_was_changed_meanwhile_is_kept_beside(root: Path) -> None:
    journal = Journal.open(root)
    entry = plain()
    journal.write(entry)
    journal.write(entry._replace(note="first"), was=entry)
    for second in (entry._replace(note="second"), entry._replace(note="second", date=dt.date(2026, 1, 1))):
        with pytest.raises(
            NotSavedError, match="was changed elsewhere since it was opened; what you wrote is in"
        ):
            journal.write(second, was=entry)
        assert read_draft(pending(root)[-1]) == second
    assert [found.note for found in entries_in(root)] == ["first"]


def test_what_cannot_be_an_entry_is_refused_and_what_was_typed_kept(root: Path) -> None:
    wrong = plain(note="\0")
    with pytest.raises(UsageError, match="NUL") as caught:
        Journal.open(root).write(wrong)
    assert read_draft(kept_in(caught.value)) == wrong
    with pytest.raises(UsageError, match="NUL"):
        Journal.open(root).write_all([plain(), wrong])
    with pytest.raises(NotKeptError, match="what you typed could not be kept"):
        Journal.open(root).write(plain(extra={"mood": None}))
    assert Journal.open(root).months() == []


def test_what_was_typed_is_kept_when_the_saving_is_interrupted(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Path) -> int:
        raise KeyboardInterrupt

    entry = plain()
    monkeypatch.setattr(system, "take_lock", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Journal.open(root).write(entry)
    assert [read_draft(path) for path in pending(root)] == [entry]


def test_a_file_that_cannot_be_read_is_never_written_over(root: Path) -> None:
    journal = Journal.open(root)
    entry = plain(note="mine")
    path = journal.write(entry)
    for damage in (
        b"format = 1\nid",
        b"",
        b"\xff",
        codec.dump(entry).replace("format = 1", "format = 2").encode(),
    ):
        path.write_bytes(damage)
        with pytest.raises(
            NotSavedError, match=r"cannot be read and was left alone.*; what you wrote is in"
        ) as caught:
            journal.write(entry)
        assert path.read_bytes() == damage
        assert "mine" not in caught.value.message
        assert read_draft(pending(root)[-1]) == entry
        with pytest.raises(NotSavedError, match="cannot be read and was left alone"):
            journal.write_all([entry, plain()])
    path.write_text(codec.dump(plain()), "utf-8")
    with pytest.raises(NotSavedError, match="holds another entry and was left alone"):
        journal.write(entry)
    assert len(entries_in(root)) == 1


def test_ids_that_differ_only_in_case_do_not_share_a_file(root: Path) -> None:
    journal = Journal.open(root)
    paths = [journal.write(plain(id=word)) for word in ("abcd", "ABCD", "AbCd")]
    assert len({str(path).lower() for path in paths}) == 3
    assert len(entries_in(root)) == 3


# --- many at once ----------------------------------------------------------------------------------------


def test_many_entries_are_saved_and_again_change_nothing(root: Path) -> None:
    journal = Journal.open(root)
    diary = [plain(f"2026-{month:02}-{day:02}") for month in (1, 2, 3) for day in range(1, 29)]
    assert len(journal.write_all(diary)) == 84
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*.toml")}
    assert journal.write_all(diary) == []
    assert before == {path: path.stat().st_mtime_ns for path in root.rglob("*.toml")}
    assert entries_in(root) == sorted(diary, key=lambda entry: entry.order)
    assert hidden(root) == []


def test_two_entries_of_one_id_are_not_both_saved(root: Path) -> None:
    entry = plain()
    with pytest.raises(UsageError, match="same id"):
        Journal.open(root).write_all([entry, entry._replace(date=dt.date(2026, 1, 1))])
    assert not root.exists()


# --- reading ---------------------------------------------------------------------------------------------


def test_only_the_months_of_the_period_are_opened(root: Path) -> None:
    journal = Journal.open(root)
    days = ["2026-10-31", "2026-11-01", "2026-11-15", "2026-11-30", "2026-12-01"]
    journal.write_all([plain(day) for day in days])
    (root / "entries/2026/10/broken.toml").write_text("")
    assert journal.months() == [(2026, 10), (2026, 11), (2026, 12)]
    found = journal.read(NOVEMBER)
    assert [str(entry.date) for entry in found.entries] == days[1:4]
    assert found.damaged == ()
    week = Period(dt.date(2026, 10, 30), dt.date(2026, 11, 1))
    assert [str(entry.date) for entry in journal.read(week).entries] == days[:2]
    assert len(journal.read(week).damaged) == 1


def test_what_is_no_month_is_passed_over(root: Path) -> None:
    journal = Journal.open(root)
    journal.write(plain())
    for name in ("2026/13", "2026/1", "2026/00", "20", "abcd/01", ".stversions/2026/11", "²⁰²⁶/11"):
        (root / "entries" / name).mkdir(parents=True)
    (root / "entries" / "2025").write_text("a file")
    assert journal.months() == [(2026, 11)]
    assert len(entries_in(root)) == 1


def test_damaged_files_are_named_and_their_neighbours_load(root: Path) -> None:
    journal = Journal.open(root)
    good = plain()
    folder = journal.write(good).parent
    (folder / "cut.toml").write_text(codec.dump(plain())[:200])
    (folder / "empty.toml").write_bytes(b"")
    (folder / "bytes.toml").write_bytes(b"format = 1\n\xff\xfe")
    (folder / "large.toml").write_bytes(b"#" * (codec.MAX_FILE_BYTES + 1))
    (folder / "newer.toml").write_text(codec.dump(plain()).replace("format = 1", "format = 2"))
    (folder / ".away.toml.icloud").write_bytes(b"bplist")
    (folder / "folder.toml").mkdir()
    os.mkfifo(folder / "pipe.toml")
    (folder / ".hidden.toml").write_bytes(b"not read")
    (folder / "readme.txt").write_bytes(b"not read")
    found = journal.read()
    assert found.entries == (good,)
    assert {damaged.path.name: damaged.reason for damaged in found.damaged} == {
        "cut.toml": "line 11: its end mark is missing, so a part of the file may be",
        "empty.toml": "the format is missing",
        "bytes.toml": "line 2: it is not valid UTF-8",
        "large.toml": "it is larger than any entry (3 MB)",
        "newer.toml": "line 2: its format 2 is newer than this cfjournal, which reads up to 1",
        ".away.toml.icloud": "it is in iCloud and not on this computer",
        "folder.toml": "it is not a regular file",
        "pipe.toml": "it is not a regular file",
    }


def test_a_month_that_cannot_be_listed_is_named_and_the_others_load(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.open(root)
    good, hidden_one = plain("2026-10-01"), plain("2026-11-01")
    journal.write_all([good, hidden_one])
    folder = journal.path_of(hidden_one).parent
    for name in ("listdir", "open"):
        real = getattr(os, name)

        def refused(path: Path, *args: int, real: Callable[..., object] = real) -> object:
            if Path(path) == folder:
                raise PermissionError(13, "Permission denied")
            return real(path, *args)

        monkeypatch.setattr(os, name, refused)
    found = journal.read()
    assert found.entries == (good,)
    assert found.damaged == (reading.Damaged(folder, "it cannot be opened (permission denied)"),)


def test_what_goes_while_it_is_read_is_not_missed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal.open(root)
    stays, goes = plain("2026-11-01"), plain("2026-11-02")
    journal.write_all([stays, goes])
    listed = list(entry_files.files(root, journal.months()))
    journal.path_of(goes).unlink()
    assert reading.read(listed).entries == (stays,)
    assert list(entry_files.files(root, [(1999, 1)])) == []
    twins = [journal.path_of(stays), journal.path_of(stays).with_name("twin.toml")]
    twins[1].write_bytes(twins[0].read_bytes())
    monkeypatch.setattr(Path, "stat", lambda *_: (_ for _ in ()).throw(FileNotFoundError()))
    assert reading.read(twins).copies == (twins[1],)


def test_an_entry_edited_by_hand_counts_and_is_named(root: Path) -> None:
    path = Journal.open(root).write(plain())
    path.write_text(path.read_text("utf-8").replace("dread = 3", "dread = 1"), "utf-8")
    found = Journal.open(root).read()
    assert [entry.signs["dread"] for entry in found.entries] == [1]
    assert found.changed == (path,)


CONFLICT_NAMES = (
    "{}.sync-conflict-20261121-070000-ABCDEFG.toml",
    "{} (conflicted copy 2026-11-21 070000).toml",
    "{} (Anna's conflicted copy 2026-11-21).toml",
    "{} (Konfliktkopie von Anna 2026-11-21).toml",
    "{}_conflict-20261121-070000.toml",
    "{}-LAPTOP-4711.toml",
    "{} 2.toml",
    "{} (1).toml",
    "{} - Copy.toml",
    "{}.Conflict.toml",
    "{} (SFConflict anna 2026-11-21-07-00-00).toml",
    "{} [conflicted].toml",
)


@pytest.mark.parametrize("name", CONFLICT_NAMES)
@pytest.mark.parametrize("state", ["same", "other", "alone", "damaged"])
def test_a_conflict_copy_is_seen_and_never_counted_twice(root: Path, name: str, state: str) -> None:
    journal = Journal.open(root)
    entry = plain(note="mine")
    path = journal.write(entry)
    copy = path.with_name(name.format(entry.id))
    text = codec.dump(entry._replace(note="theirs")) if state == "other" else codec.dump(entry)
    copy.write_text(text[:100] if state == "damaged" else text, "utf-8")
    if state == "alone":
        path.unlink()
    found = journal.read()
    assert found.entries == (entry,), "the file that is named by the id is the one that counts"
    assert found.copies == ((copy,) if state in {"same", "other"} else ())
    assert [damaged.path for damaged in found.damaged] == ([copy] if state == "damaged" else [])
    assert journal.find(entry.id[:8]) == entry
    assert copy.exists()


def test_of_two_misnamed_files_the_later_written_counts(root: Path) -> None:
    journal = Journal.open(root)
    entry = plain()
    path = journal.write(entry)
    later = entry._replace(note="later", logged_at=entry.logged_at + dt.timedelta(hours=1))
    path.rename(path.with_name("z.toml"))
    path.with_name("a.toml").write_text(codec.dump(later), "utf-8")
    found = journal.read()
    assert found.entries == (later,)
    assert found.copies == (path.with_name("z.toml"),)


def test_an_entry_left_in_two_months_counts_once(root: Path) -> None:
    journal = Journal.open(root)
    entry = plain("2026-11-01")
    old = journal.write(entry)
    os.utime(old, ns=(1, 1))
    moved = entry._replace(date=dt.date(2026, 10, 31))
    journal.write(moved)
    found = journal.read()
    assert (found.entries, found.copies) == ((moved,), (old,))


# --- finding ---------------------------------------------------------------------------------------------


def test_an_entry_is_found_by_the_beginning_of_its_id_or_as_the_last(root: Path) -> None:
    journal = Journal.open(root)
    with pytest.raises(UsageError, match="there is no entry yet"):
        journal.find("last")
    first, second = plain("2026-11-20", id="abcd-1111"), plain("2026-01-01", id="abcd-2222")
    journal.write_all([first, second])
    assert journal.find("abcd-2") == journal.find(" ABCD-2222 ") == second
    assert journal.find("last") == first
    later = first._replace(id="zz", logged_at=first.logged_at + dt.timedelta(minutes=1))
    journal.write(later)
    assert journal.find("last") == later
    assert journal.find("zz") == later, "a whole id is enough, however short"


@pytest.mark.parametrize(
    ("word", "says", "hint"),
    [
        ("abcd", "2 entries begin with 'abcd'", "they are abcd-2222 of 2026-01-01, abcd-1111 of 2026-11-20"),
        ("abc", "'abc' is too short to name an entry", "give four characters of its id or more"),
        ("nowhere", "no entry begins with 'nowhere'", "run cfj list to see the entries and their ids"),
    ],
)
def test_a_word_that_names_no_one_entry_is_explained(root: Path, word: str, says: str, hint: str) -> None:
    journal = Journal.open(root)
    journal.write_all([plain("2026-11-20", id="abcd-1111"), plain("2026-01-01", id="abcd-2222")])
    with pytest.raises(UsageError) as caught:
        journal.find(word)
    assert (caught.value.message, caught.value.hint) == (says, hint)


def test_an_entry_in_a_misnamed_file_is_found_by_its_id(root: Path) -> None:
    journal = Journal.open(root)
    entry = plain(id="abcd-1111")
    path = journal.write(entry)
    path.rename(path.with_name("renamed.toml"))
    assert journal.find("abcd") == entry


def test_an_entry_that_cannot_be_read_is_said_to_be_damaged(root: Path) -> None:
    journal = Journal.open(root)
    path = journal.write(plain(id="abcd-1111"))
    path.write_text("format = 1")
    with pytest.raises(DamagedError, match="the entry 'abcd' cannot be read: the id is missing"):
        journal.find("abcd")


# --- the journal's own file ------------------------------------------------------------------------------


def test_settings_are_changed_and_the_rest_kept(root: Path) -> None:
    journal = Journal.open(root, create=True)
    made = dict(journal.settings)
    (root / "journal.toml").write_text((root / "journal.toml").read_text() + '\n[later]\nkey = "kept"\n')
    reference = {"first": dt.date(2026, 1, 1), "last": dt.date(2026, 2, 1)}
    journal.save_settings(reference=reference, name="mine")
    wanted = {**made, "later": {"key": "kept"}, "reference": reference, "name": "mine"}
    assert journal.settings == Journal.open(root).settings == wanted
    journal.save_settings(name=None)
    assert "name" not in Journal.open(root).settings


def test_a_journal_of_a_newer_cfjournal_is_left_alone(root: Path) -> None:
    root.mkdir(parents=True)
    (root / "journal.toml").write_text("format = 2\n")
    for create in (False, True):
        with pytest.raises(CfjError, match="was made by a newer cfjournal: its format 2 is newer") as caught:
            Journal.open(root, create=create)
        assert "upgrade cfjournal" in caught.value.hint
    assert everything(root) == {"journal.toml": b"format = 2\n"}


@pytest.mark.parametrize("damage", [b"", b"format = ", b"\xff", b"format = 0", b"x = " + b"[" * 9999])
def test_a_damaged_journal_file_stops_nobody_and_is_not_written_over(root: Path, damage: bytes) -> None:
    entry = plain()
    Journal.open(root).write(entry)
    (root / "journal.toml").write_bytes(damage)
    journal = Journal.open(root, create=True)
    assert journal.find("last") == entry
    journal.write(entry._replace(note="again"))
    found = journal.read()
    assert [damaged.path for damaged in found.damaged] == [root / "journal.toml"]
    assert [again.note for again in found.entries] == ["again"]
    with pytest.raises(NotSavedError, match="cannot be read and was left alone"):
        journal.save_settings(name="x")
    assert (root / "journal.toml").read_bytes() == damage


def test_a_journal_file_that_breaks_in_the_making_is_named(root: Path) -> None:
    journal = Journal.open(root)
    root.mkdir(parents=True)
    (root / "journal.toml").write_text("half a l")
    journal.write(plain())
    assert [damaged.path.name for damaged in journal.read().damaged] == ["journal.toml"]


def test_settings_that_would_change_on_the_way_are_refused(root: Path) -> None:
    journal = Journal.open(root, create=True)
    before = everything(root)
    with pytest.raises(UsageError, match="reads back the same"):
        journal.save_settings(pair=(1, 2))
    assert everything(root) == before


# --- the start -------------------------------------------------------------------------------------------


def test_nothing_heavy_is_loaded_to_write_an_entry(root: Path) -> None:
    code = f"""
import sys
from pathlib import Path
before = set(sys.modules)
from cfjournal.store import Journal
from cfjournal.entry import Entry
import datetime as dt
Journal.open(Path({str(root)!r}), create=True).write(
    Entry("abcd", dt.date(2026, 1, 1), dt.datetime(2026, 1, 1, 20, tzinfo=dt.timezone.utc), signs={{"dread": 3}})
)
print(*sorted(name.partition(".")[0] for name in set(sys.modules) - before))
"""
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {
        "json",
        "uuid",
        "tempfile",
        "shutil",
        "random",
        "platformdirs",
        "rich",
        "typer",
        "hashlib",
        "subprocess",
    }
    assert {"cfjournal", "tomli_w"} <= set(loaded)
    assert not heavy & set(loaded)
    assert len(entries_in(root)) == 1


# --- where the journal is --------------------------------------------------------------------------------


def test_the_journal_is_where_the_option_says_or_the_variable_or_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "/home/anna")
    monkeypatch.setattr(system, "data_folder", lambda: Path("/usual"))
    env = {"CFJ_HOME": "~/journal"}
    assert journal_root(Path("/here"), env) == Path("/here")
    assert journal_root(None, env) == Path("/home/anna/journal")
    assert journal_root(Path("here"), {}) == Path.cwd() / "here"
    assert journal_root(None, {"CFJ_HOME": ""}) == journal_root(None, {}) == Path("/usual")


def test_ids_are_random_uuids() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(
        re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", id_)
        for id_ in ids
    )


@pytest.mark.parametrize("place", ["", "entries"])
def test_a_file_in_the_place_of_a_folder_loses_nothing(root: Path, place: str) -> None:
    (root / place).parent.mkdir(parents=True)
    (root / place).write_bytes(b"a file")
    entry = plain()
    with pytest.raises(NotSavedError, match=r"not a directory|file exists") as caught:
        Journal.open(root, create=True).write(entry)
    assert read_draft(kept_in(caught.value)) == entry
    assert (root / place).read_bytes() == b"a file"
    with pytest.raises(CfjError, match="cannot be read"):
        Journal.open(root).read()
    with pytest.raises(CfjError, match="cannot be read"):
        Journal.open(root).find("last")


def kept_in(error: CfjError) -> Path:
    """The file that the message names."""
    found = re.search(r"what you wrote is in (.+)$", error.message)
    assert found, error.message
    return Path(found[1])


# --- drafts ----------------------------------------------------------------------------------------------


def test_what_was_typed_is_kept_and_offered_again(root: Path) -> None:
    journal = Journal.open(root)
    entry = plain()
    assert pending(root) == []
    paths = [journal.save_draft("half a thought\r\n"), journal.save_draft(entry)]
    assert pending(root) == paths
    assert [read_draft(path) for path in paths] == ["half a thought\r\n", entry]
    assert journal.read().entries == ()
    assert journal.months() == []


def test_a_text_from_a_strange_locale_is_kept_byte_for_byte(root: Path) -> None:
    journal = Journal.open(root)
    typed = b"caf\xe9".decode("utf-8", "surrogateescape")
    path = journal.save_draft(typed)
    assert path.read_bytes() == b"caf\xe9"
    assert read_draft(path) == typed
    assert read_draft(journal.save_draft("\ud83d")), "half a surrogate pair comes back as something"


def test_a_draft_of_an_entry_that_was_changed_to_nonsense_is_text(root: Path) -> None:
    path = Journal.open(root).save_draft(plain(note="mine"))
    path.write_text("mine, and nothing else")
    assert read_draft(path) == "mine, and nothing else"


def test_a_draft_goes_where_there_is_room(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.open(root, create=True)
    (root / "drafts").write_text("in the way")
    first = journal.save_draft("to the state folder")
    assert first.parent.parent == tmp_path / "state" / "drafts"
    assert first in pending(root)
    assert first not in pending(tmp_path / "another journal"), "a text is offered to its own journal only"
    (tmp_path / "blocked").write_text("in the way")
    monkeypatch.setattr(system, "state_folder", lambda: tmp_path / "blocked")
    second = journal.save_draft("to a temporary folder")
    assert second.parent.parent == tmp_path
    assert stat.S_IMODE(second.parent.stat().st_mode) == 0o700
    assert second in pending(root)
    assert second not in pending(tmp_path / "another journal")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "blocked"))
    with pytest.raises(NotKeptError, match="could not be kept in any folder of this computer") as caught:
        journal.save_draft("to nowhere")
    assert caught.value.exit_code == 5
    with pytest.raises(NotKeptError, match=r"cannot be written \(.*\), and what you typed could not be kept"):
        Journal.open(tmp_path / "blocked").write(plain())


# --- the lock --------------------------------------------------------------------------------------------


def test_a_held_journal_is_waited_for_and_then_said_to_be_held(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    Journal.open(root).write(plain())
    entry = plain()
    with Journal.open(root).lock():
        with pytest.raises(LockedError, match="another cfj has been writing") as caught:
            Journal.open(root).write(entry)
        assert caught.value.exit_code == 3
        assert read_draft(kept_in(caught.value)) == entry
        with pytest.raises(LockedError, match="another cfj has been writing"):
            Journal.open(root).write_all([entry])
        assert len(entries_in(root)) == 1, "reading needs no lock"
    assert sum(pauses) == pytest.approx(2 * 10)
    Journal.open(root).write(plain())


def test_a_lock_may_be_held_around_several_writes(root: Path) -> None:
    journal = Journal.open(root)
    with journal.lock(), journal.lock():
        journal.write(plain())
        journal.write(plain())
    with Journal.open(root).lock():
        assert len(entries_in(root)) == 2


# --- faults ----------------------------------------------------------------------------------------------

OLD, OTHER, NEW = plain(note="old"), plain("2026-10-01", note="other"), plain(note="new")
EDITED, MOVED = OLD._replace(note="edited"), OLD._replace(note="moved", date=dt.date(2026, 10, 2))
EARLIER = plain("2025-01-01", note="earlier")

OPERATIONS: dict[str, tuple[Callable[[Journal], object], Entry | None]] = {
    "a new entry": (lambda journal: journal.write(NEW), NEW),
    "the first of a month": (lambda journal: journal.write(EARLIER), EARLIER),
    "an edit": (lambda journal: journal.write(EDITED, was=OLD), EDITED),
    "an edit of the date": (lambda journal: journal.write(MOVED, was=OLD), MOVED),
    "an import": (lambda journal: journal.write_all([NEW, OTHER, EARLIER]), None),
    "the settings": (lambda journal: journal.save_settings(name="x"), None),
}


@pytest.fixture
def standing(root: Path) -> Path:
    """A journal that holds two entries."""
    Journal.open(root).write_all([OLD, OTHER])
    return root


def outcome(root: Path, operation: str, faults: Faults, monkeypatch: pytest.MonkeyPatch) -> CfjError | None:
    with monkeypatch.context() as patched:
        faults.install(patched)
        try:
            OPERATIONS[operation][0](Journal.open(root))
        except CfjError as error:
            return error
    return None


def harmless(faults: Faults, path: str) -> bool:
    """What may fail without a word: clearing up, letting go of the lock, and a look at `journal.toml`."""
    cleared = faults.name == "unlink" and path.endswith(".old")
    return cleared or (faults.name == "close" and path.endswith(store.LOCK)) or path.endswith("journal.toml")


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_whatever_fails_nothing_old_is_lost_and_nothing_new_is_falsely_saved(
    standing: Path, operation: str, lasting: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "template"
    shutil.copytree(standing, template)
    before = everything(standing)
    wanted = OPERATIONS[operation][1]
    failed = absorbed = 0
    for name in CALLS:
        for at in range(1, 100):
            shutil.rmtree(standing)
            shutil.copytree(template, standing)
            faults = Faults(standing, name, at, ERRORS[(at + len(name)) % len(ERRORS)], lasting)
            error = outcome(standing, operation, faults, monkeypatch)
            if not faults.injected:
                break
            if error is None:
                absorbed += 1
                assert all(harmless(faults, path) for path in faults.met)
            else:
                failed += 1
                assert (type(error), error.exit_code) == (NotSavedError, 5)
                assert everything(standing) == before, (name, at, faults.met, str(error))
                assert lasting or name == "unlink" or hidden(standing) == []
                if wanted:
                    assert read_draft(kept_in(error)) == wanted
                    assert wanted.note not in error.message
                OPERATIONS[operation][0](Journal.open(standing))
            assert wanted is None or [entry for entry in entries_in(standing) if entry.id == wanted.id] == [
                wanted
            ]
        else:
            pytest.fail("the calls never ended")
    print(f"{operation}: {failed} failed well, {absorbed} did not matter")
    assert failed >= 10
    assert absorbed <= 6
