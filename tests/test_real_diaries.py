"""Diaries of real people, where they are at hand: everything reads, and the one known course is seen in time.

They are not part of the package. `CFJ_SHARED` names the folder that holds `diaries/`; by default it lies beside
this repository.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from cfjournal import exchange
from cfjournal.rules.judge import by_shipped_rules
from tests.edges import cfj

SHARED = Path(os.environ.get("CFJ_SHARED") or Path(__file__).parent.parent.parent / "shared")
FILES = sorted((SHARED / "diaries").glob("*.jsonl"))
KOSSAKOWSKI = SHARED / "diaries" / "kossakowski-1.jsonl"

pytestmark = pytest.mark.skipif(not FILES, reason="the diaries of real people are not at hand (CFJ_SHARED)")

EARLIEST, LATEST = dt.date(2012, 9, 24), dt.date(2013, 1, 1)
"""Reduction of the medicine began on the first day; by the second the depression score had risen for good
(Kossakowski et al. 2017)."""


@pytest.mark.uncounted
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_real_diary_is_imported_replayed_and_reviewed(file: Path, tmp_path: Path) -> None:
    entries, bad = exchange.read_jsonl(file.read_bytes(), file.name)
    assert entries
    assert not bad
    now = dt.datetime.combine(entries[-1].date, dt.time(21), dt.UTC)
    home = tmp_path / "journal"
    assert f"Imported {len(entries)} entries" in cfj(home, "import", str(file), now=now).out
    again = cfj(home, "import", str(file), now=now)
    assert (again.code, f"{len(entries)} were there already" in again.out) == (0, True)
    replayed = cfj(home, "replay", "--json", str(file), now=now)
    assert (replayed.code, replayed.err) == (0, "")
    assert json.loads(replayed.out)["entries"] == len(entries)
    own = json.loads(cfj(home, "replay", "--json", now=now).out)
    assert own["episodes"] == json.loads(replayed.out)["episodes"]
    for form in ("text", "md", "json"):
        report = cfj(home, "report", "--format", form, now=now)
        assert (report.code, report.err) == (0, "")
        assert report.out
    states = {one["pattern"]: one["state"] for one in json.loads(report.out)["patterns"]}
    still = {e["pattern"] for e in own["episodes"] if e["stage"] == "building" and e["resolved"] is None}
    assert still == {pattern for pattern, state in states.items() if state in ("building", "easing")}


@pytest.mark.skipif(not KOSSAKOWSKI.exists(), reason="the diary is not at hand")
def test_the_course_that_is_known_is_seen_in_time_and_not_before() -> None:
    entries, _ = exchange.read_jsonl(KOSSAKOWSKI.read_bytes(), KOSSAKOWSKI.name)
    found = [e for e in by_shipped_rules(entries) if e.stage == "building"]
    mine = [e for e in found if e.pattern == "compassion-fatigue"]
    assert EARLIEST <= mine[0].fired <= LATEST
    last = entries[-1].date
    assert any(e.fired <= LATEST and (e.resolved is None or e.resolved > LATEST) for e in mine)
    after = sum(
        ((e.resolved or last) - max(e.fired, LATEST)).days for e in mine if (e.resolved or last) > LATEST
    )
    assert after / (last - LATEST).days >= 0.6
