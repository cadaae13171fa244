"""Situation: what a review found, as its next step has to fit it. Knows a review, and no screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.steps import SITUATIONS

if TYPE_CHECKING:
    from cfjournal.review import Review


def situations(review: Review) -> set[str]:
    """Return what a next step has to fit, of `SITUATIONS`; nothing where a person to talk to comes first.

    Who is off is left in peace. Else what the rules found leads; only where they found nothing does it matter
    how much was written.
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
    sparse = {"sparse"} if review.coverage.shifts * 7 <= len(review.period) else set()
    return sparse | {"unknown" if "unknown" in states.values() else "quiet"}
