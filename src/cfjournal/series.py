"""Series: a diary as days, and values that are there or missing.

One `Day` for every written date, with the entries of that date taken together. A day that nobody wrote is
absent from the list and `None` in a series: missing, never zero. It knows no rules and no screens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from cfjournal.entry import Entry, Kind
    from cfjournal.period import Period

KIND_ORDER: tuple[Kind, ...] = ("shift", "sick", "leave", "rest")
"""Which kind a date has when its entries disagree: who worked has worked, who was ill was not resting."""


class Day(NamedTuple):
    """One written date: the strongest level of each sign, strain and support, and the entries it came from.

    `entries` holds their ids in the order of writing; `logged_at` is the latest moment of writing. A date on
    which only a record of supervision was written has no kind and was not told: its supports alone are known.
    """

    date: dt.date
    kind: Kind | None
    signs: Mapping[str, int]
    strains: Mapping[str, int]
    supports: Mapping[str, int]
    entries: tuple[str, ...]
    logged_at: dt.datetime

    @property
    def worked(self) -> bool:
        """Whether a shift was worked."""
        return self.kind == "shift"

    @property
    def told(self) -> bool:
        """Whether anything was written of the day itself."""
        return self.kind is not None


def days_of(entries: Iterable[Entry]) -> list[Day]:
    """Return one day for every written date, oldest first, whatever order the entries come in.

    An entry that says of itself that it does not count (`Entry.counts`) makes no day.
    """
    by_date: dict[dt.date, list[Entry]] = {}
    for entry in entries:
        if not entry.counts:
            continue
        if (same := by_date.get(entry.date)) is None:
            by_date[entry.date] = [entry]
        else:
            same.append(entry)
    return [
        _day(date, by_date[date][0]) if len(by_date[date]) == 1 else _merged(date, by_date[date])
        for date in sorted(by_date)
    ]


def _day(date: dt.date, entry: Entry) -> Day:
    kind = None if entry.only_agreed else entry.kind
    return Day(date, kind, entry.signs, entry.strains, entry.supports, (entry.id,), entry.logged_at)


def _merged(date: dt.date, entries: list[Entry]) -> Day:
    ordered = sorted(entries, key=lambda entry: entry.order)
    return Day(
        date,
        min((entry.kind for entry in ordered if not entry.only_agreed), key=KIND_ORDER.index, default=None),
        _strongest(entry.signs for entry in ordered),
        _strongest(entry.strains for entry in ordered),
        _strongest(entry.supports for entry in ordered),
        tuple(entry.id for entry in ordered),
        ordered[-1].logged_at,
    )


def _strongest(levels: Iterable[Mapping[str, int]]) -> dict[str, int]:
    strongest: dict[str, int] = {}
    for named in levels:
        for tag, level in named.items():
            strongest[tag] = max(level, strongest.get(tag, 0))
    return strongest


def per_day(days: Iterable[Day], sign: str, period: Period) -> list[int | None]:
    """Return the level of `sign` on each date: 0 where it was not named, None where nothing was written."""
    written = {day.date: day.signs.get(sign, 0) for day in days}
    return [written.get(date) for date in period]


def per_shift(days: Sequence[Day], sign: str) -> list[int]:
    """Return the level of `sign` on each worked day, oldest first."""
    return [day.signs.get(sign, 0) for day in days if day.worked]
