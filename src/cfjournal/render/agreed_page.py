"""What was agreed, in words: who is to do it and by when, what came of it, and when to ask.

Adds no judgement: what was promised and did not happen is a fact about conditions, and nobody's failing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.agreements import by_urgency
from cfjournal.display import one_line, shortened
from cfjournal.render.page import Block, Command, Fact, Heading, Page, Quote, Section
from cfjournal.render.phrases import STAYS, day, joined, short_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from cfjournal.agreements import Made, Outcome, Who
    from cfjournal.period import Period
    from cfjournal.review import Review

TITLE = "What was agreed"

NAMES: dict[Who, str] = {"me": "You", "supervisor": "Your supervisor", "organisation": "The organisation"}

CAME: dict[Outcome, str] = {
    "done": "it happened",
    "partly": "it happened in part",
    "not-yet": "not yet",
    "dropped": "no longer wanted",
}
"""What each answer is called, after "on Friday:"."""

WHAT = 60
"""So many columns of what was agreed are enough to know it again by."""


def agreed_section(made: Iterable[Made], days: Period) -> Section:
    """Return what is open on the last of `days`, what came due, and what was answered since the first."""
    return Section(TITLE, tuple(_blocks(still_of_interest(made, days), days.last)))


def still_of_interest(made: Iterable[Made], days: Period) -> list[Made]:
    """Return what is open, or was answered in these days, the most urgent first."""
    return [each for each in by_urgency(made) if each.agreement.open or _answered_in(each, days)]


def list_page(made: Sequence[Made], today: dt.date) -> Page:
    """Return a page of these agreements, each under its id."""
    return Page(TITLE, (), (Section("", tuple(_blocks(made, today, with_id=True))),))


def _answered_in(made: Made, days: Period) -> bool:
    return any(answer.asked >= days.first for answer in made.agreement.answers)


def _blocks(made: Sequence[Made], today: dt.date, *, with_id: bool = False) -> Iterator[Block]:
    due = [each for each in made if each.due(today)]
    parts = {
        "Time to ask": due,
        "Open": [each for each in made if each.agreement.open and not each.due(today)],
        "Answered": [each for each in made if not each.agreement.open],
    }
    for heading, found in parts.items():
        if found:
            yield Heading(heading)
        for each in found:
            yield from _quotes(each, today, with_id=with_id)
    if due:
        yield Command("cfj supervision follow-up", "asks whether it happened")


def _quotes(made: Made, today: dt.date, *, with_id: bool) -> Iterator[Quote]:
    agreement = made.agreement
    told = "; ".join(filter(None, (*about(made, today, dated=with_id), standing(made, today))))
    yield Quote(agreement.id if with_id else short_day(made.date, today), agreement.what, told)
    yield from (
        Quote(short_day(each.asked, today), each.said, "On what came of it.")
        for each in agreement.answers[-1:]
        if each.said
    )


def about(made: Made, today: dt.date, *, dated: bool) -> tuple[str, ...]:
    """Return who is to do it, when it was agreed if it is to be `dated`, and whether it is never exported."""
    when = f"agreed on {day(made.date, today)}" if dated else ""
    return NAMES[made.agreement.who], when, STAYS if made.never_export else ""


def standing(made: Made, today: dt.date) -> str:
    """Return how it stands: by when it is, or was, to be done, what came of it, and whether to ask; or ""."""
    agreement, due = made.agreement, made.due(today)
    said = []
    if agreement.answers:
        last = agreement.answers[-1]
        said.append(f"{CAME[last.outcome]}, {day(last.asked, today)}")
    if agreement.open and agreement.until:
        rest = "the rest " if agreement.outcome == "partly" else ""
        said.append(f"{rest}{'was ' if due else ''}to be done by {day(agreement.until, today)}")
    told = "; ".join(said)
    return f"{told}: did it happen?".removeprefix(": ") if due else told


def step_text(review: Review) -> str:
    """Return the text of the next step, with what was agreed and by when if it is about that; or ""."""
    if not review.step or not review.promise:
        return review.step.text if review.step else ""
    agreement, today = review.promise.agreement, review.period.last
    rest = "the rest of " if agreement.outcome == "partly" else ""
    what = f"{rest}'{shortened(one_line(agreement.what, False).rstrip('.'), WHAT, False)}'"
    when = f"it was agreed on {day(review.promise.date, today)}"
    if agreement.answers:
        when = f"it had not on {day(agreement.answers[-1].asked, today)}"
    if agreement.until:
        when = f"it was to be by {day(agreement.until, today)}"
    return review.step.text.format(what=what, when=when)


def promises(made: Iterable[Made]) -> Iterator[Fact]:
    """Yield what became of what the organisation agreed to, once something of it was asked about in vain.

    A fact beside the other conditions; no rule looks at it.
    """
    theirs = [each.agreement for each in made if each.agreement.who == "organisation"]
    asked = [each for each in theirs if each.outcome in _KEPT]
    if any(each.outcome != "done" for each in asked):
        counts = ((sum(each.outcome == outcome for each in asked), words) for outcome, words in _KEPT.items())
        told = joined([f"{number} {words}" for number, words in counts if number])
        yield Fact("agreed by the organisation", f"{told}, of {len(asked)} asked about")


_KEPT: dict[Outcome, str] = {"done": "done", "partly": "done in part", "not-yet": "not done yet"}
