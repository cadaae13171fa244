"""JSON: the whole evidence as the value that `cfj why --json` prints.

Every number in it follows from the entries that stand beside it; a test recomputes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.jsontypes import WHY
from cfjournal.render.jsonview import (
    evidence_view,
    iso,
    isos,
    number,
    reading_view,
    reference_view,
    state_view,
)
from cfjournal.render.why_words import STOOD_OUT, lately, phases_of, under, unwritten
from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.rule import CONDITIONS
from cfjournal.rules.words import condition_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from cfjournal.render.jsontypes import (
        FullEvidenceView,
        FullReadingView,
        FullReferenceView,
        FullStateView,
        LeftOutView,
        PhaseView,
        TraceView,
        WhyView,
    )
    from cfjournal.rules.history import Evidence, History, PatternState, Reading, Trace
    from cfjournal.vocabulary import Vocabulary


def why_view(history: History, patterns: Iterable[str], vocabulary: Vocabulary) -> WhyView:
    """Return the whole evidence about `patterns`, of which "conditions" may be one."""
    wanted = set(patterns)
    view = _View(history, vocabulary)
    asked = [each for each in history.evidence if each.rule.pattern in wanted]
    return {
        "schema": WHY,
        "day": iso(history.day),
        "entries": history.entries,
        "reference": view.reference(),
        "rules": history.rules.digest,
        "patterns": [view.state(state) for state in history.states.values() if state.pattern in wanted],
        "conditions": [view.evidence(each) for each in asked if each.rule.pattern == CONDITIONS],
        "unwritten": isos(unwritten(history, asked)),
    }


class _View:
    """One history being put into values: knows the entries of its days and what the words are called."""

    def __init__(self, history: History, vocabulary: Vocabulary) -> None:
        self.history, self.vocabulary = history, vocabulary

    def state(self, state: PatternState) -> FullStateView:
        mine = [each for each in self.history.evidence if each.rule.pattern == state.pattern]
        brief = state_view(state, ())
        return {
            **brief,
            "evidence": [self.evidence(each) for each in mine],
            "trace": self.trace(self.history.traces[state.pattern]),
            "phases": self.phases(state),
        }

    def evidence(self, evidence: Evidence) -> FullEvidenceView:
        rule = evidence.rule
        return {
            **evidence_view(evidence),
            "asks": condition_words(rule.when, self.vocabulary),
            "because": rule.because,
            "source": rule.source,
            "readings": [self.reading(each) for each in evidence.readings],
        }

    def reading(self, reading: Reading) -> FullReadingView:
        return {
            **reading_view(reading),
            "first": iso(reading.first),
            "entries": self.entries(reading.days),
            "left_out": [self.left_out(each.reason, each.days) for each in reading.left_out],
            "relative": reading.relative,
        }

    def left_out(self, reason: str, days: Iterable[dt.date]) -> LeftOutView:
        days = tuple(days)
        return {"reason": reason, "days": isos(days), "entries": self.entries(days)}

    def entries(self, days: Iterable[dt.date]) -> list[str]:
        written = self.history.written
        return [ident for day in days if day in written for ident in written[day].entries]

    def reference(self) -> FullReferenceView:
        against = self.history.against
        passed = [self.left_out(STOOD_OUT, against.left_out)] if against.left_out else []
        return {
            **reference_view(against),
            "days": isos(against.days),
            "entries": self.entries(against.days),
            "left_out": passed,
            "patterns": [
                {
                    "pattern": pattern,
                    "mean": number(against.mean[pattern]),
                    "deviation": number(against.deviation[pattern]),
                }
                for pattern in PATTERNS
                if pattern in against.mean
            ],
        }

    def phases(self, state: PatternState) -> list[PhaseView]:
        return [
            {
                "phase": each.phase,
                "on": each.on,
                "of": each.of,
                "usual": None if each.usual is None else number(each.usual),
                "days": isos(each.days),
                "entries": self.entries(each.days),
            }
            for each in phases_of(self.history, state)
        ]

    def trace(self, trace: Trace) -> TraceView:
        points = lately(trace, self.history)
        return {
            "points": [{"day": day.isoformat(), "value": number(value)} for day, value in points],
            "limits": [
                {"rule": limit.rule, "stage": limit.stage, "value": limit.value} for limit in trace.limits
            ],
            "entries": self.entries(under(points, self.history)),
        }
