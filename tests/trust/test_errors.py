"""Errors: each call of an operation fails with two of six errors in turn, once or ever after; nothing old changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cfjournal import backup_file, backups, system
from tests.edges import cfj
from tests.faults import CALLS, ERRORS, Faults
from tests.folders import everything
from tests.trust.operations import JOURNAL, OPERATIONS, Operation, look, placed, trial
from tests.trust.table import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.edges import Done

AT_MOST, AT_MOST_OF_MANY = 8, 2
"""So many calls of one name are failed in turn; the hundredth file of an import is written as the second is."""


def failures(under: Path, at_most: int) -> Iterator[Faults]:
    """Return one fault after another: the next call of a name only while the last one was met."""
    for name in CALLS:
        for lasting in (False, True):
            for at in range(1, at_most + 1):
                for turn in (0, 3):
                    faults = Faults(under, name, at, ERRORS[(at + turn) % len(ERRORS)], lasting)
                    yield faults
                if not faults.injected:
                    break


def bytes_of(root: Path) -> dict[str, bytes]:
    """Return the files of the journal that a person would see, but for drafts, and backups that are whole."""
    for path in root.glob(f"{backups.FOLDER}/[!.]*"):
        assert backup_file.read(path).files
    return everything(root, backups.FOLDER)


def is_kept(said: str, wanted: bytes) -> bool:
    """Whether a file that the message names holds what was typed, or the message itself shows it."""
    if wanted in said.encode():
        return True
    files = [Path(word.rstrip(".,")) for word in re.findall(r"/\S+", said)]
    return any(wanted in path.read_bytes() for path in files if path.is_file())


@pytest.mark.uncounted
@pytest.mark.parametrize("operation", OPERATIONS, ids=[operation.name for operation in OPERATIONS])
def test_an_error_at_any_call_leaves_everything_as_it_was(
    operation: Operation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "state_folder", lambda: tmp_path / "state")
    tried = trial(operation, tmp_path)
    place, injected = tmp_path / "place", 0
    root = place / JOURNAL

    def run(faults: Faults) -> Done:
        with monkeypatch.context() as patched:
            faults.install(patched)
            return cfj(root, *placed(operation, place), stdin=operation.stdin)

    before = bytes_of(tried.template / JOURNAL)
    many = len(tried.after.entries) > len(tried.before.entries) + 1
    for faults in failures(root, AT_MOST_OF_MANY if many else AT_MOST):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(tried.template, place)
        done = run(faults)
        if not faults.injected:
            continue
        injected += 1
        point = (faults.name, faults.at, faults.lasting, done.err)
        said_done = tried.holds(place, done.out)
        assert said_done == (done.code == 0), point
        if not said_done:
            assert done.code in (1, 2, 4, 5), point
            assert bytes_of(root) == before, point
            assert not operation.typed or is_kept(done.err, operation.typed), point
        else:
            seen = look(place, tried.known)
            assert seen == tried.after or tried.stands_apart(seen) or operation.name == "reference set", point
    assert injected >= 50
    count("error at a call", injected, injected * len(before))
