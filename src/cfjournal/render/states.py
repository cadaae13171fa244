"""States: what is said of a pattern, in what state it is, since when, why, and how sure that is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cfjournal.render.page import Words
from cfjournal.render.phrases import STATES, day, joined, sentence, span
from cfjournal.render.rows import carrier

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from cfjournal.review import PatternReview
    from cfjournal.rules.history import PatternState

EASING = "It was building, and the signs are lighter now"
"""What stands in place of a rule's own sentence, which says what is no longer so."""

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


def reasons(pattern: PatternReview) -> Iterable[Words]:
    """Yield the first reason of a state and what would clear it."""
    for evidence in pattern.reasons[:1]:
        stale = pattern.state.stale_days
        yield Words(
            sentence(f"{evidence.rule.says.rstrip('.')}, as far as you wrote") if stale else carried(pattern)
        )
        yield Words(evidence.clears, "soft")


def carried(pattern: PatternReview) -> str:
    """Return the first reason in one sentence: what the rule says, and the signs that carry it."""
    if not pattern.carriers:
        return sentence(pattern.reasons[0].sentence)
    easing = pattern.state.name == "easing"
    says = EASING if easing else pattern.reasons[0].rule.says.rstrip(".")
    risen = [tally for tally in pattern.carriers if (tally.rise or 0) > 0] or pattern.carriers
    signs = [carrier(tally, first=not at) for at, tally in enumerate(risen[:CARRIERS])]
    return f"{says}: {', '.join(signs)}."


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
