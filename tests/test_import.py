"""`cfj import` of what others wrote: said before, done whole or not at all, and twice it adds nothing."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from cfjournal import backups
from cfjournal.exchange import to_json, write_jsonl
from cfjournal.store import LOCK, Journal
from tests.edges import cfj
from tests.entries import plain
from tests.faults import CALLS, ERRORS, Faults
from tests.folders import files

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "something nobody else should read"
DAYLIO = f"""full_date,date,weekday,time,mood,activities,note_title,note
2026-11-03,November 3,Tuesday,20:30,rad,friends,"","{SECRET}"
2026-11-02,November 2,Monday,20:39,awful,"","",""
2026-11-02,November 2,Monday,20:39,awful,"","",""
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "j"


@pytest.fixture
def file(tmp_path: Path) -> str:
    tmp_path.joinpath("daylio.csv").write_text(DAYLIO, "utf-8")
    return str(tmp_path / "daylio.csv")


def state(home: Path) -> dict[str, bytes]:
    return files(home, backups.FOLDER, LOCK)


def test_a_dry_run_says_what_each_line_would_become_and_makes_nothing(home: Path, file: str) -> None:
    done = cfj(home, "import", file, "--dry-run")
    first, second, third, *rest = done.out.splitlines()
    assert done.code == 0
    assert first.startswith("line 2: 2026-11-03, new, ")
    assert second.startswith("line 3: 2026-11-02, new, ")
    assert third == "line 4: 2026-11-02, the same as line 3"
    assert rest == [
        "Would import 2 entries; 0 were there already.",
        "1 said again what came before in the file, and count once.",
        "2 entries came without signs, because none were asked for: no rule counts them.",
    ]
    assert SECRET not in done.out
    assert not home.exists()


def test_a_second_import_adds_nothing_even_after_an_edit(home: Path, file: str) -> None:
    assert cfj(home, "import", file).out.startswith("Imported 2 entries; 0 were there already.")
    journal = Journal.open(home)
    entry = journal.find("last")
    journal.write(entry._replace(note="better"), was=entry)
    before = state(home)
    done = cfj(home, "import", file)
    assert done.out.startswith("Imported 0 entries; 2 were there already.")
    assert state(home) == before
    assert (
        "line 2: 2026-11-03, there already, and changed since" in cfj(home, "import", file, "--dry-run").out
    )


def test_the_same_content_under_another_id_is_not_imported_again(home: Path) -> None:
    entry = plain()
    Journal.open(home).write(entry)
    line = json.dumps({key: value for key, value in to_json(entry).items() if key != "id"}).encode()
    assert cfj(home, "import", "-", stdin=line).out == "Imported 0 entries; 1 were there already.\n"
    assert "there already, under another id" in cfj(home, "import", "-", "--dry-run", stdin=line).out


def test_two_entries_that_say_the_same_come_both_where_neither_is(home: Path) -> None:
    one = plain(id="a" * 8)
    data = write_jsonl([one, one._replace(id="b" * 8)]).encode()
    assert cfj(home, "import", "-", stdin=data).out.startswith("Imported 2 entries")
    assert (
        cfj(home, "export", "--format", "jsonl").out.encode() == b""
        or len(Journal.open(home).read().entries) == 2
    )


def test_a_backup_is_made_before_and_named(home: Path, file: str) -> None:
    Journal.open(home).write(plain())
    done = cfj(home, "import", file, width=300)
    found = backups.latest(home)
    assert found is not None
    assert (found.manifest.why, found.manifest.entries) == ("before import", 1)
    assert f"The journal as it was before is in {found.path}" in done.out
    assert cfj(home, "import", file).out.count("before is in") == 0, "nothing was new, so nothing was at risk"


def test_where_no_backup_can_be_made_nothing_is_imported(home: Path, file: str) -> None:
    Journal.open(home).write(plain())
    home.joinpath("backups").write_text("a file stands where the folder should be", "utf-8")
    before = state(home)
    done = cfj(home, "import", file)
    assert (done.code, done.out) == (5, "")
    assert "no backup was made" in done.err
    assert state(home) == before


def test_unknown_words_and_columns_are_named_and_the_words_kept(home: Path, tmp_path: Path) -> None:
    tmp_path.joinpath("m.csv").write_text("date,signs,weather\n2026-11-20,dread;the shakes,rain\n", "utf-8")
    done = cfj(home, "import", str(tmp_path / "m.csv"), width=200)
    assert "Kept, though cfj does not know these words and no rule counts them: the-shakes" in done.out
    assert "These columns were left out, because no mapping names them: weather" in done.out
    assert Journal.open(home).find("last").signs == {"dread": 2, "the-shakes": 2}


def test_bad_rows_are_named_without_what_they_hold_and_nothing_is_imported(home: Path, file: str) -> None:
    text = DAYLIO.replace("2026-11-02,November 2", f"{SECRET},x", 1)
    done = cfj(home, "import", "-", stdin=text.encode())
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[0] == "cfj: stdin, line 3: the date is not a day such as 2026-11-20"
    assert "cfj import --help" in done.err
    assert SECRET not in done.err
    assert not home.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_bad_entries_of_jrnl_are_counted_as_what_they_are(home: Path, count: int) -> None:
    data = json.dumps({"entries": [{"title": SECRET, "date": "x"}] * count}).encode()
    done = cfj(home, "import", "-", stdin=data)
    said = "an entry in it is none" if count == 1 else "3 entries in it are none"
    assert f"cfj: error: {said}, so nothing was imported" in done.err
    assert "cfj: stdin, entry 1: the date is not a day" in done.err
    assert SECRET not in done.err


def test_an_imported_entry_is_shown_with_where_it_came_from(home: Path, file: str) -> None:
    cfj(home, "import", file)
    assert (
        "From daylio, counted by no rule\n  mood: rad\n  activities: friends\n"
        in cfj(home, "show", "last").out
    )
    assert "imported: mood rad\n" in cfj(home, "--plain", "show", "last").out
    journal = Journal.open(home)
    entry = journal.find("last")
    assert Journal.open(home).read().entries[-1] == entry


@pytest.mark.parametrize("name", CALLS)
def test_whatever_fails_all_of_it_is_imported_or_nothing(
    home: Path, file: str, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    Journal.open(home).write(plain("2026-10-01"))
    before, injected = state(home), 0
    for at in range(1, 150):
        faults = Faults(home, name, at, ERRORS[at % len(ERRORS)])
        with monkeypatch.context() as patch:
            faults.install(patch)
            done = cfj(home, "import", file)
        injected += faults.injected
        if done.code == 0:
            assert len(Journal.open(home).read().entries) == 3
            for path in (*home.glob("entries/2026/11/*.toml"), *home.glob("trash/*.toml")):
                path.unlink()
        else:
            assert "Imported" not in done.out
            assert SECRET not in done.err
        for path in home.rglob(".*.*"):
            if path.suffix in {".tmp", ".old"}:
                path.unlink()  # leavings, which `cfj check` names
        for path in home.glob("backups/*.zip"):
            path.unlink()
        if (home / "entries/2026/11").exists():
            os.rmdir(home / "entries/2026/11")  # noqa: PTH106
        assert state(home) == before, at
        if not faults.injected:
            break
    assert not faults.injected, "every call was met"
    assert injected or name in {"link", "unlink"}, "new files replace none"


def test_a_day_to_come_is_pointed_at(tmp_path: Path) -> None:
    days = ("2026-11-20", "2027-09-01")
    entries = [plain(day, id=f"5c{at:06}-0") for at, day in enumerate(days)]
    (tmp_path / "in.jsonl").write_text(write_jsonl(entries))
    said = " ".join(cfj(tmp_path / "j", "import", str(tmp_path / "in.jsonl")).out.split())
    assert "1 entry is of a day to come" in said
    assert "to come" not in cfj(tmp_path / "j", "import", str(tmp_path / "in.jsonl")).out
