"""The reference methods on series where their answer can be worked out by hand."""

from __future__ import annotations

import datetime as dt
import json
from statistics import stdev

import pytest

from cfjournal.entry import Entry
from tests.benchmarks import compare, references
from tests.benchmarks.references import (
    JUDGES,
    METHODS,
    REFERENCE,
    cusum,
    ears_c2,
    ewma,
    five_of_fourteen,
    seven_against_28,
    western_electric,
)

STEADY = [0.0, 2.0] * 14
"""Mean 1, standard deviation just above 1."""


@pytest.mark.parametrize("name", set(METHODS) - {"EARS C2"})
def test_a_steady_series_never_alarms(name: str) -> None:
    assert not any(METHODS[name](STEADY * 6))


@pytest.mark.parametrize("name", METHODS)
def test_every_method_alarms_at_a_great_rise_and_has_one_answer_an_entry(name: str) -> None:
    values = STEADY * 2 + [8.0] * 20
    alarms = METHODS[name](values)
    assert len(alarms) == len(values)
    assert any(alarms[len(STEADY) * 2 :])


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("length", [0, 1, 8, REFERENCE, REFERENCE + 1])
def test_short_series_get_an_answer_an_entry(name: str, length: int) -> None:
    assert len(METHODS[name]([0.0, 1.0, 2.0, 1.0] * 20)) == 80
    assert len(METHODS[name](([0.0, 2.0] * 40)[:length])) == length


def test_ewma_weighs_the_last_value_by_its_weight() -> None:
    # one value at +10 deviations lifts the average by .2 * 10 = 2 of a limit of 3 * sqrt(.2 / 1.8) = 1
    assert ewma([*STEADY, 1 + 10 * 1.0184], 0.2, 3, 1)[-1]
    assert not ewma([*STEADY, 1 + 4 * 1.0184], 0.2, 3, 1)[-1]


def test_ewma_with_a_hold_waits_for_as_many_entries() -> None:
    alarms = ewma([*STEADY, *[20.0] * 5], 0.1, 4.4, 3)[REFERENCE:]
    assert alarms == [False, False, True, True, True]


def test_cusum_adds_what_exceeds_the_slack_and_starts_anew_after_an_alarm() -> None:
    # +3.5 deviations add 3 each: 3, 6, 9 (alarm), then anew 3
    high = 1 + 3.5 * stdev(STEADY)
    assert cusum([*STEADY, *[high] * 4], 0.5, 8)[REFERENCE:] == [False, False, True, False]


@pytest.mark.parametrize(
    ("after", "alarm"),
    [
        ([3.2], True),  # one beyond three deviations
        ([2.9], False),
        ([2.2, 0.0, 2.2], True),  # two of three beyond two
        ([2.2, 0.0, 0.0, 2.2], False),
        ([1.2, 1.2, 0.0, 1.2, 1.2], True),  # four of five beyond one
        ([1.2, 0.0, 1.2, 0.0, 1.2], False),
        ([0.1] * 8, True),  # eight in a row above the mean
        ([0.1] * 7, False),
    ],
)
def test_western_electric_zones(after: list[float], alarm: bool) -> None:
    sd = stdev(STEADY)
    assert western_electric([*STEADY, *[1 + z * sd for z in after]])[-1] is alarm


def test_ears_leaves_a_gap_of_two_entries() -> None:
    quiet = [1.0] * 7
    limit = 1 + 3 * references.SHORT_FLOOR
    assert ears_c2([*quiet, 9.0, 9.0, limit + 0.1])[-1]
    assert not ears_c2([*quiet, 9.0, 9.0, limit - 0.1])[-1]


def test_seven_against_28_compares_means_in_standard_errors() -> None:
    apart = references.APART / 7**0.5 * stdev(STEADY)
    assert seven_against_28([*STEADY, *[1 + apart + 0.01] * 7])[-1]
    assert not seven_against_28([*STEADY, *[1 + apart - 0.01] * 7])[-1]


def test_five_of_fourteen_needs_no_reference() -> None:
    heavy = references.HEAVY
    assert five_of_fourteen([heavy] * 5) == [False] * 4 + [True]
    assert not any(five_of_fourteen([heavy - 1] * 40))
    assert five_of_fourteen([heavy] * 5 + [0.0] * 10)[-1] is False


def entry(number: int, kind: str = "shift", **signs: int) -> Entry:
    date = dt.date(2026, 1, 1) + dt.timedelta(days=number)
    named = {name.replace("_", "-"): level for name, level in signs.items()}
    at = dt.datetime.combine(date, dt.time(20), dt.UTC)
    return Entry(str(number), date, at, "rest" if kind == "rest" else "shift", named)


def test_a_judge_names_the_pattern_and_the_days() -> None:
    heavy = [entry(n, flatness=3, dread=2) for n in range(6)]
    after = [entry(n) for n in range(6, 20)]
    (found,) = JUDGES["5 of 14 heavy"]([*heavy, *after])
    assert (found.pattern, found.stage) == ("compassion-fatigue", "building")
    assert found.fired == dt.date(2026, 1, 5)
    assert found.resolved == dt.date(2026, 1, 16)


def test_a_judge_reads_shifts_only_and_leaves_what_goes_on_open() -> None:
    resting = [entry(n, "rest", flatness=4, dread=4) for n in range(10)]
    assert JUDGES["5 of 14 heavy"](resting) == []
    (found,) = JUDGES["5 of 14 heavy"]([entry(n, intrusion=4) for n in range(9)])
    assert found.resolved is None


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "MIX", ("steady", "fast"))


@pytest.mark.usefixtures("few")
def test_the_table_has_a_row_a_method(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare.main(["--diaries", "4", "--workers", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:]] == ["cfjournal", *METHODS]
    assert len({line.count("|") for line in lines}) == 1


@pytest.mark.usefixtures("few")
def test_the_table_comes_as_json_with_a_judge_of_ones_own(capsys: pytest.CaptureFixture[str]) -> None:
    own = "own=tests.test_scoring:never"
    assert compare.main(["--diaries", "4", "--workers", "1", "--json", "--judge", own]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["own"]["false_per_year"]["value"] == 0
    assert set(found) == {"cfjournal", *METHODS, "own"}
