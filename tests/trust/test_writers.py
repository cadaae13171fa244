"""Writers: eight at once, editing and killed among them, and every acknowledged entry is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cfjournal.store import Journal
from tests.edges import cfj
from tests.trust.table import count

WRITERS, EACH, ROUNDS = 8, 50, 5

WRITE = """
import sys
from pathlib import Path
from cfjournal.store import Journal
from tests.entries import plain
root, number, edits = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "edits"
for at in range(number):
    journal = Journal.open(root, create=True)
    entry = plain(f"2026-11-{at % 20 + 1:02}", note="first")
    journal.write(entry)
    print(entry.id, "first", flush=True)
    if edits and at % 3 == 0:
        journal.write(entry._replace(note="edited"), was=entry)
        print(entry.id, "edited", flush=True)
    if edits and at % 7 == 0:
        journal.write(entry._replace(note="moved", date=entry.date.replace(month=10)), was=journal.find(entry.id))
        print(entry.id, "moved", flush=True)
"""


def writer(root: Path, number: int, how: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITE, str(root), str(number), how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def said(process: subprocess.Popen[str]) -> dict[str, str]:
    """Return what a writer said was saved: the note of each entry, by its id."""
    with process:
        assert process.stdout
        lines = process.stdout.read().splitlines()  # `communicate` forgets what `readline` held ready
    return dict(line.split() for line in lines if line.count(" ") == 1)


@pytest.mark.uncounted
@pytest.mark.parametrize("how", ["plain", "edits"])
def test_eight_writers_lose_nothing(tmp_path: Path, how: str) -> None:
    acknowledged = 0
    for turn in range(ROUNDS if how == "plain" else 1):
        root = tmp_path / str(turn)
        writers = [writer(root, EACH, how) for _ in range(WRITERS)]
        saved = {id_: note for process in writers for id_, note in said(process).items()}
        assert len(saved) == WRITERS * EACH
        assert {entry.id: entry.note for entry in Journal.open(root).read().entries} == saved
        assert "every file is as it should be" in cfj(root, "check").out
        acknowledged += len(saved)
    count(f"eight writers at once, {how}", WRITERS, acknowledged)


@pytest.mark.uncounted
def test_a_writer_that_is_killed_with_the_lock_in_its_hand_stops_nobody(tmp_path: Path) -> None:
    acknowledged = killed = 0
    for turn in range(10):
        root = tmp_path / str(turn)
        victim, others = writer(root, 100_000, "plain"), [writer(root, 5, "edits") for _ in range(3)]
        assert victim.stdout
        first = [victim.stdout.readline() for _ in range(turn + 1)]
        victim.kill()
        killed += 1
        saved = {line.split()[0]: "first" for line in first} | said(victim)
        for process in others:
            saved |= said(process)
        assert len(saved) >= turn + 1 + 15
        there = {entry.id: entry.note for entry in Journal.open(root).read().entries}
        assert there.items() >= saved.items()
        assert len(there) <= len(saved) + 1, "the one in flight is whole or absent"
        acknowledged += len(saved)
    count("a writer killed among others", killed, acknowledged)
