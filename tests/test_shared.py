"""What was shared: remembered with the file or not at all, shown without a word of it, kept by backups."""

from __future__ import annotations

import datetime as dt
import json
import stat
from typing import TYPE_CHECKING

import pytest

from cfjournal import shares, system
from cfjournal.checkup import check
from cfjournal.errors import NotSavedError
from cfjournal.share import Share
from cfjournal.store import Journal
from tests.edges import CTRL_D, NOW, cfj

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET = "a private zebra"
ONE = Share(
    moment=NOW,
    form="md",
    file="page.md",
    first=dt.date(2026, 10, 24),
    last=dt.date(2026, 11, 20),
    parts=("bring", "conditions"),
    notes=("0197a1c2",),
    rules="0123456789ab",
    sha256=shares.sum_of(b"a page"),
    size=6,
    pseudonyms=True,
    to='"Ada"\n= \u202e',
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    journal = tmp_path / "journal"
    cfj(journal, "log", "flat", "no-break", "--bring", f"{SECRET} to bring", "-m", SECRET)
    return journal


def shared(home: Path, path: Path, *more: str) -> None:
    done = cfj(home, "export", "--yes", "-o", str(path), *more)
    assert done.code == 0, done.err


def records(home: Path) -> list[Path]:
    return sorted((home / "shared").glob("*")) if (home / "shared").exists() else []


# --- the record ---------------------------------------------------------------------------------------------------


def test_a_record_reads_back_as_it_was_written(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j")
    shares.write(journal, ONE, tmp_path / "page.md", b"a page")
    assert shares.read(journal.root) == shares.Found((ONE,), ())
    assert (tmp_path / "page.md").read_bytes() == b"a page"


def test_none_takes_the_place_of_another_of_the_same_second_and_the_same_bytes(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j")
    for number in range(12):
        shares.write(journal, ONE._replace(size=number), tmp_path / f"{number}.md", b"")
    assert {share.size for share in shares.read(journal.root).shares} == set(range(12))


def test_it_says_what_was_shared_and_holds_no_word_of_it(home: Path, tmp_path: Path) -> None:
    ident = next(home.rglob("entries/**/*.toml")).stem
    path = tmp_path / "elsewhere" / "page.md"
    path.parent.mkdir()
    shared(home, path, "--notes", ident, "--for", "my supervisor")
    assert SECRET in path.read_text("utf-8")
    (record,) = records(home)
    assert stat.S_IMODE(record.stat().st_mode) == 0o600
    assert stat.S_IMODE(record.parent.stat().st_mode) == 0o700
    text = record.read_text("utf-8")
    assert "zebra" not in text
    assert "elsewhere" not in text
    (share,) = shares.read(home).shares
    assert share == Share(
        NOW,
        "md",
        "page.md",
        dt.date(2026, 10, 24),
        dt.date(2026, 11, 20),
        ("bring", "notes", "conditions", "states"),
        (ident[:8],),
        share.rules,
        shares.sum_of(path.read_bytes()),
        len(path.read_bytes()),
        to="my supervisor",
    )
    assert f"rule set {share.rules}" in path.read_text("utf-8")
    assert f"notes of: {ident[:8]}\n" in cfj(home, "shared", "1", "--plain").out


@pytest.mark.parametrize("form", ["md", "html", "txt", "csv", "docx"])
def test_every_format_made_for_other_eyes_is_remembered(form: str, home: Path, tmp_path: Path) -> None:
    path = tmp_path / f"page.{form}"
    shared(home, path)
    (share,) = shares.read(home).shares
    assert (share.form, share.sha256) == (form, shares.sum_of(path.read_bytes()))


def test_where_no_file_is_written_none_is_kept_and_that_is_said(home: Path, tmp_path: Path) -> None:
    assert "no record kept" in cfj(home, "export").err
    assert cfj(home, "export", "-o", str(tmp_path / "x.md"), answers=["no"]).code == 0
    assert cfj(home, "export", "-o", str(tmp_path / "x.md"), answers=[CTRL_D]).code == 0
    assert cfj(home, "export", "--format", "jsonl", "-o", str(tmp_path / "x.jsonl")).code == 0
    assert records(home) == []


@pytest.mark.parametrize("fails", [1, 2])
def test_the_file_and_its_record_are_both_there_or_neither(
    fails: int, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, real = [0], system.replace

    def replace(source: Path, target: Path) -> None:
        done[0] += 1
        if done[0] == fails:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(system, "replace", replace)
    failed = cfj(home, "export", "--yes", "-o", str(tmp_path / "page.md"))
    assert (failed.code, failed.out) == (5, "")
    assert "was not written (no space left on device)" in failed.err
    assert done[0] >= fails
    assert records(home) == []
    assert [path.name for path in tmp_path.iterdir()] == ["journal"]


def test_the_record_is_there_before_the_file_has_its_name(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, real = [], system.replace

    def replace(source: Path, target: Path) -> None:
        order.append(target.parent.name)
        real(source, target)

    monkeypatch.setattr(system, "replace", replace)
    shared(home, tmp_path / "page.md")
    assert order == ["shared", tmp_path.name]


def test_a_journal_that_takes_no_record_gives_no_file(tmp_path: Path) -> None:
    (tmp_path / "j").mkdir()
    (tmp_path / "j" / "shared").write_text("in the way", "utf-8")
    with pytest.raises(NotSavedError, match="was not written"):
        shares.write(Journal.open(tmp_path / "j"), ONE, tmp_path / "page.md", b"")
    assert not (tmp_path / "page.md").exists()


# --- cfj shared -----------------------------------------------------------------------------------------------


def test_nothing_was_shared_yet(home: Path) -> None:
    assert cfj(home, "shared") == (
        0,
        "",
        "Nothing was shared yet. `cfj export -o FILE` writes a page, and keeps a record of it.\n",
    )
    assert cfj(home, "shared", "--json") == (0, "[]\n", "")


def test_the_newest_comes_first_and_a_number_stays_with_its_share(home: Path, tmp_path: Path) -> None:
    shared(home, tmp_path / "first.md", "--for", "my supervisor")
    cfj(home, "export", "--yes", "-o", str(tmp_path / "second.html"), now=NOW + dt.timedelta(days=1))
    out = cfj(home, "shared", "--plain").out.splitlines()
    assert out[2:4] == [
        "2. Saturday 21 November, 21:14: second.html: bring, conditions and states",
        "1. Friday 20 November, 21:14: first.md, for my supervisor: bring, conditions and states",
    ]
    listed = json.loads(cfj(home, "shared", "--json").out)
    assert [(each["number"], each["file"], each["for"]) for each in listed] == [
        (2, "second.html", ""),
        (1, "first.md", "my supervisor"),
    ]
    assert json.loads(cfj(home, "shared", "1", "--json").out) == {**listed[1], "same": None}


@pytest.mark.parametrize("width", [40, 80])
def test_it_fits_the_screen(width: int, home: Path, tmp_path: Path) -> None:
    shared(home, tmp_path / "first.md", "--for", "my supervisor and the one after them")
    for args in ((), ("1",)):
        out = cfj(home, "shared", *args, width=width).out
        assert max(map(len, out.splitlines())) <= width
        assert "first.md" in out


def test_a_file_is_known_by_its_bytes_whatever_it_is_called(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    shared(home, path)
    path = path.rename(tmp_path / "renamed.md")
    done = cfj(home, "shared", str(path))
    assert done.code == 0
    assert "Share 1: page.md\nThe file holds exactly the bytes that were shared." in done.out
    assert json.loads(cfj(home, "shared", str(path), "--json").out)["same"] is True


def test_a_file_that_was_changed_is_said_to_be_another(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    shared(home, path)
    path.write_bytes(path.read_bytes() + b"\n")
    done = cfj(home, "shared", str(path))
    assert done.code == 1
    assert "does not hold the bytes that were shared" in " ".join(done.out.split())
    assert (
        json.loads(cfj(home, "shared", str(path), "--json").out)["sha256"]
        == shares.read(home).shares[0].sha256
    )


def test_a_name_is_enough_where_the_file_has_gone(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    shared(home, path)
    path.unlink()
    done = cfj(home, "shared", "page.md")
    assert done.code == 0
    assert "exactly" not in done.out


@pytest.mark.parametrize("which", ["0", "2", "99999999999999999999", "nothing.md", ""])
def test_what_was_never_shared_is_a_usage_error(which: str, home: Path, tmp_path: Path) -> None:
    shared(home, tmp_path / "page.md")
    done = cfj(home, "shared", which)
    assert (done.code, done.out) == (2, "")
    assert "cfj shared lists what was shared" in done.err


def test_a_folder_is_no_file(home: Path, tmp_path: Path) -> None:
    shared(home, tmp_path / "page.md")
    done = cfj(home, "shared", str(tmp_path))
    assert (done.code, done.out) == (1, "")
    assert "could not be read" in done.err


def test_for_whom_is_said_of_a_file_alone_and_fits_a_record(home: Path, tmp_path: Path) -> None:
    done = cfj(home, "export", "--for", "Ada")
    assert (done.code, done.out) == (2, "")
    assert "add -o FILE, or leave out --for" in done.err
    refused = cfj(home, "export", "--yes", "-o", str(tmp_path / "x"), "--for", "\0")
    assert (refused.code, refused.out) == (2, "")
    assert not (tmp_path / "x").exists()


# --- the rest of the house ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("size = ", "size = 'x' #"),
        lambda text: text.replace("+01:00", ""),
        lambda text: text.replace("format = 1", "format = 99"),
        lambda text: "",
        lambda text: text.replace('"bring"', "1"),
        lambda text: "a." * 5000,
    ],
)
def test_a_damaged_record_is_named_and_hides_no_other(
    spoil: Callable[[str], str], home: Path, tmp_path: Path
) -> None:
    shared(home, tmp_path / "one.md")
    shared(home, tmp_path / "two.md")
    path = records(home)[0]
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    done = cfj(home, "shared", "--json")
    assert (done.code, len(json.loads(done.out))) == (0, 1)
    assert f"{path} cannot be read as the record of a share" in done.err
    (found,) = check(home)
    assert (found.kind, found.path) == ("stranger", path)
    assert cfj(home, "check").code == 0


def test_a_copy_that_a_sync_program_left_is_not_counted_twice(home: Path, tmp_path: Path) -> None:
    shared(home, tmp_path / "one.md")
    (path,) = records(home)
    path.with_name(f"{path.stem}.sync-conflict-20261120-231500-ABCDEFG.toml").write_bytes(path.read_bytes())
    assert len(shares.read(home).shares) == 1


def test_what_an_interrupted_write_left_is_found_and_set_aside(home: Path, tmp_path: Path) -> None:
    shared(home, tmp_path / "one.md")
    left = home / "shared" / ".2026-11-20-211403.toml.0a1b2c3d.tmp"
    left.write_text("format = 1", "utf-8")
    left.chmod(0o600)
    assert [(found.kind, found.path) for found in check(home)] == [("leftover", left)]
    assert cfj(home, "check", "--fix").code == 0
    assert not left.exists()
    assert len(shares.read(home).shares) == 1


def test_loose_modes_of_records_are_found(home: Path, tmp_path: Path) -> None:
    shared(home, tmp_path / "one.md")
    records(home)[0].chmod(0o644)
    assert [found.kind for found in check(home)] == ["open"]


def test_a_backup_keeps_the_records_and_a_restore_brings_them_back(home: Path, tmp_path: Path) -> None:
    shared(home, tmp_path / "one.md")
    (tmp_path / "stick").mkdir()
    assert cfj(home, "backup", str(tmp_path / "stick")).code == 0
    (backup,) = (tmp_path / "stick").iterdir()
    for fresh in (True, False):
        other = tmp_path / f"other-{fresh}"
        if not fresh:
            cfj(other, "log", "dread")
            shared(other, tmp_path / "two.md")
        assert cfj(other, "restore", str(backup), "--apply").code == 0
        files = {share.file for share in shares.read(other).shares}
        assert files == ({"one.md"} if fresh else {"one.md", "two.md"})


def test_an_export_is_nothing_that_undo_takes_back(home: Path, tmp_path: Path) -> None:
    shared(home, tmp_path / "one.md")
    done = cfj(home, "undo", "--yes")
    assert "Undone" in done.out
    assert len(shares.read(home).shares) == 1
    assert (tmp_path / "one.md").exists()
