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


@pytest.mark.uncounted
def test_an_entry_changed_on_two_computers_is_named_and_left_alone_until_a_side_is_chosen(
    tmp_path: Path,
) -> None:
    home, laptop = tmp_path / "home", tmp_path / "laptop"
    entry = plain("2026-09-01", note="the first")
    path = Journal.open(home, create=True).write(entry)
    git(home, "init", "-q", "-b", "main")
    git(home, "add", "-A")
    git(home, "commit", "-q", "-m", "a shift")
    git(tmp_path, "clone", "-q", str(home), str(laptop))
    for root in (home, laptop):
        Journal.open(root).write(entry._replace(note=root.name), was=entry)
        Journal.open(root).write(plain("2026-09-02", note="another"))
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "a shift")
    with pytest.raises(AssertionError, match="merge failed"):
        git(home, "pull", "-q", "--no-rebase", "--no-edit", str(laptop), "main")
    before = path.read_bytes()
    done = cfj(home, "check", "--fix")
    assert done.code == 4
    assert "marks of a git merge" in " ".join(done.out.split())
    assert path.read_bytes() == before
    assert [other.note for other in Journal.open(home).read().entries] == ["another", "another"]
    git(home, "checkout", "--theirs", str(path))
    assert "laptop" in [other.note for other in Journal.open(home).read().entries]
    count("a conflict of git named", 1, 3)


def test_the_modes_that_git_does_not_keep_are_shut(tmp_path: Path) -> None:
    path = Journal.open(tmp_path, create=True).write(plain())
    path.chmod(0o644)
    assert "can be read by other users" in " ".join(cfj(tmp_path, "check").out.split())
    cfj(tmp_path, "check", "--fix")
    assert path.stat().st_mode & 0o077 == 0
