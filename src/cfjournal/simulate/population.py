"""Every parameter of the simulated people, in one place, each with its unit and its reason.

Strengths are in levels: the units of the scale 0-4 on which people note a sign. Ranges are (low, high) and
drawn evenly, once a person or once an event. Defaults were set so that the published reference methods
come out near the figures known for them on diaries of this kind (`tests/benchmarks/compare.py`).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

Range = tuple[float, float]
"""Low and high, both possible; drawn evenly."""


@dataclass(frozen=True, slots=True)
class Moods:
    """How days hang together, and patterns with one another."""

    persistence: float = 0.60
    """Share of today's mood left tomorrow: with the noise below, signs correlate .1-.4 from day to day."""
    shared: float = 0.70
    """Correlation between the moods of two patterns: .69 over 41 studies (Cieslak 2014)."""
    spread: Range = (0.30, 0.65)
    """Levels, standard deviation of a pattern's mood in one person: some people's days differ more."""
    noise: Range = (0.40, 0.70)
    """Levels, standard deviation of one sign on one day that no mood explains: the larger part."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Which signs a person shows, and how they come to be named."""

    shown: Range = (0.45, 0.80)
    """Share of a pattern's own signs that a person ever shows: nobody has the whole textbook."""
    usual: Range = (-0.25, 0.60)
    """Levels, a sign's strength on an ordinary day: mostly below what anyone would name (1)."""
    gain: Range = (0.75, 1.25)
    """How strongly one sign follows its pattern's build-up: signs of one pattern differ."""
    named: tuple[float, ...] = (0.20, 0.37, 0.29, 0.14)
    """Chances that a person has patience for one, two, three or four signs in an entry."""
    forgotten: float = 0.30
    """Chance that a mild sign (level 1) goes unmentioned: what is slight slips the mind."""
    also: float = 0.50
    """Share of a build-up seen in a sign that the pattern borrows from another (cynicism, dread)."""
    common: float = 0.50
    """Share of any build-up seen in the shared signs (poor sleep and the like)."""
    spill: Range = (0.0, 0.40)
    """Share of one pattern's build-up that reaches the others: they are entangled, not separate illnesses."""


@dataclass(frozen=True, slots=True)
class Writing:
    """When people write at all."""

    skipped: Range = (0.12, 0.55)
    """Share of shifts without an entry over a person's ordinary weeks: from the keen to the occasional."""
    keen_days: int = 28
    """Days in which a new journal is written more keenly."""
    keen: float = 0.60
    """Share of the usual skipping in those days: nobody begins a journal in order to leave it empty."""
    silenced: float = 0.10
    """Added to the log-odds of skipping for each level of strain: the exhausted write a little less."""
    rest_days: Range = (0.02, 0.12)
    """Chance of an entry on a rest day: the journal is for after the shift."""
    off_days: float = 0.08
    """Chance of an entry on a day of leave or sickness."""
    late: float = 0.06
    """Share of entries written on the day after."""
    returns: float = 0.50
    """Share of those who fell silent who write once more at the end, still unwell."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Rosters, leave and sickness."""

    rosters: tuple[str, ...] = ("weekdays", "four-on-three-off", "rotating", "random")
    """Equally likely: offices and schools, wards, emergency services, agency work."""
    leave_blocks: Range = (2.0, 4.0)
    """Leave blocks a year."""
    leave_length: Range = (5.0, 14.0)
    """Days in a block of leave."""
    sick_spells: Range = (0.0, 3.0)
    """Spells of ordinary sickness a year."""
    sick_length: Range = (1.0, 4.0)
    """Days in a spell of sickness."""
    relief: float = 0.30
    """Levels by which signs are lower on a day off in ordinary weeks: rest does help the rested."""
    wear: float = 0.06
    """Levels by which tiredness grows with each shift in a row: even steady people tire towards the end."""


@dataclass(frozen=True, slots=True)
class Shocks:
    """What passes: single incidents and rough weeks. They must never count as building."""

    incidents: Range = (4.0, 14.0)
    """Difficult encounters a year that leave a mark."""
    incident_strength: Range = (0.45, 1.35)
    """Levels added on the day to secondary-trauma signs and, by half, to the others."""
    incident_left: float = 0.45
    """Share of an incident's weight that is left on the next day: gone within days."""
    rough_weeks: Range = (2.0, 6.0)
    """Rough weeks a year: audits, illness in the team, trouble at home."""
    rough_days: Range = (3.0, 6.0)
    """Days in a rough week."""
    rough_strength: Range = (0.5, 1.2)
    """Levels added to every pattern's signs during one, more to some patterns than to others."""


@dataclass(frozen=True, slots=True)
class Temperaments:
    """Steady ways of being that look like trouble and are none."""

    tired: float = 0.20
    """Share of people who are often a little tired."""
    tired_by: Range = (0.5, 0.9)
    """Levels added to the tiredness signs of such a person, for good."""
    habit: float = 0.10
    """Share of people who name the same two or three mild signs in every entry."""
    habit_clearly: float = 0.15
    """Chance that such a habitual sign is put at 2 instead of 1 on a given day."""


@dataclass(frozen=True, slots=True)
class Courses:
    """How trouble comes and goes. Lengths are in weeks unless said otherwise."""

    steady_before: Range = (12.0, 20.0)
    """Steady weeks before the onset: enough for a person's own reference at most rates of writing."""
    fast: Range = (6.0, 8.0)
    """A build-up that colleagues could see."""
    slow: Range = (16.0, 24.0)
    """A build-up that is easy to explain away."""
    plateau: Range = (4.0, 6.0)
    """Weeks at full strength."""
    strength: Range = (1.50, 1.90)
    """Levels at the end of a fast or slow build-up: most of the person's signs clearly there."""
    mild_strength: Range = (0.85, 1.30)
    """Levels at the end of a mild build-up: clearly smaller, still a change of its own."""
    unwell_strength: Range = (2.60, 3.40)
    """Levels of someone who is already unwell when the diary begins: that is often why it begins."""
    acute_strength: Range = (1.8, 2.6)
    """Levels of secondary trauma after an event."""
    acute_days: Range = (2.0, 6.0)
    """Days in which the acute signs reach their height."""
    phase_lag: float = 0.22
    """Burnout: share of the build-up by which distance lags exhaustion, and accomplishment distance."""
    second_lag: Range = (0.0, 2.0)
    """Weeks by which the second of two patterns begins later."""
    recovery: Range = (3.0, 8.0)
    """Weeks in which strength goes back to nothing."""
    well_after: Range = (12.0, 20.0)
    """Weeks well after a recovery."""
    unwell_weeks: Range = (18.0, 26.0)
    """Length of a diary that begins unwell."""
    silent_after: Range = (1.0, 4.0)
    """Weeks at full strength before someone stops writing."""
    silence: Range = (8.0, 20.0)
    """Weeks of silence after that."""


@dataclass(frozen=True, slots=True)
class Population:
    """The people of a simulation. Replace a group to study another population."""

    moods: Moods = field(default_factory=Moods)
    signs: Signs = field(default_factory=Signs)
    writing: Writing = field(default_factory=Writing)
    calendar: Calendar = field(default_factory=Calendar)
    shocks: Shocks = field(default_factory=Shocks)
    temperaments: Temperaments = field(default_factory=Temperaments)
    courses: Courses = field(default_factory=Courses)

    @staticmethod
    def varied(seed: int) -> Population:
        """Return another plausible population: for checking that a result does not hang on the defaults."""
        return _varied(random.Random(f"population/{seed}"))  # noqa: S311


def _varied(rng: random.Random) -> Population:
    base = Population()

    def near(bounds: Range, by: float = 0.15) -> Range:
        factor = rng.uniform(1 - by, 1 + by)
        return bounds[0] * factor, bounds[1] * factor

    courses, shift = base.courses, rng.uniform(-0.15, 0.15)
    return Population(
        moods=replace(
            base.moods,
            persistence=rng.uniform(0.4, 0.75),
            shared=rng.uniform(0.6, 0.8),
            spread=near(base.moods.spread),
            noise=near(base.moods.noise),
        ),
        signs=replace(
            base.signs,
            forgotten=rng.uniform(0.15, 0.45),
            spill=(0.0, rng.uniform(0.1, 0.5)),
            shown=near(base.signs.shown),
            usual=(base.signs.usual[0] + shift, base.signs.usual[1] + shift),
        ),
        writing=replace(base.writing, silenced=rng.uniform(0.0, 0.4)),
        calendar=replace(base.calendar, wear=rng.uniform(0.0, 0.12)),
        shocks=replace(
            base.shocks,
            incidents=near(base.shocks.incidents, 0.4),
            rough_weeks=near(base.shocks.rough_weeks, 0.4),
            rough_strength=near(base.shocks.rough_strength, 0.25),
        ),
        temperaments=replace(base.temperaments, tired=rng.uniform(0.1, 0.4), habit=rng.uniform(0.0, 0.2)),
        courses=replace(
            courses,
            strength=near(courses.strength, 0.1),
            mild_strength=near(courses.mild_strength, 0.1),
            unwell_strength=near(courses.unwell_strength, 0.1),
            phase_lag=rng.uniform(0.1, 0.33),
            plateau=near(courses.plateau, 0.3),
        ),
    )


DEFAULT = Population()
