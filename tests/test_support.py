"""`cfj support`: the people someone named come first, each number says where it was read, and nobody is nagged."""

from __future__ import annotations

import datetime as dt
import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from cfjournal import support, system
from cfjournal.store import Journal
from tests.edges import NOW, cfj
from tests.entries import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.edges import Done

NUMBERS = support.load()
PEOPLE = '[people]\ntrusted = "A friend, 01632 960001"\nemployer_line = "Staff line, 01632 960002"\n'


def settled(home: Path, text: str = PEOPLE) -> Path:
    home.mkdir(exist_ok=True)
    home.joinpath("config.toml").write_text(text, "utf-8")
    return home


def test_danger_stands_first_then_those_near_then_lines(tmp_path: Path) -> None:
    out = cfj(settled(tmp_path), "support", "--country", "IE").out
    order = [
        "danger now: 112 or 999",
        "A friend",
        "Staff line",
        "your doctor",
        "116 123",
        "findahelpline.com",
    ]
    assert [text for text in order if text not in out] == []
    assert sorted(order, key=out.index) == order
    assert "config.toml" not in out


def test_who_has_named_nobody_is_told_how(tmp_path: Path) -> None:
    out = cfj(tmp_path, "support").out
    assert "someone you trust, or your doctor" in out
    assert 'trusted = "..."' in out


def test_what_it_tells_to_write_into_the_settings_is_understood(tmp_path: Path) -> None:
    lines = re.findall(r'(\w+) = "\.\.\."', cfj(tmp_path, "support").out)
    settled(tmp_path, "[people]\n" + "".join(f'{key} = "someone"\n' for key in lines))
    assert lines == ["trusted", "employer_line"]
    assert cfj(tmp_path, "support").out.count("• someone\n") == 2


@pytest.mark.parametrize("code", NUMBERS.countries)
def test_each_line_and_the_emergency_number_say_where_they_were_read_and_when(
    code: str, tmp_path: Path
) -> None:
    out = " ".join(cfj(tmp_path, "support", "--country", code).out.split())
    country = NUMBERS.countries[code]
    assert country.emergency_source in out
    assert country.lines
    for line in country.lines:
        assert line.text in out
        assert line.source in out
    assert "Looked up on Sunday 22 November 2026" in out


@pytest.mark.parametrize("code", NUMBERS.countries)
def test_it_fits_two_screens_and_forty_columns(code: str, tmp_path: Path) -> None:
    assert len(cfj(tmp_path, "support", "--country", code).out.splitlines()) <= 46
    narrow = cfj(tmp_path, "support", "--country", code, width=40).out
    assert max(map(len, narrow.splitlines())) <= 40


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("gb", "GB"),
        ("UK", "GB"),
        ("ireland", "IE"),
        ("The Netherlands", "NL"),
        ("new z", "NZ"),
        ("usa", "US"),
    ],
)
def test_a_country_is_found_by_letters_or_name(typed: str, code: str) -> None:
    assert NUMBERS.named(typed).code == code


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("Irland", "did you mean IE?"), ("united", "GB or US?"), ("", "findahelpline"), ("se", "IE (Ireland)")],
)
def test_what_is_no_country_here_gets_near_matches_and_all_names(
    typed: str, hint: str, tmp_path: Path
) -> None:
    done = cfj(tmp_path, "support", "--country", typed)
    assert done.code == 2
    assert hint in done.err
    assert NUMBERS.directory in done.err
    assert [one.title for one in NUMBERS.countries.values() if f"({one.title})" not in done.err] == []


@pytest.mark.parametrize("typed", ["se", "XX", "Irland", ""])
def test_nobody_who_looks_for_a_person_meets_an_error_alone(typed: str, tmp_path: Path) -> None:
    done = cfj(settled(tmp_path), "support", "--country", typed)
    assert done.code == 2
    assert (f"No line is kept here for {typed}." in done.out) == bool(typed)
    for said in ("A friend", "Staff line", "findahelpline.com", "your local emergency number"):
        assert said in done.out
    as_json = cfj(tmp_path, "support", "--country", typed, "--json")
    assert (as_json.code, json.loads(as_json.out)["trusted"]) == (2, "A friend, 01632 960001")


def test_a_settled_country_without_lines_is_no_mistake(tmp_path: Path) -> None:
    done = cfj(settled(tmp_path, PEOPLE + 'country = "SE"\n'), "support", env={"LANG": "en_GB.UTF-8"})
    assert (done.code, done.err) == (0, "")
    assert "No line is kept here for SE." in done.out


@pytest.mark.parametrize("language", ["", "C.UTF-8", "POSIX", "es_419.UTF-8", "sv_SE.UTF-8"])
def test_where_nobody_knows_the_country_every_line_is_there(language: str, tmp_path: Path) -> None:
    done = cfj(tmp_path, "support", env={"LANG": language})
    out = " ".join(done.out.split())
    assert (done.code, done.err) == (0, "")
    missing = [line.text for one in NUMBERS.countries.values() for line in one.lines if line.text not in out]
    assert missing == []
    assert ("it may be SE" in out) == language.startswith("sv")
    assert "Looked up on Sunday 22 November 2026" in out
    assert len(done.out.splitlines()) <= 46
    assert max(map(len, cfj(tmp_path, "support", width=40).out.splitlines())) <= 40
    everywhere = json.loads(cfj(tmp_path, "support", "--json").out)["everywhere"]
    assert [one["country"] for one in everywhere] == list(NUMBERS.countries)


def test_a_country_that_is_guessed_is_said_to_be(tmp_path: Path) -> None:
    out = " ".join(cfj(tmp_path, "support", "--plain", env={"LANG": "en_US.UTF-8"}).out.split())
    assert "From your system's language: United States. Somewhere else: cfj support --country XX" in out
    assert "911 in the United States, elsewhere your local emergency number" in out
    assert "system's language" not in cfj(tmp_path, "support", "--country", "US").out


def test_the_settled_country_wins_over_the_locale(tmp_path: Path) -> None:
    settled(tmp_path, '[people]\ncountry = "NZ"\n')
    assert "1737" in cfj(tmp_path, "support", env={"LANG": "en_GB.UTF-8"}).out


def test_json_holds_what_the_page_says(tmp_path: Path) -> None:
    found = json.loads(cfj(settled(tmp_path), "support", "--country", "GB", "--json").out)
    assert found["trusted"] == "A friend, 01632 960001"
    assert found["country"] == "GB"
    assert found["emergency"]["text"] == "999"
    assert [line["text"][:10] for line in found["lines"]] == ["Samaritans", "NHS 111, t", "Shout, by "]
    assert all(line["source"] and line["basis"] for line in found["lines"])
    assert found["read"] == "2026-11-22"
    assert (found["country_is_a_guess"], found["everywhere"]) == (False, [])
    empty = json.loads(cfj(tmp_path, "support", "--country", "SE", "--json").out)
    assert (empty["country"], empty["emergency"], empty["lines"]) == (None, None, [])


def test_it_writes_nothing_down(tmp_path: Path) -> None:
    cfj(tmp_path / "none", "support")
    assert not (tmp_path / "none").exists()
    assert not system.state_folder().exists()


def test_naming_hopelessness_says_how_to_see_it_again(tmp_path: Path) -> None:
    assert "`cfj support`" in cfj(tmp_path, "log", "hopeless").err


# --- in the review, from the second week on -------------------------------------------------------------------

FIRST = NOW.date() - dt.timedelta(days=60)
HEAVY = {"exhaustion": 4, "cynicism": 3, "detachment": 3}
SHOWN = "Someone to talk to"


@pytest.fixture
def heavy(tmp_path: Path) -> Path:
    """A journal in which strong signs stand on every shift for two months."""
    home = settled(tmp_path / "journal")
    days = [FIRST + dt.timedelta(days=n) for n in range(61)]
    Journal.open(home, create=True).write_all([plain(str(day), signs=HEAVY) for day in days])
    return home


def on(home: Path, days: int, *args: str) -> Done:
    """The review so many days after the first entry."""
    return cfj(home, "report", *args, now=dt.datetime.combine(FIRST, NOW.timetz()) + dt.timedelta(days=days))


def test_people_are_named_from_the_second_week_in_building(heavy: Path) -> None:
    states = {day: (SHOWN in (out := on(heavy, day).out), "building, since" in out) for day in range(61)}
    begun = min(day for day, (_, building) in states.items() if building)
    named = [day for day, (named, _) in states.items() if named]
    assert named[0] == begun + 7
    assert [later - earlier for earlier, later in pairwise(named)] == [7] * (len(named) - 1)
    assert len(named) > 3


def test_the_same_day_shows_the_same_page(heavy: Path) -> None:
    first = on(heavy, 50).out
    assert SHOWN in first
    assert "A friend, 01632 960001" in first
    assert "cfj support" in first
    assert on(heavy, 50).out == first
    assert SHOWN not in on(heavy, 51).out


@pytest.mark.parametrize(
    "args", [("--format", "md"), ("--json",), ("-o", "{}/review.txt"), ("--since", "-50d", "--until", "-10d")]
)
def test_people_are_named_on_the_screen_alone_and_for_these_days_alone(
    heavy: Path, tmp_path: Path, args: tuple[str, ...]
) -> None:
    done = on(heavy, 60, *(word.format(tmp_path) for word in args))
    assert done.code == 0
    written = "".join(path.read_text("utf-8") for path in tmp_path.glob("review.txt"))
    assert "960001" not in done.out + written
    assert SHOWN in on(heavy, 60).out


def test_where_nothing_can_be_kept_people_are_named_all_the_same(
    heavy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("cfjournal.disk.put", full)
    assert SHOWN in on(heavy, 50).out


def test_a_page_of_it_looks_as_when_it_was_last_looked_at(
    tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    home = settled(tmp_path)
    golden("support-80.txt", cfj(home, "support", "--country", "GB").out)
    golden("support-40.txt", cfj(home, "support", "--country", "SE", width=40).out)
    golden("support-anywhere-80.txt", cfj(home, "support").out)
