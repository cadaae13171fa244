"""Days and series: several entries of a date become one day, and an unwritten day stays missing."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest

from cfjournal.entry import Entry, Kind
from cfjournal.period import Period
from cfjournal.series import days_of, per_day, per_shift

ONE = dt.timezone(dt.timedelta(hours=1))


def entry(
    day: int,
    kind: Kind = "shift",
    *,
    ident: str = "",
    hour: int = 20,
    signs: dict[str, int] | None = None,
    strains: dict[str, int] | None = None,
    supports: dict[str, int] | None = None,
) -> Entry:
    return Entry(
        ident or f"id-{day:02}-{hour:02}",
        dt.date(2026, 11, day),
        dt.datetime(2026, 11, day, hour, tzinfo=ONE),
        kind,
        signs or {},
        strains or {},
        supports or {},
    )


def test_one_entry_is_its_day() -> None:
    written = entry(2, signs={"dread": 3}, strains={"no-break": 2}, supports={"debrief": 2})
    (day,) = days_of([written])
    assert (day.date, day.kind, day.entries) == (written.date, "shift", (written.id,))
    assert (day.signs, day.strains, day.supports) == (written.signs, written.strains, written.supports)
    assert day.logged_at == written.logged_at
    assert day.worked


def test_no_entries_give_no_days() -> None:
    assert days_of([]) == []


def test_entries_of_one_date_are_taken_together_at_their_strongest() -> None:
    morning = entry(2, hour=9, signs={"dread": 1, "shame": 0}, strains={"no-break": 2}, supports={"break": 1})
    evening = entry(
        2, hour=21, signs={"dread": 3, "flatness": 2}, strains={"incident": 4}, supports={"break": 3}
    )
    (day,) = days_of([morning, evening])
    assert day.signs == {"dread": 3, "flatness": 2, "shame": 0}
    assert day.strains == {"no-break": 2, "incident": 4}
    assert day.supports == {"break": 3}
    assert day.entries == (morning.id, evening.id)
    assert day.logged_at == evening.logged_at


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("rest", "shift"), "shift"),
        (("sick", "shift"), "shift"),
        (("leave", "sick"), "sick"),
        (("rest", "leave"), "leave"),
        (("rest", "rest"), "rest"),
    ],
)
def test_a_date_with_any_shift_is_a_shift(kinds: tuple[Kind, Kind], expected: Kind) -> None:
    for first, second in (kinds, kinds[::-1]):
        (day,) = days_of([entry(2, first, hour=9), entry(2, second, hour=10)])
        assert day.kind == expected


def test_the_order_of_the_entries_does_not_matter() -> None:
    entries = [
        entry(4, signs={"dread": 1}),
        entry(2, signs={"dread": 2}),
        entry(2, "rest", hour=22, signs={"shame": 1}),
        entry(3, hour=8, ident="b"),
        entry(3, hour=8, ident="a", signs={"dread": 4}),
    ]
    expected = days_of(entries)
    assert [day.date.day for day in expected] == [2, 3, 4]
    assert expected[1].entries == ("a", "b")
    assert expected[1].signs == {"dread": 4}
    for order in itertools.permutations(entries):
        assert days_of(order) == expected


def test_an_unnamed_sign_is_zero_and_an_unwritten_day_is_missing() -> None:
    days = days_of([entry(2, signs={"dread": 3}), entry(3), entry(5, signs={"dread": 0})])
    period = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 5))
    assert per_day(days, "dread", period) == [None, 3, 0, None, 0]
    assert per_day([], "dread", period) == [None] * 5


def test_shifts_are_the_worked_days_only() -> None:
    days = days_of([entry(4, signs={"dread": 1}), entry(2), entry(3, "sick", signs={"dread": 4})])
    assert per_shift(days, "dread") == [0, 1]


def test_taking_together_keeps_every_sign_and_every_entry() -> None:
    rng = random.Random(7)
    entries = [
        entry(
            rng.randint(1, 6),
            hour=index % 24,
            ident=f"{index:03}",
            signs={rng.choice("abc"): rng.randint(0, 4) for _ in range(2)},
        )
        for index in range(60)
    ]
    days = days_of(entries)
    assert sorted(ident for day in days for ident in day.entries) == [each.id for each in entries]
    for each in entries:
        (day,) = (day for day in days if day.date == each.date)
        assert all(day.signs[sign] >= level for sign, level in each.signs.items())
