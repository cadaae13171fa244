"""The page for supervision: of what a journal holds, the parts that a person chose.

It is made for other eyes: no number of a rule, nothing about hopelessness, no drawing that tells more than
its words, and no note unasked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.render.agreed_page import standing, still_of_interest
from cfjournal.render.conditions_section import conditions
from cfjournal.render.page import Block, Brief, Fact, Light, Page, Point, Quote, Row, Section, Words
from cfjournal.render.phrases import count, day, period, sentence
from cfjournal.render.plain import said_of
from cfjournal.render.rows import ALSO, rows
from cfjournal.render.states import explained, name_of, notes, since

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cfjournal.agreements import Made, Who
    from cfjournal.render.choice import Part
    from cfjournal.review import PatternReview, Review
    from cfjournal.tally import Tally


FOR: dict[Who, str] = {
    "me": "mine to do",
    "supervisor": "for my supervisor",
    "organisation": "for the organisation",
}
"""Who is to do what was agreed, in the words of the one who hands the page on."""


class Chosen(NamedTuple):
    """A note that the person chose to show, and its day."""

    date: dt.date
    note: str


def supervision_page(review: Review, parts: Iterable[Part], chosen: Sequence[Chosen] = ()) -> Page:
    """Return the page of these parts of `review`; of notes it holds those that were `chosen`."""
    sections: Mapping[Part, Callable[[], Section]] = {
        "bring": lambda: Section(
            "To bring", _quotes(review, [(each.date, each.text) for each in review.bring])
        ),
        "agreed": lambda: Section("What was agreed", tuple(_agreed(review))),
        "answers": lambda: Section("What I said of it later", tuple(_answers(review))),
        "notes": lambda: Section("Notes", _quotes(review, chosen)),
        "conditions": lambda: conditions(review),
        "states": lambda: _states(review),
        "signs": lambda: Section("What was noticed", _told(review.signs)),
        "supports": lambda: Section("What held", _told(review.supports)),
    }
    wanted = set(parts)
    made = [_in_words(make()) for part, make in sections.items() if part in wanted]
    return Page(
        f"For supervision, {period(review.period)}",
        (Words(_coverage(review)),),
        tuple(section for section in made if section.blocks),
    )


def _coverage(review: Review) -> str:
    written, shifts = review.coverage.written, review.coverage.shifts
    if not written:
        return "From a private journal, in which nothing was written in these days."
    return (
        f"From a private journal: {written} of {len(review.period)} days written, {count(shifts, 'shift')}."
    )


def _quotes(review: Review, texts: Iterable[tuple[dt.date, str]]) -> tuple[Quote, ...]:
    return tuple(Quote(day(date, review.period.last), text) for date, text in texts)


def _agreed(review: Review) -> Iterator[Quote]:
    """Yield what was agreed, who is to do it, and how it stands."""
    today = review.period.last
    for made in still_of_interest(review.agreed, review.period):
        whose = f"{day(made.date, today)}, {FOR[made.agreement.who]}"
        how = standing(made, today)
        yield Quote(whose, made.agreement.what, sentence(how).replace("?.", "?") if how else "")


def _answers(review: Review) -> Iterator[Quote]:
    """Yield what was last said of each agreement, under its own day and that on which it was made."""
    today = review.period.last
    for made in spoken_of(review):
        last = made.agreement.answers[-1]
        whose = f"agreed on {day(made.date, today)}, {FOR[made.agreement.who]}"
        yield Quote(f"{day(last.asked, today)}, of what was {whose}", last.said)


def spoken_of(review: Review) -> list[Made]:
    """Return the agreements of interest of which something was said when they were last asked about."""
    of_interest = still_of_interest(review.agreed, review.period)
    return [made for made in of_interest if any(each.said for each in made.agreement.answers[-1:])]


def _told(tallies: Sequence[Tally]) -> tuple[Block, ...]:
    return tuple(rows(tallies, ALSO))


def _in_words(section: Section) -> Section:
    """Return the section without drawings: each row is a fact, and tells what its words tell.

    What a review says to the person, "your last shifts", is said of them: another reads it.
    """
    return Section(section.title, tuple(map(_as_fact, section.blocks)))


def _of_them(text: str) -> str:
    return re.sub(r"\b([Yy])our\b", lambda found: "The" if found[1] == "Y" else "the", text)


def _as_fact(block: Block) -> Block:
    match block:
        case Words(text) | Point(text):
            return block._replace(text=_of_them(text))
        case Light(lines=lines):
            return block._replace(lines=tuple(words._replace(text=_of_them(words.text)) for words in lines))
        case Row():
            return Fact(block.label, said_of(block))
        case Brief(label):
            return Words(f"{label}: {'; '.join(map(' '.join, block.groups()))}.")
        case _:
            return block


def _states(review: Review) -> Section:
    today = review.period.last
    states = [pattern.state for pattern in review.patterns]
    lights = [
        Light(name_of(each.state), each.state.name, since(each.state, today), _says(each))
        for each in review.patterns
    ]
    rules = f"Judged by rules, from what was noted, and by nobody else: rule set {review.rules.digest}."
    return Section("What may be building", (*lights, *notes(states), *explained(states), Words(rules)))


def _says(pattern: PatternReview) -> tuple[Words, ...]:
    """Return what the leading rule says in general; its numbers are the person's own."""
    return tuple(Words(sentence(each.rule.says)) for each in pattern.reasons[:1])
