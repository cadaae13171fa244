"""The types of what `cfj report --json` and `cfj why --json` print: a stable format.

Days are ISO dates, levels go from 0 to 4, `null` is "not known". Fields are added, never renamed; `schema`
changes when one has to be. No styling, no sentences but those of the rules, and never a note.
"""

from __future__ import annotations

from typing import TypedDict

from cfjournal.render.agreed_view import AgreementView  # noqa: TC001 (types are read at run time)
from cfjournal.render.json_since import (  # noqa: TC001 (whoever checks values reads the types)
    BeforeView,
    EasedView,
    NextStepView,
)

REPORT = "cfjournal-report/1"
WHY = "cfjournal-why/1"


class PeriodView(TypedDict):
    """The first and the last day, both included."""

    first: str
    last: str


class CoverageView(TypedDict):
    """How much of the period was written: its days, how many of each kind, and the dates without an entry."""

    days: int
    written: int
    shift: int
    rest: int
    leave: int
    sick: int
    unwritten: list[str]


class UsualView(TypedDict):
    """One word over the shifts of the reference: the share that had it (0-1), its mean level per shift."""

    share: float
    mean: float


class TallyView(TypedDict):
    """One word over the period: on `on` of `of` shifts, and on `elsewhere` days off.

    `weeks` holds the mean level per shift of each of the last 12 weeks, oldest first, null without a shift.
    `stand` is more, usual, less or unknown; `trend` rising, steady, falling or unknown.
    """

    id: str
    label: str
    on: int
    of: int
    elsewhere: int
    mean: float
    usual: UsualView | None
    stand: str
    trend: str
    weeks: list[float | None]


class LastTimeView(TypedDict):
    """When something was last noted; null says not since `known_from`."""

    id: str
    last: str | None
    known_from: str


class ReadingView(TypedDict):
    """One measure of a rule: as written and in words, its bounds, the days it used, and what it lacked."""

    measure: str
    words: str
    low: float | None
    high: float | None
    days: list[str]
    missing: str


class LeftOutView(TypedDict):
    """Written days that a measure did not use though they lie where it looks, and why."""

    reason: str
    days: list[str]
    entries: list[str]


class FullReadingView(ReadingView):
    """A measure with all it rests on.

    `first` is the first day it looked at (what lies before is outside its window), `entries` the ids of the
    entries of `days`, `relative` says that it compares with the reference.
    """

    first: str | None
    entries: list[str]
    left_out: list[LeftOutView]
    relative: bool


class EvidenceView(TypedDict):
    """What one rule saw: see `cfjournal.rules.history.Evidence`."""

    rule: str
    stage: str
    when: str
    until: str
    verdict: str
    phase: str
    since: str | None
    held: int
    needed: int
    says: str
    sentence: str
    clears: str
    readings: list[ReadingView]


class FullEvidenceView(TypedDict):
    """What one rule asks, in words too, and what it saw."""

    rule: str
    stage: str
    when: str
    until: str
    asks: str
    verdict: str
    phase: str
    since: str | None
    held: int
    needed: int
    says: str
    because: str
    source: str
    sentence: str
    clears: str
    readings: list[FullReadingView]


class LimitView(TypedDict):
    """The excess from which on a rule raises."""

    rule: str
    stage: str
    value: float


class PointView(TypedDict):
    """The excess as it was seen after the shift of a day."""

    day: str
    value: float


class TraceView(TypedDict):
    """The excess of a pattern over the last weeks, the limits on it, lowest first, and what it rests on.

    Each point was measured against the shifts of the reference before it.
    """

    points: list[PointView]
    limits: list[LimitView]
    entries: list[str]


class PhaseView(TypedDict):
    """A phase of burnout that the entries support: on `on` of `of` shifts, usually on the share `usual`."""

    phase: str
    on: int
    of: int
    usual: float | None
    days: list[str]
    entries: list[str]


class StateView(TypedDict):
    """The state of a pattern and its evidence.

    `since_or_earlier` says that the state may be older than what was read.
    """

    pattern: str
    state: str
    since: str | None
    since_or_earlier: bool
    stale_days: int
    note: str
    evidence: list[EvidenceView]


class FullStateView(TypedDict):
    """The state of a pattern with all its evidence; `phases` only for burnout that is not quiet."""

    pattern: str
    state: str
    since: str | None
    since_or_earlier: bool
    stale_days: int
    note: str
    evidence: list[FullEvidenceView]
    trace: TraceView
    phases: list[PhaseView]


class ConditionsView(TypedDict):
    """The conditions of the work."""

    strains: list[TallyView]
    findings: list[EvidenceView]
    last: list[LastTimeView]


class BringView(TypedDict):
    """What was marked to bring: the entry, its day, the text; "" where the entry is never exported."""

    entry: str
    date: str
    text: str
    never_export: bool


class ReferenceView(TypedDict):
    """The steady period that change is measured against."""

    status: str
    shifts: int
    first: str | None
    last: str | None


class LevelsView(TypedDict):
    """Mean and deviation of a pattern over the reference, in levels per shift."""

    pattern: str
    mean: float
    deviation: float


class FullReferenceView(ReferenceView):
    """The reference that the last day was measured against, whole; `left_out` while it grew."""

    days: list[str]
    entries: list[str]
    left_out: list[LeftOutView]
    patterns: list[LevelsView]


class ReportView(TypedDict):
    """What `cfj report --json` prints."""

    schema: str
    period: PeriodView
    coverage: CoverageView
    reach_out: list[str]
    conditions: ConditionsView
    patterns: list[StateView]
    signs: list[TallyView]
    supports: list[TallyView]
    eased: list[EasedView]
    before: BeforeView | None
    bring: list[BringView]
    step: NextStepView | None
    agreements: list[AgreementView]
    reference: ReferenceView
    rules: str


class WhyView(TypedDict):
    """What `cfj why --json` prints. `day` is null for an empty journal.

    `unwritten` are the days without an entry since the first that a rule shown here looked at.
    """

    schema: str
    day: str | None
    entries: int
    reference: FullReferenceView
    rules: str
    patterns: list[FullStateView]
    conditions: list[FullEvidenceView]
    unwritten: list[str]
