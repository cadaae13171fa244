"""JSON: a review as the value that `cfj report --json` prints."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cfjournal.agreements import by_urgency
from cfjournal.render.agreed_page import step_text
from cfjournal.render.agreed_view import agreed_view
from cfjournal.render.json_since import before_view, eased_view, step_view
from cfjournal.render.jsontypes import REPORT

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
    )
    from cfjournal.review import PatternReview, Review
    from cfjournal.rules.history import Evidence, PatternState, Reading, Reference
    from cfjournal.tally import Tally


def report_view(review: Review) -> ReportView:
    """Return a review as it is printed in JSON."""
    return {
        "schema": REPORT,
        "period": {"first": review.period.first.isoformat(), "last": review.period.last.isoformat()},
        "coverage": _coverage(review),
        "reach_out": isos(review.reach_out),
        "conditions": {
            "strains": [_tally(each) for each in review.strains],
            "findings": [evidence_view(each) for each in review.findings],
            "last": [
                {"id": each.id, "last": iso(each.last), "known_from": each.known_from.isoformat()}
                for each in review.last_times
            ],
        },
        "patterns": [_pattern(each) for each in review.patterns],
        "signs": [_tally(each) for each in review.signs],
        "supports": [_tally(each) for each in review.supports],
        "eased": [eased_view(each) for each in review.eased],
        "before": before_view(review.before) if review.before else None,
        "bring": [
            {
                "entry": each.entry,
                "date": each.date.isoformat(),
                "text": each.text,
                "never_export": each.never_export,
            }
            for each in review.bring
        ],
        "step": step_view(review.step, step_text(review)) if review.step else None,
        "agreements": [agreed_view(each, review.period.last) for each in by_urgency(review.agreed)],
        "reference": reference_view(review.reference),
        "rules": review.rules.digest,
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
        "unwritten": isos(review.coverage.unwritten),
    }


def _tally(tally: Tally) -> TallyView:
    usual = tally.usual
    return {
        "id": tally.id,
        "label": tally.label,
        "on": tally.on,
        "of": tally.of,
        "elsewhere": tally.elsewhere,
        "mean": number(tally.mean),
        "usual": {"share": number(usual.share), "mean": number(usual.mean)} if usual else None,
        "stand": tally.stand,
        "trend": tally.trend,
        "weeks": [None if week is None else number(week) for week in tally.weeks],
    }


def _pattern(pattern: PatternReview) -> StateView:
    return state_view(pattern.state, pattern.reasons)


def state_view(state: PatternState, evidence: Iterable[Evidence]) -> StateView:
    """Return a state with the evidence given for it."""
    return {
        "pattern": state.pattern,
        "state": state.name,
        "since": iso(state.since),
        "since_or_earlier": state.older,
        "stale_days": state.stale_days,
        "note": state.note,
        "evidence": [evidence_view(each) for each in evidence],
    }


def evidence_view(evidence: Evidence) -> EvidenceView:
    """Return what a rule saw."""
    rule = evidence.rule
    return {
        "rule": rule.id,
        "stage": rule.stage,
        "when": str(rule.when),
        "until": str(rule.until),
        "verdict": evidence.verdict,
        "phase": evidence.phase,
        "since": iso(evidence.since),
        "held": evidence.held,
        "needed": evidence.needed,
        "says": rule.says,
        "sentence": evidence.sentence,
        "clears": evidence.clears,
        "readings": [reading_view(reading) for reading in evidence.readings],
    }


def reading_view(reading: Reading) -> ReadingView:
    """Return one measure with its numbers."""
    return {
        "measure": reading.text,
        "words": reading.words,
        "low": bound(reading.low),
        "high": bound(reading.high),
        "days": isos(reading.days),
        "missing": reading.missing,
    }


def reference_view(reference: Reference) -> ReferenceView:
    """Return the reference in brief."""
    days = reference.days
    return {
        "status": reference.status,
        "shifts": reference.entries,
        "first": iso(min(days, default=None)),
        "last": iso(max(days, default=None)),
    }


def bound(value: float | None) -> float | None:
    """Return a bound that JSON can hold: what is not finite is not known."""
    return None if value is None or not math.isfinite(value) else number(value)


def number(value: float) -> float:
    """Return a number to three places: more would claim what no entry holds."""
    return round(value, 3)


def iso(date: dt.date | None) -> str | None:
    """Return a day as `2026-11-15`."""
    return date.isoformat() if date else None


def isos(dates: Iterable[dt.date]) -> list[str]:
    """Return days as `2026-11-15`."""
    return [date.isoformat() for date in dates]
