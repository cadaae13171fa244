"""An entry that is never to be exported: the mark is kept wherever the entry goes, and taken off by a word alone."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from cfjournal import backups, changes, codec, exchange, quick, trash
from cfjournal.checkup import check
from cfjournal.commands.draft import Draft, dump, load
from cfjournal.errors import NotSavedError
from cfjournal.fields import CodecError
from cfjournal.merging import differences, keeping_the_mark
from cfjournal.store import Journal
from tests.edges import NOW, cfj
from tests.entries import entries, plain

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry

SECRET = "the thing with the keys"
OPEN = plain(id="3f2a9c01-0000", bring=SECRET, logged_at=NOW - dt.timedelta(hours=3))
CLOSED = OPEN._replace(never_export=True)
OTHER = plain("2026-11-19", id="4b000000-0000", bring="who covers the breaks?")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A journal of two entries, of which the later one is never to be exported."""
    Journal.open(tmp_path / "j").write_all([CLOSED, OTHER])
    return tmp_path / "j"


def now_in(home: Path) -> Entry:
    return Journal.open(home).find(OPEN.id)


def copy_of(home: Path, entry: Entry) -> Path:
    """A copy of the entry's file as a sync program would leave it."""
    path = Journal.open(home).path_of(entry)
    copy = path.with_name(f"{entry.id}.sync-conflict-20261120-231500-ABCDEFG.toml")
    copy.write_bytes(codec.file_of(entry))
    copy.chmod(0o600)
    return copy


# --- in files -----------------------------------------------------------------------------------------------


@given(entries)
def test_the_mark_is_the_same_after_writing_and_reading(entry: Entry) -> None:
    assert codec.load(codec.dump(entry)).never_export == entry.never_export
    assert exchange.from_json(exchange.to_json(entry)).never_export == entry.never_export


def test_it_is_a_line_of_its_own_and_absent_where_it_is_not_set() -> None:
    assert 'kind = "shift"\nnever_export = true\n' in codec.dump(CLOSED)
    assert "never_export" not in codec.dump(OPEN) + exchange.write_jsonl([OPEN])
    assert '"never_export": true' in exchange.write_jsonl([CLOSED])


def test_a_plain_entry_that_is_marked_is_read_quickly_too() -> None:
    assert quick.load(codec.dump(CLOSED)) == CLOSED == codec._parse(codec.dump(CLOSED))
    assert quick.load(codec.dump(CLOSED).replace("export = true", "export = false")) is None


@pytest.mark.parametrize("value", ['"yes"', "1", "[]"])
def test_what_is_neither_true_nor_false_is_not_guessed(value: str) -> None:
    spoiled = codec.dump(CLOSED).replace("export = true", f"export = {value}")
    with pytest.raises(CodecError, match=r"never_export is .*, not true or false"):
        codec.load(spoiled)


def test_a_draft_keeps_it() -> None:
    draft = Draft(NOW.date(), NOW, ("dread",), never_export=True)
    assert load(dump(draft)) == draft
    assert load(dump(draft).replace("export = true", "export = 1")) is None


# --- set and taken off -----------------------------------------------------------------------------------------


def test_it_is_set_when_an_entry_is_written(tmp_path: Path) -> None:
    assert cfj(tmp_path / "j", "log", "dread", "--never-export").code == 0
    assert cfj(tmp_path / "j", "log", "tired").code == 0
    marked = {
        next(iter(entry.signs)): entry.never_export for entry in Journal.open(tmp_path / "j").read().entries
    }
    assert marked == {"dread": True, "exhaustion": False}


def test_a_check_in_does_not_ask_for_it_and_takes_it_from_the_command(tmp_path: Path) -> None:
    answers = ("", "dread", "", "", "")
    plainly = cfj(tmp_path / "a", "log", answers=answers)
    done = cfj(tmp_path / "b", "log", "--never-export", answers=answers)
    assert (plainly.code, done.code) == (0, 0), done.err
    assert "export" not in plainly.err + done.err
    marked = [Journal.open(tmp_path / name).read().entries[0].never_export for name in "ab"]
    assert marked == [False, True]


def test_it_is_set_and_taken_off_afterwards_and_undone(home: Path) -> None:
    done = cfj(home, "edit", "last", "--may-export")
    assert (done.code, done.out) == (0, "Changed 3f2a9c01: may be exported\n")
    assert now_in(home) == OPEN._replace(changed_at=NOW)
    assert cfj(home, "undo", "--yes").code == 0
    assert now_in(home) == CLOSED
    assert cfj(home, "edit", "4b00", "--never-export").out == "Changed 4b000000: never exported\n"
    assert Journal.open(home).find(OTHER.id).never_export
    assert cfj(home, "undo", "--yes").code == 0
    assert Journal.open(home).find(OTHER.id) == OTHER


def test_both_at_once_is_refused(home: Path) -> None:
    done = cfj(home, "edit", "last", "--never-export", "--may-export")
    assert (done.code, now_in(home)) == (2, CLOSED)
    assert "leave out --never-export or --may-export" in done.err


def test_every_other_edit_keeps_it(home: Path) -> None:
    assert cfj(home, "edit", "last", "--kind", "sick", "-m", "new").code == 0
    assert now_in(home).never_export
    assert cfj(home, "edit", "last", "--never-export").err.startswith("Nothing was changed")


def test_it_survives_the_trash(home: Path) -> None:
    assert cfj(home, "delete", "--yes", "last").code == 0
    assert cfj(home, "trash", "restore", "3f2a").code == 0
    assert now_in(home) == CLOSED


# --- shown -------------------------------------------------------------------------------------------------------


def test_it_is_said_where_the_entry_is_shown(home: Path) -> None:
    assert "\nnever exported\n" in cfj(home, "show", "last").out
    assert "never exported: yes\n" in cfj(home, "--plain", "show", "last").out
    assert "never exported" not in cfj(home, "show", "4b00").out
    assert json.loads(cfj(home, "show", "last", "--json").out)[0]["never_export"] is True


def test_a_list_on_a_screen_has_a_sign_with_its_meaning_and_a_pipe_the_words(home: Path) -> None:
    drawn = cfj(home, "list", answers=())
    lines = drawn.out.splitlines()
    assert [line[10:22] for line in lines] == ["  4b000000  ", "  3f2a9c01* "]
    assert drawn.err == "* never exported\n"
    said = cfj(home, "list")
    assert "3f2a9c01  never exported; " in said.out
    assert "*" not in said.out + said.err
    assert "4b000000  understaffed" in said.out
    assert cfj(home, "list", "--until", "-1d", answers=()).err == ""


# --- kept where two versions meet ----------------------------------------------------------------------------------


def test_a_conflict_copy_that_has_it_is_enough(home: Path) -> None:
    cfj(home, "edit", "last", "--may-export")
    assert not now_in(home).never_export
    copy_of(home, CLOSED)
    assert now_in(home).never_export
    assert next(entry for entry in Journal.open(home).read().entries if entry.id == OPEN.id).never_export
    assert changes.held(home)[OPEN.id][0].entry.never_export


def test_an_entry_that_has_it_from_a_copy_can_be_edited_and_deleted(home: Path) -> None:
    cfj(home, "edit", "last", "--may-export")
    copy_of(home, CLOSED)
    assert cfj(home, "edit", "last", "--kind", "sick").code == 0
    assert b"never_export = true" in Journal.open(home).path_of(OPEN).read_bytes(), (
        "in the entry itself by now"
    )
    assert cfj(home, "delete", "--yes", "last").code == 0
    assert not Journal.open(home).path_of(OPEN).exists()


def test_taking_it_off_says_that_a_copy_still_has_it(home: Path) -> None:
    copy_of(home, CLOSED)
    done = cfj(home, "edit", "last", "--may-export")
    assert "A copy of it still says never exported" in done.err
    assert now_in(home).never_export
    assert "A copy" not in cfj(home, "edit", "4b00", "--never-export").err


def test_a_check_does_not_put_aside_the_copy_that_alone_has_it(home: Path) -> None:
    cfj(home, "edit", "last", "--may-export")  # later than the copy, by its own date
    copy = copy_of(home, CLOSED)
    (finding,) = check(home)
    assert (finding.kind, finding.fix) == ("copy", None)
    assert "cfj edit 3f2a9c01 --never-export" in finding.todo
    assert cfj(home, "check", "--fix").code == 0
    assert copy.exists()
    assert cfj(home, "edit", "last", "--never-export").code == 0
    (finding,) = check(home)
    assert finding.fix, "the entry itself has the mark now, so the copy may go"
    assert cfj(home, "check", "--fix").code == 0
    assert not copy.exists()
    assert now_in(home).never_export


def test_a_mark_set_elsewhere_since_it_was_opened_is_not_written_over(home: Path) -> None:
    journal = Journal.open(home)
    cfj(home, "edit", "4b00", "--never-export")
    with pytest.raises(NotSavedError, match="changed elsewhere"):
        journal.write(OTHER._replace(note="new"), was=OTHER)
    assert journal.find(OTHER.id).never_export


@pytest.mark.parametrize("coming", [OPEN, CLOSED])
@pytest.mark.parametrize("held", [OPEN, CLOSED])
@pytest.mark.parametrize("id_", [OPEN.id, "5c000000-0000"])
def test_an_import_keeps_it_from_either_side(tmp_path: Path, coming: Entry, held: Entry, id_: str) -> None:
    home = tmp_path / "j"
    Journal.open(home).write(held)
    file = tmp_path / "in.jsonl"
    file.write_text(exchange.write_jsonl([coming._replace(id=id_)]))
    for _ in range(2):
        done = cfj(home, "import", str(file))
        assert (done.code, done.out.splitlines()[0]) == (0, "Imported 0 entries; 1 were there already.")
        assert ("will never be exported" in done.out) == (
            _ == 0 and coming.never_export and not held.never_export
        )
        (entry,) = Journal.open(home).read().entries
        assert entry == held._replace(never_export=held.never_export or coming.never_export)


def test_an_import_that_marks_can_be_undone(tmp_path: Path) -> None:
    home = tmp_path / "j"
    Journal.open(home).write(OPEN)
    (tmp_path / "in.jsonl").write_text(exchange.write_jsonl([CLOSED]))
    cfj(home, "import", str(tmp_path / "in.jsonl"))
    assert now_in(home) == CLOSED
    assert cfj(home, "undo", "--yes").code == 0
    assert now_in(home) == OPEN


def test_what_a_backup_or_the_trash_brings_back_keeps_the_mark_of_what_is_here(home: Path) -> None:
    journal = Journal.open(home)
    cfj(home, "edit", "last", "--may-export")
    saved = backups.before(journal, NOW, "import")
    assert saved
    cfj(home, "edit", "last", "--never-export", "-m", "new")
    done = cfj(home, "restore", str(saved.path), "--apply", "--take", "3f2a")
    assert done.code == 0, done.err
    assert (now_in(home).note, now_in(home).never_export) == (OPEN.note, True)
    cfj(home, "edit", "last", "-m", "newer still")
    version = next(one for one in trash.read(home).kept if not one.entry.never_export)
    changes.restore(journal, [version], NOW + dt.timedelta(hours=1))
    assert now_in(home) == version.entry._replace(never_export=True)


@pytest.fixture
def before_the_mark(home: Path, tmp_path: Path) -> tuple[str, str]:
    """A backup and an export of ours from before the entry was marked; it is marked and deleted since."""
    cfj(home, "edit", "last", "--may-export")
    saved = backups.before(Journal.open(home), NOW, "import")
    assert saved
    whole = tmp_path / "whole.jsonl"
    whole.write_text(exchange.write_jsonl(Journal.open(home).read().entries))
    assert "never_export" not in whole.read_text()
    cfj(home, "edit", "last", "--never-export")
    assert cfj(home, "delete", "--yes", "last").code == 0
    return str(saved.path), str(whole)


def test_what_was_deleted_while_marked_comes_back_marked(
    home: Path, before_the_mark: tuple[str, str]
) -> None:
    saved, whole = before_the_mark
    assert cfj(home, "import", whole).code == 0
    assert now_in(home).never_export
    assert cfj(home, "undo", "--yes").code == 0
    assert cfj(home, "restore", saved, "--apply", "--take", "all").code == 0
    assert now_in(home).never_export
    assert cfj(home, "undo", "--yes").code == 0
    old = next(one for one in trash.read(home).kept if not one.entry.never_export)
    changes.restore(Journal.open(home), [old], NOW + dt.timedelta(hours=1))
    assert now_in(home).never_export


def test_a_mark_taken_off_before_it_was_deleted_stays_off(
    home: Path, before_the_mark: tuple[str, str]
) -> None:
    cfj(home, "undo", "--yes")
    cfj(home, "edit", "last", "--may-export")
    assert cfj(home, "delete", "--yes", "last").code == 0
    assert cfj(home, "restore", before_the_mark[0], "--apply", "--take", "all").code == 0
    assert not now_in(home).never_export


def test_differences_name_it_in_words() -> None:
    assert differences(OPEN, CLOSED) == ["mark never to be exported"]
    assert keeping_the_mark(CLOSED) is CLOSED


# --- the review ------------------------------------------------------------------------------------------------------


def test_the_review_shows_its_text_to_bring_on_the_screen_alone(home: Path, tmp_path: Path) -> None:
    on_screen = cfj(home, "report")
    assert SECRET in on_screen.out
    assert on_screen.err == ""
    for number, args in enumerate(((), ("--format", "md"), ("--format", "html"), ("--format", "json"))):
        file = tmp_path / f"review-{number}"
        done = cfj(home, "report", *args, "-o", str(file))
        assert "Left out: a text to bring is of an entry that is never exported.\n" in done.err
        assert done.err.count("Left out") == 1
        assert SECRET not in file.read_text()
        assert OTHER.bring in file.read_text()


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_nor_does_a_page_that_is_printed_to_be_handed_on(home: Path, form: str) -> None:
    done = cfj(home, "report", "--format", form)
    assert SECRET not in done.out
    assert OTHER.bring in done.out
    assert "Left out" in done.err


def test_json_for_programs_of_ones_own_says_that_it_is_there_and_not_what_it_says(
    home: Path, tmp_path: Path
) -> None:
    cfj(home, "supervision", "record", SECRET, "--who", "me", "--by", "yesterday", "--date", "-5d")
    cfj(
        home,
        "supervision",
        "record",
        SECRET,
        "--who",
        "organisation",
        "--by",
        "yesterday",
        "--date",
        "2026-11-18",
    )
    marked = next(entry for entry in Journal.open(home).read().entries if entry.date.day == 18)
    cfj(home, "edit", marked.id, "--never-export")
    for command in (("report",), ("supervision", "agenda")):
        found = json.loads(cfj(home, *command, "--format", "json").out)
        assert {(each["text"], each["never_export"]) for each in found["bring"]} == {
            ("", True),
            (OTHER.bring, False),
        }
        assert {(each["what"], each["never_export"]) for each in found["agreements"]} == {
            ("", True),
            (SECRET, False),
        }
        file = tmp_path / f"{command[-1]}.json"
        cfj(home, *command, "--format", "json", "-o", str(file))
        kept = json.loads(file.read_text())
        assert [each["never_export"] for each in (*kept["bring"], *kept["agreements"])] == [False, False]


def test_the_next_step_is_about_what_may_be_handed_on_where_it_is(home: Path, tmp_path: Path) -> None:
    cfj(home, "supervision", "record", SECRET, "--who", "organisation", "--date", "-10d", "--by", "-3d")
    assert f"Ask whether '{SECRET}' has happened" in " ".join(cfj(home, "report").out.split())
    cfj(home, "edit", "-10d", "--never-export")
    assert f"Ask whether '{SECRET}' has happened" in " ".join(cfj(home, "report").out.split())
    for number, form in enumerate(("text", "md", "html", "json")):
        file = tmp_path / f"review-{number}"
        cfj(home, "report", "--format", form, "-o", str(file))
        assert "Ask whether" not in file.read_text()
        assert SECRET not in file.read_text()
    assert SECRET not in cfj(home, "report", "--format", "json").out


def test_a_list_and_a_follow_up_say_it_of_an_agreement(home: Path) -> None:
    cfj(home, "supervision", "record", "less nights", "--who", "me", "--date", "-2d", "--by", "yesterday")
    cfj(home, "edit", "-2d", "--never-export")
    assert "You; agreed on Wednesday 18 November; stays here, never exported; was" in " ".join(
        cfj(home, "supervision", "list").out.split()
    )
    assert json.loads(cfj(home, "supervision", "list", "--json").out)[0]["never_export"] is True
    assert "never exported" in cfj(home, "supervision", "follow-up", answers=["q"]).err


# --- what a page then says otherwise ------------------------------------------------------------------------


def test_who_hides_the_last_supervision_is_told_that_the_page_says_otherwise(tmp_path: Path) -> None:
    home = tmp_path / "j"
    Journal.open(home).write_all(
        [
            plain(
                "2026-10-23", id="1a000000-0", supports={"supervision": 2, "debrief": 2}, bring="", note=""
            ),
            plain("2026-11-18", id="1b000000-0", supports={"supervision": 2}, bring="", note=""),
            plain("2026-10-20", id="1c000000-0", supports={"debrief": 2}, never_export=True),
        ]
    )
    page = ("export", "--only", "conditions")
    assert "says otherwise" not in cfj(home, *page).err
    cfj(home, "edit", "1b00", "--never-export")
    done = cfj(home, *page)
    told = "Your last reflective supervision stands in an entry that is left out, so the page says otherwise"
    assert told in " ".join(done.err.split())
    assert "otherwise" not in done.out
    cfj(home, "edit", "1b00", "--may-export")
    assert "says otherwise" not in cfj(home, *page).err


def test_who_marks_what_was_handed_on_already_is_told_so(tmp_path: Path) -> None:
    home = tmp_path / "j"
    Journal.open(home).write(OTHER._replace(note="a word"))
    assert cfj(home, "export", "--notes", "4b00", "--yes", "-o", str(tmp_path / "page.md")).code == 0
    told = "Its note was on a page made on Friday 20 November; that page stays as it is"
    assert told in " ".join(cfj(home, "edit", "4b00", "--never-export").err.split())
    cfj(home, "edit", "4b00", "--may-export")
    Journal.open(home).write(CLOSED._replace(never_export=False))
    assert "Its note" not in cfj(home, "edit", "3f2a", "--never-export").err
