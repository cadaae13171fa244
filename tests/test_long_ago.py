"""How long ago supervision and a debrief were is known to the agenda, however long ago that is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from cfjournal.store import Journal
from tests.edges import NOW, cfj
from tests.entries import plain

if TYPE_CHECKING:
    from pathlib import Path


def journal(home: Path, days: int, **supports: int) -> Path:
    """A journal of so many days, each a shift, with a support on those so many days ago."""
    entries = []
    for back in range(days, -1, -1):
        day = NOW.date() - dt.timedelta(days=back)
        noted = {name: 2 for name, ago in supports.items() if ago == back}
        if day.weekday() < 5:
            calm = plain(str(day), id=f"{back:08x}-0", signs={"exhaustion": 1}, strains={}, supports=noted)
            entries.append(calm._replace(note="", bring=""))
    Journal.open(home).write_all(entries)
    assert "the first entry looked at" in cfj(home, "report").out, "a review of calm weeks reads few months"
    return home


def agenda(home: Path) -> str:
    done = cfj(home, "--plain", "supervision", "agenda")
    assert done.code in (0, 4)
    return " ".join(done.out.split())


@pytest.mark.parametrize("ago", [206, 301, 399, 400])
def test_the_day_is_known_however_long_ago_it_is(ago: int, tmp_path: Path) -> None:
    text = agenda(journal(tmp_path, 400, supervision=ago, debrief=302))
    day = NOW.date() - dt.timedelta(days=ago)
    assert f"{day.day} {day:%B}" in text.partition("last reflective supervision:")[2][:60]
    assert "last debrief: 43 weeks ago" in text


def test_what_never_was_is_said_since_the_first_entry_of_all(tmp_path: Path) -> None:
    text = agenda(journal(tmp_path, 400, debrief=392))
    assert "reflective supervision and leave: none noted since the first entry, Thu 16 Oct 2025" in text
    assert "looked at" not in text


def test_a_strain_that_is_called_alike_is_no_supervision(tmp_path: Path) -> None:
    home = journal(tmp_path, 400)
    day = NOW.date() - dt.timedelta(days=350)
    Journal.open(home).write(
        plain(str(day), id="aa000000-0", strains={"admin-only-supervision": 2}, supports={})
    )
    assert "last reflective supervision" not in agenda(home)


def test_an_old_file_that_cannot_be_read_is_no_obstacle(tmp_path: Path) -> None:
    home = journal(tmp_path, 400, supervision=351, debrief=351)
    broken = Journal.open(home).path_of(plain(str(NOW.date() - dt.timedelta(days=350)), id=f"{350:08x}-0"))
    broken.write_bytes(b"\xff torn")
    assert "last reflective supervision: 50 weeks ago" in agenda(home)
