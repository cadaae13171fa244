"""A choice that led to no file is not lost: the same can be asked for again, and copied from any terminal."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from cfjournal.commands.again import tell_again
from cfjournal.commands.wanted import Wanted
from cfjournal.render.choice import PARTS, USUAL, Choice
from cfjournal.store import Journal
from tests.edges import CTRL_C, CTRL_D, Done, cfj, edge_for, run_at, written
from tests.entries import plain

if TYPE_CHECKING:
    from pathlib import Path

SAME = "The same choice again:\n\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    entries = [
        plain(f"2026-11-{day}", id=f"{day}{'0' * 6}-{day}", note=f"note of {day}", bring="")
        for day in (16, 17, 18)
    ]
    Journal.open(tmp_path / "j").write_all(entries)
    return tmp_path / "j"


def typed(err: str) -> list[str]:
    """The arguments of the command line that was shown, as a shell reads it."""
    assert err.count(SAME) == 1, err
    block = err.partition(SAME)[2].partition("\n\n")[0]
    command, *args = shlex.split(block.replace("\\\n", ""))
    assert command == "cfj"
    return args


def refused(home: Path, *args: str, answers: tuple[str, ...], width: int = 80) -> Done:
    done = cfj(home, "export", "--choose", *args, answers=answers, width=width)
    assert "Nothing was written." in done.err
    return done


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize(
    ("answer", "changed"), [("no", "notes signs"), ("y", "none agreed 8"), ("", "-bring"), (CTRL_D, "all")]
)
def test_what_was_chosen_and_not_written_comes_again_from_the_command_that_is_shown(
    answer: str, changed: str, width: int, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a page of mine.txt"
    args = ("--since", "-2w", "--for", 'Ada\'s "team"', "-o", str(path))
    done = refused(home, *args, answers=(changed, "", answer), width=width)
    assert not path.exists()
    again = typed(done.err)
    assert again[0] == "export"
    assert "--choose" not in again
    second = cfj(home, *again, answers=["yes"], width=width)
    assert second.code == 0, second.err
    assert cfj(home, *again[:-2], "-o", str(tmp_path / "other.txt"), "--yes").code == 0
    chosen = done.out.rpartition("Numbers, names, or Enter: ")[2].partition("Type yes")[0]
    assert second.out.partition("Type yes")[0] == chosen
    assert path.read_bytes() == (tmp_path / "other.txt").read_bytes()
    assert 'for: Ada\'s "team"' in cfj(home, "--plain", "shared", "1").out


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_of_it_is_wider_than_the_terminal(width: int, home: Path) -> None:
    done = refused(home, "-o", "page.md", answers=("all", "", "no"), width=width)
    block = done.err.partition(SAME)[2]
    lines = block.splitlines()
    assert len(lines) > 2
    long = {piece for line in lines if len(line) > width for piece in [line.strip(" \\")]}
    assert all(piece.startswith("--only ") for piece in long), "one word cannot be broken"


def test_a_wrong_word_for_yes_is_told_which_it_takes(home: Path) -> None:
    assert "It takes the whole word yes." in refused(home, "-o", "x.md", answers=("signs", "", "y")).err
    assert "whole word" not in refused(home, "-o", "x.md", answers=("signs", "", "no")).err


def test_the_choice_can_be_changed_where_the_yes_is_asked_for(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    done = cfj(home, "export", "-o", str(path), answers=["c", "none signs", "", "C", "supports", "", "yes"])
    assert done.code == 0
    assert SAME not in done.err
    text = path.read_text("utf-8")
    assert "## What was noticed" in text
    assert "## What held" in text
    assert "## What may be building" not in text


def test_stopping_in_the_list_keeps_it_too_and_an_unchanged_one_needs_no_words(home: Path) -> None:
    assert "--only bring,conditions,states,signs" in refused(home, answers=("signs", "q")).err
    assert "--only signs" in refused(home, "--only", "bring", answers=("none signs", "q")).err
    assert SAME not in refused(home, answers=("q",)).err
    assert SAME not in refused(home, "-o", "x.md", answers=("", "no")).err
    assert SAME not in refused(home, answers=("none", "q")).err


def test_a_page_that_was_only_looked_at_can_be_asked_for_again(home: Path) -> None:
    done = cfj(home, "export", "--choose", answers=["none signs", ""])
    assert typed(done.err) == ["export", "--only", "signs"]


def test_an_interruption_at_the_question_keeps_it(home: Path) -> None:
    done = cfj(home, "export", "--choose", "-o", "x.md", answers=["signs", "", CTRL_C])
    assert done.code == 130
    assert "--only" in typed(done.err)


def test_a_file_that_cannot_be_written_keeps_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cfjournal import disk

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(disk, "put", full)
        path = tmp_path / "page.md"
        done = cfj(home, "export", "--choose", "-o", str(path), answers=["none signs", "", "yes"])
    assert done.code == 5
    assert "no space left" in done.err
    again = typed(done.err)
    assert again == ["export", "--only", "signs", "-o", str(path)]
    assert not path.exists()
    assert cfj(home, *again, answers=["yes"]).code == 0
    assert "## What was noticed" in path.read_text("utf-8")


def test_another_journal_and_another_format_are_named_too(home: Path, tmp_path: Path) -> None:
    edge = edge_for(answers=["signs", "", "no"])
    done = run_at(
        edge, "--journal", str(home), "export", "--choose", "--format", "html", "-o", str(tmp_path / "page")
    )
    again = typed(done.err)
    assert again[:5] == ["--journal", str(home), "export", "--format", "html"]


def test_ids_that_begin_alike_are_written_out() -> None:
    edge = edge_for(answers=[])
    known = ["0197a1c2-1", "0197a1c2-2", "4b000000-1"]
    tell_again(edge, Wanted(), Choice((*USUAL, "notes"), ("0197a1c2-2", "4b000000-1")), known)
    assert "--notes 0197a1c2-2 --notes 4b000000\n" in written(edge.stderr).replace(" \\\n  ", " ")


def test_in_a_pipe_nobody_is_told() -> None:
    edge = edge_for()
    tell_again(edge, Wanted(), Choice(PARTS), [])
    assert written(edge.stderr) == ""


def test_at_any_width_a_line_holds_more_than_fits_only_where_one_piece_does() -> None:
    notes = tuple(f"{number}000000-x" for number in range(10, 22))
    for width in range(20, 140):
        edge = edge_for(answers=[], width=width)
        tell_again(edge, Wanted(to="the ward manager"), Choice((*USUAL, "notes"), notes), [])
        lines = written(edge.stderr).partition(SAME)[2].rstrip("\n").split("\n")
        assert all(len(line) <= width or line.count("--") == 1 for line in lines)
        assert [line for line in lines if line.endswith("\\")] == lines[:-1]
