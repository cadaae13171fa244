"""The agenda in words: what to bring, the conditions, the states, what was agreed, and what is worth asking.

It is for the person's own eyes: it names signs, as the review does. Adds no judgement of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.agreed_page import agreed_section
from cfjournal.render.conditions_section import conditions_and_promises, none_since
from cfjournal.render.page import Block, Command, Fact, Page, Point, Section, Words
from cfjournal.render.phrases import count, past, period
from cfjournal.render.review_page import as_long, bring, patterns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cfjournal.agenda import Agenda
    from cfjournal.glossary import Source

ALWAYS = ("supervision", "debrief")
"""What an agenda says the time since, also where a review would still be silent."""

OWN = "For your own eyes: it names what you noticed in yourself. `cfj export` makes a page to hand over."


def agenda_page(agenda: Agenda, sources: Mapping[str, Source]) -> Page:
    """Return the page of an agenda; `sources` are those that its facts name."""
    review = agenda.review
    sections = (
        _bring(agenda),
        _conditions(agenda),
        patterns(review),
        agreed_section(review.agreed, review.period),
        Section("Three questions worth asking", tuple(_questions(agenda, sources))),
        Section("To name it to someone you trust", (Words(agenda.say),)),
        Section("From here", _ONWARD),
    )
    return Page(
        f"To talk about, {period(review.period)}",
        (Words(_coverage(agenda)), Words(OWN, "soft")),
        tuple(as_long(section, review) for section in sections if section.blocks),
    )


_ONWARD = (
    Command("cfj supervision record", "keeps what is agreed"),
    Command("cfj export", "a page to hand over, shown to you first"),
)


def _coverage(agenda: Agenda) -> str:
    review = agenda.review
    coverage, today = review.coverage, review.period.last
    written = (
        f"{coverage.written} of {count(coverage.days, 'day')} written, {count(coverage.shifts, 'shift')}."
    )
    if agenda.last is None:
        return f"No supervision is noted in the last eight weeks. {written}"
    return f"Your last supervision was {past(agenda.last, today)}. {written}"


def _bring(agenda: Agenda) -> Section:
    section = bring(agenda.review)
    if section.blocks:
        return section
    nothing = Words("Nothing is marked to bring. `cfj log --bring` or `cfj edit` marks something.", "soft")
    return section._replace(blocks=(nothing,))


def _conditions(agenda: Agenda) -> Section:
    """Return the conditions, and always how long ago supervision and a debrief were."""
    review = agenda.review
    section = conditions_and_promises(review)
    said = " ".join(block.label for block in section.blocks if isinstance(block, Fact))
    missing = [each for each in review.last_times if each.id in ALWAYS and each.label not in said]
    facts = [none_since(missing, review)] if missing else []
    return section._replace(blocks=(*section.blocks, *facts))


def _questions(agenda: Agenda, sources: Mapping[str, Source]) -> Iterator[Block]:
    yield from (Point(question.ask) for question in agenda.questions)
    known = {(question.fact, question.source) for question in agenda.questions if question.fact}
    for question in agenda.questions:
        if (question.fact, question.source) in known:
            known.discard((question.fact, question.source))
            yield Words(f"{question.fact} ({cited(sources[question.source])})", "soft")


def cited(source: Source) -> str:
    """Return the beginning of a citation: who and where, without what was found."""
    return source.text.partition(". ")[0].partition(": ")[0].rstrip(".")
