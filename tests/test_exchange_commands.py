"""`import`, `export --format jsonl`, `schema` and `signs`: in and out, all or nothing, and what the words mean."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from cfjournal import vocabulary
from cfjournal.exchange import schema, to_json, write_jsonl
from cfjournal.store import Journal
from tests.edges import cfj, edge_for, run_at
from tests.entries import plain
from tests.folders import files

if TYPE_CHECKING:
    from pathlib import Path


def lines(count: int = 3) -> bytes:
    return write_jsonl(
        plain(f"2026-11-{day + 1:02}", note="caf\u00e9 \u2028") for day in range(count)
    ).encode()


def held(home: Path) -> int:
    return len(Journal.open(home).read().entries)


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    data, home = lines(), tmp_path / "j"
    assert cfj(home, "import", "-", stdin=data).out == "Imported 3 entries; 0 were there already.\n"
    before = files(home)
    assert cfj(home, "import", "-", stdin=data).out == "Imported 0 entries; 3 were there already.\n"
    assert files(home) == before


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_export_and_import_are_inverses_whatever_the_locale(tmp_path: Path, encoding: str) -> None:
    data = lines()
    cfj(tmp_path / "a", "import", "-", stdin=data)
    edge = edge_for(tmp_path / "a", encoding=encoding)
    assert run_at(edge, "export", "--format", "jsonl").code == 0
    assert edge.stdout.buffer.getvalue() == data  # type: ignore[attr-defined]


def test_a_file_can_be_named_both_ways(tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    cfj(tmp_path / "a", "import", "-", stdin=lines())
    done = cfj(tmp_path / "a", "export", "--format", "jsonl", "-o", str(file))
    assert (done.code, done.out) == (0, f"Wrote 3 entries to {file}\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert cfj(tmp_path / "b", "import", str(file)).code == 0
    assert held(tmp_path / "b") == 3


def test_a_period_can_be_exported(tmp_path: Path) -> None:
    cfj(tmp_path, "import", "-", stdin=lines())
    done = cfj(tmp_path, "export", "--format", "jsonl", "--since", "2026-11-02", "--until", "2026-11-02")
    assert [json.loads(line)["date"] for line in done.out.splitlines()] == ["2026-11-02"]


def test_an_empty_journal_is_an_empty_file(tmp_path: Path) -> None:
    assert cfj(tmp_path, "export", "--format", "jsonl") == (0, "", "")
    assert cfj(tmp_path, "import", "-", stdin=b"\n").out == "Imported 0 entries; 0 were there already.\n"


def test_bad_lines_are_all_named_and_nothing_is_imported(tmp_path: Path) -> None:
    good = lines(1).strip()
    data = b"\n".join([good, b"{", b'{"date": "2026-11-31"}', b"[1]", good])
    done = cfj(tmp_path, "import", "-", stdin=data)
    assert (done.code, done.out, held(tmp_path)) == (1, "", 0)
    *named, error, hint = done.err.splitlines()
    assert [line.split(":")[1] for line in named] == [" stdin, line 2", " stdin, line 3", " stdin, line 4"]
    assert error == "cfj: error: 3 lines are no entry, so nothing was imported"
    assert "cfj schema" in hint


def test_of_very_many_bad_lines_the_first_are_named(tmp_path: Path) -> None:
    done = cfj(tmp_path, "import", "-", stdin=b"{\n" * 50)
    assert "cfj: and 30 more\n" in done.err
    assert len(done.err.splitlines()) == 23


def test_an_entry_that_was_changed_since_is_not_written_over(tmp_path: Path) -> None:
    entry = plain(note="as it is now")
    Journal.open(tmp_path).write(entry)
    line = json.dumps({**to_json(entry), "note": "as it was"}).encode()
    done = cfj(tmp_path, "import", "-", stdin=line + b"\n" + lines(1))
    assert (done.code, held(tmp_path)) == (1, 1)
    assert "1 entry in the journal would be written over" in done.err
    assert entry.short_id in done.err
    assert Journal.open(tmp_path).read().entries[0].note == "as it is now"


@pytest.mark.parametrize("file", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, file: str) -> None:
    done = cfj(tmp_path / "j", "import", str(tmp_path / file))
    assert (done.code, done.out) == (2, "")
    assert "could not be read (" in done.err
    assert not (tmp_path / "j").exists()


@pytest.mark.parametrize("taken", [True, False])
def test_an_export_writes_over_nothing(tmp_path: Path, taken: bool) -> None:
    file = tmp_path / ("x" if taken else "no/such/x")
    if taken:
        file.write_text("mine", "utf-8")
    done = cfj(tmp_path / "j", "export", "--format", "jsonl", "-o", str(file))
    assert (done.code, done.out) == (2, "")
    assert not taken or file.read_text("utf-8") == "mine"


def test_a_copy_that_is_not_whole_says_so_in_its_exit_code(tmp_path: Path) -> None:
    cfj(tmp_path, "import", "-", stdin=lines())
    next(tmp_path.glob("entries/2026/11/*.toml")).write_bytes(b"format = 1\n")
    done = cfj(tmp_path, "export", "--format", "jsonl")
    assert (done.code, len(done.out.splitlines())) == (4, 2)
    assert "could not be read" in done.err


def test_the_schema_is_printed(tmp_path: Path) -> None:
    assert cfj(tmp_path, "schema") == (0, schema(), "")


# --- signs ----------------------------------------------------------------------------------------------------


def test_every_word_is_shown_once_with_what_it_means(tmp_path: Path) -> None:
    out = cfj(tmp_path, "signs").out
    words = vocabulary.load()
    shown = [line.strip() for line in out.splitlines() if line.startswith("  ") and line[2] != " "]
    assert sorted(shown) == sorted(words.tags)
    for title in ("Signs of burnout", "Signs of compassion fatigue", "Signs of secondary trauma"):
        assert f"{title}\n" in out
    assert "or type: flat, numb" in out


def test_as_json_every_word_has_its_fields(tmp_path: Path) -> None:
    found = {tag["id"]: tag for tag in json.loads(cfj(tmp_path, "signs", "--json").out)}
    assert set(found) == set(vocabulary.load().tags)
    assert found["dread"]["main"] == "compassion-fatigue"
    assert found["dread"]["also"] == ["burnout"]
    assert found["hopeless"]["reach_out"] is True
    assert all(tag["meaning"] and tag["sources"] for tag in found.values())


@pytest.mark.parametrize("args", [["signs"], ["signs", "--plain"]], ids=" ".join)
def test_one_word_can_be_asked_for(tmp_path: Path, args: list[str]) -> None:
    out = cfj(tmp_path, *args, "numb").out
    assert "flatness" in out
    assert "exhaustion" not in out


def test_plainly_a_fact_a_line(tmp_path: Path) -> None:
    out = cfj(tmp_path, "signs", "--plain").out.splitlines()
    assert all(line and not line.startswith(" ") for line in out)
    assert len([line for line in out if line.startswith("sign dread")]) == 2


def test_the_words_read_at_forty_columns(tmp_path: Path) -> None:
    out = cfj(tmp_path, "signs", width=40).out
    assert max(map(len, out.splitlines())) <= 40


def test_ones_own_words_are_among_them(tmp_path: Path) -> None:
    tmp_path.joinpath("config.toml").write_text(
        '[signs.headache]\nlabel = "a headache"\n[strains.rota]\n', "utf-8"
    )
    out = cfj(tmp_path, "signs").out
    assert "Signs of your own\nFrom config.toml.\n\n  headache\n    a headache\n" in out
    assert "\n  rota\n" in out


def test_a_word_that_is_none_is_a_usage_error(tmp_path: Path) -> None:
    done = cfj(tmp_path, "signs", "dred")
    assert (done.code, done.out) == (2, "")
    assert "did you mean dread" in done.err
