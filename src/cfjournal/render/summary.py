"""Summary: a review in one sentence under its title, conditions first. It says less than the page does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.page import Words
from cfjournal.render.phrases import day, joined, of_all, sentence, span
from cfjournal.render.states import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cfjournal.review import Review
    from cfjournal.rules.history import Evidence, PatternState, StateName

CONDITIONS = 2
"""So many conditions are named before the person; the page has them all."""

SIGNS: dict[StateName, str] = {"building": "signs", "watch": "some signs"}
LASTING: dict[StateName, str] = {"building": "have been building", "watch": "have shown"}

HEAVY = "strong signs, or several at once,"
"""What makes a shift heavy (`cfjournal.weight`), in words."""

OURS = "conditions."
"""How the ids of the shipped findings begin: their names add nothing to their counts."""


def opening_findings(review: Review) -> tuple[Evidence, ...]:
    """Return the findings that the sentence names, so that the page need not say them again."""
    if not review.coverage.written or any(each.state.stale_days for each in review.patterns):
        return ()
    return review.shown_findings[:CONDITIONS]


def in_short(review: Review) -> Iterable[Words]:
    """Yield the sentence, where there is something to say: nothing after silence or while it is too early."""
    states = [each.state for each in review.patterns]
    if not review.coverage.written or any(state.stale_days for state in states):
        return
    work = [_clause(each, review) for each in opening_findings(review)]
    person = [said for name in ("building", "watch", "easing") if (said := _courses(name, review))]
    if not person:
        person = list(_unlit(review))
    parts = [joined(part) for part in (work, person) if part]
    if parts:
        yield Words(sentence("; ".join(parts)), "strong")


def _unlit(review: Review) -> Iterable[str]:
    """Yield what there is to say where no pattern is lit: that much is heavy, before that nothing builds."""
    quiet = all(each.state.name == "quiet" for each in review.patterns)
    compared = quiet and review.reference.status != "none"
    if review.weight.much:
        weight = review.weight
        shifts = of_all(weight.heavy, weight.of, "" if weight.of == review.coverage.shifts else "the last ")
        but = "nothing is building" if compared else "it is too early to say whether anything is building"
        yield f"{HEAVY} on {shifts}: that is hard and worth talking about, though {but}"
    elif compared:
        yield "in what you noticed, nothing stands out for long"


def counted(finding: Evidence, review: Review) -> str:
    """Return what a finding counted, or all that it says where it is not one count or not a shipped one."""
    if not finding.rule.id.startswith(OURS) or len(finding.readings) != 1:
        return finding.sentence.rstrip(".")
    (reading,) = finding.readings
    for each in review.last_times:
        if reading.text == f"days_since({each.id})" and reading.low is not None:
            lasting = span((review.period.last - (each.last or each.known_from)).days)
            return f"no {each.label} for {lasting}{'' if each.last else ' or more'}"
    return reading.words if reading.low == reading.high is not None else finding.sentence.rstrip(".")


def _clause(finding: Evidence, review: Review) -> str:
    said = counted(finding, review)
    return said[:1].lower() + said[1:]


def _courses(name: StateName, review: Review) -> str:
    """Return what is going on with the patterns in a state, each with how long, or ""."""
    there = [each.state for each in review.patterns if each.state.name == name and each.state.since]
    if not there:
        return ""
    if name == "easing":
        return f"signs of {joined([name_of(state) for state in there])} are lighter than they were"
    clauses = [f"{SIGNS[name]} of {name_of(there[0])} {LASTING[name]} {_lasting(there[0], review)}"]
    clauses += [f"of {name_of(state)} {_lasting(state, review)}" for state in there[1:]]
    return ", ".join(clauses)


def _lasting(state: PatternState, review: Review) -> str:
    """Return how long a state has held, and whether it had eased just before."""
    today = review.period.last
    days = (today - (state.since or today)).days + 1
    changed = [
        each for each in (review.before.states if review.before else ()) if each.pattern == state.pattern
    ]
    eased = any("easing" in (each.start, *(name for _, name in each.steps)) for each in changed)
    again = "again " if eased and state.name == "building" else ""
    return again + (
        f"for {span(days)}{' or more' if state.older else ''}" if days > 1 else f"since {day(today, today)}"
    )
