"""The review in words: conditions before the person, states before counts, and where to go from here.

Says what a `Review` holds and adds no judgement of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.agreed_page import agreed_section, step_text
from cfjournal.render.conditions_section import conditions_and_promises
from cfjournal.render.coverage_words import coverage_of
from cfjournal.render.page import (
    Brief,
    Command,
    Heading,
    Light,
    Page,
    Point,
    Quote,
    Row,
    Section,
    Words,
)
from cfjournal.render.phrases import STAYS, count, day, joined, period, sentence, short_day
from cfjournal.render.rows import ALSO, ASIDE, TONES, row, rows
from cfjournal.render.since_page import eased, name_of_span, since_before
from cfjournal.render.states import BESIDE, explained, name_of, notes, reasons, since, squared
from cfjournal.render.summary import in_short, opening_findings
from cfjournal.tally import FEWEST_WEEKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.period import Period
    from cfjournal.review import Review
    from cfjournal.tally import Stand, Tally

STANDS: dict[Stand, str] = {"more": "More than your usual", "less": "Less than your usual"}

NAMED_ONCE = 2
"""So many signs that were there once, no more than usual, are named in a review; `cfj trends` names all."""

ONCE = "once each"

AS_ABOVE = Words("How sure, and what clears it: as above.")

USUAL_SO_FAR = f"Much as {BESIDE}"
"""In place of a usual that was itself hard: nobody should have to read that this is how they are."""


def review_page(
    review: Review, title: str = "", where_to_turn: Sequence[str] = (), people: Sequence[str] = ()
) -> Page:
    """Return the page of a review; `where_to_turn` comes first if something asks for a person to talk to.

    `people` are named near its end, when something has been building for a while.
    """
    sections = (
        _gentle(review, where_to_turn),
        conditions_and_promises(review, said=opening_findings(review)),
        patterns(review),
        _signs(review),
        since_before(review),
        _supports(review),
        bring(review),
        agreed_section(review.agreed, review.period),
        _people(people),
        _step(review),
        _onward(review),
    )
    return Page(
        title or _title(review.period),
        (*in_short(review), *coverage_of(review)),
        tuple(as_long(section, review) for section in sections if section.blocks),
    )


def as_long(section: Section, review: Review) -> Section:
    """Return the section with its weeks drawn from the first that is known on; a single one is no drawing."""
    tallies = (*review.strains, *review.signs, *review.supports)
    known = max((len(each.weeks) - _missing(each.weeks) for each in tallies), default=0)
    weeks = known if known >= FEWEST_WEEKS else 0
    blocks = (
        each._replace(weeks=each.weeks[len(each.weeks) - weeks :]) if isinstance(each, Row) else each
        for each in section.blocks
    )
    return Section(section.title, tuple(blocks), count(weeks, "week") if section.aside else "")


def _missing(weeks: Sequence[float | None]) -> int:
    """Return how many weeks at the beginning are not written."""
    return next((at for at, week in enumerate(weeks) if week is not None), len(weeks))


def _title(days: Period) -> str:
    return f"Your {name_of_span(days) or 'journal'}, {period(days)}"


def _gentle(review: Review, where_to_turn: Sequence[str]) -> Section:
    if not review.reach_out:
        return Section("", ())
    when = joined([day(date, review.period.last) for date in review.reach_out])
    first = f"You named hopelessness on {when}. Nobody should have to carry that alone."
    return Section("", tuple(Words(line, "gentle") for line in (first, *where_to_turn)))


def patterns(review: Review) -> Section:
    """Return the states, why they are so, and what would clear them."""
    today = review.period.last
    lights: list[Light] = []
    for each in review.patterns:
        said = {words for light in lights for words in light.lines if words.text.startswith("How sure: ")}
        lines = (AS_ABOVE if words in said else words for words in reasons(each, review.reference))
        lights.append(Light(name_of(each.state), each.state.name, since(each.state, today), tuple(lines)))
    states = [each.state for each in review.patterns]
    return Section("Is something building?", (*lights, *notes(states), *explained(states), *squared(review)))


def _signs(review: Review) -> Section:
    by_stand = {stand: [each for each in review.signs if each.stand == stand] for stand in TONES}
    blocks = rows(by_stand["unknown"], ALSO)
    for stand, heading in STANDS.items():
        if by_stand[stand]:
            blocks += [Heading(heading, TONES[stand]), *(row(tally) for tally in by_stand[stand])]
    if by_stand["usual"]:
        blocks.append(
            Brief(
                USUAL_SO_FAR if review.usual_weight.much else "About your usual",
                _usual(by_stand["usual"]),
            )
        )
    if by_stand["unknown"]:
        blocks.append(Words("There is no usual to compare with yet; that takes more shifts.", "soft"))
    if not blocks and review.coverage.written:
        blocks.append(Words("No sign was named in these days.", "soft"))
    return Section("What you noticed in yourself", tuple(blocks), ASIDE)


def _usual(tallies: Sequence[Tally]) -> tuple[Row, ...]:
    """Return rows of what is about as usual; several signs that were there once are counted, not named."""
    once = [each for each in tallies if each.on == 1 < each.of]
    if len(once) <= NAMED_ONCE:
        return tuple(map(row, tallies))
    others = Row(f"{len(once)} {'others' if len(once) < len(tallies) else 'signs'}", ONCE, ONCE, "", (), "")
    return (*(row(each) for each in tallies if each not in once), others)


def _supports(review: Review) -> Section:
    return Section(
        "What held", (*rows(review.supports, ALSO), *eased(review.eased, review.period.last)), ASIDE
    )


def bring(review: Review) -> Section:
    """Return what was marked to bring, each with its day, and what of it is never exported."""
    quotes = tuple(
        Quote(
            short_day(each.date, review.period.last), each.text, sentence(STAYS) if each.never_export else ""
        )
        for each in review.bring
    )
    return Section("What you want to bring", quotes)


def _people(people: Sequence[str]) -> Section:
    if not people:
        return Section("", ())
    first = Words("You need not sort out alone what has been building.")
    points = (Point(someone) for someone in people)
    return Section("Someone to talk to", (first, *points, Command("cfj support", "more people to talk to")))


def _step(review: Review) -> Section:
    return Section("One small step", (Words(step_text(review)),) if review.step else ())


def _onward(review: Review) -> Section:
    lit = [
        each.state.pattern for each in review.patterns if each.state.name in ("building", "watch", "easing")
    ]
    commands = [Command(f"cfj why {lit[0]}", "the numbers behind it")] if lit else []
    if review.bring or lit:
        commands.append(Command("cfj supervision agenda", "what to talk about"))
    if review.last_written is None:
        commands = [
            Command("cfj log", "a short check-in after a shift"),
            Command("cfj demo", "what this page looks like after three months"),
        ]
    return Section("From here", tuple(commands))
