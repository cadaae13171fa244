"""`cfj demo`: an invented diary, believable and whole, and a journal that is not touched."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from cfjournal import vocabulary
from cfjournal.commands.demo import bundled
from cfjournal.rules.engine import replay
from cfjournal.rules.files import shipped
from tests.edges import cfj, edge_for, run_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORDS = vocabulary.load()
ENTRIES = sorted(bundled(), key=lambda entry: entry.order)


@pytest.mark.parametrize("width", [80, 40])
def test_it_looks_like_this(width: int, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    done = cfj(tmp_path / "none", "demo", width=width)
    assert (done.code, done.err) == (0, "")
    assert max(map(len, done.out.splitlines())) <= width
    golden(f"demo-{width}.txt", done.out)


def test_it_says_that_it_is_invented_before_anything_else(tmp_path: Path) -> None:
    lead = cfj(tmp_path, "demo").out.partition("\n\n")[0]
    assert "nobody wrote" in lead
    assert "invented" in lead
    assert "17 August to Sunday 15 November 2026" in " ".join(lead.split())


def test_it_shows_the_review_and_the_evidence(tmp_path: Path) -> None:
    out = cfj(tmp_path, "demo").out
    report, why = out.index("Your week, Monday 9"), out.index("Why: compassion fatigue")
    assert report < out.index("building, since") < why
    assert "clears" in out[why:]


def test_it_neither_reads_nor_makes_a_journal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    before = cfj(home, "demo").out
    assert not home.exists()
    home.mkdir()
    (home / "journal.toml").write_text("broken", "utf-8")
    (home / "config.toml").write_text("broken", "utf-8")
    (home / "rules.toml").write_text("broken", "utf-8")
    assert cfj(home, "demo").out == before
    late = cfj(home, "demo", now=dt.datetime(2031, 1, 1, tzinfo=dt.UTC)).out
    assert late == before


def test_it_can_be_heard_and_shown_in_ascii(tmp_path: Path) -> None:
    assert "compassion fatigue: building, since" in cfj(tmp_path, "--plain", "demo").out
    assert run_at(edge_for(tmp_path, encoding="ascii"), "demo").out.isascii()


def test_no_note_of_it_is_shown(tmp_path: Path) -> None:
    out = " ".join(cfj(tmp_path, "demo").out.split())
    notes = [entry.note for entry in ENTRIES if entry.note]
    assert len(notes) > 15
    assert not [note for note in notes if note in out]
    brought = [entry.bring for entry in ENTRIES[-6:] if entry.bring]
    assert len(brought) == 2
    assert all(text in out for text in brought)


def test_it_is_three_months_of_shifts_with_gaps() -> None:
    kinds = Counter(entry.kind for entry in ENTRIES)
    days = {entry.date for entry in ENTRIES}
    assert (ENTRIES[0].date, ENTRIES[-1].date) == (dt.date(2026, 8, 17), dt.date(2026, 11, 15))
    assert len(days) == len(ENTRIES) == len({entry.id for entry in ENTRIES})
    assert set(kinds) == {"shift", "rest", "leave", "sick"}
    weeks = Counter(entry.date.isocalendar().week for entry in ENTRIES if entry.kind == "shift")
    assert len(weeks) == 13
    assert max(weeks.values()) == 5
    assert min(weeks.values()) >= 3
    assert sum(weeks.values()) < 13 * 5


def test_its_words_are_those_of_the_vocabulary() -> None:
    for entry in ENTRIES:
        for group, named in (("sign", entry.signs), ("strain", entry.strains), ("support", entry.supports)):
            assert all(WORDS.tags[tag].group == group for tag in named)


def test_it_begins_steady_and_then_one_pattern_builds() -> None:
    steady = [entry for entry in ENTRIES if entry.date < dt.date(2026, 10, 1)]
    assert len(steady) >= 30
    assert max(level for entry in steady for level in entry.signs.values()) <= 2
    history = replay(ENTRIES, shipped(WORDS), WORDS)
    assert {name: state.name for name, state in history.states.items()} == {
        "burnout": "quiet",
        "compassion-fatigue": "building",
        "secondary-trauma": "quiet",
    }
    first = min(episode.fired for episode in history.episodes)
    assert dt.date(2026, 10, 7) < first < dt.date(2026, 11, 1)


def test_its_conditions_worsen_before_its_signs_do() -> None:
    history = replay(ENTRIES, shipped(WORDS), WORDS)
    firing = {each.rule.id for each in history.evidence if each.phase == "firing"}
    assert {"conditions.supervision", "conditions.breaks", "conditions.debrief"} <= firing
    assert not [
        entry for entry in ENTRIES if entry.date > dt.date(2026, 9, 25) and "supervision" in entry.supports
    ]


def test_nobody_in_it_has_a_name_or_can_be_found() -> None:
    for entry in ENTRIES:
        text = f"{entry.note} {entry.bring}"
        assert not re.search(r"\b(Mr|Mrs|Ms|Dr|Miss)\b|\d{3,}|@|https?:", text)
        inner = re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", text)
        assert set(inner) <= {"Wednesday", "Thursday"}
