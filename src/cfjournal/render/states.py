"""States: what is said of a pattern, in what state it is, since when, why, and how sure that is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cfjournal.render.page import Words
from cfjournal.render.phrases import STATES, count, day, joined, of_all, sentence, span
from cfjournal.render.rows import carrier
from cfjournal.rules.reference import FULL
from cfjournal.rules.tree import comparisons, measures

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from cfjournal.review import PatternReview, Review
    from cfjournal.rules.history import Evidence, PatternState, Reference
    from cfjournal.tally import Stand

EASING = "It was building, and the signs are lighter now"
"""What stands in place of a rule's own sentence, which says what is no longer so."""

STALE = "Nobody knows how it is now: days without an entry neither raise nor clear anything."

AGAINST_USUAL = {"excess", "rise"}
"""Measures whose numbers mean little by themselves: how far a pattern stands above the usual."""

COUNTS = {"count", "heavy", "share"}
"""Measures that go down as signs become rarer."""

MOSTLY = 2 / 3
"""A sign on so many of the shifts (share, 0-1) has to be squared with lights that are all quiet."""

OF_FEWEST = 4
"""Shifts without which "most" says nothing."""

CARRIERS = 3
"""So many signs are named as what carries a pattern; the rest is in `cfj why`."""


def name_of(state: PatternState) -> str:
    """Return what a pattern is called."""
    return state.pattern.replace("-", " ")


def since(state: PatternState, today: dt.date) -> str:
    """Return since when a state holds, in words, or ""."""
    if state.since is None or state.name in ("quiet", "unknown"):
        return ""
    earlier = " or earlier" if state.older else ""
    return f"since {day(state.since, today)}{earlier}, {span((today - state.since).days + 1)}"


def reasons(pattern: PatternReview, reference: Reference) -> Iterable[Words]:
    """Yield the first reason of a state, how sure that is, and what would clear it."""
    for evidence in pattern.reasons[:1]:
        stale = pattern.state.stale_days
        yield Words(
            sentence(f"{evidence.rule.says.rstrip('.')}, as far as you wrote") if stale else carried(pattern)
        )
        if stale:
            yield Words(STALE, "soft")
        else:
            yield Words(" ".join(filter(None, (sure(pattern, reference), clears(evidence)))))


def sure(pattern: PatternReview, reference: Reference) -> str:
    """Return how much stands behind a state, or "" where the rule looks at no shifts."""
    seen = len(pattern.looked_at)
    if not seen:
        return ""
    lately = f"your last {count(seen, 'shift')}" if seen > 1 else "your last shift"
    if not any(reading.relative for reading in pattern.reasons[0].readings):
        return f"How sure: strong signs alone, on {lately}; your usual plays no part in it."
    steady = f"{lately} beside {count(reference.entries, 'steady one')}"
    if reference.status == "set":
        return f"How sure: {steady}, which you chose."
    if reference.status == "provisional":
        return f"How sure: provisional, {steady}; {FULL} make it full."
    return f"How sure: a full comparison, {steady}."


def clears(evidence: Evidence) -> str:
    """Return what would clear a rule: one count exactly, more than that in plain words."""
    asked = comparisons(evidence.rule.until)
    names = {measure.name for measure in measures(evidence.rule.until)}
    done = f" ({evidence.held} so far)" if evidence.phase == "clearing" and evidence.held else ""
    row = f"for {count(evidence.rule.keep, 'shift')} in a row{done}"
    if names <= AGAINST_USUAL:
        return f"It clears once you are back near your usual {row}."
    if len(asked) > 1 and names <= COUNTS and all(one.operator in ("<", "<=") for one in asked):
        return f"It clears once such signs have become rare again {row}."
    return evidence.clears


def carried(pattern: PatternReview) -> str:
    """Return the first reason in one sentence: what the rule says, and the signs that carry it."""
    if not pattern.carriers:
        return sentence(pattern.reasons[0].sentence)
    easing = pattern.state.name == "easing"
    says = EASING if easing else pattern.reasons[0].rule.says.rstrip(".")
    risen = [tally for tally in pattern.carriers if (tally.rise or 0) > 0] or pattern.carriers
    signs = [carrier(tally, first=not at) for at, tally in enumerate(risen[:CARRIERS])]
    return f"{says}: {', '.join(signs)}."


def squared(review: Review) -> Iterable[Words]:
    """Yield how a sign on most shifts goes together with lights that are all quiet, in one line."""
    often = [each for each in review.signs if each.of >= OF_FEWEST and each.on >= MOSTLY * each.of]
    if not often or any(each.state.name != "quiet" for each in review.patterns):
        return
    most = max(often, key=lambda each: (each.on, each.mean))
    yield Words(WHY_QUIET[most.stand].format(f"{most.label} on {of_all(most.on, most.of)}"))


BESIDE = "on the shifts you are compared with"
"""In place of "usual", where that would say that a person is like that."""

WHY_QUIET: dict[Stand, str] = {
    "usual": f"That is about change, not about weight: {{}} is much the same as {BESIDE}.",
    "less": f"That is about change, not about weight: {{}} is less than {BESIDE}.",
    "more": f"Not yet: {{}} is more than {BESIDE}, but too little or too new to light one.",
    "unknown": "That does not mean that there is little: whether {} is a change cannot be told yet.",
}


def notes(states: Sequence[PatternState]) -> list[Words]:
    """Return how sure the states are: a remark that several share is made once, without their names."""
    shared = Counter(state.note for state in states if state.note)
    names = {note: [name_of(state) for state in states if state.note == note] for note in shared}
    return [
        Words(sentence(note if len(states) == shared[note] else f"{joined(names[note])}: {note}"), "soft")
        for note in shared
    ]


def explained(states: Sequence[PatternState]) -> list[Words]:
    """Return what each state that occurs means."""
    return [Words(STATES[name], "soft") for name in dict.fromkeys(state.name for state in states)]
