"""What truly happens to a simulated person: how strongly each pattern builds, day by day, and the dates.

A course gives strengths in levels; `people` and `diaries` turn them into what is written. The dates of a
course are the truth that judges of the diary are scored against.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from cfjournal.rules.episodes import PATTERNS

if TYPE_CHECKING:
    import random

    from cfjournal.simulate.population import Courses, Range

Scenario = Literal["steady", "fast", "slow", "mild", "acute", "two", "unwell", "recovery", "silence"]
SCENARIOS: tuple[Scenario, ...] = get_args(Scenario)

CHANNELS = ("exhaustion", "distance", "accomplishment", "compassion-fatigue", "secondary-trauma")
"""What builds on its own: the three phases of burnout and the two other patterns."""

CHANNELS_OF = {
    "burnout": CHANNELS[:3],
    "compassion-fatigue": CHANNELS[3:4],
    "secondary-trauma": CHANNELS[4:],
}

STEADY_DAYS = 365


@dataclass(frozen=True, slots=True)
class Truth:
    """What was true of a diary.

    `patterns` builds, or is there from the start, or is empty for a steady person. `onset` is the last day
    before anything builds, `middle` the middle day of the build-up, `full` the day at which it reaches its
    strength; `eased` the day on which a recovery is complete; `silent_from` the first day of a silence.
    What does not occur is None. `last` is the last day that was lived, written or not.
    """

    scenario: Scenario
    patterns: tuple[str, ...]
    first: dt.date
    last: dt.date
    onset: dt.date | None = None
    middle: dt.date | None = None
    full: dt.date | None = None
    eased: dt.date | None = None
    silent_from: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The same in days from the first, with the strength at the end (levels).

    `second_lag` is by how much the second of two patterns begins later; `event` says that an incident
    on the day of the onset started it.
    """

    days: int
    strength: float = 0.0
    onset: int | None = None
    build: int = 0
    ease_from: int | None = None
    ease_days: int = 0
    silent_from: int | None = None
    second_lag: int = 0
    event: bool = False

    @property
    def full(self) -> int | None:
        """The day at which the build-up ends."""
        return None if self.onset is None else self.onset + self.build


def plan(scenario: Scenario, courses: Courses, rng: random.Random) -> Plan:
    """Draw the dates and the strength of `scenario`."""

    def weeks(bounds: Range) -> int:
        return round(7 * rng.uniform(*bounds))

    if scenario == "steady":
        return Plan(STEADY_DAYS)
    if scenario == "unwell":
        return Plan(weeks(courses.unwell_weeks), rng.uniform(*courses.unwell_strength))
    onset = weeks(courses.steady_before)
    if scenario == "acute":
        build = round(rng.uniform(*courses.acute_days))
        strength = rng.uniform(*courses.acute_strength)
        return Plan(onset + build + weeks(courses.plateau), strength, onset, build, event=True)
    build = weeks(courses.slow if scenario == "slow" else courses.fast)
    strength = rng.uniform(*(courses.mild_strength if scenario == "mild" else courses.strength))
    full = onset + build
    if scenario == "recovery":
        ease_from, ease_days = full + weeks(courses.plateau), weeks(courses.recovery)
        days = ease_from + ease_days + weeks(courses.well_after)
        return Plan(days, strength, onset, build, ease_from, ease_days)
    if scenario == "silence":
        silent_from = full + weeks(courses.silent_after)
        return Plan(silent_from + weeks(courses.silence), strength, onset, build, silent_from=silent_from)
    lag = weeks(courses.second_lag) if scenario == "two" else 0
    return Plan(full + lag + weeks(courses.plateau), strength, onset, build, second_lag=lag)


def patterns_of(scenario: Scenario, seed: int) -> tuple[str, ...]:
    """Return what builds: each pattern (and each pair) equally often over consecutive seeds."""
    if scenario == "steady":
        return ()
    if scenario == "acute":
        return ("secondary-trauma",)
    if scenario == "two":
        return PATTERNS[seed % 3], PATTERNS[(seed + 1) % 3]
    return (PATTERNS[seed % 3],)


def truth_of(scenario: Scenario, patterns: tuple[str, ...], first: dt.date, planned: Plan) -> Truth:
    """Return the dates of a plan for a diary that begins on `first`."""

    def day(number: int | None) -> dt.date | None:
        return None if number is None else first + dt.timedelta(days=number)

    middle = None if planned.onset is None else planned.onset + planned.build // 2
    eased = None if planned.ease_from is None else planned.ease_from + planned.ease_days
    return Truth(
        scenario=scenario,
        patterns=patterns,
        first=first,
        last=first + dt.timedelta(days=planned.days - 1),
        onset=day(planned.onset),
        middle=day(middle),
        full=day(planned.full),
        eased=day(eased),
        silent_from=day(planned.silent_from),
    )


def strengths(
    planned: Plan, patterns: tuple[str, ...], courses: Courses, rng: random.Random, spill: float
) -> dict[str, list[float]]:
    """Return the strength of each channel on each day, in levels.

    `spill` is the share of a pattern's strength that reaches the patterns that do not build.
    """
    if not patterns:
        return {channel: [0.0] * planned.days for channel in CHANNELS}
    own: dict[str, list[float]] = {}
    for position, pattern in enumerate(patterns):
        height = planned.strength * (1.0 if position == 0 else rng.uniform(0.85, 1.15))
        for phase, channel in enumerate(CHANNELS_OF[pattern]):
            own[channel] = _ramp(planned, height, position * planned.second_lag, phase * courses.phase_lag)
    mean = [sum(day) / len(own) for day in zip(*own.values(), strict=True)]
    spilled = [spill * strength for strength in mean]
    return {channel: own.get(channel, spilled) for channel in CHANNELS}


def _ramp(planned: Plan, height: float, lag: int, phase_lag: float) -> list[float]:
    """Return a rise from nothing to `height`, and back where there is a recovery.

    `lag` is in days, `phase_lag` a share of the build-up; a later phase rises faster.
    """
    if planned.onset is None:
        return [height] * planned.days
    start = planned.onset + lag + phase_lag * planned.build
    rise = max(1.0, planned.build * (1 - phase_lag))
    days = [height * _smooth((day - start) / rise) for day in range(planned.days)]
    if planned.ease_from is not None:
        for day in range(planned.ease_from, planned.days):
            days[day] *= 1 - _smooth((day - planned.ease_from) / planned.ease_days)
    return days


def _smooth(share: float) -> float:
    """Rise from 0 to 1, gently at both ends: trouble neither starts nor stops at a corner."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)
