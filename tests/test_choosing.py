"""`cfj export --choose`: a list in lines that can each be read alone, numbers to change it, and a way out anywhere."""

from __future__ import annotations

import re
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


INTRO = """\
What is to be on it? A number takes a thing in or leaves it out, a name takes it
in; Enter goes on, q stops.
"""
LIST = f"""{INTRO}\
  1 in:  bring of Fri 20 Nov: Who covers my visits?
  2 out: agreed, 0 things
  3 out: answers, 0 texts on how it went
  4 in:  conditions, 1 strain
  5 in:  states of 3 patterns
  6 out: signs, 2 words
  7 out: supports, 1 word
  8 out: note of Wed 18 Nov: a private zebra that ran
  9 out: note of Fri 20 Nov: a chosen walrus
"""
ASKED = "Numbers, names, or Enter: "
WAYS = "Type numbers (1, 3-9), names (bring, notes), all or none; Enter goes on, q stops."


def taken(done: Done) -> str:
    """Which lines of the list were in when it was left, as the last of each that was shown says."""
    shown = dict(re.findall(r"^(?:Numbers, names, or Enter: )? +(\d+) (in|out):", done.out, re.MULTILINE))
    return "".join(number for number, where in sorted(shown.items()) if where == "in")


def test_the_list_says_of_each_part_what_it_holds_and_of_each_note_how_it_begins(home: Path) -> None:
    assert choose(home, "q").out == f"{LIST}{ASKED}"


def test_enter_takes_what_is_usual(home: Path) -> None:
    done = choose(home, "")
    assert done.out == f"{LIST}{ASKED}{cfj(home, 'export', answers=()).out}"


def test_numbers_take_in_and_leave_out_and_only_what_changed_is_read_again(home: Path) -> None:
    done = choose(home, "5, 9", "6 7 5", "")
    screen, _, page = done.out.partition("# For supervision")
    assert screen.removeprefix(LIST) == (
        f"{ASKED}  5 out: states of 3 patterns\n"
        "  9 in:  note of Fri 20 Nov: a chosen walrus\n"
        f"{ASKED}  5 in:  states of 3 patterns\n"
        "  6 in:  signs, 2 words\n"
        "  7 in:  supports, 1 word\n"
        f"{ASKED}"
    )
    assert "> a chosen walrus\n" in page
    assert "## What held\n" in page
    assert "zebra" not in page


@pytest.mark.parametrize(
    ("answer", "in_then"),
    [
        ("8-9", "14589"),
        ("8 - 9", "14589"),
        ("9\N{EN DASH}8", "14589"),
        ("8 to 9", "14589"),
        ("1,4", "5"),
        ("1 4", "5"),
        ("1-2 4 - 5", "2"),
        ("6, 6", "1456"),
        ("all", "123456789"),
        ("none", ""),
        ("none, bring", "1"),
        ("none and 8", "8"),
        ("none 4-5", "45"),
        ("non", ""),
        ("al", "123456789"),
        ("4, 3-5, 5", "13"),
        ("+4 all 4", "12356789"),
        ("agreed, conditions", "1245"),
        ("signs and supports", "14567"),
        ("Sig; sup.", "14567"),
        ("notes", "14589"),
        ("note", "14589"),
        ("-bring", "45"),
        ("-4 +9", "159"),
        ("all -8-9", "1234567"),
        ("+1-3", "12345"),
    ],
)
def test_numbers_ranges_names_and_their_beginnings_are_taken(answer: str, in_then: str, home: Path) -> None:
    assert taken(choose(home, answer, "q")) == in_then


@pytest.mark.parametrize(
    "answer", ["10", "0", "seven", "1 10", "1-10", "-", "-10", "8-", "9" * 5000, "all seven", "\x1b[2J"]
)
def test_what_is_not_on_the_list_changes_nothing_and_the_ways_are_said(answer: str, home: Path) -> None:
    done = choose(home, answer, "")
    assert "is not on the list." in done.out
    assert WAYS in " ".join(done.out.split())
    assert done.out.endswith(cfj(home, "export", answers=()).out)
    assert "\x1b" not in done.out


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("s", "s may be states, signs or supports."),
        ("n", "n may be notes or none."),
        ("no", "no may be notes or none."),
        (",", "That names nothing."),
    ],
)
def test_what_may_mean_several_things_is_asked_again(answer: str, says: str, home: Path) -> None:
    done = choose(home, answer, "q")
    assert f"{says} {WAYS}" in " ".join(done.out.split())
    assert taken(done) == "145"


def test_nothing_chosen_is_no_page(home: Path) -> None:
    done = choose(home, "none", "", "q")
    assert f"Nothing is chosen yet. {WAYS}" in " ".join(done.out.split())
    assert "The same choice again" not in done.err


@pytest.mark.parametrize(
    ("answers", "code"),
    [(["q"], 0), (["9", "Q"], 0), (["stop"], 0), ([CTRL_D], 0), ([CTRL_C], 130), (["9", CTRL_C], 130)],
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
    done = choose(home, "1 5", "", "yes", args=("-o", str(path)))
    assert done.code == 0
    text = path.read_text("utf-8")
    assert text.startswith("Working conditions, ")
    assert f"{ASKED}{text}" in done.out
    assert cfj(home, "shared", "1", "--plain").out.count("parts: conditions\n") == 1


def test_it_begins_with_what_the_options_say(home: Path) -> None:
    done = choose(home, "q", args=("--only", "signs"))
    assert taken(done) == "6"
    assert "  9 in:  note" in choose(home, "q", args=("--notes", "last")).out
    assert "  9 in:  note" in choose(home, "9", "", args=("--only", "notes")).out


def test_a_missing_library_is_named_before_anything_is_asked(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    done = choose(home, "", args=("-o", str(tmp_path / "page.docx")))
    assert (done.code, done.out) == (2, "")
    assert "python-docx" in done.err


def test_a_table_has_no_states_to_choose(home: Path) -> None:
    out = choose(home, "q", args=("--format", "csv")).out
    assert "in:  bring" in out
    assert "states" not in out
    assert "answers" not in out


def test_an_entry_that_is_never_exported_is_not_offered(home: Path) -> None:
    done = choose(home, "all", "")
    assert "otter" not in done.out + done.err
    assert "19 Nov" not in done.out


def test_it_reads_at_forty_columns(home: Path) -> None:
    out = choose(home, "seven", "none", "", "q", width=40).out.replace(ASKED, f"{ASKED}\n")
    assert max(map(len, out.splitlines())) <= 40
    assert "  3 out: answers, 0 texts on how it went\n" in out


def test_without_a_terminal_nobody_is_asked(home: Path) -> None:
    done = cfj(home, "export", "--choose")
    assert (done.code, done.out) == (2, "")
    assert "name the parts with --only" in done.err
