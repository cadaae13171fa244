"""Situation: what a review found, and the next step that fits it. Knows a review, and no screens."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cfjournal.agreements import by_urgency
from cfjournal.steps import PROMISES, SITUATIONS, step_for

if TYPE_CHECKING:
    from cfjournal.agreements import Made
    from cfjournal.review import Review

ASKED_FOR = dt.timedelta(days=28)
"""So long what has come due is the next step; after that other steps have their turn, and the list has it."""


def with_step(review: Review) -> Review:
    """Return the review with its next step: to ask what came of something agreed, or one of the week."""
    found, day = situations(review), review.period.last
    promise = _promise(review, day) if found and "off" not in found else None
    fits = {f"agreed-{promise.agreement.who}"} if promise else found
    return review._replace(step=step_for(fits, day), promise=promise)


def _promise(review: Review, day: dt.date) -> Made | None:
    """Return what has come due lately, the organisation's part before the person's own, the oldest first."""
    lately = [each for each in by_urgency(review.agreed) if each.due(day) and day - each.ask_on < ASKED_FOR]
    return min(lately, key=lambda each: PROMISES.index(f"agreed-{each.agreement.who}"), default=None)


def situations(review: Review) -> set[str]:
    """Return what a next step has to fit, of `SITUATIONS`; nothing where a person to talk to comes first.

    Who is off is left in peace. Else what the rules found leads; where they found nothing and much is heavy
    all the same, what fits its signs; only else does it matter how much was written.
    """
    if review.reach_out or review.last_written is None:
        return set()
    if not review.coverage.written:
        return {"silence"}
    states = {each.state.pattern: each.state.name for each in review.patterns}
    found = {each.rule.id.removeprefix("conditions.") for each in review.shown_findings}
    found |= {pattern for pattern, name in states.items() if name in ("watch", "building")}
    found |= {"easing"} & set(states.values())
    if not review.coverage.shifts and {"leave", "sick"} & review.coverage.kinds.keys():
        return {"off"}
    if found & set(SITUATIONS):
        return found
    if review.weight.much and review.weight.pattern in SITUATIONS:
        return {review.weight.pattern}
    sparse = {"sparse"} if review.coverage.shifts * 7 <= len(review.period) else set()
    return sparse | {"unknown" if "unknown" in states.values() else "quiet"}
