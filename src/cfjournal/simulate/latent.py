"""What a simulated person feels each day, before any of it is named: moods, shocks, wear and what builds.

All in levels. Nothing here is written into a diary as it is; `diaries` names some of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from cfjournal.rules.episodes import PATTERNS
from cfjournal.simulate.courses import CHANNELS_OF
from cfjournal.simulate.people import WORN_SIGNS
from cfjournal.simulate.rosters import occurrences

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from cfjournal.entry import Kind
    from cfjournal.simulate.people import Person, Shown
    from cfjournal.simulate.population import Calendar, Moods, Population, Shocks
    from cfjournal.simulate.rosters import Days

COMMON = ""
"""The channel of the signs that no pattern owns."""

MOST_WEAR = 6
"""Shifts in a row after which nobody gets more tired by this alone."""


@dataclass(frozen=True, slots=True)
class Latent:
    """A person's days. `passing` is mood and shocks, `building` the course, both by channel and day.

    `wear` is tiredness from shifts in a row; `strain` how far the person is above usual, all in all.
    """

    passing: Mapping[str, list[float]]
    building: Mapping[str, list[float]]
    wear: list[float]
    strain: list[float]

    def strength(self, shown: Shown, day: int, also_share: float) -> float:
        """Return the strength of a sign on a day, without the noise of the day, in levels."""
        builds = self.building[shown.channel][day]
        if shown.also:
            builds = max(builds, also_share * self.building[shown.also][day])
        worn = self.wear[day] if shown.sign in WORN_SIGNS else 0.0
        return shown.usual + self.passing[shown.channel][day] + shown.gain * builds + worn


def draw_latent(
    person: Person,
    course: Mapping[str, list[float]],
    days: Days,
    population: Population,
    rng: random.Random,
) -> Latent:
    """Draw what `person` feels on `days` while `course` goes its way (levels by channel and day)."""
    kinds = days.kinds
    common, moods = _moods(len(kinds), person.spread, population.moods, rng)
    shocks = _shocks(days, population.shocks, rng)
    height = [max(day) for day in zip(*course.values(), strict=True)]
    relief = _relief(kinds, height, population.calendar)
    passing = {
        channel: [
            mood + shock - ease
            for mood, shock, ease in zip(moods[pattern], shocks[pattern], relief, strict=True)
        ]
        for pattern in PATTERNS
        for channel in CHANNELS_OF[pattern]
    }
    passing[COMMON] = [
        mood + shock - ease for mood, shock, ease in zip(common, shocks[PATTERNS[0]], relief, strict=True)
    ]
    share = population.signs.common
    return Latent(
        passing=passing,
        building={**course, COMMON: [share * day for day in height]},
        wear=_wear(kinds, population.calendar.wear),
        strain=[mood + day for mood, day in zip(common, height, strict=True)],
    )


def _moods(
    days: int, spread: float, moods: Moods, rng: random.Random
) -> tuple[list[float], dict[str, list[float]]]:
    """Return the mood that all patterns share and each pattern's own, as AR(1) series."""
    common = _series(days, moods.persistence, rng)
    shared, rest = spread * sqrt(moods.shared), spread * sqrt(1 - moods.shared)
    own = {}
    for pattern in PATTERNS:
        apart = _series(days, moods.persistence, rng)
        own[pattern] = [shared * one + rest * other for one, other in zip(common, apart, strict=True)]
    return [spread * day for day in common], own


def _series(days: int, persistence: float, rng: random.Random) -> list[float]:
    """Return a stationary AR(1) series of mean 0 and variance 1."""
    fresh = sqrt(1 - persistence * persistence)
    gauss = rng.gauss
    value = gauss(0.0, 1.0)
    series = []
    for _ in range(days):
        series.append(value)
        value = persistence * value + fresh * gauss(0.0, 1.0)
    return series


def _shocks(days: Days, shocks: Shocks, rng: random.Random) -> dict[str, list[float]]:
    """Return what incidents and rough weeks add to each pattern's signs on each day."""
    count = len(days.kinds)
    added = {pattern: [0.0] * count for pattern in PATTERNS}
    for start in sorted(days.incidents):
        weight = rng.uniform(*shocks.incident_strength)
        for day in range(start, min(count, start + 4)):
            left = weight * shocks.incident_left ** (day - start)
            for pattern, series in added.items():
                series[day] += left if pattern == "secondary-trauma" else left / 2
    for _ in range(occurrences(count, rng.uniform(*shocks.rough_weeks), rng)):
        start, length = rng.randrange(count), round(rng.uniform(*shocks.rough_days))
        weight = rng.uniform(*shocks.rough_strength)
        for series in added.values():
            part = weight * rng.uniform(0.6, 1.2)
            for day in range(start, min(count, start + length)):
                series[day] += part
    return added


def _relief(kinds: list[Kind], height: list[float], calendar: Calendar) -> list[float]:
    """Return by how much a day off eases signs: less, the more builds, until rest no longer helps."""
    return [
        0.0 if kind == "shift" else calendar.relief * max(0.0, 1 - builds)
        for kind, builds in zip(kinds, height, strict=True)
    ]


def _wear(kinds: list[Kind], a_shift: float) -> list[float]:
    run, worn = 0, []
    for kind in kinds:
        run = min(run + 1, MOST_WEAR) if kind == "shift" else 0
        worn.append(a_shift * max(0, run - 1))
    return worn
