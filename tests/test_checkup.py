"""Checkup: everything that is not as it should be is named, with what it means and what to do, and left alone."""

from __future__ import annotations

import datetime as dt
import os
import sys
from typing import TYPE_CHECKING

import pytest

from cfjournal import backups, changes, codec, system, trash
from cfjournal.checkup import check
from cfjournal.errors import CfjError
from cfjournal.findings import KINDS, Finding
from cfjournal.store import Journal
from tests.edges import NOW
from tests.entries import plain
from tests.test_store import CONFLICT_NAMES

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = plain("2026-11-20", note="dear diary")
MOMENT = dt.datetime(2026, 11, 20, 22, tzinfo=dt.UTC)
KNOWN = {"dread", "flatness", "understaffed", "incident", "supervision"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal of one entry, in which all is well."""
    monkeypatch.setattr(system, "state_folder", lambda: tmp_path / "state")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    Journal.open(tmp_path / "journal").write(ENTRY)
    return tmp_path / "journal"


@pytest.fixture
def path(root: Path) -> Path:
    """The file of that entry."""
    return Journal.open(root).path_of(ENTRY)


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, findings
    assert "dear diary" not in str(findings)
    return findings[0]


def said(finding: Finding) -> tuple[str, str]:
    return finding.kind, finding.says


def test_a_journal_in_which_all_is_well_has_no_findings(root: Path) -> None:
    Journal.open(root).write_all([plain(f"2026-{month:02}-01") for month in range(1, 12)])
    assert check(root, KNOWN, dt.date(2026, 11, 20)) == []


def test_a_journal_that_is_not_there_yet_has_no_findings(tmp_path: Path, root: Path) -> None:
    assert check(tmp_path / "nowhere", KNOWN, dt.date(2026, 11, 20)) == []
    assert not (tmp_path / "nowhere").exists()


def test_looking_changes_nothing(root: Path, path: Path) -> None:
    path.with_name("broken.toml").write_text("")
    (root / "entries" / "notes.txt").write_text("")
    before = {file: (file.stat().st_mtime_ns, file.stat().st_mode) for file in root.rglob("*")}
    assert len(check(root)) > 2
    assert before == {file: (file.stat().st_mtime_ns, file.stat().st_mode) for file in root.rglob("*")}


@pytest.mark.parametrize("cut", range(0, 320, 10))
def test_a_cut_file_is_damaged(root: Path, path: Path, cut: int) -> None:
    path.write_bytes(path.read_bytes()[:cut])
    finding = only(check(root))
    assert (finding.kind, finding.path) == ("damaged", path)
    assert "part of it may be gone" in finding.means
    assert "backup" in finding.todo


def test_what_is_newer_or_away_is_not_gone(root: Path, path: Path) -> None:
    path.write_text(codec.dump(ENTRY).replace("format = 1", "format = 2"))
    newer = only(check(root))
    assert (newer.kind, newer.means) == ("damaged", "the entry is not counted")
    assert "upgrade" in newer.todo
    path.rename(path.with_name(f".{path.name}.icloud"))
    assert "downloaded" in only(check(root)).todo


def test_a_flipped_byte_that_reads_well_is_seen(root: Path, path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b"dread = 3", b"dread = 2"))
    assert said(only(check(root))) == ("changed", "is not as cfjournal wrote it")
    path.write_bytes(data.replace(b"note", b"mote"))
    assert only(check(root)).kind == "changed"


def test_the_file_of_the_journal_itself_is_looked_at(root: Path) -> None:
    (root / "journal.toml").write_bytes(b"format = ")
    (root / ".journal.toml.1234.tmp").write_bytes(b"form")
    (root / "journal.toml").chmod(0o600)
    (root / ".journal.toml.1234.tmp").chmod(0o600)
    assert [(finding.kind, finding.path.name) for finding in check(root)] == [
        ("damaged", "journal.toml"),
        ("leftover", ".journal.toml.1234.tmp"),
    ]


@pytest.mark.parametrize("name", CONFLICT_NAMES)
def test_conflict_copies_are_listed_and_compared(root: Path, path: Path, name: str) -> None:
    copy = path.with_name(name.format(ENTRY.id))
    copy.write_bytes(path.read_bytes())
    copy.chmod(0o600)
    assert said(only(check(root))) == ("copy", f"says the same as {path.name}")
    copy.write_text(codec.dump(ENTRY._replace(note="other")), "utf-8")
    assert said(only(check(root))) == (
        "copy",
        f"holds another version of {path.name}; they differ in note",
    )
    path.unlink()
    alone = only(check(root))
    assert said(alone) == ("misplaced", f"holds the entry {ENTRY.short_id}, and is not named by it")
    assert alone.todo == f"move it to entries/2026/11/{ENTRY.id}.toml"


def test_a_copy_is_later_or_earlier_only_by_what_the_two_say_themselves(root: Path, path: Path) -> None:
    copy = path.with_name(f"{ENTRY.id} 2.toml")
    edited = ENTRY._replace(note="x", changed_at=MOMENT)
    written_again = ENTRY._replace(note="y", logged_at=MOMENT + dt.timedelta(hours=1))
    states = [
        (edited, ENTRY, "holds a later state of"),
        (ENTRY, edited, "holds an earlier state of"),
        (written_again, edited, "holds another version of"),
    ]
    for there, here, says in states:
        copy.write_bytes(codec.file_of(there))
        path.write_bytes(codec.file_of(here))
        copy.chmod(0o600)
        finding = only(check(root))
        assert finding.says.startswith(f"{says} {path.name}")
        assert (finding.fix is None) == ("another version" in says)


def test_an_entry_in_the_folder_of_another_month_is_misplaced(root: Path, path: Path) -> None:
    (root / "entries" / "2026" / "10").mkdir(mode=0o700)
    path.rename(root / "entries" / "2026" / "10" / path.name)
    finding = only(check(root))
    assert said(finding) == ("misplaced", "holds an entry of 2026-11-20")
    assert finding.means == "a review of that month does not see it"
    assert finding.todo == f"move it to entries/2026/11/{path.name}"


@pytest.mark.parametrize("ending", ["tmp", "old"])
def test_what_an_interrupted_write_left_is_explained(root: Path, path: Path, ending: str) -> None:
    left = path.with_name(f".{path.name}.1a2b3c4d.{ending}")
    states = {
        codec.dump(ENTRY)[:99]: "it holds a part of something that was never said to be saved",
        codec.dump(ENTRY): "the entry in it is in the journal",
        codec.dump(ENTRY._replace(note="x")): "it holds another version of an entry that is in the journal",
        codec.dump(plain()): "it holds a whole entry that the journal does not have",
    }
    for text, means in states.items():
        left.write_text(text, "utf-8")
        left.chmod(0o600)
        finding = only(check(root))
        assert said(finding) == ("leftover", "was left by a write that was interrupted")
        assert finding.means.startswith(means)


def test_files_that_nobody_reads_are_strangers(root: Path, path: Path) -> None:
    texts = {
        path.with_name("readme.txt"): ("hello", "cfjournal does not read it"),
        path.with_name(f"{path.name}.conflict1"): (codec.dump(ENTRY), "the entry in it is in the journal"),
        root / "entries" / "stray.toml": (codec.dump(plain()), "it holds an entry that is not counted"),
        root / "entries" / "2026" / "pipe": ("", "cfjournal does not read it"),
    }
    for file, (text, _) in texts.items():
        file.write_text(text, "utf-8")
        file.chmod(0o600)
    findings = {finding.path: (finding.kind, finding.means) for finding in check(root)}
    assert findings == {file: ("stranger", means) for file, (_, means) in texts.items()}


def test_a_folder_that_links_to_itself_does_not_hold_the_look_up(root: Path) -> None:
    (root / "entries" / "loop").symlink_to(root)
    assert check(root) == []


def test_what_was_typed_and_not_saved_is_offered(root: Path) -> None:
    draft = Journal.open(root).save_draft("dear diary")
    finding = only(check(root))
    assert (finding.kind, finding.path, finding.todo) == ("unsaved", draft, "cfj log offers it again")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_loose_permissions_are_said_once(root: Path, path: Path) -> None:
    path.chmod(0o644)
    finding = only(check(root))
    assert said(finding) == ("open", f"{path.relative_to(root)} can be read by other users of this computer")
    root.chmod(0o750)
    finding = only(check(root))
    assert finding.says == "this folder and 1 more can be read by other users of this computer"
    assert finding.todo == f'run chmod -R go= "{root}"'
    os.system(finding.todo.removeprefix("run "))
    assert check(root) == []


def test_unknown_words_are_said_once_each(root: Path) -> None:
    Journal.open(root).write_all(
        [plain("2026-11-21", signs={"dred": 1}), plain(strains={"dred": 2, "\x1b": 1})]
    )
    findings = check(root, KNOWN)
    assert sorted(finding.says for finding in findings) == [
        "'\\x1b', in one entry, is no word that cfjournal knows",
        "'dred', in 2 entries, is no word that cfjournal knows",
    ]
    assert {finding.kind for finding in findings} == {"unknown"}
    assert check(root) == []


def test_days_still_to_come_are_named(root: Path) -> None:
    assert check(root, None, dt.date(2026, 11, 20)) == []
    assert said(only(check(root, None, dt.date(2026, 11, 19)))) == (
        "future",
        "is for 2026-11-20, a day still to come",
    )


def test_a_journal_that_shrank_since_its_backup_is_named(root: Path, path: Path) -> None:
    journal = Journal.open(root)
    stays = journal.write(plain("2026-11-19"))
    backup = backups.make(journal, NOW).backup.path
    assert check(root) == []
    path.unlink()
    finding = only(check(root))
    assert said(finding) == (
        "backup",
        "holds an entry that the journal had on 2026-11-20 and has no more",
    )
    assert finding.todo == f"cfj restore {backup.name} shows what would come back"
    stays.unlink()
    assert "holds 2 entries" in only(check(root)).says
    backup.write_bytes(backup.read_bytes()[:-100])
    assert check(root) == [], "what does not say what it is, is passed over"


def test_what_was_deleted_on_purpose_is_not_missed(root: Path, path: Path) -> None:
    journal = Journal.open(root)
    backups.make(journal, NOW)
    changes.delete(journal, [ENTRY], NOW)
    assert not path.exists()
    assert check(root) == []


def test_findings_come_gravest_first_and_as_json(root: Path, path: Path) -> None:
    Journal.open(root).save_draft("x")
    path.chmod(0o644)
    broken = path.with_name("broken.toml")
    broken.write_bytes(b"")
    findings = check(root, set(), dt.date(2026, 1, 1))
    kinds = [finding.kind for finding in findings]
    assert kinds == sorted(kinds, key=KINDS.index)
    assert set(kinds) == {"damaged", "unsaved", "open", "unknown", "future"}
    assert findings[0].to_json() == {
        "path": str(broken),
        "kind": "damaged",
        "says": "cannot be read: the format is missing",
        "means": "the entry in it is not counted, and part of it may be gone",
        "todo": "look for an older state of it in a backup or in the history of your sync program",
        "can_be_fixed": False,
    }


def test_a_journal_that_cannot_be_opened_is_an_error(root: Path, tmp_path: Path) -> None:
    (root / "journal.toml").write_text("format = 2")
    with pytest.raises(CfjError, match="made by a newer cfjournal"):
        check(root)
    (tmp_path / "file").write_text("")
    with pytest.raises(CfjError, match="cannot be read"):
        check(tmp_path / "file")


# --- the trash -------------------------------------------------------------------------------------------


def test_a_trash_in_which_all_is_well_has_no_findings(root: Path) -> None:
    journal = Journal.open(root)
    later = ENTRY._replace(note="later", changed_at=MOMENT)
    journal.write(later, was=ENTRY)
    journal.write_all([plain("2026-10-01")], MOMENT)
    changes.delete(journal, [later], MOMENT)
    changes.restore(journal, trash.read(root).kept[-1:], MOMENT)
    assert len(list((root / "trash").iterdir())) == 4
    assert check(root, KNOWN, dt.date(2026, 11, 20)) == []
    changes.empty(journal, MOMENT)
    assert check(root, KNOWN, dt.date(2026, 11, 20)) == []


def test_what_is_not_as_it_should_be_in_the_trash_is_named(root: Path) -> None:
    changes.delete(Journal.open(root), [ENTRY], MOMENT)
    (kept,) = (root / "trash").iterdir()
    for name, text in (("notes.txt", ""), (f".{kept.name}.1a2b3c4d.old", kept.read_text())):
        kept.with_name(name).write_text(text)
        kept.with_name(name).chmod(0o600)
    stranger, left = check(root)
    assert (said(left)[0], left.means) == ("leftover", "what is in it is in the trash")
    assert (stranger.kind, stranger.path.name) == ("stranger", "notes.txt")
    kept.write_bytes(kept.read_bytes()[:99])
    damaged = check(root)[0]
    assert (damaged.kind, damaged.path) == ("damaged", kept)
    assert damaged.means == "what it kept cannot be restored, and part of it may be gone"


def test_what_was_kept_for_a_change_that_was_not_made_is_explained(root: Path, path: Path) -> None:
    place = trash.place(root, MOMENT, "edit", ENTRY.id)
    place.parent.mkdir(mode=0o700)
    place.write_bytes(path.read_bytes())
    place.chmod(0o600)
    finding = only(check(root))
    assert (finding.kind, finding.path, finding.todo) == ("leftover", place, "nothing")


def test_an_edit_that_was_left_is_offered_by_edit(root: Path) -> None:
    Journal.open(root).save_draft("dear diary", edited=ENTRY.id)
    assert only(check(root)).todo == f"cfj edit {ENTRY.short_id} offers it again"
