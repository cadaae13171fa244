"""Running: one rule while the days go by, and its alarm, which rises and settles.

Knows what a shift says for and against its rule, and no other rule, no pattern and no state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfjournal.rules.rule import CONDITIONS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from cfjournal.rules.history import Phase
    from cfjournal.rules.rule import Rule
    from cfjournal.rules.spans import Truth
    from cfjournal.rules.track import Track


@dataclass(slots=True)
class Alarm:
    """The memory of one rule: its phase, how many shifts in a row that has held, and since when.

    A higher alarm never becomes the lower one on the same evidence: what raises resets all clearing, and
    only a shift that does not raise can clear. So two alarms that start as far apart as can be enclose
    every other.
    """

    hold: int
    keep: int
    phase: Phase = "quiet"
    held: int = 0
    since: dt.date | None = None

    @property
    def fires(self) -> bool:
        """Whether it has been raised and not yet cleared."""
        return self.phase in ("firing", "clearing")

    def agrees(self, other: Alarm, *, on_day: bool) -> bool:
        """Whether both stand alike, and `on_day` since the same day."""
        return (
            self.phase == other.phase
            and self.held == other.held
            and (not on_day or self.since == other.since)
        )

    def step(self, raises: Truth, clears: Truth, today: dt.date) -> None:
        """Take in one more shift's evidence. Unknown changes nothing."""
        if raises is None:
            return
        if not self.fires:
            self._rise(today) if raises else self._settle()
        elif raises:
            self.phase, self.held = "firing", 0
        elif clears is not None:
            self.phase, self.held = ("clearing", self.held + 1) if clears else ("firing", 0)
            if self.held >= self.keep:
                self._settle()

    def _settle(self) -> None:
        self.phase, self.held, self.since = "quiet", 0, None

    def _rise(self, today: dt.date) -> None:
        if self.phase == "quiet":
            self.phase, self.since = "pending", today
        self.held += 1
        if self.held >= self.hold:
            self.phase, self.held, self.since = "firing", 0, today


@dataclass(slots=True)
class Running:
    """One rule while the fold runs: its compiled conditions and its alarm.

    `other` is there while a fold that began in the middle of a diary does not yet know how the rule stood
    then: the same rule as if it had fired just before.
    """

    rule: Rule
    when: Callable[[Track], Truth]
    until: Callable[[Track], Truth]
    alarm: Alarm
    other: Alarm | None = None
    truth: Truth = None

    @property
    def fires(self) -> bool:
        """Whether the rule has been raised and not yet cleared."""
        return self.alarm.fires

    @property
    def phase(self) -> Phase:
        """The phase of its alarm."""
        return self.alarm.phase

    def step(self, track: Track, today: dt.date) -> None:
        """Judge one more shift."""
        self.truth = self.when(track)
        clears = self.until(track) if self.truth is False and (self.alarm.fires or self.other) else None
        self.alarm.step(self.truth, clears, today)
        if self.other:
            self.other.step(self.truth, clears, today)
            if self.other.agrees(self.alarm, on_day=self.rule.pattern != CONDITIONS):
                self.other = None
