"""JSON: an agreement as `cfj supervision list --json`, `agenda` and `cfj report --json` print it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import datetime as dt

    from cfjournal.agreements import Made


class AnswerView(TypedDict):
    """What came of an agreement: done, partly, not-yet or dropped; `by` says until when it is put off."""

    outcome: str
    asked: str
    said: str
    by: str | None


class AgreementView(TypedDict):
    """Something agreed on `date`: what, by whom (me, supervisor, organisation) and until when; the answers.

    `ask_on` is the first day on which to ask about what is open, `due` says that it has come. Of an entry
    that is never exported, a review and an agenda leave the words out.
    """

    id: str
    entry: str
    date: str
    what: str
    who: str
    by: str | None
    open: bool
    ask_on: str | None
    due: bool
    never_export: bool
    answers: list[AnswerView]


def agreed_view(made: Made, today: dt.date) -> AgreementView:
    """Return an agreement as it stands on `today`."""
    agreement = made.agreement
    return {
        "id": agreement.id,
        "entry": made.entry,
        "date": made.date.isoformat(),
        "what": agreement.what,
        "who": agreement.who,
        "by": agreement.by.isoformat() if agreement.by else None,
        "open": agreement.open,
        "ask_on": made.ask_on.isoformat() if agreement.open else None,
        "due": made.due(today),
        "never_export": made.never_export,
        "answers": [
            {
                "outcome": answer.outcome,
                "asked": answer.asked.isoformat(),
                "said": answer.said,
                "by": answer.by.isoformat() if answer.by else None,
            }
            for answer in agreement.answers
        ],
    }
