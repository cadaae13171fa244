"""The review in words: conditions before the person, states before counts, and where to go from here.

Says what a `Review` holds and adds no judgement of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.agreed_page import agreed_section, promises
from cfjournal.render.page import (
    Block,
    Brief,
    Command,
    Fact,
    Heading,
    Light,
    Page,
    Point,
    Quote,
    Row,
    Section,
    Words,
)
from cfjournal.render.phrases import ago, count, dates, day, joined, period, sentence, short_day
from cfjournal.render.rows import TONES, row, rows
from cfjournal.render.since_page import eased, name_of_span, since_before
from cfjournal.render.states import explained, name_of, notes, reasons, since
from cfjournal.render.summary import counted, in_short
from cfjournal.tally import FEWEST_WEEKS, WEEKS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from cfjournal.entry import Kind
    from cfjournal.period import Period
    from cfjournal.review import Coverage, LastTime, Review
    from cfjournal.rules.history import Evidence, Reference
    from cfjournal.tally import Stand, Tally

UNWRITTEN_NAMED = 7
"""Up to so many unwritten days are named one by one."""

SILENCE = 14
"""Written days without a support, from first to last, from which its absence is worth a line."""

NONE_NOTED = (
    "Nothing else that holds was noted either: no break, no word with a colleague. Either there was none, "
    "which is worth talking about, or it was not written down."
)
"""Who never notes a support is not told week after week that they lack one. (2026-11-22)"""

STANDS: dict[Stand, str] = {"more": "More than your usual", "less": "Less than your usual"}

ASIDE = f"{WEEKS} weeks"


def review_page(
    review: Review, title: str = "", where_to_turn: Sequence[str] = (), people: Sequence[str] = ()
) -> Page:
    """Return the page of a review; `where_to_turn` comes first if something asks for a person to talk to.

    `people` are named near its end, when something has been building for a while.
    """
    sections = (
        _gentle(review, where_to_turn),
        conditions_and_promises(review),
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
        (*in_short(review), *_coverage(review)),
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


def _coverage(review: Review) -> Iterable[Words]:
    coverage = review.coverage
    if review.last_written is None:
        yield Words("Nothing is written yet, so there is nothing to say yet.")
        return
    if not coverage.written:
        yield Words(
            "No entries in these days. They are missing, not good and not bad; the last entry before is from "
            f"{day(review.last_written, review.period.last)}."
        )
        return
    today = review.period.last
    begun = f"Begun on {day(coverage.begun, today)}: " if coverage.begun else ""
    whole = f"{begun}{coverage.written} of {count(coverage.days, 'day')} written, {joined(kinds(coverage))}."
    unwritten = coverage.unwritten
    if len(unwritten) == 1:
        whole += f" Not written: {day(unwritten[0], today)}."
    elif 1 < len(unwritten) <= UNWRITTEN_NAMED:
        whole += f" Not written: {dates(unwritten, today)}."
    yield Words(whole)
    yield from usual(review.reference, today)


def usual(reference: Reference, today: dt.date) -> Iterable[Words]:
    """Yield which days are the usual that a page compares with, where there are any."""
    if reference.days and reference.status != "none":
        first, last = min(reference.days), max(reference.days)
        held = f"{count(reference.entries, 'shift')} from {day(first, today)} to {day(last, today)}"
        said = f"Your usual is that of {held}."
        yield Words(f"{said} {OLD}" if reference.old(today) else said, "soft")


OLD = "That is more than a year ago: `cfj reference show` says how to choose another, if you wish."


KINDS: dict[Kind, tuple[str, str]] = {
    "shift": ("shift", "shifts"),
    "rest": ("rest day", "rest days"),
    "leave": ("day of leave", "days of leave"),
    "sick": ("day off sick", "days off sick"),
}


def kinds(coverage: Coverage) -> list[str]:
    """Return how many days of each kind were written: `52 shifts`, `3 rest days`."""
    return [count(number, *KINDS[kind]) for kind in KINDS if (number := coverage.kinds.get(kind, 0))]


def _gentle(review: Review, where_to_turn: Sequence[str]) -> Section:
    if not review.reach_out:
        return Section("", ())
    when = joined([day(date, review.period.last) for date in review.reach_out])
    first = f"You named hopelessness on {when}. Nobody should have to carry that alone."
    return Section("", tuple(Words(line, "gentle") for line in (first, *where_to_turn)))


def conditions(review: Review, *, brief: bool = False) -> Section:
    """Return what the work was like: strains, findings of the rules, and what should not be long ago.

    In `brief`, each is said once: what is about as usual in one breath, a finding by its count alone, and
    none that a date below says too.
    """
    today = review.period.last
    blocks = _strains(review.strains) if brief else rows(review.strains, "Also")
    if not blocks and review.coverage.written:
        blocks.append(Words("No strain was named in these days.", "soft"))
    findings = [each for each in review.shown_findings if not (brief and _dated(each, review))]
    blocks += [Point(sentence(counted(each, review) if brief else each.sentence)) for each in findings]
    blocks += _last_times(review, today)
    return Section("What the work was like", tuple(blocks), ASIDE)


def conditions_and_promises(review: Review) -> Section:
    """Return the conditions, with what became of the organisation's part in what was agreed."""
    section = conditions(review, brief=True)
    return section._replace(blocks=(*section.blocks, *promises(review.agreed)))


def _strains(tallies: Sequence[Tally]) -> list[Block]:
    """Return as rows what stands out, or moves, or has no usual to stand out from; the rest in brief."""
    folded = [each for each in tallies if each.stand == "usual" and each.trend in ("steady", "unknown")]
    drawn = [each for each in tallies if each not in folded]
    return rows(drawn, "Also", also=folded)


def _dated(finding: Evidence, review: Review) -> bool:
    """Whether all that a finding says is when something was last noted, and a line below says that too."""
    never = _never(review)
    said = {f"days_since({each.id})" for each in review.last_times if each.last or each in never}
    return bool(finding.readings) and all(reading.text in said for reading in finding.readings)


def _never(review: Review) -> list[LastTime]:
    """Return what was not noted at all, once enough was written for that to be worth a line."""
    never = [each for each in review.last_times if each.last is None]
    if not never or not review.last_written:
        return []
    return never if (review.last_written - never[0].known_from).days >= SILENCE else []


def _last_times(review: Review, today: dt.date) -> Iterable[Block]:
    found = review.last_times
    for each in found:
        if each.last is not None:
            since = (today - each.last).days
            yield Fact(f"last {each.label}", f"{ago(since)}, {day(each.last, today)}" if since else "today")
    never = _never(review)
    if never:
        names = joined([each.label for each in never], "or")
        begun = day(never[0].known_from, today)
        yield Fact(f"no {names}", f"noted since {begun}, the first entry looked at")
        if not review.notes_supports:
            yield Words(NONE_NOTED, "soft")


def patterns(review: Review) -> Section:
    """Return the states, why they are so, and what would clear them."""
    today = review.period.last
    lights = tuple(
        Light(
            name_of(each.state),
            each.state.name,
            since(each.state, today),
            tuple(reasons(each, review.reference)),
        )
        for each in review.patterns
    )
    states = [each.state for each in review.patterns]
    return Section("Is something building?", (*lights, *notes(states), *explained(states)))


def _signs(review: Review) -> Section:
    by_stand = {stand: [each for each in review.signs if each.stand == stand] for stand in TONES}
    blocks = rows(by_stand["unknown"], "Also")
    for stand, heading in STANDS.items():
        if by_stand[stand]:
            blocks += [Heading(heading, TONES[stand]), *(row(tally) for tally in by_stand[stand])]
    if by_stand["usual"]:
        blocks.append(Brief("About your usual", tuple(row(tally) for tally in by_stand["usual"])))
    if by_stand["unknown"]:
        blocks.append(Words("There is no usual to compare with yet; that takes more shifts.", "soft"))
    if not blocks and review.coverage.written:
        blocks.append(Words("No sign was named in these days.", "soft"))
    return Section("What you noticed in yourself", tuple(blocks), ASIDE)


def _supports(review: Review) -> Section:
    return Section(
        "What held", (*rows(review.supports, "Also"), *eased(review.eased, review.period.last)), ASIDE
    )


def bring(review: Review) -> Section:
    """Return what was marked to bring, each with its day."""
    quotes = tuple(Quote(short_day(each.date, review.period.last), each.text) for each in review.bring)
    return Section("What you want to bring", quotes)


def _people(people: Sequence[str]) -> Section:
    if not people:
        return Section("", ())
    first = Words("Something has been building for more than a week. You need not sort it out alone.")
    points = (Point(someone) for someone in people)
    return Section("Someone to talk to", (first, *points, Command("cfj support", "more people to talk to")))


def _step(review: Review) -> Section:
    return Section("One small step", (Words(review.step.text),) if review.step else ())


def _onward(review: Review) -> Section:
    lit = [
        each.state.pattern for each in review.patterns if each.state.name in ("building", "watch", "easing")
    ]
    commands = [Command(f"cfj why {lit[0]}", "the numbers and the dates behind it")] if lit else []
    if review.bring or lit:
        commands.append(Command("cfj supervision agenda", "what there is to talk about"))
        commands.append(Command("cfj export", "a page for supervision, shown to you first"))
    if review.last_written is None:
        commands = [
            Command("cfj log", "a short check-in after a shift"),
            Command("cfj demo", "what this page looks like after three months"),
        ]
    return Section("From here", tuple(commands))
