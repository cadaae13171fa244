"""Agenda: what there is to talk about in supervision, as values and not yet in words.

A pure function of a review, the agreements of the journal and the questions that ship with the program.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.agreements import WHO
from cfjournal.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.agreements import Made
    from cfjournal.entry import Entry
    from cfjournal.questions import Question, Questions
    from cfjournal.review import Review
    from cfjournal.rules.history import StateName

LEAST, MOST = 28, 56
"""Days that an agenda looks back on: a month is what most remember, two are what there is time for."""

SUPERVISION = "supervision"

RAISED: tuple[StateName, ...] = ("building", "easing", "watch")
"""States of a pattern that are worth a question, the clearest first."""


class Agenda(NamedTuple):
    """What there is to talk about: the review since `last`, the last supervision that is known of.

    `review.agreed` is that of the whole journal; `say` are words for naming it to someone.
    """

    review: Review
    last: dt.date | None
    questions: tuple[Question, ...]
    say: str


def last_supervision(entries: Iterable[Entry], until: dt.date) -> dt.date | None:
    """Return the last day up to `until` on which supervision was noted, or None."""
    return max(
        (each.date for each in entries if each.date <= until and each.supports.get(SUPERVISION)), default=None
    )


def since(last: dt.date | None, today: dt.date) -> Period:
    """Return the days to talk about: since the last supervision, four weeks at least and eight at most."""
    first = today - dt.timedelta(days=MOST - 1)
    latest = today - dt.timedelta(days=LEAST - 1)
    return Period(min(max(first, last or first), latest), today)


def build(review: Review, made: Sequence[Made], last: dt.date | None, questions: Questions) -> Agenda:
    """Return the agenda of what `review` says and of what was `made` of agreements in the whole journal."""
    raised = [each.state for name in RAISED for each in review.patterns if each.state.name == name]
    findings = [each.rule.id for each in review.shown_findings]
    waiting = {each.agreement.who for each in made if each.agreement.open and each.agreement.answers}
    chosen = questions.chosen(
        findings, [who for who in reversed(WHO) if who in waiting], [state.pattern for state in raised]
    )
    unknown = all(each.state.name == "unknown" for each in review.patterns)
    heavy = review.weight.pattern if review.weight.much else ""
    otherwise = "conditions" if findings else heavy or ("unknown" if unknown else "none")
    leads = raised[0].pattern if raised else otherwise
    clear = raised[0].name == "building" if raised else leads != heavy
    say = questions.words_for(leads, building=clear)
    return Agenda(review._replace(agreed=tuple(made)), last, chosen, say)
