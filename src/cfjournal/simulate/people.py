"""Simulated people: which signs each shows, how their days differ, how keenly they write.

A person is drawn once a diary. Sign ids are those of the shipped vocabulary and never change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfjournal.rules.episodes import PATTERNS
from cfjournal.simulate.courses import CHANNELS_OF

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from cfjournal.simulate.population import Population

CHANNEL_SIGNS: Mapping[str, tuple[str, ...]] = {
    "exhaustion": ("exhaustion", "unrested", "overwhelm"),
    "distance": ("cynicism", "detachment", "not-caring"),
    "accomplishment": ("reduced-accomplishment",),
    "compassion-fatigue": (
        "flatness",
        "impatience",
        "slow-recovery",
        "going-through-motions",
        "dread",
        "shame",
        "hard-to-see",
    ),
    "secondary-trauma": (
        "intrusion",
        "hypervigilance",
        "avoidance",
        "unsafe",
        "bad-dreams",
        "changed-beliefs",
    ),
}
"""The signs that follow each channel: the three phases of burnout and the two other patterns."""

MAIN_SIGNS: Mapping[str, tuple[str, ...]] = {
    pattern: tuple(sign for channel in CHANNELS_OF[pattern] for sign in CHANNEL_SIGNS[channel])
    for pattern in PATTERNS
}

ALSO_CHANNEL = {"cynicism": "compassion-fatigue", "dread": "exhaustion"}
"""Signs that a second pattern borrows, and the channel they follow there."""

SHARED_SIGNS = ("poor-sleep", "poor-concentration", "withdrawal", "tearful")
TIRED_SIGNS = ("exhaustion", "unrested", "poor-sleep")
WORN_SIGNS = frozenset({"exhaustion", "unrested"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One sign that a person shows.

    `pattern` is the mood it follows ("" for the mood that all share), `channel` what makes it build, `also` a
    second such channel; `usual` its strength on an ordinary day in levels, `gain` how strongly it builds;
    `habit` says that it is named, mildly, in every entry.
    """

    sign: str
    pattern: str
    channel: str
    also: str
    usual: float
    gain: float
    habit: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One simulated person. `skipped` is the share of shifts without an entry in ordinary weeks."""

    shown: tuple[Shown, ...]
    spread: float
    noise: float
    skipped: float
    rest_days: float
    spill: float


def draw_person(population: Population, patterns: tuple[str, ...], rng: random.Random) -> Person:
    """Draw one person; someone in whom a pattern builds shows at least three of its signs."""
    chosen = _choose_signs(population, patterns, rng)
    kinds = population.temperaments
    tired = rng.uniform(*kinds.tired_by) if rng.random() < kinds.tired else 0.0
    habits = set(rng.sample(chosen, rng.choice((2, 3)))) if rng.random() < kinds.habit else set()
    signs = population.signs
    shown = tuple(
        Shown(
            sign=sign,
            pattern=pattern,
            channel=channel,
            also=ALSO_CHANNEL.get(sign, ""),
            usual=rng.uniform(*signs.usual) + (tired if sign in TIRED_SIGNS else 0.0),
            gain=rng.uniform(*signs.gain),
            habit=(sign, pattern, channel) in habits,
        )
        for sign, pattern, channel in chosen
    )
    return Person(
        shown=shown,
        spread=rng.uniform(*population.moods.spread),
        noise=rng.uniform(*population.moods.noise),
        skipped=rng.uniform(*population.writing.skipped),
        rest_days=rng.uniform(*population.writing.rest_days),
        spill=rng.uniform(*signs.spill),
    )


def _choose_signs(
    population: Population, patterns: tuple[str, ...], rng: random.Random
) -> list[tuple[str, str, str]]:
    """Return (sign, pattern, channel) of the signs that this person ever shows."""
    chosen: list[tuple[str, str, str]] = []
    for pattern in PATTERNS:
        own = [
            (sign, pattern, channel) for channel in CHANNELS_OF[pattern] for sign in CHANNEL_SIGNS[channel]
        ]
        least = 3 if pattern in patterns else 2
        count = max(least, round(len(own) * rng.uniform(*population.signs.shown)))
        kept = set(rng.sample(own, count))
        if pattern == "burnout" and pattern in patterns and kept.isdisjoint(own[:2]):
            kept.add(own[0])  # burnout without tiredness is another story
        chosen += [sign for sign in own if sign in kept]
    count = round(len(SHARED_SIGNS) * rng.uniform(*population.signs.shown))
    return chosen + [(sign, "", "") for sign in sorted(rng.sample(SHARED_SIGNS, count))]
