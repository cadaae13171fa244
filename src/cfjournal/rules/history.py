"""What the engine found out about a diary: states, episodes and the evidence behind them, as values.

The engine fills these in; `review`, `replay` and `why` read them. Nothing here computes a judgement. Mostly
named tuples: every command that judges makes these classes, and as dataclasses they took longer than a month
of entries takes to read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from cfjournal.rules.episodes import Episode
    from cfjournal.rules.rule import Rule, RuleSet
    from cfjournal.series import Day

StateName = Literal["unknown", "quiet", "watch", "building", "easing"]
Verdict = Literal["yes", "no", "unknown"]
Phase = Literal["quiet", "pending", "firing", "clearing"]


class LeftOut(NamedTuple):
    """Written days that lie where a measure looks and were not used; `reason` is their kind."""

    reason: str
    days: tuple[dt.date, ...]


class Reading(NamedTuple):
    """One measure of a condition, with the number put in.

    `text` is the measure as the rule writes it, `words` the same for a person. The value lies between `low`
    and `high` (equal when it is known; both None when nothing can be said). `days` are the days it used,
    `missing` says in words what was lacking, "" when nothing was. It looked back as far as `first` (None: not
    at days at all); `left_out` are the written days since then that it did not use. `relative` says that it
    compares with the reference.
    """

    text: str
    words: str
    low: float | None
    high: float | None
    days: tuple[dt.date, ...] = ()
    missing: str = ""
    first: dt.date | None = None
    left_out: tuple[LeftOut, ...] = ()
    relative: bool = False


class Evidence(NamedTuple):
    """What one rule saw on one day.

    `phase`: `pending` while the condition holds but not yet for its `for`; `clearing` while it fires and
    its clearing condition holds, not yet for its `keep`. `since` is the day that phase began (for firing and
    clearing: the day the rule fired). `held` counts the shifts in a row that the condition in question
    has held, of `needed`. `sentence` gives the reason with its numbers, `clears` what would clear it.
    """

    rule: Rule
    verdict: Verdict
    phase: Phase
    since: dt.date | None
    held: int
    needed: int
    readings: tuple[Reading, ...]
    sentence: str
    clears: str


class PatternState(NamedTuple):
    """The state of a pattern on a day.

    `since` is the day this state began (None while unknown from the start); `older` says that it may have
    begun before that, in months that were not read. `stale_days` counts the days since the last written day
    where that is long enough to say so ("no recent entries"), else 0. `note` adds what the person should
    know about how sure this is ("12 of 14 entries needed", "provisional"), or "".
    """

    pattern: str
    name: StateName
    since: dt.date | None
    rules: tuple[str, ...] = ()
    stale_days: int = 0
    note: str = ""
    older: bool = False


YEARLY = 365
"""Days after which the person is asked whether the reference still fits. Nothing moves by itself."""


class Reference(NamedTuple):
    """The steady period that change is measured against.

    `status`: `none` (under 14 entries: absolute rules only), `provisional` (14-27, wider limits), `full`
    (28 or more, still growing), `frozen`, or `set` (chosen by the person). `days` are the days it uses;
    `mean` and `deviation` are per composite (pattern) and per sign, in levels per shift. `left_out` are the
    shifts that were considered while it grew and not taken, because something was pending or flagged.
    """

    status: Literal["none", "provisional", "full", "frozen", "set"]
    days: tuple[dt.date, ...]
    mean: Mapping[str, float]
    deviation: Mapping[str, float]
    left_out: tuple[dt.date, ...] = ()

    @property
    def entries(self) -> int:
        """How many written shifts the reference holds."""
        return len(self.days)

    def old(self, today: dt.date) -> bool:
        """Whether its last shift is more than a year back, so that it is worth asking if it still fits."""
        return bool(self.days) and (today - max(self.days)).days > YEARLY


class Limit(NamedTuple):
    """What a rule asks of the excess of its pattern."""

    rule: str
    stage: str
    value: float


class Trace(NamedTuple):
    """The excess of a pattern shift by shift, each as it was seen that day, and the limits set on it."""

    points: tuple[tuple[dt.date, float], ...] = ()
    limits: tuple[Limit, ...] = ()


class PhaseSeen(NamedTuple):
    """A phase of burnout: its signs were clearly there on `on` of the last shifts, `days`.

    `usual` is the share of the reference's shifts (0-1), None without one; `shows` says that this is often
    enough, and enough above the usual, to name the phase.
    """

    phase: str
    on: int
    days: tuple[dt.date, ...]
    usual: float | None
    shows: bool

    @property
    def of(self) -> int:
        """How many shifts were looked at."""
        return len(self.days)


class History(NamedTuple):
    """All that replaying the rules over a diary gives, as seen on its last day.

    `states` holds the state of every pattern on `day`; `evidence` every rule's evidence on `day`, rules about
    conditions included (their `pattern` is "conditions"); `timeline` the changes of state, oldest
    first; `episodes` the stages, ordered by the day they began. `against` is the reference that the evidence
    was measured against: without the last shift, which can join it only once it is judged. `written` holds
    every day that was read, `traces` the excess of each pattern, `phases` those of burnout.
    """

    day: dt.date | None
    entries: int
    rules: RuleSet
    states: Mapping[str, PatternState]
    evidence: tuple[Evidence, ...]
    timeline: tuple[tuple[dt.date, PatternState], ...]
    episodes: tuple[Episode, ...]
    reference: Reference
    against: Reference
    written: Mapping[dt.date, Day]
    traces: Mapping[str, Trace]
    phases: tuple[PhaseSeen, ...]
