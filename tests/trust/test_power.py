"""Power: the current goes at any moment of an operation, and what was not synced may be on the disk or not."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from cfjournal import disk, system
from tests.edges import cfj
from tests.trust.operations import JOURNAL, OPERATIONS, Operation, Trial, placed, trial
from tests.trust.power import Recorder, disks, lay_out
from tests.trust.table import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MOMENTS = 30
"""So many moments an operation: where it takes more steps, they are spread over all of them."""


def states(tried: Trial, scratch: Path) -> tuple[int, list[str]]:
    """Lay out every state of the disk that an operation may leave; return how many, and what broke a promise."""
    operation, place = tried.operation, scratch / "recorded"
    shutil.copytree(tried.template, place)
    with pytest.MonkeyPatch.context() as patched:
        recorded = Recorder(place)
        recorded.install(patched)
        done = cfj(place / JOURNAL, *placed(operation, place), stdin=operation.stdin)
    assert done.code == 0
    steps, rng, number, broken = len(recorded.steps), random.Random(7), 0, []
    laid = system.private_folder("cfjournal-power-", in_memory=True) / "laid"
    assert steps >= 3
    for moment in sorted({round(i * steps / MOMENTS) for i in range(MOMENTS + 1)}):
        for state in disks(recorded, moment, rng):
            number += 1
            lay_out(state, recorded, laid)
            try:
                tried.holds(laid, done.out if moment == steps else "")
            except AssertionError as error:
                broken.append(f"after {moment} of {steps} steps: {error}")
            shutil.rmtree(laid)
    laid.parent.rmdir()
    return number, broken


@pytest.mark.uncounted
@pytest.mark.parametrize("operation", OPERATIONS, ids=[operation.name for operation in OPERATIONS])
def test_a_power_cut_at_any_moment_loses_nothing(operation: Operation, tmp_path: Path) -> None:
    tried = trial(operation, tmp_path)
    number, broken = states(tried, tmp_path)
    assert broken == []
    assert number > 10
    count("power cut", number, number * len(tried.before.entries))


def test_the_model_sees_what_a_write_without_sync_loses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same with a writer that most programs have: a new file, renamed over the old one, never synced."""

    def put(files: Mapping[Path, bytes], gone: Sequence[Path] = ()) -> None:
        for path, data in files.items():
            disk.make_folder(path.parent)
            staged: dict[Path, Path] = {}
            with monkeypatch.context() as patched:
                patched.setattr("cfjournal.system.sync_file", lambda _: None)
                disk._stage({path: data}, staged)
            staged[path].replace(path)

    monkeypatch.setattr(disk, "put", put)
    number, broken = states(trial(OPERATIONS[0], tmp_path), tmp_path)
    assert 0 < len(broken) < number
