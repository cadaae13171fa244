"""`cfj delete`, `cfj undo` and `cfj trash`: what they say, what they ask, and what they leave."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from cfjournal import trash
from cfjournal.exchange import from_json, write_jsonl
from cfjournal.store import Journal
from tests.edges import CTRL_C, CTRL_D, NOW, Done, cfj
from tests.entries import plain

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry

SECRET = "something nobody else should read"
FIRST = plain("2026-11-18", id="3f2a9c01-0000", note=SECRET)
SECOND = plain("2026-11-19", id="4b000000-0000", note="second")
BOTH = [FIRST, SECOND]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A journal of two entries, written one after the other."""
    for entry in BOTH:
        Journal.open(tmp_path / "j").write(entry)
    return tmp_path / "j"


def entries_in(home: Path) -> list[Entry]:
    return list(Journal.open(home).read().entries)


def later(minutes: int) -> dt.datetime:
    return NOW + dt.timedelta(minutes=minutes)


def undone(home: Path, minutes: int = 60) -> Done:
    done = cfj(home, "undo", "--yes", now=later(minutes))
    assert (done.code, done.out[:8]) == (0, "Undone: "), done
    return done


# --- delete --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["4b00", "last", "2026-11-19", "yesterday", "thursday"])
def test_an_entry_is_moved_to_the_trash_and_the_answer_says_where(home: Path, which: str) -> None:
    done = cfj(home, "delete", "--yes", which)
    assert done.out == (
        "Deleted 4b000000 for Thursday 19 November\n"
        f"It is in {home / 'trash'}.\n"
        "`cfj undo` brings it back, and so does `cfj trash restore 4b000000`.\n"
    )
    assert (done.code, done.err) == (0, "")
    assert entries_in(home) == [FIRST]
    assert [one.entry for one in trash.read(home).kept] == [SECOND]


def test_several_are_deleted_or_none(home: Path) -> None:
    done = cfj(home, "delete", "--yes", "3f2a", "nowhere")
    assert (done.code, done.out, entries_in(home)) == (2, "", BOTH)
    done = cfj(home, "delete", "--yes", "3f2a", "last", "4b00")
    assert (done.code, done.out.count("Deleted"), entries_in(home)) == (0, 2, [])
    undone(home)
    assert entries_in(home) == BOTH


def test_where_nobody_sees_what_goes_it_must_be_said_that_it_is_meant(home: Path) -> None:
    done = cfj(home, "delete", "last")
    assert (done.code, done.out, entries_in(home)) == (2, "", BOTH)
    assert "there is no terminal" in done.err
    assert "add --yes to delete 4b000000 for Thursday 19 November" in done.err
    assert cfj(home, "delete", "last", answers=()).code == 0
    assert entries_in(home) == [FIRST]
    undone(home)
    assert entries_in(home) == BOTH


def test_what_is_deleted_must_be_named(home: Path) -> None:
    assert cfj(home, "delete").code == 2
    assert entries_in(home) == BOTH


# --- undo ----------------------------------------------------------------------------------------------------

DOES = {
    "log": ("writing 4b000000 for Thursday 19 November. Undoing that takes it out, to the trash.", ()),
    "edit": (
        "an edit of 4b000000 for Thursday 19 November. Undoing that brings back how it was before (kind, signs).",
        ("edit", "last", "--sign", "dread:1", "--kind", "rest"),
    ),
    "delete": (
        "4b000000 for Thursday 19 November. Undoing that puts 2 entries back.",
        ("delete", "--yes", "3f2a", "4b00"),
    ),
    "import": (
        "importing 5 entries. Undoing that takes 5 entries out, to the trash.",
        ("import", "{}/five.jsonl"),
    ),
    "restore": (
        "restoring from the trash 5c000000 for Tuesday 17 November. Undoing that takes it out, to the trash.",
        ("trash", "restore", "last"),
    ),
}


@pytest.mark.parametrize("change", DOES)
def test_it_says_what_was_changed_and_what_it_will_do(home: Path, change: str) -> None:
    says, args = DOES[change]
    (home / "five.jsonl").write_text(write_jsonl(plain("2026-11-01") for _ in range(5)), "utf-8")
    gone = plain("2026-11-17", id="5c000000-0000")
    Journal.open(home).write(gone)
    assert cfj(home, "delete", "--yes", "5c00").code == 0
    if change == "log":
        assert cfj(home, "trash", "restore", "5c00", now=later(1)).code == 0
        undone(home, 2)
        undone(home, 3)
        before = [gone, FIRST]
    else:
        before = entries_in(home)
        assert cfj(home, *(arg.replace("{}", str(home)) for arg in args), now=later(5)).code == 0
        assert entries_in(home) != before
    asked = cfj(home, "undo", answers=["n"], now=later(6), width=500)
    assert (asked.code, asked.out.endswith("n: no) "), "Nothing was undone." in asked.err) == (0, True, True)
    assert says in asked.err
    assert SECRET not in asked.out + asked.err
    done = cfj(home, "undo", answers=["y"], now=later(7))
    assert (done.code, "Undone: " in done.out) == (0, True)
    assert entries_in(home) == before


@pytest.mark.parametrize(("answer", "code"), [("n", 0), (CTRL_D, 0), (CTRL_C, 130), ("what", 0)])
def test_nothing_is_undone_that_was_not_agreed_to(home: Path, answer: str, code: int) -> None:
    done = cfj(home, "undo", answers=[answer])
    assert done.code == code
    assert entries_in(home) == BOTH


def test_without_a_terminal_it_says_what_it_would_do_and_does_it_only_when_told(home: Path) -> None:
    done = cfj(home, "undo")
    assert (done.code, done.out) == (2, "")
    assert "writing 4b000000" in done.err
    assert "add --yes to do it" in done.err
    assert entries_in(home) == BOTH
    assert undone(home).out == "Undone: writing 4b000000 for Thursday 19 November\n"


def test_again_it_goes_further_back_until_there_is_nothing(home: Path) -> None:
    cfj(home, "edit", "last", "--kind", "rest")
    done = cfj(home, "undo", "--steps", "3", "--yes", now=later(1))
    assert [line.split()[1] for line in done.out.splitlines()] == ["an", "writing", "writing"]
    assert entries_in(home) == []
    done = cfj(home, "undo", "--yes")
    assert (done.code, done.out) == (1, "")
    assert "there is nothing to undo" in done.err


def test_what_was_undone_is_in_the_trash(home: Path) -> None:
    undone(home)
    assert "undone Fri 20 Nov" in cfj(home, "trash", "list").out
    assert cfj(home, "trash", "restore", "4b00").code == 0
    assert entries_in(home) == BOTH


# --- the trash -----------------------------------------------------------------------------------------------


def test_an_empty_trash_says_so(home: Path) -> None:
    done = cfj(home, "trash", "list")
    assert (done.code, done.out, done.err) == (0, "", "The trash is empty.\n")
    assert json.loads(cfj(home, "trash", "list", "--json").out) == []
    done = cfj(home, "trash", "restore", "last")
    assert (done.code, "there is nothing in the trash" in done.err) == (1, True)
    assert cfj(home, "trash", "empty", answers=[]).err == "The trash is empty.\n"


def test_the_trash_lists_what_was_deleted_and_counts_the_earlier_versions(home: Path) -> None:
    cfj(home, "edit", "3f2a", "--kind", "rest", now=later(1))
    cfj(home, "edit", "4b00", "--kind", "rest", now=later(2))
    cfj(home, "delete", "--yes", "4b00", now=later(3))
    done = cfj(home, "trash", "list")
    (line,) = done.out.splitlines()
    assert line.startswith("Thu 19 Nov  4b000000.2  rest; ")
    assert line.endswith("; deleted Fri 20 Nov 21:17")
    assert done.err == "2 earlier versions are there too: `cfj trash list --all`.\n"
    every = cfj(home, "trash", "list", "--all").out.splitlines()
    assert [line.split()[3] for line in every] == ["3f2a9c01", "4b000000.1", "4b000000.2"]
    narrow = cfj(home, "trash", "list", answers=[], width=40).out.splitlines()
    assert [len(line) <= 40 for line in narrow] == [True]
    held = json.loads(cfj(home, "trash", "list", "--json").out)
    assert [(one["name"], one["did"], one["deleted"]) for one in held] == [("4b000000.2", "delete", True)]
    assert from_json(held[0]["entry"]).kind == "rest"


def test_what_is_in_the_journal_is_not_listed_as_trash(home: Path) -> None:
    cfj(home, "delete", "--yes", "last", now=later(1))
    cfj(home, "trash", "restore", "last", now=later(2))
    assert (cfj(home, "trash", "list").err, len(entries_in(home))) == ("The trash is empty.\n", 2)


def test_an_earlier_version_is_restored_by_its_name_and_that_undone(home: Path) -> None:
    for number in (1, 2, 3):
        cfj(home, "edit", "last", "--sign", f"dread:{number - 1}", now=later(number))
    done = cfj(home, "trash", "restore", "4b000000.2", now=later(4))
    assert (done.code, done.out) == (0, "Restored 4b000000 for Thursday 19 November\n")
    assert entries_in(home)[-1].signs["dread"] == 0
    undone(home)
    assert entries_in(home)[-1].signs["dread"] == 2
    assert cfj(home, "trash", "restore", "4b00", now=later(6)).code == 0
    assert entries_in(home)[-1].signs["dread"] == 1, "without a number it is the latest version"


@pytest.mark.parametrize(
    ("which", "says"),
    [
        ("nowhere", "the trash holds nothing under 'nowhere'"),
        ("4b", "'4b' is too short to name an entry"),
        ("4b000000.7", "the trash holds nothing under '4b000000.7'"),
        ("2026-01-01", "the trash holds nothing under '2026-01-01'"),
        ("2026-11-19", "'2026-11-19' may be 2 entries of the trash"),
        ("4b00", "'4b00' may be 2 entries of the trash"),
    ],
)
def test_what_names_nothing_or_too_much_in_the_trash_is_explained(home: Path, which: str, says: str) -> None:
    Journal.open(home).write(plain("2026-11-19", id="4b001111-0000"))
    cfj(home, "delete", "--yes", "4b000000", "4b001111")
    done = cfj(home, "trash", "restore", which)
    assert (done.code, done.out) == (2, "")
    assert says in done.err


@pytest.mark.parametrize("answer", ["", "y", "yes", CTRL_D])
def test_emptying_takes_a_typed_word(home: Path, answer: str) -> None:
    cfj(home, "delete", "--yes", "last")
    done = cfj(home, "trash", "empty", answers=[answer])
    assert (done.code, "Nothing was destroyed." in done.err) == (0, True)
    assert len(trash.read(home).kept) == 1


def test_emptying_says_what_it_destroys_and_what_may_remain(home: Path) -> None:
    cfj(home, "edit", "last", "--kind", "rest", now=later(1))
    cfj(home, "delete", "--yes", "last", now=later(2))
    done = cfj(home, "trash", "empty", answers=["destroy"], now=later(3), width=500)
    assert done.code == 0
    assert "1 deleted entry, 1 earlier version. This destroys all of it." in done.err
    assert "Copies may remain in backups" in done.err
    assert trash.read(home).kept == ()
    done = cfj(home, "undo", "--yes")
    assert (done.code, "the trash has been emptied" in done.err) == (1, True)
    assert entries_in(home) == [FIRST]


def test_emptying_takes_a_person(home: Path) -> None:
    cfj(home, "delete", "--yes", "last")
    done = cfj(home, "trash", "empty", stdin=b"destroy\n")
    assert (done.code, done.out) == (2, "")
    assert "nothing was destroyed" in done.err
    assert len(trash.read(home).kept) == 1


def test_a_damaged_file_of_the_trash_is_named_and_stops_no_other(home: Path) -> None:
    cfj(home, "delete", "--yes", "3f2a", now=later(1))
    cfj(home, "delete", "--yes", "4b00", now=later(2))
    path = trash.read(home).kept[0].path
    path.write_bytes(path.read_bytes()[:99])
    done = cfj(home, "trash", "list")
    assert f"warning: {path.name} cannot be read" in done.err
    assert "4b000000" in done.out
    undone(home)
    done = cfj(home, "undo", "--yes")
    assert (done.code, "the last change cannot be undone" in done.err) == (4, True)
    assert entries_in(home) == [SECOND]


def test_of_a_mark_it_is_said_what_undoing_it_means(home: Path) -> None:
    cfj(home, "edit", "last", "--never-export")
    assert "(may be exported again)" in " ".join(cfj(home, "undo", answers=["n"]).err.split())
