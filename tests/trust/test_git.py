"""Git: journals that grew apart on several computers are merged, and additions never conflict."""

from __future__ import annotations

import random
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from cfjournal.store import Journal
from tests.edges import cfj
from tests.entries import plain
from tests.trust.table import count

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

WHO = ("-c", "user.name=me", "-c", "user.email=me@example.org", "-c", "commit.gpgsign=false")


def git(root: Path, *args: str) -> None:
    done = subprocess.run(["git", *WHO, *args], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (args, done.stdout, done.stderr)


def grow(root: Path, rng: random.Random) -> None:
    """Write a few entries, and now and then edit one that was written here."""
    journal = Journal.open(root)
    for _ in range(rng.randint(1, 4)):
        entry = plain(f"2026-{rng.randint(9, 11):02}-{rng.randint(1, 28):02}", note=f"{rng.random()}")
        journal.write(entry)
        if rng.random() < 0.3:
            journal.write(entry._replace(note="edited here"), was=entry)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a shift")


@pytest.mark.uncounted
@pytest.mark.parametrize("seed", range(8))
def test_additions_of_several_computers_never_conflict(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    home = tmp_path / "home"
    Journal.open(home, create=True)
    git(home, "init", "-q", "-b", "main")
    grow(home, rng)
    laptops = [tmp_path / name for name in ("laptop", "phone")]
    for laptop in laptops:
        git(tmp_path, "clone", "-q", str(home), str(laptop))
    written: set[str] = set()
    merges = 0
    for _ in range(4):
        for root in rng.sample((home, *laptops), 2):
            grow(root, rng)
        for laptop in laptops:
            git(laptop, "pull", "-q", "--no-rebase", "--no-edit", str(home), "main")
            git(home, "pull", "-q", "--no-rebase", "--no-edit", str(laptop), "main")
            merges += 2
            written |= {entry.id for root in (home, laptop) for entry in Journal.open(root).read().entries}
    found = Journal.open(home).read()
    assert {entry.id for entry in found.entries} == written
    assert (found.damaged, found.copies, found.changed) == ((), (), ())
    assert [
        line
        for line in cfj(home, "check").out.splitlines()
        if line.startswith(("damaged", "copy", "changed"))
    ] == []
    count("a merge by git", merges, len(written))
