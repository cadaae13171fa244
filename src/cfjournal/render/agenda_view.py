"""JSON: the agenda as the values that `cfj supervision agenda --json` prints, stable as in `jsontypes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from cfjournal.render.jsonview import report_view

if TYPE_CHECKING:
    from cfjournal.agenda import Agenda
    from cfjournal.render.agreed_view import AgreementView
    from cfjournal.render.jsontypes import BringView, ConditionsView, CoverageView, PeriodView, StateView

SCHEMA = "cfjournal-agenda/1"


class QuestionView(TypedDict):
    """A question, and what is known, with its source; both "" where nothing is said."""

    ask: str
    fact: str
    source: str


class AgendaView(TypedDict):
    """What `cfj supervision agenda --json` prints; `last_supervision` is null where none is known."""

    schema: str
    period: PeriodView
    last_supervision: str | None
    coverage: CoverageView
    bring: list[BringView]
    conditions: ConditionsView
    patterns: list[StateView]
    agreements: list[AgreementView]
    questions: list[QuestionView]
    say: str
    rules: str


def agenda_view(agenda: Agenda) -> AgendaView:
    """Return an agenda as it is printed in JSON."""
    report = report_view(agenda.review)
    return {
        "schema": SCHEMA,
        "period": report["period"],
        "last_supervision": agenda.last.isoformat() if agenda.last else None,
        "coverage": report["coverage"],
        "bring": report["bring"],
        "conditions": report["conditions"],
        "patterns": report["patterns"],
        "agreements": report["agreements"],
        "questions": [{"ask": one.ask, "fact": one.fact, "source": one.source} for one in agenda.questions],
        "say": agenda.say,
        "rules": report["rules"],
    }
