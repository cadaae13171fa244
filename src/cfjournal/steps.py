"""Steps: one small thing to do next, chosen from shipped texts by what a review found.

The same week gives the same step, and the next week another. Conditions have their turn as often as the
person. Knows texts and situations by name; it may not know entries, rules or screens.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

About = Literal["conditions", "person"]
TURNS: tuple[About, About] = ("conditions", "person")

SITUATIONS = (
    *("supervision", "breaks", "debrief", "settling", "admin-only", "staffing", "no-time", "culture"),
    *("burnout", "compassion-fatigue", "secondary-trauma", "easing"),
    *("quiet", "unknown", "sparse", "silence", "off"),
)
"""What a step can fit: a finding about the conditions, a pattern in watch or building, or how it is else."""

PROMISES = ("agreed-organisation", "agreed-supervisor", "agreed-me")
"""What else it can fit: something agreed that has come due, by who is to do it, conditions first."""


class Step(NamedTuple):
    """A step: what it fits, whether it is about the conditions or the person, its text, and why.

    The text of one of `PROMISES` leaves room for `{what}` was agreed and until `{when}`.
    """

    id: str
    fits: tuple[str, ...]
    about: About
    text: str
    why: str
    source: str


@cache
def load() -> tuple[Step, ...]:
    """Return the shipped steps, read once."""
    import tomllib
    from pathlib import Path

    path = Path(__file__).with_name("knowledge") / "steps.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(Step(name, tuple(fields.pop("fits").split()), **fields) for name, fields in data.items())


def step_for(situations: Collection[str], day: dt.date, steps: Sequence[Step] | None = None) -> Step | None:
    """Return the step of the week (Monday to Sunday) of `day` among those that fit, or None if none does.

    Weeks take turns between conditions and the person, where both have something that fits.
    """
    fitting = [step for step in (load() if steps is None else steps) if set(step.fits) & set(situations)]
    week = (day.toordinal() - 1) // 7
    turn = [step for step in fitting if step.about == TURNS[week % 2]] or fitting
    return turn[week // 2 % len(turn)] if turn else None
