"""Judged: a journal read as far as a review needs, and what the rules say of it on the last day."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.moves import moves_of, reference_on
from cfjournal.period import Period
from cfjournal.series import days_of
from cfjournal.tally import WEEKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.entry import Entry
    from cfjournal.entry_files import Month
    from cfjournal.reading import Damaged
    from cfjournal.rules.history import History
    from cfjournal.rules.rule import RuleSet
    from cfjournal.series import Day
    from cfjournal.store import Journal
    from cfjournal.vocabulary import Vocabulary


class Judged(NamedTuple):
    """The entries that were read, the history on the last day asked for, and what could not be read.

    Before `whole_from` there may be months that were not read; None says that all were.
    """

    entries: tuple[Entry, ...]
    history: History
    whole_from: dt.date | None
    damaged: tuple[Damaged, ...]


def may_be_shown(entry: Entry) -> bool:
    """Whether anybody else may ever see something of an entry."""
    return not entry.never_export


class Months:
    """A journal read month by month, each month once.

    `for_others` leaves out entries that must never be exported, as if they had not been written: a month that
    holds no other is none.
    """

    def __init__(self, journal: Journal, *, for_others: bool = False) -> None:
        self._journal = journal
        self._for_others = for_others
        self.all: Sequence[Month] = journal.months_with(may_be_shown) if for_others else journal.months()
        self.read: dict[Month, tuple[Entry, ...]] = {}
        self.damaged: dict[Damaged, None] = {}

    def entries(self, month: Month) -> tuple[Entry, ...]:
        """Return the entries of a month."""
        if month not in self.read:
            found = self._journal.read(_days(month))
            self.damaged |= dict.fromkeys(found.damaged)
            shown = filter(may_be_shown, found.entries) if self._for_others else found.entries
            self.read[month] = tuple(shown)
        return self.read[month]

    def days(self, month: Month) -> list[Day]:
        """Return the written days of a month."""
        return days_of(self.entries(month))

    def reference(self, day: dt.date) -> Period | None:
        """Return the reference period that the person had set by `day`, if they had."""
        return reference_on(moves_of(self._journal.settings), day)

    def has(self, day: dt.date) -> bool:
        """Whether there is an entry for `day`."""
        month = (day.year, day.month)
        return month in self.all and any(entry.date == day for entry in self.entries(month))


def judge(months: Months, rules: RuleSet, vocabulary: Vocabulary, period: Period) -> Judged:
    """Read what a review of `period` needs, no more, and replay the rules up to its last day."""
    from cfjournal.rules.recent import recent_history

    history = recent_history(
        months.all,
        months.days,
        rules,
        vocabulary,
        since=period.first,
        until=period.last,
        reference=months.reference(period.last),
    )
    start = min(period.first, period.last - dt.timedelta(days=7 * WEEKS - 1))
    for month in months.all:
        if (start.year, start.month) <= month <= (period.last.year, period.last.month):
            months.entries(month)
    entries = tuple(entry for month in sorted(months.read) for entry in months.read[month])
    return Judged(entries, history, _whole_from(months, period), tuple(months.damaged))


def _whole_from(months: Months, period: Period) -> dt.date | None:
    """Return the first day from which on every month up to the period's end was read."""
    until = [month for month in months.all if month <= (period.last.year, period.last.month)]
    unread = [month for month in until if month not in months.read]
    return _days(unread[-1]).last + dt.timedelta(days=1) if unread else None


def _days(month: Month) -> Period:
    year, number = month
    return Period(dt.date(year, number, 1), dt.date(year, number, monthrange(year, number)[1]))
