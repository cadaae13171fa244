"""Scoring: what a judge said about a diary, against what was true of it.

`outcome` looks at one diary, `summarise` at many. Pure, and fair to any judge: it sees only entries and
episodes. An onset is the last steady day, so a building episode counts as found when it fires after it, and
as false when it fires in steady days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cfjournal.entry import Entry
from cfjournal.rules.episodes import Episode
from cfjournal.simulate.estimates import Estimate, middle, ratio, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cfjournal.simulate.courses import Scenario, Truth
    from cfjournal.simulate.diaries import Diary

Judge = Callable[[Sequence[Entry]], Sequence[Episode]]
"""Anything that turns entries, in order of days, into episodes."""

YEAR = 365.25
"""Days in a person-year."""

BUILD_UPS: tuple[Scenario, ...] = ("fast", "slow", "mild", "acute", "two", "recovery", "silence")
"""Scenarios in which something builds after a steady stretch."""

EARLY_DAYS = 28
"""Days, the first included, within which someone who is unwell from the start should be found."""

EASE_DAYS = 42
"""Days after a complete recovery by which nothing should be building any more: six weeks."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a judge did on one diary. What the scenario does not ask is None.

    `false` of `steady_days` days: building episodes fired while nothing built. `watched` of `diary_days`
    days: in watch or building, steady people only. `delay`, `delay_right` in days from the middle of the
    build-up; `lead` in days from watch to building. `eased` asks six weeks after a recovery, `eased_at_end`
    on the last day, `stayed_well` on every day between the two.
    """

    scenario: Scenario
    false: int = 0
    steady_days: int = 0
    watched: int | None = None
    diary_days: int = 0
    found: bool | None = None
    found_right: bool | None = None
    delay: int | None = None
    delay_right: int | None = None
    right_first: bool | None = None
    lead: int | None = None
    unwell_found: bool | None = None
    eased: bool | None = None
    eased_at_end: bool | None = None
    stayed_well: bool | None = None
    held: bool | None = None


def outcome(diary: Diary, episodes: Sequence[Episode]) -> Outcome:
    """Score what one judge said about one diary. An empty diary scores nothing."""
    truth, entries = diary.truth, diary.entries
    if not entries:
        return Outcome(truth.scenario)
    first, last = entries[0].date, entries[-1].date
    building = sorted((e for e in episodes if e.stage == "building"), key=lambda e: e.fired)
    if truth.scenario == "steady":
        days = (last - first).days + 1
        watched = len(_days_covered(episodes, last))
        return Outcome("steady", len(building), days, watched, days)
    if truth.scenario == "unwell":
        by = first + dt.timedelta(days=EARLY_DAYS - 1)
        return Outcome("unwell", unwell_found=any(e.fired <= by for e in building))
    return _build_up(truth, episodes, building, first, last)


def _build_up(
    truth: Truth, episodes: Sequence[Episode], building: list[Episode], first: dt.date, last: dt.date
) -> Outcome:
    if truth.onset is None or truth.middle is None:
        raise ValueError(f"a diary of scenario {truth.scenario} needs an onset and a middle")
    fired = [e for e in building if truth.onset < e.fired <= last]
    right = [e for e in fired if e.pattern in truth.patterns]
    ease = _easing(truth, building, last) if fired else (None, None, None)
    return Outcome(
        scenario=truth.scenario,
        false=sum(e.fired <= truth.onset for e in building),
        steady_days=max(0, (truth.onset - first).days + 1),
        found=bool(fired),
        found_right=bool(right),
        delay=(fired[0].fired - truth.middle).days if fired else None,
        delay_right=(right[0].fired - truth.middle).days if right else None,
        right_first=right[0].fired == fired[0].fired if right else (False if fired else None),
        lead=_lead(right[0], episodes) if right else None,
        eased=ease[0],
        eased_at_end=ease[1],
        stayed_well=ease[2],
        held=_held(truth, building),
    )


def _lead(found: Episode, episodes: Iterable[Episode]) -> int:
    """Return the days from the watch that `found` grew out of to `found`; 0 without one."""
    before = [
        e.fired
        for e in episodes
        if e.stage == "watch" and e.pattern == found.pattern and _open(e, found.fired, found.fired)
    ]
    return (found.fired - min(before)).days if before else 0


def _easing(truth: Truth, building: list[Episode], last: dt.date) -> tuple[bool | None, ...]:
    if truth.eased is None:
        return None, None, None
    by = min(truth.eased + dt.timedelta(days=EASE_DAYS), last)
    return (
        not any(_open(e, by, by) for e in building),
        not any(_open(e, last, last) for e in building),
        not any(_open(e, by, last) for e in building),
    )


def _held(truth: Truth, building: list[Episode]) -> bool | None:
    """Say whether what was building when the writing stopped was never resolved; None if nothing was."""
    if truth.silent_from is None:
        return None
    eve = truth.silent_from - dt.timedelta(days=1)
    was = [e for e in building if _open(e, eve, eve)]
    return all(e.resolved is None for e in was) if was else None


def _open(episode: Episode, first: dt.date, last: dt.date) -> bool:
    """Say whether `episode` was open on any day from `first` to `last`."""
    return episode.fired <= last and (episode.resolved is None or episode.resolved > first)


def _days_covered(episodes: Sequence[Episode], last: dt.date) -> set[int]:
    """Return the days (as ordinals) up to `last` on which any pattern was in watch or building."""
    covered: set[int] = set()
    for episode in episodes:
        end = last.toordinal() + 1
        if episode.resolved is not None:
            end = min(end, episode.resolved.toordinal())
        covered.update(range(episode.fired.toordinal(), end))
    return covered


@dataclass(frozen=True, slots=True)
class BuildUp:
    """How a judge did on one kind of build-up. Delays and leads are medians in days of those found."""

    diaries: int
    found: Estimate
    found_right: Estimate
    delay: Estimate
    delay_right: Estimate
    right_first: Estimate
    lead: Estimate


@dataclass(frozen=True, slots=True)
class Measures:
    """How a judge did on many diaries, each figure with its 95 % interval.

    `false_per_year` is building episodes a steady person-year, all patterns together; `false_before_onset`
    the same in the steady stretches of other diaries; `in_watch` the share of steady people's calendar days
    in watch or building; `right_first` over fast, slow and mild build-ups; `lead` from watch to building
    over the same.
    """

    diaries: int
    false_per_year: Estimate
    false_before_onset: Estimate
    in_watch: Estimate
    build_ups: Mapping[str, BuildUp]
    right_first: Estimate
    lead: Estimate
    unwell_found: Estimate
    eased: Estimate
    eased_at_end: Estimate
    stayed_well: Estimate
    silence_held: Estimate

    def to_dict(self) -> dict[str, Any]:
        """Return the measures as plain values for JSON."""
        plain: dict[str, Any] = {"diaries": self.diaries}
        for name in self.__slots__:
            value = getattr(self, name)
            if isinstance(value, Estimate):
                plain[name] = value.to_dict()
        plain["build_ups"] = {kind: _plain(build_up) for kind, build_up in self.build_ups.items()}
        return plain


def _plain(build_up: BuildUp) -> dict[str, Any]:
    figures = {name: getattr(build_up, name) for name in build_up.__slots__ if name != "diaries"}
    return {"diaries": build_up.diaries} | {name: value.to_dict() for name, value in figures.items()}


def summarise(outcomes: Sequence[Outcome]) -> Measures:
    """Return the measures of a judge from its outcomes."""
    steady = [one for one in outcomes if one.scenario == "steady"]
    others = [one for one in outcomes if one.scenario != "steady" and one.steady_days]
    plain = [one for one in outcomes if one.scenario in {"fast", "slow", "mild"}]
    return Measures(
        diaries=len(outcomes),
        false_per_year=ratio([(one.false, one.steady_days / YEAR) for one in steady]),
        false_before_onset=ratio([(one.false, one.steady_days / YEAR) for one in others]),
        in_watch=ratio([(one.watched or 0, one.diary_days) for one in steady]),
        build_ups={kind: _of_kind(kind, outcomes) for kind in BUILD_UPS},
        right_first=share([one.right_first for one in plain if one.right_first is not None]),
        lead=middle([one.lead for one in plain if one.lead is not None]),
        unwell_found=share([one.unwell_found for one in outcomes if one.unwell_found is not None]),
        eased=share([one.eased for one in outcomes if one.eased is not None]),
        eased_at_end=share([one.eased_at_end for one in outcomes if one.eased_at_end is not None]),
        stayed_well=share([one.stayed_well for one in outcomes if one.stayed_well is not None]),
        silence_held=share([one.held for one in outcomes if one.held is not None]),
    )


def _of_kind(kind: str, outcomes: Sequence[Outcome]) -> BuildUp:
    mine = [one for one in outcomes if one.scenario == kind]
    return BuildUp(
        diaries=len(mine),
        found=share([one.found for one in mine if one.found is not None]),
        found_right=share([one.found_right for one in mine if one.found_right is not None]),
        delay=middle([one.delay for one in mine if one.delay is not None]),
        delay_right=middle([one.delay_right for one in mine if one.delay_right is not None]),
        right_first=share([one.right_first for one in mine if one.right_first is not None]),
        lead=middle([one.lead for one in mine if one.lead is not None]),
    )
