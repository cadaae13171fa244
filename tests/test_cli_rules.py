"""`cfj replay`, `cfj rules` and `cfj reference`, as a person calls them."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from cfjournal import exchange
from cfjournal.commands.rule_cases import SHIPPED_CASES
from tests.diaries import day, diary
from tests.edges import Done, cfj, edge_for, run_at

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry

NOW = dt.datetime.combine(day(90), dt.time(20), dt.UTC)
UNWELL = diary("exhaustion: 0x20 4x20", "unrested: 0x20 3x20", "cynicism: 0x20 3x20")
STEADY = diary("exhaustion: " + "1 0 " * 30)


def file_of(folder: Path, name: str, entries: list[Entry]) -> str:
    path = folder / name
    path.write_text(exchange.write_jsonl(entries), encoding="utf-8")
    return str(path)


def run(*args: str, home: Path) -> Done:
    return cfj(home, *args, now=NOW)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def test_replay_prints_one_json_object_a_file_in_the_order_given(tmp_path: Path, home: Path) -> None:
    files = [file_of(tmp_path, "b.jsonl", UNWELL), file_of(tmp_path, "a.jsonl", STEADY)]
    done = run("replay", "--json", *files, home=home)
    first, second = map(json.loads, done.out.splitlines())
    assert (done.code, done.err) == (0, "")
    assert [first["file"], second["file"]] == files
    assert (first["entries"], second["entries"]) == (40, 60)
    assert first["rules"] == second["rules"]
    assert second["episodes"] == []
    [building] = [e for e in first["episodes"] if e["stage"] == "building"]
    assert building["pattern"] == "burnout"
    assert building["resolved"] is None
    assert day(20).isoformat() < building["fired"] < day(34).isoformat()
    assert building["rules"]
    assert set(building) == {"pattern", "stage", "fired", "resolved", "rules"}
    assert not home.exists()


def test_replay_of_the_journal_says_what_replay_of_its_export_says(tmp_path: Path, home: Path) -> None:
    file = file_of(tmp_path, "a.jsonl", UNWELL)
    assert run("import", file, home=home).code == 0
    own = json.loads(run("replay", "--json", home=home).out)
    other = json.loads(run("replay", "--json", file, home=home).out)
    assert own["episodes"] == other["episodes"]
    assert own["entries"] == 40


def test_replay_in_words(tmp_path: Path, home: Path) -> None:
    done = run("replay", file_of(tmp_path, "a.jsonl", STEADY), home=home)
    assert "60 entries" in done.out
    assert "nothing was building" in done.out
    assert "burnout, building" in run("replay", file_of(tmp_path, "b.jsonl", UNWELL), home=home).out


def test_replay_of_what_can_not_be_read_is_one_sentence(tmp_path: Path, home: Path) -> None:
    done = run("replay", str(tmp_path / "none.jsonl"), home=home)
    assert done.code == 1
    assert "can't be read" in done.err
    (tmp_path / "bad.jsonl").write_text('{"date": "2026-02-30"}\n[]\n')
    done = run("replay", str(tmp_path / "bad.jsonl"), home=home)
    assert done.code == 1
    assert "line 1" in done.err
    assert "(and 1 more)" in done.err


def test_rules_list_shows_every_rule_in_words_and_as_json(home: Path) -> None:
    told = run("rules", "list", home=home)
    shown = json.loads(run("rules", "list", "--json", home=home).out)
    assert told.code == 0
    assert len(shown["rules"]) >= 15
    for rule in shown["rules"]:
        assert f"{rule['id']} (" in told.out
    assert shown["digest"] in told.out
    assert max(map(len, told.out.splitlines())) <= 80


BAD_RULES = """
[[rule]]
id = "a"
pattern = "burnoot"
stage = "watch"
when = "cuont(dread, 3 shifts) >= 1"
says = "x"
kepe = "1 shift"
"""


def test_rules_check_reports_all_three_faults_and_leaves_with_six(tmp_path: Path, home: Path) -> None:
    (tmp_path / "mine.toml").write_text(BAD_RULES)
    done = run("rules", "check", str(tmp_path / "mine.toml"), home=home)
    assert done.code == 6
    assert "has 3 faults" in done.err
    for place, meant in (("4:12", "burnout"), ("6:9", "count"), ("8:1", "keep")):
        assert f"mine.toml:{place}:" in done.err
        assert f"did you mean {meant}?" in done.err
    assert done.err.count("^") == 3


def test_rules_check_of_a_right_and_of_an_empty_file(tmp_path: Path, home: Path) -> None:
    good = BAD_RULES.replace("burnoot", "burnout").replace("cuont", "count").replace("kepe", "keep")
    (tmp_path / "mine.toml").write_text(good)
    done = run("rules", "check", str(tmp_path / "mine.toml"), home=home)
    assert (done.code, "1 rule read without a fault" in done.out) == (0, True)
    (tmp_path / "empty.toml").write_text("")
    assert run("rules", "check", str(tmp_path / "empty.toml"), home=home).code == 6


def test_rules_in_the_journal_folder_judge_too(tmp_path: Path, home: Path) -> None:
    run("import", file_of(tmp_path, "a.jsonl", STEADY), home=home)
    before = json.loads(run("replay", "--json", home=home).out)
    (home / "rules.toml").write_text(
        '[[rule]]\nid = "mine"\npattern = "burnout"\nstage = "watch"\n'
        'when = "count(exhaustion, 4 shifts) >= 2"\nsays = "tired"\n'
    )
    after = json.loads(run("replay", "--json", home=home).out)
    assert before["rules"] != after["rules"]
    assert [e["rules"] for e in after["episodes"]] == [["mine"]]


def test_rules_measure_gives_every_figure_with_its_interval(home: Path) -> None:
    done = run("rules", "measure", "--diaries", "20", "--json", home=home)
    found = json.loads(done.out)
    assert done.code == 0
    assert found["diaries"] == 20
    assert found["seed"] == 1001
    assert set(found["false_per_year"]) == {"value", "low", "high", "of"}
    assert set(found["build_ups"]) == {"fast", "slow", "mild", "acute", "two", "recovery", "silence"}
    assert run("rules", "measure", "--diaries", "3", home=home).code == 2


@pytest.mark.parametrize("width", [80, 40, 20])
def test_how_far_a_measure_is_shows_on_the_terminal_alone(home: Path, width: int) -> None:
    args = ("rules", "measure", "--diaries", "20", "--json")
    edge = edge_for(home, width=width)._replace(stderr_is_terminal=True)
    done = run_at(edge, *args)
    steps = [step for step in done.err.removesuffix("\x1b[K").split("\r") if step]
    assert steps
    assert "of 20 diaries" in steps[-1]
    assert max(map(len, steps)) < max(width, 21)
    assert done.err.endswith("\r\x1b[K"), "nothing of it is left"
    assert json.loads(done.out)["diaries"] == 20
    for silent in (edge._replace(plain=True), edge_for(home)):
        assert (
            run_at(silent._replace(stdout=edge_for(home).stdout, stderr=edge_for(home).stderr), *args).err
            == ""
        )


def test_the_reference_is_shown_set_given_back_and_every_move_is_kept(tmp_path: Path, home: Path) -> None:
    run("import", file_of(tmp_path, "a.jsonl", STEADY), home=home)
    assert "42 shifts" in run("reference", "show", home=home).out
    assert "30 shifts" in run("reference", "set", str(day(10)), str(day(39)), home=home).out
    shown = json.loads(run("reference", "show", "--json", home=home).out)
    assert (shown["status"], shown["shifts"], len(shown["moves"])) == ("set", 30, 1)
    assert run("reference", "reset", home=home).code == 0
    shown = json.loads(run("reference", "show", "--json", home=home).out)
    assert (shown["status"], len(shown["moves"])) == ("frozen", 2)
    assert run("reference", "reset", home=home).code == 2


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (day(10), day(12), "holds 3 shifts that you wrote down"),
        (day(30), day(10), "is after"),
        (day(30), day(200), "still to come"),
    ],
)
def test_a_reference_that_can_not_be_one(
    tmp_path: Path, home: Path, first: dt.date, last: dt.date, says: str
) -> None:
    run("import", file_of(tmp_path, "a.jsonl", STEADY), home=home)
    done = run("reference", "set", str(first), str(last), home=home)
    assert done.code == 2
    assert says in done.err
    assert json.loads(run("reference", "show", "--json", home=home).out)["moves"] == []


def test_after_a_year_the_reference_is_questioned_and_not_moved(tmp_path: Path, home: Path) -> None:
    run("import", file_of(tmp_path, "a.jsonl", STEADY), home=home)
    later = NOW + dt.timedelta(days=400)
    shown = cfj(home, "reference", "show", now=later)
    assert "more than a year old" in shown.out
    assert "more than a year old" not in run("reference", "show", home=home).out
    assert "Frozen" in shown.out
    assert cfj(home, "log", "exhaustion:1", now=later).code == 0
    assert "more than a year ago: `cfj reference show`" in " ".join(
        cfj(home, "report", now=later).out.split()
    )
    assert "more than a year ago" not in " ".join(run("report", home=home).out.split())
    moves = json.loads(cfj(home, "reference", "show", "--json", now=later).out)["moves"]
    assert moves == [], "nothing moves by itself"


def test_a_damaged_list_of_moves_is_named_and_left_alone(tmp_path: Path, home: Path) -> None:
    run("import", file_of(tmp_path, "a.jsonl", STEADY), home=home)
    settings = home / "journal.toml"
    settings.write_text(settings.read_text() + '\n[[reference]]\nmoved = "yesterday"\n')
    before = settings.read_text()
    assert run("reference", "show", home=home).code == 4
    assert settings.read_text() == before


def test_the_shipped_rules_say_what_their_cases_expect(home: Path) -> None:
    """Every rule fires, holds, resolves, stays silent and is unknown in a case of its own."""
    done = run("rules", "test", home=home)
    assert (done.code, done.err) == (0, "")
    shipped = json.loads(run("rules", "list", "--json", home=home).out)["rules"]
    text = SHIPPED_CASES.read_text(encoding="utf-8")
    for rule in shipped:
        for way in ("fires", "holds", "resolves", "stays silent", "is unknown"):
            assert f"case: {rule['id']} {way}: " in text
    assert int(done.out.split()[0]) >= 5 * len(shipped) >= 60


def test_a_case_that_does_not_come_out_leaves_with_six(tmp_path: Path, home: Path) -> None:
    (tmp_path / "mine.cases").write_text("case: wrong\ndread: 0x5\non 5: burnout building\ndraed: 3\n")
    done = run("rules", "test", str(tmp_path / "mine.cases"), home=home)
    assert done.code == 6
    assert "1 of 1 cases" in done.err
    assert "mine.cases:3: wrong: day 5: burnout building, but day 5: burnout unknown" in done.err
    assert "did you mean dread?" in done.err
    assert run("rules", "test", str(tmp_path / "none.cases"), home=home).code == 6


def test_changed_rules_are_tried_beside_the_present_ones_and_change_nothing(
    tmp_path: Path, home: Path
) -> None:
    run("import", file_of(tmp_path, "a.jsonl", STEADY), home=home)
    rule = (
        '[[rule]]\nid = "mine"\npattern = "burnout"\nstage = "watch"\n'
        'when = "count(exhaustion, 4 shifts) >= 2"\nsays = "tired"\n'
    )
    (tmp_path / "mine.toml").write_text(rule)
    done = run("rules", "try", str(tmp_path / "mine.toml"), home=home)
    assert done.code == 0
    assert "9 weeks differ, of 9." in done.out
    shown = json.loads(run("rules", "try", str(tmp_path / "mine.toml"), "--json", home=home).out)
    assert shown[-1] == {"week": "2026-03-02", "pattern": "burnout", "present": "quiet", "changed": "watch"}
    assert json.loads(run("replay", "--json", home=home).out)["episodes"] == []
    assert (
        json.loads(
            cfj(tmp_path / "empty", "rules", "try", str(tmp_path / "mine.toml"), "--json", now=NOW).out
        )
        == []
    )
