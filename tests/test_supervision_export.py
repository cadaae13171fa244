"""`cfj export` for supervision: seen before it is written, agreed to by a typed yes, and never more than was chosen."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from tests.edges import CTRL_C, CTRL_D, cfj

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    journal = tmp_path / "journal"
    cfj(journal, "log", "--date", "2026-11-18", "dread:3", "no-break", "-m", "a private zebra")
    cfj(journal, "log", "flat", "--bring", "Who covers my visits?", "-m", "a chosen walrus")
    return journal


def ident(home: Path, text: str) -> str:
    return next(path.stem for path in home.rglob("entries/**/*.toml") if text in path.read_text("utf-8"))


def test_without_a_file_it_goes_to_stdout_and_no_file_is_written(home: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    done = cfj(home, "export")
    assert done.code == 0
    assert done.out.startswith("# For supervision, Saturday 24 October to Friday 20 November 2026\n")
    assert "> Who covers my visits?\n" in done.out
    assert "can be recognised from their story" in done.err
    assert sorted(tmp_path.rglob("*")) == before


def test_no_note_is_in_it_unless_it_was_chosen(home: Path) -> None:
    plain = cfj(home, "export").out
    assert "zebra" not in plain
    assert "walrus" not in plain
    chosen = cfj(home, "export", "--notes", ident(home, "walrus")).out
    assert "> a chosen walrus\n" in chosen
    assert "zebra" not in chosen
    both = cfj(
        home, "export", "--notes", ident(home, "walrus"), "--notes", ident(home, "zebra"), "--notes", "last"
    ).out
    assert both.index("zebra") < both.index("walrus")
    assert both.count("walrus") == 1


def test_a_chosen_entry_must_be_there_and_have_a_note(home: Path) -> None:
    cfj(home, "log", "--date", "2026-11-17", "flat")
    bare = next(path for path in home.rglob("entries/**/*.toml") if "2026-11-17" in path.read_text("utf-8"))
    missing = cfj(home, "export", "--notes", bare.stem)
    assert (missing.code, missing.out) == (2, "")
    assert "has no note" in missing.err
    unknown = cfj(home, "export", "--notes", "ffffffff")
    assert (unknown.code, unknown.out) == (2, "")


def test_what_is_written_is_what_was_shown_to_the_letter(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    done = cfj(home, "export", "-o", str(path), answers=["yes"])
    assert done.code == 0
    text = path.read_text("utf-8")
    assert text in done.out
    assert text == cfj(home, "export").out
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "This is all of it" in done.err


@pytest.mark.parametrize("answer", ["", "y", "no", "yess", CTRL_D])
def test_anything_but_a_yes_writes_nothing(answer: str, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    done = cfj(home, "export", "-o", str(path), answers=[answer])
    assert done.code == 0
    assert "Nothing was written." in done.err
    assert not path.exists()


def test_an_interruption_writes_nothing(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    assert cfj(home, "export", "-o", str(path), answers=[CTRL_C]).code == 130
    assert not path.exists()


def test_yes_is_taken_for_a_named_file_only(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    nowhere = cfj(home, "export", "--yes")
    assert (nowhere.code, nowhere.out) == (2, "")
    done = cfj(home, "export", "-o", str(path), "--yes")
    assert (done.code, done.err) == (0, "")
    assert str(path) in done.out
    assert "can be recognised" in done.out
    assert path.read_text("utf-8") == cfj(home, "export").out


def test_without_a_terminal_and_without_yes_nothing_is_written(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    done = cfj(home, "export", "-o", str(path))
    assert (done.code, done.out) == (2, "")
    assert "--yes" in done.err
    assert not path.exists()


def test_a_file_that_is_there_is_left_alone_before_anything_is_asked(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("mine", "utf-8")
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "elsewhere")
    for taken in (path, link):
        for more in (["--yes"], []):
            done = cfj(home, "export", "-o", str(taken), *more, answers=["yes"])
            assert (done.code, done.out) == (2, "")
    assert path.read_text("utf-8") == "mine"
    assert not (tmp_path / "elsewhere").exists()


def test_other_days_can_be_asked_for(home: Path) -> None:
    assert cfj(home, "export", "--since", "-6w").out.startswith("# For supervision, Friday 9 October to")
    assert "Who covers" not in cfj(home, "export", "--until", "2026-11-19").out


def test_options_of_the_page_are_refused_for_a_copy(home: Path) -> None:
    for option in (["--yes"], ["--notes", "last"]):
        done = cfj(home, "export", "--format", "jsonl", *option)
        assert (done.code, done.out) == (2, "")


def test_a_damaged_entry_is_named(home: Path) -> None:
    next(home.rglob("entries/**/*.toml")).write_text("not an entry", "utf-8")
    done = cfj(home, "export")
    assert done.code == 4
    assert "could not be read" in done.err


def test_it_is_never_called_anonymous(home: Path) -> None:
    done = cfj(home, "export")
    assert "anonym" not in (done.out + done.err + cfj(home, "export", "--help").out).lower()
