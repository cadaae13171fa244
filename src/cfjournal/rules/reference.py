"""The reference: a person's own steady shifts, and how far a day lies from them.

It grows from the first shifts on, only by days on which nothing was pending or flagged, until it is frozen;
after that only the person moves it. Short references are drawn towards a prior, so that the first weeks
neither cry wolf nor sleep. Knows loads and dates; knows no rules.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

from cfjournal.rules.history import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cfjournal.period import Period
    from cfjournal.rules.track import Track
    from cfjournal.series import Day

FEWEST = 14
"""Under this many entries nothing relative is said at all (DESIGN section 6)."""

FULL = 28
"""From this many on the limits are no longer provisional."""

FROZEN = 42
"""The reference stops growing here: long enough to be steady, and over before most build-ups."""

LONGEST_GROWTH = 98
"""Days after which a full reference stops growing even so: who writes rarely would otherwise still be
gathering steady shifts while something builds."""

GIVE_UP = 180
"""After this many shifts the reference is closed with what it holds: who is never calm has no steady weeks to
find, and is judged by strong signs alone until they set a reference themselves."""

PRIOR_WEIGHT = 10.0
"""The prior deviation counts as much as this many shifts."""

PRIOR_DEVIATION = 0.9
"""Spread of the load from shift to shift before anything is known of the person, in levels."""

LEAST_DEVIATION = 1.0
"""Who names nothing for weeks has a spread of 0; one mild sign must still not be infinitely far away."""

PROVISIONAL_WIDENING = 3.0
"""While the reference holds n < 28 shifts its deviation is taken 1 + 3/n times as wide: it is a guess."""


class Baseline(NamedTuple):
    """Mean and deviation of one pattern's load over the reference, in levels per shift."""

    mean: float
    deviation: float
    entries: int

    def deviations(self, load: float) -> float:
        """Return how many reference deviations `load` lies above the reference's mean."""
        return (load - self.mean) / self.deviation


def baseline(loads: Sequence[float]) -> Baseline:
    """Return the baseline of the loads of the reference's shifts.

    The mean is theirs. The variance pools theirs with the prior's, is widened by (1 + 1/n) for a new shift
    against an estimated mean, and once more while the reference is provisional.
    """
    n = len(loads)
    mean = math.fsum(loads) / n
    squares = math.fsum((load - mean) ** 2 for load in loads)
    variance = (PRIOR_WEIGHT * PRIOR_DEVIATION**2 + squares) / (PRIOR_WEIGHT + n)
    deviation = max(LEAST_DEVIATION, math.sqrt(variance)) * math.sqrt(1 + 1 / n)
    if n < FULL:
        deviation *= 1 + PROVISIONAL_WIDENING / n
    return Baseline(mean, deviation, n)


class Growth:
    """The reference while the fold runs: which shifts it holds, and the baselines they give.

    `period`, where the person chose one, takes the place of all judgement: the shifts in it, as they come.
    """

    def __init__(self, period: Period | None = None) -> None:
        self.period = period
        self.shifts: list[Day] = []
        self.held: list[int] = []
        self.passed: list[Day] = []
        self.seen = 0
        self.grown = 0
        self.baselines: dict[str, Baseline] = {}

    @property
    def closed(self) -> bool:
        """Whether the reference grows no more by itself."""
        held = len(self.held)
        enough = held >= FROZEN or (held >= FULL and self.grown >= LONGEST_GROWTH)
        return self.period is None and (enough or self.seen >= GIVE_UP)

    def take(self, track: Track, *, calm: bool) -> None:
        """Consider the shift just judged. `calm` says that nothing was pending or flagged on it."""
        at = len(track.shifts) - 1
        self.seen += 1
        if self.closed:
            return
        self.grown = track.ordinals[at] - track.ordinals[0]
        if self.period is not None:
            if track.shifts[at].date in self.period:
                self._hold(track, at)
        elif calm:
            self._hold(track, at)
        else:
            self.passed.append(track.shifts[at])
        if len(self.held) >= FEWEST and self.seen >= FEWEST:
            self.baselines = {
                pattern: baseline([loads[i] for i in self.held]) for pattern, loads in track.loads.items()
            }

    def _hold(self, track: Track, at: int) -> None:
        self.held.append(at)
        self.shifts.append(track.shifts[at])

    def reference(
        self, held: int | None = None, baselines: Mapping[str, Baseline] | None = None
    ) -> Reference:
        """Return the reference as a value, with the person's usual level of every sign they named in it.

        With its first `held` shifts and the `baselines` they gave, as it was when it held no more.
        """
        shifts = self.shifts[:held]
        signs = sorted({sign for day in shifts for sign in day.signs})
        levels = {sign: [day.signs.get(sign, 0) for day in shifts] for sign in signs}
        mean = {sign: sum(found) / len(found) for sign, found in levels.items()}
        spread = {
            sign: math.sqrt(sum((level - mean[sign]) ** 2 for level in found) / len(found))
            for sign, found in levels.items()
        }
        for pattern, against in (self.baselines if baselines is None else baselines).items():
            mean[pattern], spread[pattern] = against.mean, against.deviation
        passed = tuple(day.date for day in self.passed)
        return Reference(self._status(len(shifts)), tuple(day.date for day in shifts), mean, spread, passed)

    def _status(self, held: int) -> Literal["none", "provisional", "full", "frozen", "set"]:
        if self.period is not None:
            return "set"
        if held < FEWEST:
            return "none"
        if held < FULL:
            return "provisional"
        return "frozen" if self.closed else "full"
