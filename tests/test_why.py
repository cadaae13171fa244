"""`cfj why`: the evidence of one pattern or of all, as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cfjournal.commands.why import ASKABLE, pattern_named
from cfjournal.errors import UsageError
from tests.edges import cfj

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    cfj(tmp_path, "log", "--date", "2026-11-18", "dread:3", "-m", "a private zebra")
    cfj(tmp_path, "log", "flat", "--bring", "a question")
    return tmp_path


def test_without_a_word_it_is_about_all_three_patterns(home: Path) -> None:
    done = cfj(home, "why")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Why: burnout, compassion fatigue and secondary trauma\n")
    assert "not enough" in done.out
    assert "zebra" not in done.out


def test_one_pattern_or_the_conditions_can_be_asked_for(home: Path) -> None:
    burnout = cfj(home, "why", "burn").out
    assert "burnout.rising" in burnout
    assert "secondary-trauma" not in burnout
    assert "conditions.supervision" in cfj(home, "why", "conditions").out


def test_json_holds_every_rule_that_was_asked_for(home: Path) -> None:
    found = json.loads(cfj(home, "why", "compassion", "--json").out)
    assert [each["pattern"] for each in found["patterns"]] == ["compassion-fatigue"]
    assert {each["rule"] for each in found["patterns"][0]["evidence"]} >= {"compassion-fatigue.rising"}
    assert found["conditions"] == []
    assert (found["day"], found["entries"]) == ("2026-11-20", 2)


def test_it_can_be_a_file(home: Path, tmp_path: Path) -> None:
    page = tmp_path / "why.html"
    assert cfj(home, "why", "--format", "html", "-o", str(page)).out == f"Wrote the evidence to {page}\n"
    assert page.read_text("utf-8") == cfj(home, "why", "--format", "html").out
    assert cfj(home, "why", "--format", "md").out.startswith("# Why: ")


def test_an_empty_journal_has_an_answer(tmp_path: Path) -> None:
    home = tmp_path / "none"
    assert "Nothing is written yet" in cfj(home, "why").out
    assert json.loads(cfj(home, "why", "--json").out)["entries"] == 0
    assert not home.exists()


def test_plain_text_says_one_fact_a_line(home: Path) -> None:
    assert "\nanswer: unknown\n" in cfj(home, "--plain", "why", "--all").out


def test_a_damaged_entry_is_named(home: Path) -> None:
    next(home.rglob("entries/**/*.toml")).write_text("not an entry", "utf-8")
    done = cfj(home, "why")
    assert done.code == 4
    assert "could not be read" in done.err


@pytest.mark.parametrize("name", ASKABLE)
def test_a_pattern_has_its_name_and_any_beginning_of_it(name: str) -> None:
    assert pattern_named(name) == pattern_named(name.replace("-", " ").upper()) == name
    assert pattern_named(name[:4]) == name


@pytest.mark.parametrize("name", ["co", "", "stress", "burnout-x"])
def test_what_is_no_pattern_is_refused_with_a_way_on(name: str, home: Path) -> None:
    with pytest.raises(UsageError) as refused:
        pattern_named(name)
    assert all(each in refused.value.hint for each in ASKABLE)
    assert cfj(home, "why", name).code == 2
