"""Any order of changes, against a model: a list of what the journal held after each, of which undo drops the last.

`CFJ_LONG=1 pytest tests/test_undo_machine.py` runs six hundred of them.
"""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cfjournal import changes, checkup, codec, history, trash
from cfjournal.store import Journal
from tests.entries import plain
from tests.test_changes import LONG, versions_in

if TYPE_CHECKING:
    from cfjournal.entry import Entry

RUNS = 600 if LONG else 40
SEEN: Counter[str] = Counter()
"""What was undone, over all runs: a machine that never came to undo an import would prove little."""

IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None

days = st.dates(dt.date(2026, 8, 30), dt.date(2026, 11, 20))
notes = st.sampled_from(["", "a", "b\r\n", "two\nlines", "'''"])
picks = st.integers(0, 99)


class Changes(RuleBasedStateMachine):
    """A journal and what it should hold. `states` ends with what it holds now."""

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp(dir=IN_MEMORY)) / "journal"
        self.states: list[dict[str, Entry]] = [{}]
        self.written: set[bytes] = set()
        self.gone: list[Entry] = []
        self.now = dt.datetime(2026, 11, 20, 20, tzinfo=dt.UTC)
        self.ids = itertools.count()

    def teardown(self) -> None:
        if hasattr(self, "root"):
            assert {one.kind for one in checkup.check(self.root)} <= {"leftover"}
            assert not [path for path in self.root.rglob(".*") if path.suffix in {".tmp", ".old"}]
            shutil.rmtree(self.root.parent)

    def fresh(self, day: dt.date, **fields: Any) -> Entry:
        return plain(str(day), id=f"{next(self.ids):08x}", **fields)

    @property
    def held(self) -> dict[str, Entry]:
        return self.states[-1]

    def tick(self, seconds: int = 1) -> dt.datetime:
        self.now += dt.timedelta(seconds=seconds)
        return self.now

    def became(self, held: dict[str, Entry]) -> None:
        self.states.append(held)
        self.written |= {codec.dump(entry).encode() for entry in held.values()}

    def pick(self, number: int) -> Entry:
        return sorted(self.held.values())[number % len(self.held)]

    @rule(day=days, note=notes)
    def log(self, day: dt.date, note: str) -> None:
        entry = self.fresh(day, note=note, logged_at=self.tick())
        Journal.open(self.root).write(entry)
        self.became({**self.held, entry.id: entry})

    @precondition(lambda self: self.held)
    @rule(number=picks, day=days | st.none(), note=notes)
    def edit(self, number: int, day: dt.date | None, note: str) -> None:
        was = self.pick(number)
        fields: dict[str, Any] = {"note": note, "changed_at": self.tick()} | ({"date": day} if day else {})
        entry = was._replace(**fields)
        Journal.open(self.root).write(entry, was=was)
        self.became({**self.held, entry.id: entry})

    @precondition(lambda self: self.held)
    @rule(numbers=st.lists(picks, min_size=1, max_size=3))
    def delete(self, numbers: list[int]) -> None:
        chosen = {entry.id: entry for entry in map(self.pick, numbers)}
        changes.delete(Journal.open(self.root), list(chosen.values()), self.tick())
        self.gone += chosen.values()
        self.became({id_: entry for id_, entry in self.held.items() if id_ not in chosen})

    @rule(day=days, number=picks, many=st.integers(0, 3))
    def take_in(self, day: dt.date, number: int, many: int) -> None:
        came = [self.fresh(day, logged_at=self.now + dt.timedelta(hours=many - 1)) for _ in range(many)]
        if self.gone and (again := self.gone[number % len(self.gone)]).id not in self.held:
            came.append(again)
        Journal.open(self.root).write_all(came, self.tick())
        if came:
            self.became(self.held | {entry.id: entry for entry in came})

    @rule(number=picks, many=st.integers(1, 3))
    def restore(self, number: int, many: int) -> None:
        kept = trash.read(self.root).kept
        others = [one for one in kept if self.held.get(one.entry.id) != one.entry]
        chosen = {one.entry.id: one for one in (others[number:] + others[: number % 7])[:many]}
        if chosen:
            changes.restore(Journal.open(self.root), list(chosen.values()), self.tick())
            self.became(self.held | {id_: one.entry for id_, one in chosen.items()})

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            step = history.last_step(self.root)
            if len(self.states) == 1:
                assert step is None
                return
            assert step
            SEEN[step.did] += 1
            changes.undo(Journal.open(self.root), step, self.tick())
            self.states.pop()

    @precondition(lambda self: len(self.states) > 12)
    @rule()
    def empty(self) -> None:
        SEEN["empty"] += 1
        changes.empty(Journal.open(self.root), self.tick())
        self.states = [self.held]
        self.written = {codec.dump(entry).encode() for entry in self.held.values()}

    @invariant()
    def the_journal_holds_what_it_should(self) -> None:
        if hasattr(self, "root"):
            found = Journal.open(self.root).read()
            assert {entry.id: entry for entry in found.entries} == self.held
            assert (found.damaged, found.copies, found.changed) == ((), (), ())

    @invariant()
    def no_version_that_was_ever_written_is_lost(self) -> None:
        if hasattr(self, "root"):
            assert self.written <= versions_in(self.root)


@pytest.mark.uncounted
def test_any_order_of_changes_is_as_the_model_says() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    SEEN.clear()
    run_state_machine_as_test(
        Changes, settings=settings(max_examples=RUNS, stateful_step_count=25, deadline=None)
    )
    print(f"{RUNS} runs, undone: {dict(SEEN)}")
    kinds = {"log", "edit", "delete", "import", "restore", "empty"}
    assert len(kinds & set(SEEN)) >= (6 if LONG else 4)
