"""The reference: a person's own steady shifts, and how far a day lies from them.

It grows from the first shifts on, only by days on which nothing was pending or flagged, until it is frozen; after
that only the person moves it. Short references are drawn towards a prior, so that the first weeks neither
cry wolf nor sleep. Knows loads and dates; knows no rules.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cfjournal.rules.history import Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.days import Period
    from cfjournal.rules.track import Track
    from cfjournal.series import Day

FEWEST = 14
"""Under this many entries nothing relative is said at all (DESIGN section 6)."""

FULL = 28
"""From this many on the limits are no longer provisional."""

FROZEN = 42
"""The reference stops growing here: long enough to be steady, short enough to be over before most build-ups."""

GIVE_UP = 180
"""After this many shifts the reference is closed with what it holds: who is never calm has no steady weeks to
find, and is judged by strong signs alone until they set a reference themselves."""

LAG = 5
"""A shift enters the reference only once this many calm shifts have followed it: a rise must not teach itself."""

PRIOR_WEIGHT = 6.0
"""The prior counts as much as this many shifts."""

PRIOR_MEAN = 1.5
"""Load of an ordinary shift before anything is known of the person: one clear sign on most days, none on others."""

PRIOR_DEVIATION = 1.5
"""Spread of the load around it, in levels."""

LEAST_DEVIATION = 1.0
"""A person who names nothing for weeks has a spread of 0; one mild sign must still not be infinitely far away."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Mean and deviation of one pattern's load over the reference, in levels per shift."""

    mean: float
    deviation: float
    entries: int

    def deviations(self, load: float) -> float:
        """Return how many reference deviations `load` lies above the reference's mean."""
        return (load - self.mean) / self.deviation


def baseline(loads: Sequence[float]) -> Baseline:
    """Return the baseline of the loads of the reference's shifts, drawn towards the prior.

    The mean is the weighted mean of prior and shifts; the variance pools the prior's with the shifts' own, and is
    widened for what a short reference can't know: a new shift differs from an estimated mean by
    s^2 (1 + 1/n).
    """
    n = len(loads)
    mean = (PRIOR_WEIGHT * PRIOR_MEAN + sum(loads)) / (PRIOR_WEIGHT + n)
    squares = sum((load - mean) ** 2 for load in loads)
    variance = (PRIOR_WEIGHT * PRIOR_DEVIATION**2 + squares) / (PRIOR_WEIGHT + n)
    deviation = max(LEAST_DEVIATION, math.sqrt(variance * (1 + 1 / (PRIOR_WEIGHT + n))))
    return Baseline(mean, deviation, n)


class Growth:
    """The reference while the fold runs: which shifts it holds, and the baselines they give.

    `period`, where the person chose one, takes the place of all judgement: the shifts in it, as they come.
    """

    def __init__(self, period: Period | None = None) -> None:
        self.period = period
        self.shifts: list[Day] = []
        self.held: list[int] = []
        self.waiting: list[int] = []
        self.seen = 0
        self.baselines: dict[str, Baseline] = {}

    @property
    def closed(self) -> bool:
        """Whether the reference grows no more by itself."""
        return self.period is None and (len(self.held) >= FROZEN or self.seen >= GIVE_UP)

    def take(self, track: Track, *, calm: bool) -> None:
        """Consider the shift just judged. `calm` says that nothing was pending or flagged on it."""
        at = len(track.shifts) - 1
        self.seen += 1
        if self.closed:
            return
        if self.period is not None:
            if track.shifts[at].date in self.period:
                self._hold(track, at)
        else:
            self.waiting = [*self.waiting, at] if calm else []
            while len(self.waiting) > LAG or (self.waiting and len(self.held) < FEWEST):
                self._hold(track, self.waiting.pop(0))
        if len(self.held) >= FEWEST and self.seen >= FEWEST:
            self.baselines = {
                pattern: baseline([loads[i] for i in self.held]) for pattern, loads in track.loads.items()
            }

    def _hold(self, track: Track, at: int) -> None:
        self.held.append(at)
        self.shifts.append(track.shifts[at])

    def reference(self) -> Reference:
        """Return the reference as a value, with the person's usual level of every sign they named in it."""
        shifts = self.shifts
        signs = sorted({sign for day in shifts for sign in day.signs})
        levels = {sign: [day.signs.get(sign, 0) for day in shifts] for sign in signs}
        mean = {sign: sum(found) / len(found) for sign, found in levels.items()}
        spread = {
            sign: math.sqrt(sum((level - mean[sign]) ** 2 for level in found) / len(found))
            for sign, found in levels.items()
        }
        for pattern, against in self.baselines.items():
            mean[pattern], spread[pattern] = against.mean, against.deviation
        return Reference(self._status(), tuple(day.date for day in shifts), mean, spread)

    def _status(self) -> Literal["none", "provisional", "full", "frozen", "set"]:
        if self.period is not None:
            return "set"
        if len(self.held) < FEWEST:
            return "none"
        if len(self.held) < FULL:
            return "provisional"
        return "frozen" if self.closed else "full"
