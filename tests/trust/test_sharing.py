"""Sharing: whenever the power goes, no page is out there that the journal does not know of, and none in half."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from cfjournal import disk, shares, system
from cfjournal.store import Journal
from tests.edges import cfj
from tests.entries import plain
from tests.trust.power import Recorder, disks, lay_out
from tests.trust.table import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PAGE = "desk/page.md"


def states(scratch: Path) -> tuple[int, int, list[str]]:
    """Lay out every state of the disk that an export may leave: how many, with how many pages, what was wrong."""
    place = scratch / "recorded"
    (place / "desk").mkdir(parents=True)
    Journal.open(place / "journal").write_all([plain("2026-11-19"), plain("2026-11-20")])
    with pytest.MonkeyPatch.context() as patched:
        recorded = Recorder(place)
        recorded.install(patched)
        assert cfj(place / "journal", "export", "--yes", "-o", str(place / PAGE)).code == 0
    page, rng, wrong, number, pages = (place / PAGE).read_bytes(), random.Random(7), [], 0, 0
    laid = system.private_folder("cfjournal-power-", in_memory=True) / "laid"
    for moment in range(len(recorded.steps) + 1):
        for state in disks(recorded, moment, rng):
            number += 1
            lay_out(state, recorded, laid)
            known = {share.sha256 for share in shares.read(laid / "journal").shares}
            if (laid / PAGE).exists():
                pages += 1
                if (laid / PAGE).read_bytes() != page:
                    wrong.append(f"after {moment} steps the page is not whole")
                if shares.sum_of(page) not in known:
                    wrong.append(f"after {moment} steps the journal does not know of the page")
            elif moment == len(recorded.steps):
                wrong.append("it was said to be written")
            if len(Journal.open(laid / "journal").read().entries) != 2:
                wrong.append(f"after {moment} steps an entry is missing")
            shutil.rmtree(laid)
    laid.parent.rmdir()
    return number, pages, wrong


@pytest.mark.uncounted
def test_a_power_cut_leaves_no_page_without_its_record(tmp_path: Path) -> None:
    number, pages, wrong = states(tmp_path)
    assert wrong == []
    assert 0 < pages < number
    count("power cut", number, number * 2)


@pytest.mark.uncounted
def test_the_other_order_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = disk.put

    def put(files: Mapping[Path, bytes], gone: Sequence[Path] = ()) -> None:
        real(dict(reversed(list(files.items()))), gone)

    monkeypatch.setattr(disk, "put", put)
    assert "does not know of the page" in " ".join(states(tmp_path)[2])
