"""The days of a simulated person: shifts, rest, leave and sickness, and when difficult encounters happen.

Knows nothing of signs or moods.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from cfjournal.entry import Kind
    from cfjournal.simulate.population import Population, Range

ROTATION = "sssss..ssnnn..."
"""A rotating roster: days, nights, rest; 10 shifts in 15 days. s and n are shifts, a dot is rest."""

WORKED_AT_RANDOM = 4.6 / 7
"""Chance of a shift on any day for someone without a fixed roster: between four and five shifts a week."""

SETTLED_AFTER = 21
"""Days from the start without leave or sickness: people begin a journal while they are at work."""


@dataclass(frozen=True, slots=True)
class Days:
    """The kind of each day, and the numbers of the days that bring a difficult encounter."""

    kinds: list[Kind]
    incidents: frozenset[int]


def draw_days(
    count: int, first_weekday: int, event: int | None, population: Population, rng: random.Random
) -> Days:
    """Draw `count` days that begin on `first_weekday` (Monday is 0). `event` is a shift with an incident."""
    calendar = population.calendar
    worked = _shifts(rng.choice(calendar.rosters), count, first_weekday, rng)
    kinds: list[Kind] = ["shift" if on else "rest" for on in worked]
    for start, stop in _blocks(count, calendar.leave_blocks, calendar.leave_length, rng):
        kinds[start:stop] = ["leave"] * (stop - start)
    for start, stop in _blocks(count, calendar.sick_spells, calendar.sick_length, rng):
        kinds[start:stop] = ["sick"] * (stop - start)
    if event is not None:
        kinds[event] = "shift"
    shifts = [day for day, kind in enumerate(kinds) if kind == "shift"]
    often = occurrences(count, rng.uniform(*population.shocks.incidents), rng)
    incidents = set(rng.sample(shifts, min(often, len(shifts))))
    return Days(kinds, frozenset(incidents if event is None else incidents | {event}))


def _shifts(roster: str, days: int, first_weekday: int, rng: random.Random) -> list[bool]:
    if roster == "weekdays":
        return [(first_weekday + day) % 7 < 5 for day in range(days)]
    start = rng.randrange(7 * len(ROTATION))
    if roster == "four-on-three-off":
        return [(start + day) % 7 < 4 for day in range(days)]
    if roster == "rotating":
        return [ROTATION[(start + day) % len(ROTATION)] != "." for day in range(days)]
    return [rng.random() < WORKED_AT_RANDOM for _ in range(days)]


def _blocks(days: int, a_year: Range, length: Range, rng: random.Random) -> list[tuple[int, int]]:
    """Return stretches of days, as many a year and as long as the ranges say."""
    found = []
    for _ in range(occurrences(days, rng.uniform(*a_year), rng)):
        start = rng.randrange(SETTLED_AFTER, days)
        found.append((start, min(days, start + round(rng.uniform(*length)))))
    return found


def occurrences(days: int, a_year: float, rng: random.Random) -> int:
    """Return how often something that comes `a_year` times a year comes in `days` days."""
    expected = a_year * days / 365
    return int(expected) + (rng.random() < expected % 1)
