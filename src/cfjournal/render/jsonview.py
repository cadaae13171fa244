"""JSON: a review and the evidence as the values that `cfj report --json` and `cfj why --json` print."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cfjournal.render.jsontypes import REPORT, WHY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from cfjournal.render.jsontypes import (
        CoverageView,
        EvidenceView,
        ReadingView,
        ReferenceView,
        ReportView,
        StateView,
        TallyView,
        WhyView,
    )
    from cfjournal.review import PatternReview, Review
    from cfjournal.rules.history import Evidence, History, PatternState, Reading, Reference
    from cfjournal.tally import Tally


def report_view(review: Review) -> ReportView:
    """Return a review as it is printed in JSON."""
    return {
        "schema": REPORT,
        "period": {"first": review.period.first.isoformat(), "last": review.period.last.isoformat()},
        "coverage": _coverage(review),
        "reach_out": _dates(review.reach_out),
        "conditions": {
            "strains": [_tally(each) for each in review.strains],
            "findings": [_evidence(each) for each in review.findings],
            "last": [
                {"id": each.id, "last": _date(each.last), "known_from": each.known_from.isoformat()}
                for each in review.last_times
            ],
        },
        "patterns": [_pattern(each) for each in review.patterns],
        "signs": [_tally(each) for each in review.signs],
        "supports": [_tally(each) for each in review.supports],
        "bring": [
            {"entry": each.entry, "date": each.date.isoformat(), "text": each.text} for each in review.bring
        ],
        "reference": _reference(review.reference),
        "rules": review.rules_digest,
    }


def why_view(history: History, patterns: Iterable[str]) -> WhyView:
    """Return the whole evidence about `patterns` as it is printed in JSON."""
    wanted = list(patterns)
    evidence = history.evidence
    return {
        "schema": WHY,
        "day": _date(history.day),
        "entries": history.entries,
        "reference": _reference(history.reference),
        "rules": history.rules_digest,
        "patterns": [
            _state(state, [each for each in evidence if each.rule.pattern == state.pattern])
            for state in history.states.values()
            if state.pattern in wanted
        ],
        "conditions": [
            _evidence(each)
            for each in evidence
            if each.rule.pattern == "conditions" and "conditions" in wanted
        ],
    }


def _coverage(review: Review) -> CoverageView:
    kinds = review.coverage.kinds
    return {
        "days": len(review.period),
        "written": review.coverage.written,
        "shift": kinds.get("shift", 0),
        "rest": kinds.get("rest", 0),
        "leave": kinds.get("leave", 0),
        "sick": kinds.get("sick", 0),
        "unwritten": _dates(review.coverage.unwritten),
    }


def _tally(tally: Tally) -> TallyView:
    usual = tally.usual
    return {
        "id": tally.id,
        "label": tally.label,
        "on": tally.on,
        "of": tally.of,
        "elsewhere": tally.elsewhere,
        "mean": _number(tally.mean),
        "usual": {"share": _number(usual.share), "mean": _number(usual.mean)} if usual else None,
        "stand": tally.stand,
        "trend": tally.trend,
        "weeks": [None if week is None else _number(week) for week in tally.weeks],
    }


def _pattern(pattern: PatternReview) -> StateView:
    return _state(pattern.state, pattern.reasons)


def _state(state: PatternState, evidence: Iterable[Evidence]) -> StateView:
    return {
        "pattern": state.pattern,
        "state": state.name,
        "since": _date(state.since),
        "since_or_earlier": state.older,
        "stale_days": state.stale_days,
        "note": state.note,
        "evidence": [_evidence(each) for each in evidence],
    }


def _evidence(evidence: Evidence) -> EvidenceView:
    rule = evidence.rule
    return {
        "rule": rule.id,
        "stage": rule.stage,
        "when": str(rule.when),
        "until": str(rule.until),
        "verdict": evidence.verdict,
        "phase": evidence.phase,
        "since": _date(evidence.since),
        "held": evidence.held,
        "needed": evidence.needed,
        "says": rule.says,
        "sentence": evidence.sentence,
        "clears": evidence.clears,
        "readings": [_reading(reading) for reading in evidence.readings],
    }


def _reading(reading: Reading) -> ReadingView:
    return {
        "measure": reading.text,
        "words": reading.words,
        "low": _bound(reading.low),
        "high": _bound(reading.high),
        "days": _dates(reading.days),
        "missing": reading.missing,
    }


def _reference(reference: Reference) -> ReferenceView:
    days = reference.days
    return {
        "status": reference.status,
        "shifts": reference.entries,
        "first": _date(min(days, default=None)),
        "last": _date(max(days, default=None)),
    }


def _bound(value: float | None) -> float | None:
    """Return a bound that JSON can hold: what is not finite is not known."""
    return None if value is None or not math.isfinite(value) else _number(value)


def _number(value: float) -> float:
    return round(value, 3)


def _date(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _dates(dates: Iterable[dt.date]) -> list[str]:
    return [date.isoformat() for date in dates]
