"""The page for supervision: what was marked to bring, the conditions, the states; no note unasked.

It is made for other eyes, so it holds what a person chose and the least beside it: no sign, no number of a
rule, and nothing about hopelessness.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal.render.page import Light, Page, Quote, Section, Words
from cfjournal.render.phrases import count, day, period, sentence
from cfjournal.render.review_page import conditions
from cfjournal.render.states import explained, name_of, notes, since

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from cfjournal.review import PatternReview, Review


class Chosen(NamedTuple):
    """A note that the person chose to show, and its day."""

    date: dt.date
    note: str


def supervision_page(review: Review, chosen: Sequence[Chosen] = ()) -> Page:
    """Return the page for supervision over the period of `review`, with the notes that were chosen."""
    sections = (
        Section("To bring", tuple(_quote(each.date, each.text, review) for each in review.bring)),
        Section("Notes", tuple(_quote(each.date, each.note, review) for each in chosen)),
        conditions(review),
        _states(review),
    )
    return Page(
        f"For supervision, {period(review.period)}",
        (Words(_coverage(review)),),
        tuple(section for section in sections if section.blocks),
    )


def _coverage(review: Review) -> str:
    written, shifts = review.coverage.written, review.coverage.shifts
    return (
        f"From a private journal: {written} of {len(review.period)} days written, {count(shifts, 'shift')}."
    )


def _quote(date: dt.date, text: str, review: Review) -> Quote:
    return Quote(day(date, review.period.last), text)


def _states(review: Review) -> Section:
    today = review.period.last
    states = [pattern.state for pattern in review.patterns]
    lights = [
        Light(name_of(each.state), each.state.name, since(each.state, today), _says(each))
        for each in review.patterns
    ]
    rules = f"Judged by rules, from what was noted, and by nobody else: rule set {review.rules_digest}."
    return Section("What may be building", (*lights, *notes(states), *explained(states), Words(rules)))


def _says(pattern: PatternReview) -> tuple[Words, ...]:
    """Return what the leading rule says in general; its numbers are the person's own."""
    return tuple(Words(sentence(each.rule.says)) for each in pattern.reasons[:1])
