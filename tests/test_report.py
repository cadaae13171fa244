"""`cfj report`: what it prints and where, and that it changes nothing."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from tests.edges import cfj, edge_for, run_at
from tests.folders import files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A journal of three days of the week that ends on Friday 20 November 2026."""
    journal = tmp_path / "journal"
    cfj(journal, "log", "--date", "2026-11-18", "dread:3", "no-break", "-m", "a private zebra")
    cfj(journal, "log", "--date", "2026-11-19", "--kind", "rest", "rested")
    cfj(journal, "log", "flat", "supervision", "--bring", "Who covers my visits?")
    return journal


def test_it_shows_the_last_seven_days(home: Path) -> None:
    done = cfj(home, "report")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Your week, Saturday 14 to Friday 20 November 2026\n")
    for said in (
        "2 shifts and 1 rest day",
        "no break",
        "dread of work",
        "Who covers my visits?",
        "cfj supervision agenda",
    ):
        assert said in done.out


def test_it_never_shows_a_note(home: Path) -> None:
    for form in ("text", "md", "html", "json"):
        done = cfj(home, "report", "--format", form)
        assert "Who covers my visits?" in done.out
        assert "zebra" not in done.out + done.err


def test_it_can_be_one_html_file_that_only_its_owner_can_read(home: Path, tmp_path: Path) -> None:
    page = tmp_path / "week.html"
    done = cfj(home, "report", "--format", "html", "-o", str(page))
    assert (done.code, done.out, done.err) == (0, f"Wrote the review to {page}\n", "")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "Who covers my visits?" in page.read_text("utf-8")
    before = page.read_bytes()
    again = cfj(home, "report", "--format", "html", "-o", str(page))
    assert (again.code, page.read_bytes()) == (2, before)
    assert cfj(home, "report", "--format", "html").out.encode() == before


def test_it_ends_with_one_small_step_and_json_says_why(home: Path) -> None:
    done = cfj(home, "report")
    step = json.loads(cfj(home, "report", "--json").out)["step"]
    assert step["text"] in " ".join(done.out.partition("One small step")[2].split())
    assert step["why"]
    assert step["about"] in ("conditions", "person")


def test_json_holds_what_changed_and_what_eased(home: Path) -> None:
    for day in range(8, 13):
        cfj(home, "log", "--date", f"-{day}d", "tired")
    view = json.loads(cfj(home, "report", "--json").out)
    assert view["eased"] == []
    assert view["before"]["period"] == {"first": "2026-11-07", "last": "2026-11-13"}
    assert view["before"]["written"] == {"before": 5, "now": 3}
    moved = {each["id"]: each["change"] for each in view["before"]["moved"]}
    assert moved == {
        "no-break": "more",
        "supervision": "more",
        "dread": "more",
        "flatness": "more",
        "exhaustion": "less",
    }


def test_it_changes_nothing(home: Path) -> None:
    before = files(home)
    for form in ("text", "md", "html", "json"):
        assert cfj(home, "report", "--format", form).code == 0
    assert files(home) == before != {}


def test_it_needs_no_journal_and_makes_none(tmp_path: Path) -> None:
    home = tmp_path / "none"
    done = cfj(home, "report")
    assert (done.code, done.err) == (0, "")
    assert "Nothing is written yet" in done.out
    empty = json.loads(cfj(home, "report", "--json").out)
    assert (empty["signs"], empty["bring"], empty["coverage"]["written"]) == ([], [], 0)
    assert not home.exists()


def test_other_days_can_be_asked_for(home: Path) -> None:
    assert "9 to Sunday 15 November" in cfj(home, "report", "--week", "last").out
    assert "26 October to Sunday 1 November" in cfj(home, "report", "--week", "2026-W44").out
    assert (
        "Wednesday 18 to Thursday 19"
        in cfj(home, "report", "--since", "2026-11-18", "--until", "yesterday").out
    )
    assert cfj(home, "report", "--month", "last").out.startswith(
        "Your month, Thursday 1 to Saturday 31 October 2026\n"
    )
    assert "1 to Friday 20 November 2026" in cfj(home, "report", "--month", "this").out
    assert cfj(home, "report", "--month", "2026-13").code == 2
    assert cfj(home, "report", "--month", "last", "--week", "last").code == 2
    wrong = cfj(home, "report", "--week", "W99")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.startswith("cfj: error: ")
    assert "cfj: hint: " in wrong.err


def test_plain_text_is_linear(home: Path) -> None:
    done = cfj(home, "--plain", "report")
    assert "dread of work: 1 of 2 shifts\n" in done.out
    assert "─" not in done.out
    dumb = run_at(edge_for(home).made_plain(), "report")
    assert dumb.out == done.out


def test_markdown_and_json_are_what_they_are(home: Path) -> None:
    assert cfj(home, "report", "--format", "md").out.startswith("# Your week")
    as_json = cfj(home, "report", "--json").out
    assert json.loads(as_json)["schema"] == "cfjournal-report/1"
    assert as_json == cfj(home, "report", "--format", "json").out
    assert cfj(home, "report", "--format", "html").out.startswith("<!DOCTYPE html>")
    assert cfj(home, "report", "--format", "docx").code == 2


def test_the_width_is_that_of_the_edge(home: Path) -> None:
    for width in (40, 80):
        assert max(map(len, cfj(home, "report", width=width).out.splitlines())) <= width


def test_ascii_is_drawn_where_nothing_else_can_be(home: Path) -> None:
    done = run_at(edge_for(home, encoding="ascii"), "report")
    assert done.out.isascii()
    assert "\\u" not in done.out


def test_a_file_is_written_for_its_owner_alone_and_never_over_another(home: Path, tmp_path: Path) -> None:
    for form, name in (("text", "a.txt"), ("md", "a.md"), ("json", "a.json")):
        path = tmp_path / name
        done = cfj(home, "report", "--format", form, "-o", str(path))
        assert (done.code, done.out) == (0, f"Wrote the review to {path}\n")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.read_text("utf-8") == cfj(home, "report", "--format", form).out
        again = cfj(home, "report", "--since", "-2d", "--format", form, "-o", str(path))
        assert (again.code, again.out) == (2, "")
        assert path.read_text("utf-8") == cfj(home, "report", "--format", form).out


def test_a_file_holds_no_colour_whatever_the_terminal_can_show(home: Path, tmp_path: Path) -> None:
    edge = edge_for(home, answers=[], width=40)._replace(colour=True)
    assert "\x1b" in run_at(edge, "report").out
    edge = edge_for(home, answers=[], width=40)._replace(colour=True)
    run_at(edge, "report", "-o", str(tmp_path / "a.txt"))
    assert "\x1b" not in (tmp_path / "a.txt").read_text("utf-8")


def test_a_damaged_entry_is_named_and_the_rest_is_reviewed(home: Path) -> None:
    paths = home.rglob("entries/**/*.toml")
    broken = next(path for path in paths if "2026-11-18" in path.read_text("utf-8"))
    broken.write_text("not an entry", "utf-8")
    done = cfj(home, "report")
    assert done.code == 4
    assert "a file could not be read" in done.err
    assert "2 of 2 days written, 1 shift and 1 rest day." in done.out


def test_hopelessness_shows_at_once_where_to_find_a_person(home: Path) -> None:
    cfj(home, "log", "--date", "2026-11-17", "hopeless")
    done = cfj(home, "report", env={"LANG": "en_GB.UTF-8"})
    place = done.out.index("You named hopelessness on Tuesday 17 November.")
    assert place < done.out.index("Samaritans") < done.out.index("What the work was like")


def test_own_words_are_named_as_the_person_named_them(home: Path) -> None:
    (home / "config.toml").write_text('[signs]\ngrumpy = { label = "grumpy at home" }\n', "utf-8")
    cfj(home, "log", "grumpy:3")
    assert "grumpy at home" in cfj(home, "report").out


def test_faulty_rules_are_said_before_anything_is_judged(home: Path) -> None:
    (home / "rules.toml").write_text('[[rule]]\nid = "x"\n', "utf-8")
    done = cfj(home, "report")
    assert (done.code, done.out) == (6, "")
