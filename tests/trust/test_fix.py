"""Fix: `cfj check --fix` puts right what sync programs and crashes leave, and no byte is gone afterwards."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from cfjournal import codec
from cfjournal.store import Journal
from tests.edges import cfj
from tests.entries import plain
from tests.faults import CALLS, ERRORS, Faults
from tests.test_store import CONFLICT_NAMES
from tests.trust.table import count

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry

HERE = plain("2026-11-20", note="here")
LATER = HERE.logged_at + dt.timedelta(hours=1)
STATES: dict[str, tuple[Entry, Entry, str | None]] = {
    "the same": (HERE, HERE, "here"),
    "the copy is later": (HERE, HERE._replace(note="there", changed_at=LATER), "there"),
    "the copy is earlier": (HERE._replace(changed_at=LATER), HERE._replace(note="there"), "here"),
    "neither says": (HERE, HERE._replace(note="there"), None),
}
"""What stands in the journal, what a sync program puts beside it, and the note of the one to keep."""


def contents(root: Path) -> Counter[bytes]:
    """Every file of the folder by what is in it."""
    return Counter(path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != ".lock")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", CONFLICT_NAMES)
def test_a_conflict_copy_is_resolved_where_that_is_safe_and_shown_where_it_is_not(
    tmp_path: Path, name: str, state: str
) -> None:
    stands, beside, keeps = STATES[state]
    journal = Journal.open(tmp_path)
    path = journal.write(stands)
    copy = path.with_name(name.format(stands.id))
    copy.write_text(codec.dump(beside), "utf-8")
    copy.chmod(0o600)
    before = contents(tmp_path)
    looked = cfj(tmp_path, "check")
    assert copy.name in looked.out.replace("\n", " ") or len(copy.name) > 60
    done = cfj(tmp_path, "check", "--fix")
    assert done.code == 0
    assert contents(tmp_path) == before
    (entry,) = journal.read().entries
    assert entry.note == (keeps or "here")
    assert ("every file is as it should be" in done.out) == (keeps is not None)
    assert (copy.exists(), "differ in note" in " ".join(done.out.split())) == (
        (False, False) if keeps else (True, True)
    )
    count("conflict copy", 1, 1)


def mess(root: Path, rng: random.Random) -> None:
    """Do to a journal what sync programs, crashes and people do to folders."""
    paths = sorted(root.rglob("*-*.toml"))
    for path in rng.sample(paths, 6):
        text = path.read_text("utf-8")
        match rng.randrange(7):
            case 0:
                other = root / "entries" / "2025" / f"{rng.randint(1, 12):02}"
                other.mkdir(parents=True, exist_ok=True)
                path.rename(other / path.name)
            case 1:
                path.with_name(rng.choice(CONFLICT_NAMES).format(path.stem)).write_text(text, "utf-8")
            case 2:
                changed = codec.load(text)._replace(
                    note="other", changed_at=LATER if rng.random() < 0.5 else None
                )
                path.with_name(rng.choice(CONFLICT_NAMES).format(path.stem)).write_text(
                    codec.dump(changed), "utf-8"
                )
            case 3:
                path.with_name(f".{path.name}.12345678.tmp").write_text(
                    text[: rng.randrange(len(text))], "utf-8"
                )
            case 4:
                path.with_name(f".{path.name}.12345678.old").write_text(text, "utf-8")
            case 5:
                path.chmod(0o644)
            case _:
                path.rename(path.with_name(f"renamed {path.name}"))


@pytest.mark.parametrize("seed", range(25))
def test_no_byte_is_gone_when_a_mess_is_put_right(tmp_path: Path, seed: int) -> None:
    journal = Journal.open(tmp_path)
    entries = [
        plain(f"2026-{month:02}-{day:02}", note=f"{month} {day}") for month in (9, 10) for day in range(1, 9)
    ]
    journal.write_all(entries)
    mess(tmp_path, random.Random(seed))
    before = contents(tmp_path)
    done = cfj(tmp_path, "check", "--fix")
    assert contents(tmp_path) == before, done.out
    assert {entry.id for entry in journal.read().entries} == {entry.id for entry in entries}
    again = cfj(tmp_path, "check", "--fix")
    assert again.out.count("set aside") == again.out.count("moved to") == 0
    assert "cfj check --fix" not in again.out
    count("a mess put right", 6, len(entries))


@pytest.mark.uncounted
def test_an_error_on_the_way_loses_no_byte_and_the_next_fix_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template, root = tmp_path / "template", tmp_path / "journal"
    journal = Journal.open(template)
    path = journal.write(HERE)
    path.with_name(f"{HERE.id} 2.toml").write_text(
        codec.dump(HERE._replace(note="there", changed_at=LATER)), "utf-8"
    )
    path.with_name(f".{path.name}.12345678.tmp").write_bytes(b"# cfj")
    before, injected = set(contents(template)), 0
    for name in CALLS:
        for at in range(1, 30):
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(template, root)
            faults = Faults(root, name, at, ERRORS[at % len(ERRORS)])
            with monkeypatch.context() as patched:
                faults.install(patched)
                done = cfj(root, "check", "--fix")
            if not faults.injected:
                break
            injected += 1
            assert set(contents(root)) >= before, (name, at, done)
            assert cfj(root, "check", "--fix").code == 0
            assert set(contents(root)) >= before, (name, at, done)
            (entry,) = Journal.open(root).read().entries
            assert entry.note == "there", (name, at, done)
    assert injected > 20
    count("error while a mess is put right", injected, injected)
