"""Tally: one word over a period, beside the person's own usual and the weeks before.

Counts and describes; judges nothing. A week without a written shift has no value: missing, never zero.
Knows days and the vocabulary's order; it may not know rules or screens.
"""

from __future__ import annotations

from collections import Counter
from copy import copy
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from cfjournal.period import Period
    from cfjournal.series import Day
    from cfjournal.vocabulary import Group, Vocabulary

WEEKS = 12
"""Weeks that a tally looks back over: long enough to see something build, short enough to be remembered."""

NOTABLE = 0.5
"""Levels per shift, up or down, from which a difference is named: half a step on the scale of levels."""

USUALLY_THERE = 0.2
"""A word on a fifth of the steady shifts is a usual one: its absence is worth showing."""

LATELY = 4
"""The weeks that are set against those before them, to say in words where a drawing would show it."""

FEWEST_WEEKS = 2
"""Written weeks on either side without which nothing is said about a direction."""

Stand = Literal["more", "usual", "less", "unknown"]
Trend = Literal["rising", "steady", "falling", "unknown"]


class Usual(NamedTuple):
    """One word over the person's steady shifts: the share (0-1) that had it, and its mean level (0-4)."""

    share: float
    mean: float


class Tally(NamedTuple):
    """One word over the period.

    It was named on `on` of the `of` shifts, and on `elsewhere` of the `off` written days without a shift.
    `mean` is in levels per shift. `weeks` holds the mean level of each of the last `WEEKS` weeks (or as many
    as were asked for), oldest first, None for a week without a written shift.
    """

    id: str
    label: str
    on: int
    of: int
    elsewhere: int
    mean: float
    usual: Usual | None
    weeks: tuple[float | None, ...]
    off: int = 0

    @property
    def rise(self) -> float | None:
        """The mean level above the usual one, in levels per shift; None where there is no comparison."""
        return self.mean - self.usual.mean if self.usual and self.of else None

    @property
    def stand(self) -> Stand:
        """Whether the difference from the usual is large enough to name."""
        if self.rise is None:
            return "unknown"
        return "more" if self.rise >= NOTABLE else "less" if self.rise <= -NOTABLE else "usual"

    @property
    def trend(self) -> Trend:
        """Where the weeks `LATELY` stand against those before, if two of each were written."""
        lately = [week for week in self.weeks[-LATELY:] if week is not None]
        before = [week for week in self.weeks[:-LATELY] if week is not None]
        if min(len(lately), len(before)) < FEWEST_WEEKS:
            return "unknown"
        change = sum(lately) / len(lately) - sum(before) / len(before)
        return "rising" if change >= NOTABLE else "falling" if change <= -NOTABLE else "steady"


class Counting:
    """Days laid out for counting: those of the period, the steady shifts, and the shifts of each week.

    The weeks are those of `over`, which holds whole ones, or else the `WEEKS` that end with the period.
    """

    def __init__(
        self,
        days: Sequence[Day],
        period: Period,
        steady: Collection[dt.date],
        vocabulary: Vocabulary,
        *,
        over: Period | None = None,
    ) -> None:
        self.days, self.vocabulary = days, vocabulary
        self.inside = [day for day in days if day.date in period]
        self.shifts = [day for day in self.inside if day.worked]
        steady = frozenset(steady)
        self.steady = [day for day in days if day.worked and day.date in steady]
        weeks, last = (len(over) // 7, over.last) if over else (WEEKS, period.last)
        self.weeks: list[list[Day]] = [[] for _ in range(weeks)]
        for day in days:
            back = (last - day.date).days // 7
            if day.worked and 0 <= back < weeks:
                self.weeks[weeks - 1 - back].append(day)

    def on(self, dates: Collection[dt.date]) -> Counting:
        """Return the same counting over the shifts of `dates` alone."""
        other = copy(self)
        wanted = frozenset(dates)
        other.inside = other.shifts = [day for day in self.days if day.worked and day.date in wanted]
        return other

    def tallies(self, group: Group) -> tuple[Tally, ...]:
        """Return a tally of every word that was named or is usually there, the most above usual first."""
        named = {tag for day in self.inside for tag, level in levels(day, group).items() if level}
        if self.shifts:
            named |= self._usually_there(group)
        order = {tag: place for place, tag in enumerate(self.vocabulary.tags)}
        tallies = (self.tally(tag, group) for tag in named)
        return tuple(
            sorted(tallies, key=lambda each: (*_order(each), order.get(each.id, len(order)), each.id))
        )

    def _usually_there(self, group: Group) -> set[str]:
        found = Counter(tag for day in self.steady for tag, level in levels(day, group).items() if level)
        return {tag for tag, shifts in found.items() if shifts >= USUALLY_THERE * len(self.steady)}

    def tally(self, tag: str, group: Group) -> Tally:
        """Return the tally of one word, named or not."""
        on, mean = _count(self.shifts, tag, group)
        weeks = tuple(_count(week, tag, group)[1] if week else None for week in self.weeks)
        return Tally(
            id=tag,
            label=self.vocabulary.tags[tag].label if tag in self.vocabulary.tags else tag,
            on=on,
            of=len(self.shifts),
            elsewhere=_count(self.inside, tag, group)[0] - on,
            mean=mean,
            usual=self._usual(tag, group),
            weeks=weeks,
            off=len(self.inside) - len(self.shifts),
        )

    def _usual(self, tag: str, group: Group) -> Usual | None:
        if not self.steady:
            return None
        on, mean = _count(self.steady, tag, group)
        return Usual(on / len(self.steady), mean)


def levels(day: Day, group: Group) -> Mapping[str, int]:
    """Return the levels of a day's words of `group`."""
    if group == "sign":
        return day.signs
    return day.strains if group == "strain" else day.supports


def _count(days: Sequence[Day], tag: str, group: Group) -> tuple[int, float]:
    """Return on how many days the word was there, and its mean level over all of them."""
    found = [level for day in days if (level := levels(day, group).get(tag))]
    return len(found), sum(found) / len(days) if days else 0.0


def _order(tally: Tally) -> tuple[float, int]:
    """Return what sorts a tally: by its rise above the usual, or where there is none by its level."""
    rise = tally.mean if tally.rise is None else tally.rise
    return -round(rise, 6), -tally.on - tally.elsewhere
