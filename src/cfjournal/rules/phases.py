"""Phases: which of the three phases of burnout the latest shifts show, beside the reference.

Burnout is often described as exhaustion, then distance from the work, then reduced accomplishment (FACTS: a
three-phase process). People do not all go that way, so a phase is only ever said to show, never to follow.
Describes; raises nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.rules.history import PhaseSeen
from cfjournal.rules.tree import Window

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cfjournal.rules.track import Track
    from cfjournal.series import Day
    from cfjournal.vocabulary import Vocabulary

WINDOW = Window(14, "shifts")

CLEARLY = 2
"""A sign counts from this level on: a mild one is part of ordinary weeks."""

FEWEST = 4
"""On fewer shifts than this a phase is not named: it would say more than the entries do."""

MORE = 0.2
"""By how much the share of shifts must exceed that of the reference: what was always so is no phase."""


def phases_seen(
    track: Track, reference: Sequence[Day], vocabulary: Vocabulary, pattern: str = "burnout"
) -> tuple[PhaseSeen, ...]:
    """Return each phase with how often its own signs were clearly there lately, and in the reference."""
    signs: dict[str, list[str]] = {}
    for tag in vocabulary.tags.values():
        if tag.main == pattern and tag.phase:
            signs.setdefault(tag.phase, []).append(tag.id)
    recent = track.shifts[track.start(WINDOW) :]
    return tuple(_seen(phase, of, recent, reference) for phase, of in signs.items())


def _seen(phase: str, signs: Collection[str], recent: Sequence[Day], reference: Sequence[Day]) -> PhaseSeen:
    on = _on(signs, recent)
    usual = _on(signs, reference) / len(reference) if reference else None
    shows = on >= FEWEST and on / len(recent) >= (usual or 0) + MORE
    return PhaseSeen(phase, on, tuple(day.date for day in recent), usual, shows)


def _on(signs: Collection[str], days: Sequence[Day]) -> int:
    return sum(any(day.signs.get(sign, 0) >= CLEARLY for sign in signs) for day in days)
