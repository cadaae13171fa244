"""The engine: a pure fold of the rules over the days of a diary.

Rules are judged on every worked, written shift; rest, leave and sick days are taken in (a measure may look
at them) but judge nothing, and an unwritten day does not exist here. So silence changes nothing: what was
flagged stays flagged until entries show otherwise. The state of a day depends on the days up to it alone.
No clock, no files, no memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cfjournal.rules.conditions import compile_condition
from cfjournal.rules.episodes import PATTERNS, Episode
from cfjournal.rules.history import History, PatternState
from cfjournal.rules.reference import Growth
from cfjournal.rules.rule import CONDITIONS
from cfjournal.rules.running import Alarm, Running
from cfjournal.rules.track import Track, Weights
from cfjournal.series import days_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from cfjournal.entry import Entry
    from cfjournal.period import Period
    from cfjournal.rules.episodes import Stage
    from cfjournal.rules.history import StateName
    from cfjournal.rules.rule import RuleSet
    from cfjournal.series import Day
    from cfjournal.vocabulary import Vocabulary


@dataclass(slots=True)
class _Course:
    """One pattern while the fold runs: its state and the episodes that are open."""

    pattern: str
    state: PatternState
    open: dict[Stage, tuple[dt.date, tuple[str, ...]]] = field(default_factory=dict)


class Fold:
    """The fold: feed it days in order, ask it for the state.

    `growth` brings the reference so far. `resumed` says that the fold begins in the middle of a diary: it is
    `settled` on the first day on which how things stood before no longer matters.
    """

    def __init__(self, rules: RuleSet, weights: Weights, growth: Growth, *, resumed: bool = False) -> None:
        self.track = Track(weights)
        self.growth = growth
        self.resumed = resumed
        self.settled: dt.date | None = None
        self.running = [
            Running(
                rule,
                compile_condition(rule.when),
                compile_condition(rule.until),
                Alarm(rule.hold, rule.keep),
                Alarm(rule.hold, rule.keep, "firing") if resumed else None,
            )
            for rule in rules.rules
        ]
        self.of = {p: [r for r in self.running if r.rule.pattern == p] for p in (*PATTERNS, CONDITIONS)}
        self.courses = [_Course(p, PatternState(p, "unknown", None)) for p in PATTERNS]
        self.episodes: list[Episode] = []
        self.timeline: list[tuple[dt.date, PatternState]] = []
        self.against = len(growth.held)
        self.excesses: dict[str, list[tuple[dt.date, float]]] = {pattern: [] for pattern in PATTERNS}

    def step(self, day: Day) -> None:
        """Take in the next written day and, when it was worked, judge it."""
        self.track.add(day)
        if day.kind != "shift":
            return
        self.track.baselines = self.growth.baselines
        self.against = len(self.growth.held)
        for running in self.running:
            running.step(self.track, day.date)
        for pattern, (_, _, value) in self.track.taken.items():
            self.excesses[pattern].append((day.date, value))
        if self.settled is None and not any(running.other for running in self.running):
            self.settled = day.date
        for course in self.courses:
            self._judge(course, day.date)
        self.growth.take(self.track, calm=self._calm())

    def _calm(self) -> bool:
        """Whether nothing about a pattern is pending or flagged: only such days may enter the reference."""
        return all(r.phase == "quiet" for pattern in PATTERNS for r in self.of[pattern])

    def _judge(self, course: _Course, today: dt.date) -> None:
        running = self.of[course.pattern]
        name, fired = _state_of(running)
        if name != course.state.name:
            older = self.resumed and (self.settled is None or self.settled >= today)
            course.state = PatternState(course.pattern, name, today, fired, older=older)
            self.timeline.append((today, course.state))
        elif fired != course.state.rules:
            course.state = course.state._replace(rules=fired)
        reached: dict[Stage, bool] = {
            "watch": name in ("watch", "building", "easing"),
            "building": name in ("building", "easing"),
        }
        for stage, there in reached.items():
            if there and stage not in course.open:
                course.open[stage] = (today, fired)
            elif not there and stage in course.open:
                self.episodes.append(
                    Episode(course.pattern, stage, course.open[stage][0], today, course.open.pop(stage)[1])
                )

    def all_episodes(self) -> tuple[Episode, ...]:
        """Return every episode, closed and open, by the day it began."""
        still = [
            Episode(c.pattern, s, since, None, rules)
            for c in self.courses
            for s, (since, rules) in c.open.items()
        ]
        return tuple(sorted(self.episodes + still, key=lambda e: (e.fired, e.pattern, e.stage != "watch")))


def _state_of(running: list[Running]) -> tuple[StateName, tuple[str, ...]]:
    """Return the state of a pattern from its rules, and the ids of those that fire."""
    firing = [r for r in running if r.fires]
    fired = tuple(r.rule.id for r in firing)
    building = [r for r in firing if r.rule.stage == "building"]
    if building:
        return ("easing" if all(r.phase == "clearing" for r in building) else "building"), fired
    if firing:
        return "watch", fired
    if not running or any(r.truth is None for r in running):
        return "unknown", fired
    return "quiet", fired


def fold(days: Iterable[Day], rules: RuleSet, weights: Weights, reference: Period | None = None) -> Fold:
    """Return the fold of `rules` over `days` (oldest first)."""
    folded = Fold(rules, weights, Growth(reference))
    for day in days:
        folded.step(day)
    return folded


def episodes(
    entries: Iterable[Entry], rules: RuleSet, weights: Weights, reference: Period | None = None
) -> tuple[Episode, ...]:
    """Return the episodes that the rules see in these entries, in any order given."""
    return fold(days_of(entries), rules, weights, reference).all_episodes()


def replay(
    entries: Sequence[Entry],
    rules: RuleSet,
    vocabulary: Vocabulary,
    *,
    until: dt.date | None = None,
    reference: Period | None = None,
) -> History:
    """Replay the rules over a diary; say what stands on the day `until`, or else on the last written one."""
    days = [day for day in days_of(entries) if until is None or day.date <= until]
    folded = fold(days, rules, Weights(vocabulary), reference)
    return history_of(folded, rules, vocabulary, until or (days[-1].date if days else None))


def history_of(folded: Fold, rules: RuleSet, vocabulary: Vocabulary, today: dt.date | None) -> History:
    """Return what a fold found, as it stands on `today`."""
    from cfjournal.rules.explain import evidence_of, state_of, trace_of
    from cfjournal.rules.phases import phases_seen

    if today:
        folded.track.today = today.toordinal()
    growth, track = folded.growth, folded.track
    return History(
        day=today,
        entries=sum(len(day.entries) for day in folded.track.days),
        rules=rules,
        states={course.pattern: state_of(course.state, folded, today) for course in folded.courses},
        evidence=tuple(evidence_of(running, folded, vocabulary) for running in folded.running),
        timeline=tuple(folded.timeline),
        episodes=folded.all_episodes(),
        reference=growth.reference(),
        against=growth.reference(folded.against, track.baselines),
        written={day.date: day for day in (*growth.shifts, *growth.passed, *track.days)},
        traces={pattern: trace_of(pattern, folded) for pattern in PATTERNS},
        phases=phases_seen(track, growth.shifts[: folded.against], vocabulary),
    )
