"""`cfj trends`: which days and what it shows, in every form, and that it changes nothing."""

from __future__ import annotations

import datetime as dt
import json
import stat
from typing import TYPE_CHECKING

import pytest

from tests.edges import NOW, cfj
from tests.folders import files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A journal of four days of 2025 and 2026; today is Friday 20 November 2026."""
    journal = tmp_path / "journal"
    cfj(journal, "log", "--date", "2025-12-30", "flat:3", "--kind", "leave")
    cfj(journal, "log", "--date", "2026-11-18", "dread:3", "no-break", "-m", "a private zebra")
    cfj(journal, "log", "--date", "2026-11-19", "--kind", "rest", "rested")
    cfj(journal, "log", "flat", "supervision", "--bring", "a zebra to bring")
    return journal


def test_it_goes_back_as_far_as_the_journal_and_at_most_a_year(home: Path, tmp_path: Path) -> None:
    done = cfj(home, "trends")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Your days, Monday 29 December 2025 to Friday 20 November 2026\n")
    cfj(home, "log", "--date", "2024-03-01", "tired")
    assert cfj(home, "trends").out.startswith("Your days, Monday 17 November 2025 to")


def test_while_today_is_not_written_it_ends_yesterday(home: Path) -> None:
    tomorrow = cfj(home, "trends", now=NOW + dt.timedelta(days=2))
    assert tomorrow.out.startswith("Your days, Monday 29 December 2025 to Saturday 21 November 2026\n")


def test_a_year_or_a_first_day_can_be_asked_for(home: Path) -> None:
    assert cfj(home, "trends", "--year", "2025").out.startswith(
        "Your days, Wednesday 1 January to Wednesday 31 December 2025\n"
    )
    assert cfj(home, "trends", "--year", "2026").out.startswith(
        "Your days, Thursday 1 January to Friday 20 November 2026\n"
    )
    assert cfj(home, "trends", "--since", "-1w").out.startswith(
        "Your days, Friday 13 to Friday 20 November 2026\n"
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--year", "26"), "'26' is not a year"),
        (("--year", "0000"), "'0000' is not a year"),
        (("--year", "2027"), "2027 is still to come"),
        (("--since", "2026-12-01"), "2026-12-01 is still to come"),
        (("--year", "2026", "--since", "-1w"), "--year already says which days"),
        (("blergh",), "'blergh' is not a word that cfj knows"),
    ],
)
def test_what_cannot_be_shown_is_said_with_a_way_on(home: Path, args: tuple[str, ...], said: str) -> None:
    done = cfj(home, "trends", *args)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"cfj: error: {said}")
    assert "cfj: hint: " in done.err


def test_signs_strains_supports_and_patterns_can_be_named_and_begun(home: Path) -> None:
    shown = json.loads(cfj(home, "trends", "--json", "flat", "no-break", "supervision", "comp", "flat").out)
    assert [(each["id"], each["group"]) for each in shown["calendars"]] == [
        ("flatness", "sign"),
        ("no-break", "strain"),
        ("supervision", "support"),
        ("compassion-fatigue", "pattern"),
    ]
    assert shown["calendars"][0]["days"][-3:] == [0, 0, 2]
    assert shown["kinds"][-3:] == ["shift", "rest", "shift"]
    assert shown["kinds"][:2] == [None, "leave"]


def test_it_never_shows_what_was_written_freely(home: Path) -> None:
    for form in ("text", "md", "html", "json"):
        done = cfj(home, "trends", "--format", form)
        assert done.code == 0
        assert "zebra" not in done.out + done.err


def test_it_changes_nothing(home: Path) -> None:
    before = files(home)
    for form in ("text", "md", "html", "json"):
        assert cfj(home, "trends", "--format", form).code == 0
    assert files(home) == before != {}


def test_it_needs_no_journal_and_makes_none(tmp_path: Path) -> None:
    for form in ("text", "md", "html"):
        done = cfj(tmp_path / "none", "trends", "--format", form)
        assert (done.code, done.err) == (0, "")
        assert "Nothing is written" in done.out
    empty = json.loads(cfj(tmp_path / "none", "trends", "--json").out)
    assert (empty["calendars"], empty["signs"], empty["begun"]) == ([], [], None)
    assert not (tmp_path / "none").exists()


def test_a_file_is_new_and_for_its_owner_alone(home: Path, tmp_path: Path) -> None:
    page = tmp_path / "year.html"
    done = cfj(home, "trends", "--format", "html", "-o", str(page))
    assert (done.code, done.out) == (0, f"Wrote the trends to {page}\n")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert cfj(home, "trends", "-o", str(page)).code == 2


def test_hopelessness_is_answered_where_it_is_asked_about_and_there(home: Path) -> None:
    cfj(home, "log", "--date", "2026-11-17", "hopeless:3")
    assert "hopeless" not in cfj(home, "--plain", "trends").out.casefold()
    asked = cfj(home, "--plain", "trends", "hopeless").out
    assert "local emergency number" in asked.split("Hopeless, day by day")[0]
    before = cfj(home, "--plain", "trends", "hopeless", "--year", "2025").out
    assert "Hopeless, day by day" in before
    assert "local emergency number" not in before


def test_a_file_that_cannot_be_read_is_told_of(home: Path) -> None:
    entry = next((home / "entries" / "2026" / "11").glob("*.toml"))
    entry.write_text("not an entry")
    done = cfj(home, "trends")
    assert done.code == 4
    assert "Your days" in done.out
    assert "cfj check" in done.err
