"""Strains and supports of a simulated working day: loosely plausible, and never a cause of anything.

They give the review something to show. Conditions weigh a little more when people are worse (effects are
small in the field), so a rule that read them as signs would be found out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

STRAINS = {
    "overload": 0.20,
    "understaffed": 0.22,
    "overtime": 0.15,
    "no-break": 0.20,
    "no-time-to-process": 0.12,
    "admin-only-supervision": 0.03,
    "conflict": 0.04,
    "moral-strain": 0.05,
    "unclear-policy": 0.03,
    "push-through": 0.04,
    "poor-pay": 0.02,
}
"""Chance of each strain being named on an ordinary shift."""

SUPPORTS = {
    "break": 0.25,
    "colleague-support": 0.18,
    "rest": 0.06,
    "manager-support": 0.04,
    "boundary": 0.04,
    "moved": 0.06,
    "self-compassion": 0.03,
}
"""Chance of each support being named on an ordinary shift."""

MOST_NAMED = 3
"""Strains, or supports, that anyone names in one entry."""

DEBRIEFED = 0.45
"""Share of incidents that are followed by a debrief on the day."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """How heavy a person's work is (a factor on every strain), and how often it gives supervision (days)."""

    weight: float
    supervision_every: int


def draw_workplace(rng: random.Random) -> Workplace:
    """Draw one workplace: supervision between fortnightly and hardly ever."""
    return Workplace(rng.uniform(0.4, 1.6), rng.choice((14, 28, 28, 42, 90)))


def strains_of(work: Workplace, worse: float, incident: bool, rng: random.Random) -> Mapping[str, int]:
    """Return the strains named on a shift; `worse` is how far the person is above usual, in levels."""
    factor = work.weight * (1 + 0.3 * worse)
    named = [strain for strain, chance in STRAINS.items() if rng.random() < chance * factor]
    if len(named) > MOST_NAMED:
        named = rng.sample(named, MOST_NAMED)
    if incident:
        named.insert(0, "incident")
    return {strain: rng.choice((1, 2, 2, 3)) for strain in named}


def supports_of(work: Workplace, day: int, incident: bool, rng: random.Random) -> Mapping[str, int]:
    """Return the supports named on a shift."""
    named = [support for support, chance in SUPPORTS.items() if rng.random() < chance]
    if len(named) > MOST_NAMED:
        named = rng.sample(named, MOST_NAMED)
    if incident and rng.random() < DEBRIEFED:
        named.append("debrief")
    if day % work.supervision_every < 2 and rng.random() < 0.6:
        named.append("supervision")
    return dict.fromkeys(named, 2)
