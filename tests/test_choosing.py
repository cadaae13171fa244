"""`cfj export --choose`: a list in lines that can each be read alone, numbers to change it, and a way out anywhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.edges import CTRL_C, CTRL_D, Done, cfj

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    journal = tmp_path / "journal"
    cfj(journal, "log", "--date", "2026-11-18", "dread:3", "no-break", "-m", "a private zebra\nthat ran")
    cfj(journal, "log", "--date", "2026-11-19", "flat", "-m", "hidden otter", "--never-export")
    cfj(journal, "log", "flat", "break", "--bring", "Who covers my visits?", "-m", "a chosen walrus")
    return journal


def choose(home: Path, *answers: str, args: tuple[str, ...] = (), width: int = 80) -> Done:
    return cfj(home, "export", "--choose", *args, answers=answers, width=width)


LIST = """\
What is to be on it? Type numbers to take things in or leave them out, Enter to
go on, q to stop.
  1 in:  what to bring, 1 text
  2 in:  conditions, 1 strain
  3 in:  states of 3 patterns
  4 out: what you noticed, 2 signs
  5 out: what held, 1 support
  6 out: what was agreed, 0 things
  7 out: note of Wed 18 Nov: a private zebra that ran
  8 out: note of Fri 20 Nov: a chosen walrus
"""


def test_the_list_says_of_each_part_what_it_holds_and_of_each_note_how_it_begins(home: Path) -> None:
    assert choose(home, "q").out == f"{LIST}Numbers, or Enter: "


def test_enter_takes_what_is_usual(home: Path) -> None:
    done = choose(home, "")
    assert done.out == f"{LIST}Numbers, or Enter: {cfj(home, 'export').out}"


def test_numbers_take_in_and_leave_out_and_only_what_changed_is_read_again(home: Path) -> None:
    done = choose(home, "3, 8", "4 5 3", "")
    screen, _, page = done.out.partition("# For supervision")
    assert screen.removeprefix(LIST) == (
        "Numbers, or Enter:   3 out: states of 3 patterns\n"
        "  8 in:  note of Fri 20 Nov: a chosen walrus\n"
        "Numbers, or Enter:   3 in:  states of 3 patterns\n"
        "  4 in:  what you noticed, 2 signs\n"
        "  5 in:  what held, 1 support\n"
        "Numbers, or Enter: "
    )
    assert "> a chosen walrus\n" in page
    assert "## What held\n" in page
    assert "zebra" not in page


@pytest.mark.parametrize("answer", ["9", "0", "seven", "1 9", "-1", "1-3", "9" * 5000])
def test_what_is_no_number_of_the_list_changes_nothing(answer: str, home: Path) -> None:
    done = choose(home, answer, "")
    assert "is not a number from 1 to 8." in done.out
    assert done.out.endswith(cfj(home, "export").out)


def test_nothing_chosen_is_no_page(home: Path) -> None:
    done = choose(home, "1 2 3", "", "q")
    assert "Nothing is chosen yet: type a number, or q to stop." in done.out
    assert "Nothing was written." in done.err


@pytest.mark.parametrize(
    ("answers", "code"), [(["q"], 0), (["8", "Q"], 0), ([CTRL_D], 0), ([CTRL_C], 130), (["8", CTRL_C], 130)]
)
def test_it_can_be_left_anywhere_and_then_nothing_is_written(
    answers: list[str], code: int, home: Path, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    done = choose(home, *answers, args=("-o", str(tmp_path / "page.md")))
    assert done.code == code
    assert "For supervision" not in done.out
    assert sorted(tmp_path.rglob("*")) == before


def test_what_was_chosen_is_shown_and_agreed_to_before_it_is_written(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    done = choose(home, "1 3", "", "yes", args=("-o", str(path)))
    assert done.code == 0
    text = path.read_text("utf-8")
    assert text.startswith("Working conditions, ")
    assert f"Numbers, or Enter: {text}" in done.out
    assert cfj(home, "shared", "1", "--plain").out.count("parts: conditions\n") == 1


def test_it_begins_with_what_the_options_say(home: Path) -> None:
    done = choose(home, "q", args=("--only", "signs"))
    taken = [line[4:7] for line in done.out.splitlines()[2:10]]
    assert taken == ["out", "out", "out", "in:", "out", "out", "out", "out"]
    assert "  8 in:  note" in choose(home, "q", args=("--notes", "last")).out
    assert "  8 in:  note" in choose(home, "8", "", args=("--only", "notes")).out


def test_a_missing_library_is_named_before_anything_is_asked(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    done = choose(home, "", args=("-o", str(tmp_path / "page.docx")))
    assert (done.code, done.out) == (2, "")
    assert "python-docx" in done.err


def test_a_table_has_no_states_to_choose(home: Path) -> None:
    assert "states" not in choose(home, "q", args=("--format", "csv")).out


def test_an_entry_that_is_never_exported_is_not_offered(home: Path) -> None:
    done = choose(home, "4 5 6 7 8", "")
    assert "otter" not in done.out + done.err
    assert "19 Nov" not in done.out


def test_it_reads_at_forty_columns(home: Path) -> None:
    out = choose(home, "q", width=40).out
    assert max(map(len, out.splitlines())) <= 40
    assert "  4 out: what you noticed, 2 signs\n" in out


def test_without_a_terminal_nobody_is_asked(home: Path) -> None:
    done = cfj(home, "export", "--choose")
    assert (done.code, done.out) == (2, "")
    assert "name the parts with --only" in done.err
