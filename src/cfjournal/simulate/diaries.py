"""A diary as a person would write it, together with the truth that no diary holds.

`write_diary` is pure: the same scenario, seed and population give the same diary, ids included. Latent
strengths (levels) are mood + what builds + what passes + noise; a person names one to four of the signs
that stand out, forgets some mild ones, and skips many shifts altogether.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from cfjournal.entry import Entry
from cfjournal.simulate.conditions import draw_workplace, strains_of, supports_of
from cfjournal.simulate.courses import Scenario, Truth, patterns_of, plan, strengths, truth_of
from cfjournal.simulate.latent import draw_latent
from cfjournal.simulate.naming import name_signs
from cfjournal.simulate.people import draw_person
from cfjournal.simulate.population import DEFAULT, Population
from cfjournal.simulate.rosters import draw_days

if TYPE_CHECKING:
    from cfjournal.entry import Kind
    from cfjournal.simulate.conditions import Workplace
    from cfjournal.simulate.latent import Latent
    from cfjournal.simulate.people import Person
    from cfjournal.simulate.population import Writing
    from cfjournal.simulate.rosters import Days

FIRST_DAY = dt.date(2023, 1, 1)
"""Diaries begin within four years from here."""


@dataclass(frozen=True, slots=True)
class Diary:
    """What a person wrote, in order of days, and what was true."""

    entries: tuple[Entry, ...]
    truth: Truth


def write_diary(scenario: Scenario, seed: int, population: Population = DEFAULT) -> Diary:
    """Write one diary of `scenario`. Which pattern builds goes round with the seed."""
    rng = random.Random(f"{scenario}/{seed}")  # noqa: S311 (a simulation, not a secret)
    patterns = patterns_of(scenario, seed)
    planned = plan(scenario, population.courses, rng)
    first = FIRST_DAY + dt.timedelta(days=rng.randrange(4 * 365))
    event = planned.onset if planned.event else None
    person = draw_person(population, patterns, rng)
    course = strengths(planned, patterns, population.courses, rng, person.spill)
    days = draw_days(planned.days, first.weekday(), event, population, rng)
    latent = draw_latent(person, course, days, population, rng)
    life = _Life(person, days, latent, draw_workplace(rng), population)
    written = _written_days(life, planned.silent_from, rng)
    entries = tuple(_entry(life, first, day, rng) for day in written)
    return Diary(entries, truth_of(scenario, patterns, first, planned))


@dataclass(frozen=True, slots=True)
class _Life:
    """All that goes into the entries of one person."""

    person: Person
    days: Days
    latent: Latent
    work: Workplace
    population: Population


def _written_days(life: _Life, silent_from: int | None, rng: random.Random) -> list[int]:
    """Return the days that get an entry: fewer shifts when worse, none in a silence but perhaps the last."""
    person, writing, kinds = life.person, life.population.writing, life.days.kinds
    usual, keen = _odds(person.skipped), _odds(person.skipped * writing.keen)
    chances = {"rest": person.rest_days, "leave": writing.off_days, "sick": writing.off_days}
    written = []
    for day, strain in enumerate(life.latent.strain[:silent_from]):
        chance = chances.get(kinds[day])
        if chance is None:
            odds = keen if day < writing.keen_days else usual
            chance = 1 / (1 + odds * exp(writing.silenced * strain))
        if rng.random() < chance:
            written.append(day)
    if silent_from is not None and rng.random() < writing.returns:
        written.append(_last_shift(kinds))
    return written


def _odds(share: float) -> float:
    return share / (1 - share)


def _last_shift(kinds: list[Kind]) -> int:
    return max(day for day, kind in enumerate(kinds) if kind == "shift")


def _entry(life: _Life, first: dt.date, day: int, rng: random.Random) -> Entry:
    date, kind = first + dt.timedelta(days=day), life.days.kinds[day]
    on_shift, incident = kind == "shift", day in life.days.incidents
    worse = life.latent.strain[day]
    return Entry(
        id=str(uuid.UUID(int=rng.getrandbits(128), version=4)),
        date=date,
        logged_at=_written_at(date, life.population.writing, rng),
        kind=kind,
        signs=name_signs(life.person, life.latent, day, life.population, rng),
        strains=strains_of(life.work, worse, incident, rng) if on_shift else {},
        supports=supports_of(life.work, day, incident, rng) if on_shift else {},
    )


def _written_at(date: dt.date, writing: Writing, rng: random.Random) -> dt.datetime:
    """Return a moment in the evening of `date`, or of the day after for what is written late."""
    day = date + dt.timedelta(days=1) if rng.random() < writing.late else date
    at = dt.time(rng.randrange(17, 23), rng.randrange(60))
    return dt.datetime.combine(day, at, dt.UTC)
