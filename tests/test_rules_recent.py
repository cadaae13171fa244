"""The recent history: the same as a replay from the first day, from far fewer months."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from cfjournal import vocabulary
from cfjournal.rules.engine import replay
from cfjournal.rules.files import shipped
from cfjournal.rules.recent import recent_history
from cfjournal.series import Day, days_of
from cfjournal.simulate.courses import SCENARIOS, Scenario
from cfjournal.simulate.diaries import write_diary
from tests.diaries import entry

if TYPE_CHECKING:
    from cfjournal.entry import Entry

WORDS = vocabulary.load()
SHIPPED = shipped(WORDS)


class Months:
    """Entries by month, counting what is read."""

    def __init__(self, entries: list[Entry]) -> None:
        self.days: dict[tuple[int, int], list[Day]] = {}
        for one in days_of(entries):
            self.days.setdefault((one.date.year, one.date.month), []).append(one)
        self.read_months: set[tuple[int, int]] = set()

    def read(self, month: tuple[int, int]) -> list[Day]:
        self.read_months.add(month)
        return self.days[month]


@pytest.mark.uncounted
@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("back", [0, 45])
def test_it_says_what_a_replay_from_the_first_day_says(scenario: Scenario, back: int) -> None:
    compared = 0
    for seed in range(6):
        entries = list(write_diary(scenario, seed).entries)
        until = entries[-1].date - dt.timedelta(days=back)
        months = Months(entries)
        recent = recent_history(
            sorted(months.days), months.read, SHIPPED, WORDS, since=until - dt.timedelta(days=6), until=until
        )
        whole = replay(entries, SHIPPED, WORDS, until=until)
        for pattern, state in whole.states.items():
            mine = recent.states[pattern]
            assert (mine.name, mine.rules, mine.stale_days) == (state.name, state.rules, state.stale_days)
            assert mine.older or mine.since == state.since
            compared += 1
        assert recent.reference == whole.reference
        phases = [(e.rule.id, e.phase, e.verdict, e.held) for e in recent.evidence]
        assert phases == [(e.rule.id, e.phase, e.verdict, e.held) for e in whole.evidence]
    assert compared == 18


def test_years_of_entries_cost_no_more_than_months() -> None:
    """Ten steady years: the beginning for the reference, the last months for the windows, nothing between."""
    entries = [entry(number, {"exhaustion": 1} if number % 3 else {}) for number in range(3650)]
    months = Months(entries)
    until = entries[-1].date
    recent_history(
        sorted(months.days), months.read, SHIPPED, WORDS, since=until - dt.timedelta(days=6), until=until
    )
    assert len(months.days) == 121
    assert len(months.read_months) <= 9
    assert min(months.read_months) == (2026, 1)
