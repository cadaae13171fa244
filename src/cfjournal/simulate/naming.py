"""From what is felt to what is named: one to four signs that stand out, some mild ones forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from cfjournal.simulate.latent import Latent
    from cfjournal.simulate.people import Person
    from cfjournal.simulate.population import Population

LEVEL_FROM = 1.0
"""Strength from which a sign can be named at all; every further whole number is the next level."""

MOST_LEVEL = 4

MOST_NAMED = 4
"""Signs that anyone names in one entry."""


def name_signs(
    person: Person,
    latent: Latent,
    day: int,
    population: Population,
    rng: random.Random,
) -> dict[str, int]:
    """Return the signs named on a day, the strongest first. Nothing noticeable gives nothing."""
    signs, clearly = population.signs, population.temperaments.habit_clearly
    felt: list[tuple[float, str]] = []
    habits: dict[str, int] = {}
    for shown in person.shown:
        strength = latent.strength(shown, day, signs.also) + rng.gauss(0.0, person.noise)
        if strength >= LEVEL_FROM:
            felt.append((strength, shown.sign))
        if shown.habit:
            habits[shown.sign] = 2 if rng.random() < clearly else 1
    felt.sort(reverse=True)
    patience = rng.choices((1, 2, 3, 4), signs.named)[0]
    named: dict[str, int] = {}
    for strength, sign in felt:
        if len(named) >= patience:
            break
        level = min(MOST_LEVEL, int(strength))
        if level > 1 or rng.random() >= signs.forgotten:
            named[sign] = level
    for sign, level in habits.items():
        if len(named) < MOST_NAMED:
            named.setdefault(sign, level)
    return named
