"""Backups: whole, proved, and never fewer words than before."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest

from cfjournal import backup_file, backups, changes, disk
from cfjournal.errors import CfjError, DamagedError, NotSavedError, UsageError
from cfjournal.store import Journal
from tests.edges import NOW, cfj
from tests.entries import plain
from tests.faults import CALLS, ERRORS, Faults
from tests.folders import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cfjournal.backups import Backup

DAY = dt.timedelta(days=1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "j"


def journal_of(root: Path, entries: int = 3) -> Journal:
    journal = Journal.open(root)
    journal.write_all([plain(f"2026-11-{day + 1:02}", note=f"day {day}") for day in range(entries)])
    return Journal.open(root)


def made(journal: Journal, days: int = 0, keep: int = 99, why: str = backups.ASKED) -> Backup:
    """Make a backup so many days later, and let it take the place of others."""
    found = backups.make(journal, NOW + days * DAY, why).backup
    backups.rotate(found.path.parent, found, keep)
    return found


def names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "backups").iterdir())


# --- what is in it -----------------------------------------------------------------------------------------


def test_a_backup_holds_every_file_as_it_stands_and_only_its_owner_may_read_it(root: Path) -> None:
    journal = journal_of(root)
    root.joinpath("config.toml").write_bytes(b'editor = "vi"\n')
    journal.save_draft("unfinished")
    (root / "trash").mkdir()
    root.joinpath("trash", "x.toml").write_bytes(b"whatever")
    damaged = next(root.glob("entries/**/*.toml"))
    damaged.write_bytes(damaged.read_bytes()[:-20])
    before = files(root)
    backup = made(journal)
    content = backup_file.read(backup.path)
    assert content.files == {name: data for name, data in before.items() if name != ".lock"}
    assert content.manifest == backup.manifest
    assert (backup.manifest.entries, backup.manifest.unreadable) == (2, 1)
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert files(root, backups.FOLDER) == before


def test_it_is_readable_without_cfjournal(root: Path, tmp_path: Path) -> None:
    backup = made(journal_of(root))
    plainly = tmp_path / "unpacked"
    with zipfile.ZipFile(backup.path) as archive:
        archive.extractall(plainly)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=plainly, capture_output=True, check=False
    )
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 5)
    assert json.loads(plainly.joinpath("manifest.json").read_text())["entries"] == 3
    assert Journal.open(plainly).read() == Journal.open(root).read()._replace(changed=())


def test_links_and_strange_names_are_left_out_and_said(root: Path, tmp_path: Path) -> None:
    journal = journal_of(root)
    tmp_path.joinpath("elsewhere").write_text("not of the journal")
    root.joinpath("entries", "link").symlink_to(tmp_path / "elsewhere")
    root.joinpath("entries", "huge").write_bytes(b"x" * 3_000_001)
    root.joinpath("entries", "a\nb").write_bytes(b"")
    os.mkfifo(root / "entries" / "pipe")
    found = backups.make(journal, NOW)
    assert [said.partition(": ")[2] for said in found.left_out] == [
        "its name is not plain",
        "it is larger than any entry (3 MB)",
        "it is a link",
        "it is not a regular file",
    ]
    assert b"not of the journal" not in b"".join(backup_file.read(found.backup.path).files.values())


def test_two_in_one_second_have_names_of_their_own(root: Path) -> None:
    journal = journal_of(root)
    made(journal), made(journal), made(journal)
    stem = "cfjournal-2026-11-20-211403"
    assert names(root) == [f"{stem}-2.zip", f"{stem}-3.zip", f"{stem}.zip"]


# --- proved ------------------------------------------------------------------------------------------------


def test_a_backup_that_does_not_read_back_as_written_is_none(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_of(root)
    before, turned = files(root), []

    def bad_disk(files: dict[Path, bytes], gone: object = ()) -> None:
        for path, data in files.items():
            path.parent.mkdir(exist_ok=True)
            half = len(data) // 2
            path.write_bytes(data[:half] + bytes([data[half] ^ 1]) + data[half + 1 :])
            turned.append(path)

    monkeypatch.setattr(disk, "put", bad_disk)
    with pytest.raises(NotSavedError, match="what the disk gave back is not what was written"):
        backups.make(journal, NOW)
    assert len(turned) == 1
    assert files(root) == before


def test_every_changed_byte_of_a_backup_is_found_or_harmless(root: Path) -> None:
    backup = made(journal_of(root, 2))
    whole = backup_file.read(backup.path)
    data = bytearray(backup.path.read_bytes())
    found = 0
    for at in range(len(data)):
        data[at] ^= 0x20
        backup.path.write_bytes(data)
        try:
            assert backup_file.read(backup.path) == whole, at
        except CfjError:
            found += 1
        data[at] ^= 0x20
    assert found > len(data) * 3 // 4


@pytest.mark.parametrize("name", [name for name in CALLS if name not in {"link", "unlink", "listdir"}])
def test_whatever_fails_there_is_no_half_backup_and_the_journal_is_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    journal = journal_of(root)
    before, injected = files(root), 0
    for at in range(1, 60):
        faults = Faults(root, name, at, ERRORS[at % len(ERRORS)])
        with monkeypatch.context() as patch:
            faults.install(patch)
            try:
                backup = backups.make(journal, NOW)
            except CfjError as error:
                code = error.exit_code
                assert code in {1, 5}
                assert not [file for file in files(root) if file.startswith("backups")]
            else:
                patch.undo()
                held = backup_file.read(backup.backup.path).files
                assert len(held) + len(backup.left_out) == len(before) - 1
                backup.backup.path.unlink()
        injected += faults.injected
        assert files(root, backups.FOLDER) == before
        if not faults.injected:
            break
    assert injected >= 1
    assert not faults.injected, "every call was met"


# --- which may go ------------------------------------------------------------------------------------------


def test_of_backups_that_hold_the_same_the_newest_stay(root: Path) -> None:
    journal = journal_of(root)
    paths = [made(journal, day, keep=2).path.name for day in range(5)]
    assert names(root) == paths[-2:]


def test_a_larger_one_never_goes_for_smaller_ones(root: Path) -> None:
    journal = journal_of(root)
    large = made(journal)
    for path in list(root.glob("entries/**/*.toml"))[:2]:
        path.unlink()
    for day in range(1, 6):
        made(journal, day, keep=2)
    assert large.path.name in names(root)
    assert len(names(root)) == 3


def test_one_that_alone_holds_an_entry_never_goes_even_when_a_larger_one_is_there(root: Path) -> None:
    journal = journal_of(root)
    only = made(journal)
    next(root.glob("entries/**/*.toml")).unlink()
    journal.write_all([plain(), plain(), plain()])
    for day in range(1, 5):
        made(journal, day, keep=1)
    assert len(names(root)) == 2
    assert only.path.name in names(root)


def test_a_larger_one_stays_though_smaller_ones_together_hold_all_of_it(root: Path) -> None:
    journal = journal_of(root, 4)
    large = made(journal)
    files = {path: path.read_bytes() for path in root.glob("entries/**/*.toml")}
    for day, away in enumerate((list(files)[:2], list(files)[2:]), 1):
        for path, data in files.items():
            path.write_bytes(data)
        for path in away:
            path.unlink()
        made(journal, day, keep=2)
    assert large.path.name in names(root)


def test_what_was_deleted_is_in_the_newer_ones_while_it_is_in_the_trash(root: Path) -> None:
    journal = journal_of(root)
    made(journal)
    entry = journal.read().entries[0]
    journal.write(plain("2026-11-09"))
    assert cfj(root, "delete", "--yes", entry.id).code == 0
    paths = [made(journal, day, keep=2).path.name for day in range(1, 4)]
    assert names(root) == paths[-2:]
    assert changes.empty(journal, NOW + 4 * DAY) > 0
    made(journal, 4, keep=1)
    made(journal, 5, keep=1)
    assert len(names(root)) == 2, "the last that holds it stays"


def test_an_entry_that_became_unreadable_keeps_its_last_good_backup(root: Path) -> None:
    journal = journal_of(root)
    good = made(journal)
    path = next(root.glob("entries/**/*.toml"))
    path.write_bytes(path.read_bytes()[:-20])
    for day in range(1, 4):
        made(journal, day, keep=1)
    assert good.path.name in names(root)


def test_damaged_and_foreign_backups_are_left_alone(root: Path) -> None:
    journal = journal_of(root)
    bad = made(journal)
    data = bytearray(bad.path.read_bytes())
    data[data.index(b"entries/") + 90] ^= 1
    bad.path.write_bytes(data)
    assert bad in backups.there(root / "backups"), "what it says of itself is as it was"
    other = made(journal_of(root.parent / "other"), 1)
    foreign = root / "backups" / "cfjournal-2020-01-01-000000.zip"
    foreign.write_bytes(other.path.read_bytes())
    for name in ("mine.zip", "cfjournal-2020-01-02-000000.zip"):
        root.joinpath("backups", name).write_bytes(b"mine")
    for day in range(1, 5):
        made(journal, day, keep=1)
    assert {bad.path.name, foreign.name, "mine.zip", "cfjournal-2020-01-02-000000.zip"} < set(names(root))


def test_those_made_by_themselves_do_not_push_out_those_that_were_asked_for(root: Path) -> None:
    journal = journal_of(root)
    asked = made(journal)
    for day in range(1, 9):
        journal.write(plain(f"2026-10-{day:02}"))
        assert backups.before(journal, NOW + day * DAY, "import") is not None
    assert asked.path.name in names(root)
    assert len(names(root)) == 1 + backups.KEPT_BEFORE


# --- before a change of many -------------------------------------------------------------------------------


def test_before_a_change_the_present_state_is_saved_once(root: Path) -> None:
    journal = journal_of(root)
    first = backups.before(journal, NOW, "import")
    again = backups.before(journal, NOW + DAY, "restore")
    assert first == again
    assert first is not None
    assert first.manifest.why == "before import"
    journal.write(plain())
    assert backups.before(journal, NOW + DAY, "restore") != first
    assert len(names(root)) == 2


def test_an_empty_journal_has_nothing_to_save(root: Path) -> None:
    assert backups.before(Journal.open(root), NOW, "import") is None
    assert not root.exists()


def test_the_latest_is_known_by_what_it_says_not_by_its_file(root: Path) -> None:
    journal = journal_of(root)
    assert backups.latest(root) is None
    made(journal, 5)
    older = made(journal, 1)
    os.utime(older.path, (2e9, 2e9))
    found = backups.latest(root)
    assert found is not None
    assert (found.manifest.made, found.manifest.entries) == (NOW + 5 * DAY, 3)


# --- what is not believed ----------------------------------------------------------------------------------


def rewritten(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The same backup with some of its files changed."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def says(**changes: object) -> Callable[[dict[str, bytes]], object]:
    return lambda files: files.update(
        {"manifest.json": json.dumps({**json.loads(files["manifest.json"]), **changes}).encode()}
    )


@pytest.mark.parametrize(
    ("change", "kind", "reason"),
    [
        (says(format=2), CfjError, "newer cfjournal"),
        (says(format=0), DamagedError, "manifest.json in it cannot be understood"),
        (says(entries="3"), DamagedError, "cannot be understood"),
        (says(made="yesterday"), DamagedError, "cannot be understood"),
        (says(files=9), DamagedError, "as many files as it says"),
        (says(sums="0"), DamagedError, "SHA256SUMS in it is not as it was saved"),
        (lambda files: files.pop("manifest.json"), UsageError, "not made by cfj backup"),
        (lambda files: files.update({"manifest.json": b"[" * 9000}), DamagedError, "cannot be understood"),
        (lambda files: files.update({"manifest.json": b" " * 99_000}), DamagedError, "longer than any"),
        (lambda files: files.pop("SHA256SUMS"), DamagedError, "SHA256SUMS is missing"),
        (lambda files: files.pop("journal.toml"), DamagedError, "the files that it lists"),
        (lambda files: files.update(more=b""), DamagedError, "the files that it lists"),
        (lambda files: files.update({"journal.toml": b"format = 1"}), DamagedError, "journal.toml in it is not as it was saved"),
    ],
)  # fmt: skip
def test_a_backup_that_is_not_as_it_was_made_is_not_used(
    root: Path, change: Callable[[dict[str, bytes]], object], kind: type[CfjError], reason: str
) -> None:
    path = rewritten(made(journal_of(root)).path, change)
    with pytest.raises(CfjError, match=reason) as caught:
        backup_file.read(path)
    assert type(caught.value) is kind
    before = files(root)
    done = cfj(root, "restore", str(path), "--apply")
    assert (done.code, done.out) == (kind.exit_code, "")
    assert files(root) == before


# --- the command -------------------------------------------------------------------------------------------


def test_backup_says_what_it_did_and_where(root: Path) -> None:
    journal_of(root)
    done = cfj(root, "backup", width=200)
    path = root / "backups" / "cfjournal-2026-11-20-211403.zip"
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"Backed up 3 entries (2026-11-01 to 2026-11-03) to {path}",
        "It was read back from the disk, and every file in it is as it was written.",
        "It lies beside the journal; for one on another disk: cfj backup FOLDER",
    ]


def test_a_folder_of_ones_own_is_not_tidied_unasked(root: Path, tmp_path: Path) -> None:
    journal_of(root)
    stick = tmp_path / "stick"
    stick.mkdir()
    for day in range(13):
        assert cfj(root, "backup", str(stick), now=NOW + day * DAY).code == 0
    assert len(list(stick.iterdir())) == 13
    done = cfj(root, "backup", str(stick), "--keep", "2", now=NOW + 20 * DAY)
    assert "12 older ones went for it" in done.out
    assert len(list(stick.iterdir())) == 2


def test_a_missing_folder_is_not_made_where_a_disk_should_be(root: Path, tmp_path: Path) -> None:
    journal_of(root)
    done = cfj(root, "backup", str(tmp_path / "stick"))
    assert done.code == 2
    assert "there is no folder" in done.err
    assert not (tmp_path / "stick").exists()


def test_an_empty_journal_has_no_backup(root: Path) -> None:
    done = cfj(root, "backup")
    assert (done.code, done.out) == (1, "")
    assert not root.exists()


def test_a_journal_that_shrank_is_said(root: Path) -> None:
    journal_of(root)
    cfj(root, "backup")
    next(root.glob("entries/**/*.toml")).unlink()
    done = cfj(root, "backup", now=NOW + DAY, width=300)
    assert (
        "The journal holds fewer entries than in the backup of Friday 20 November, which had 3." in done.out
    )
    assert len(names(root)) == 2


def test_a_damaged_entry_goes_in_as_it_stands_and_is_said(root: Path) -> None:
    journal_of(root)
    path = next(root.glob("entries/**/*.toml"))
    path.write_bytes(path.read_bytes()[:-20])
    done = cfj(root, "backup")
    assert done.code == 4
    assert "1 damaged entry is in it as they stand" not in done.err
    assert "1 damaged entry is in it as it stands; `cfj check` names it" in done.err
