"""Kills: `cfj` is killed at each system call that reaches the journal, and nothing acknowledged is gone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.edges import NOW, cfj
from tests.trust.operations import JOURNAL, OPERATIONS, Operation, placed, trial
from tests.trust.table import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CALLS = (
    *("openat", "write", "fsync", "fdatasync", "close", "rename", "renameat", "renameat2", "link", "linkat"),
    *("unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "flock", "fcntl", "chmod", "fchmod", "ftruncate"),
)
"""Every call that can change a file or is part of doing so."""

AT_MOST = 40
"""So many kills an operation: where it makes more calls, they are spread over all of them."""

MAIN = "from cfjournal.cli import main; main()"


def run(operation: Operation, place: Path, *strace: str) -> subprocess.CompletedProcess[str]:
    """Run the operation under strace, as a process of its own."""
    log = str(place / "strace.txt")
    return subprocess.run(
        [
            *("strace", "-f", "-qq", "-y", "-o", log, *strace),
            *(sys.executable, "-I", "-c", MAIN, *placed(operation, place)),
        ],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(place / "home"),
            "CFJ_HOME": str(place / JOURNAL),
            "CFJ_NOW": NOW.isoformat(),
            "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        input=operation.stdin.decode(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def points(operation: Operation, template: Path, scratch: Path) -> list[tuple[str, int]]:
    """Return every call on something in the place of the journal: its name, and the how manieth of that name."""
    place = scratch / "traced"
    shutil.copytree(template, place)
    done = run(operation, place, "-e", f"trace={','.join(CALLS)}")
    assert done.returncode == 0, done.stderr
    made: Counter[str] = Counter()
    found = []
    for line in (place / "strace.txt").read_text("utf-8", "replace").splitlines():
        if not (call := re.match(r"\d+ +(\w+)\(", line)):
            continue
        made[call[1]] += 1
        if str(place) in line:
            found.append((call[1], made[call[1]]))
    return found


def spread(found: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return at most so many of the points, evenly, the first and the last among them."""
    if len(found) <= AT_MOST:
        return list(found)
    return [found[round(i * (len(found) - 1) / (AT_MOST - 1))] for i in range(AT_MOST)]


@pytest.mark.uncounted
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("operation", OPERATIONS, ids=[operation.name for operation in OPERATIONS])
def test_a_kill_at_any_call_loses_nothing_that_was_acknowledged(operation: Operation, tmp_path: Path) -> None:
    tried = trial(operation, tmp_path)
    found = points(operation, tried.template, tmp_path)
    assert len(found) >= 10

    def killed(number: int, point: tuple[str, int]) -> bool | None:
        """Whether it had said that it was done; None where this run made a call fewer and was not killed."""
        place = tmp_path / str(number)
        shutil.copytree(tried.template, place)
        name, at = point
        ended = run(operation, place, "-e", f"trace={name}", "-e", f"inject={name}:signal=KILL:when={at}")
        done = tried.holds(place, ended.stdout)
        checked = cfj(place / JOURNAL, "check")
        assert checked.code == 0, (point, checked.out)
        assert cfj(place / JOURNAL, "log", "tired").out.startswith("Saved"), point
        met = "+++ killed by SIGKILL +++" in (place / "strace.txt").read_text("utf-8", "replace")
        shutil.rmtree(place)
        return done if met else None

    chosen = spread(found)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        ends = [end for end in pool.map(killed, range(len(chosen)), chosen) if end is not None]
    assert len(ends) >= 0.9 * len(chosen)
    count("killed at a system call", len(ends), sum(ends) + len(tried.before.entries) * len(ends))
