"""Trends: words and patterns day by day, week by week and month by month, over a year or any stretch.

Counts and describes; what is building is the engine's to say. An unwritten day is missing, never calm. Of
what a person wrote freely it holds nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from cfjournal.period import Period, week_of
from cfjournal.review import coverage_of, reaches_out
from cfjournal.rules.episodes import PATTERNS
from cfjournal.series import days_of
from cfjournal.tally import Counting, levels
from cfjournal.weight import Weight, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.entry import Entry, Kind
    from cfjournal.review import Coverage
    from cfjournal.rules.episodes import Episode
    from cfjournal.rules.history import History, PatternState, Reference, StateName
    from cfjournal.rules.rule import RuleSet
    from cfjournal.series import Day
    from cfjournal.tally import Tally
    from cfjournal.vocabulary import Group, Vocabulary

STRENGTH: tuple[StateName, ...] = ("unknown", "quiet", "watch", "easing", "building")
"""Of the states that a week had, the last of these stands for it."""


class Month(NamedTuple):
    """A month, as far as it lies in the period: on how many of its shifts a word was named, its mean level.

    `strongest` is the highest level of its written days, `off` the written days without a shift, `unwritten`
    the others since the diary began.
    """

    first: dt.date
    on: int
    of: int
    mean: float
    strongest: int
    off: int
    unwritten: int


class Course(NamedTuple):
    """One word, or one pattern by the strongest of its own signs, over the period.

    `days` holds a level for every day of the period, None where nothing is written; `tally` counts, with the
    mean level of every week; `months` are those with anything written.
    """

    id: str
    label: str
    group: Group | Literal["pattern"]
    days: tuple[int | None, ...]
    tally: Tally
    months: tuple[Month, ...]


class Standing(NamedTuple):
    """The state of a pattern at the period's end, and in every week ("" before the diary began)."""

    state: PatternState
    weeks: tuple[StateName | Literal[""], ...]


class Trends(NamedTuple):
    """What the journal shows over `period`, in weeks from the Monday `monday` on.

    `kinds` says of every day what it was, None where nothing is written; `begun` is the first written day
    that is known. `calendars` are to be shown day by day, the rest week by week.
    """

    period: Period
    monday: dt.date
    begun: dt.date | None
    coverage: Coverage
    kinds: tuple[Kind | None, ...]
    calendars: tuple[Course, ...]
    signs: tuple[Course, ...]
    strains: tuple[Course, ...]
    supports: tuple[Course, ...]
    standings: tuple[Standing, ...]
    episodes: tuple[Episode, ...]
    steady: tuple[bool, ...]
    reference: Reference
    rules: RuleSet
    usual_weight: Weight = Weight()


def build(
    entries: Iterable[Entry],
    history: History,
    vocabulary: Vocabulary,
    period: Period,
    asked: Sequence[str] = (),
) -> Trends:
    """Return the trends over `period`, of the tags and patterns `asked` for or else of what stands out.

    `history` is the replay of the journal up to the period's last day, exact from its first day on.
    """
    days = [day for day in days_of(each for each in entries if each.date <= period.last) if day.told]
    laid_out = _Layout(days, period, history, vocabulary)
    episodes = tuple(each for each in history.episodes if not each.resolved or each.resolved > period.first)
    chosen = asked or _standing_out(laid_out, episodes)
    begun = days[0].date if days else None
    supports = laid_out.counting.tallies("support")
    return Trends(
        period=period,
        monday=laid_out.mondays[0],
        begun=begun,
        coverage=coverage_of(laid_out.counting.inside, period, begun),
        kinds=tuple(day.kind if day else None for day in laid_out.by_day),
        calendars=tuple(laid_out.course(each) for each in chosen),
        signs=tuple(laid_out.course(each) for each in _signs(laid_out, asked)),
        strains=tuple(laid_out.course(each.id) for each in laid_out.counting.tallies("strain")),
        supports=tuple(laid_out.course(each.id) for each in sorted(supports, key=_change)),
        standings=tuple(
            Standing(state, laid_out.states(state.pattern, history)) for state in history.states.values()
        ),
        episodes=episodes,
        steady=laid_out.steady,
        reference=history.reference,
        rules=history.rules,
        usual_weight=weigh(laid_out.counting.steady, vocabulary),
    )


def _change(support: Tally) -> float:
    """Return what sorts supports: one that is lost says as much as one that is found."""
    return -abs(round(support.mean if support.rise is None else support.rise, 6))


def _standing_out(laid_out: _Layout, episodes: Iterable[Episode]) -> tuple[str, ...]:
    """Return the patterns that were raised, or else the one whose signs were named most."""
    raised = {episode.pattern for episode in episodes}
    if raised or not laid_out.days:
        return tuple(pattern for pattern in PATTERNS if pattern in raised)
    return (max(PATTERNS, key=lambda pattern: laid_out.course(pattern).tally.on),)


def _signs(laid_out: _Layout, asked: Sequence[str]) -> list[str]:
    """Return the signs to show week by week: those asked for, those of patterns asked for, or all."""
    tags = laid_out.vocabulary.tags
    named = [each.id for each in laid_out.counting.tallies("sign")]
    if not asked:
        return [each for each in named if not reaches_out(each, laid_out.vocabulary)]
    signs = [each for each in asked if each in tags and tags[each].group == "sign"]
    return list(
        dict.fromkeys([*signs, *(each for each in named if each in tags and tags[each].main in asked)])
    )


class _Layout:
    """The days of a journal laid out over a period, as days, weeks and months."""

    def __init__(self, days: Sequence[Day], period: Period, history: History, vocabulary: Vocabulary) -> None:
        self.days, self.period, self.vocabulary = days, period, vocabulary
        weeks = Period(week_of(period.first).first, week_of(period.last).last)
        self.mondays = list(weeks)[::7]
        steady = frozenset(() if history.reference.status == "none" else history.reference.days)
        self.steady = tuple(any(date in steady for date in week_of(monday)) for monday in self.mondays)
        own = {p: [tag.id for tag in vocabulary.tags.values() if tag.main == p] for p in PATTERNS}
        self.counting = Counting(days, period, steady, vocabulary, over=weeks)
        self.by_pattern = Counting(
            [day._replace(signs=_of_patterns(day, own)) for day in days],
            *(period, steady, vocabulary),
            over=weeks,
        )
        self.by_day = _by_day(self.counting.inside, period)
        self.patterns_by_day = _by_day(self.by_pattern.inside, period)

    def course(self, name: str) -> Course:
        """Return the course of a pattern or a tag."""
        tag = self.vocabulary.tags.get(name)
        group: Group = tag.group if tag else "sign"
        pattern = name in PATTERNS
        counting = self.by_pattern if pattern else self.counting
        days = self.patterns_by_day if pattern else self.by_day
        tally = counting.tally(name, group)
        label = name.replace("-", " ") if pattern else tally.label
        shown = tuple(levels(day, group).get(name, 0) if day else None for day in days)
        return Course(
            name,
            label,
            "pattern" if pattern else group,
            shown,
            tally._replace(label=label),
            tuple(self.months(shown)),
        )

    def months(self, shown: Sequence[int | None]) -> Iterable[Month]:
        """Yield the months in which anything is written."""
        begun = self.days[0].date if self.days else self.period.last
        of_month: dict[dt.date, list[tuple[Day | None, int]]] = {}
        for date, day, level in zip(self.period, self.by_day, shown, strict=True):
            if date >= begun:
                of_month.setdefault(date.replace(day=1), []).append((day, level or 0))
        for first, found in of_month.items():
            worked = [level for day, level in found if day and day.worked]
            written = [level for day, level in found if day]
            if written:
                yield Month(
                    first,
                    sum(1 for level in worked if level),
                    len(worked),
                    sum(worked) / len(worked) if worked else 0.0,
                    max(written),
                    len(written) - len(worked),
                    len(found) - len(written),
                )

    def states(self, pattern: str, history: History) -> tuple[StateName | Literal[""], ...]:
        """Return the state of a pattern in every week, the strongest where there were several."""
        changes = [(date, state.name) for date, state in history.timeline if state.pattern == pattern]
        begun = self.days[0].date if self.days else dt.date.max
        found: list[StateName | Literal[""]] = []
        for monday in self.mondays:
            sunday = monday + dt.timedelta(days=6)
            before: list[StateName] = ["unknown", *(name for date, name in changes if date <= monday)]
            within = [name for date, name in changes if monday < date <= sunday]
            found.append("" if sunday < begun else max([before[-1], *within], key=STRENGTH.index))
        return tuple(found)


def _of_patterns(day: Day, own: dict[str, list[str]]) -> dict[str, int]:
    """Return the patterns of a day, each as strong as the strongest of its own signs."""
    strongest = {
        pattern: max((day.signs.get(sign, 0) for sign in signs), default=0) for pattern, signs in own.items()
    }
    return {pattern: level for pattern, level in strongest.items() if level}


def _by_day(days: Iterable[Day], period: Period) -> list[Day | None]:
    written = {day.date: day for day in days}
    return [written.get(date) for date in period]
