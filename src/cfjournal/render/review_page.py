"""The review in words: conditions before the person, states before counts, and where to go from here.

Says what a `Review` holds and adds no judgement of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    Section,
    Words,
)
from cfjournal.render.phrases import ago, count, dates, day, joined, period, sentence, short_day
from cfjournal.render.rows import TONES, row, rows
from cfjournal.render.states import explained, name_of, notes, reasons, since
from cfjournal.tally import WEEKS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from cfjournal.entry import Kind
    from cfjournal.period import Period
    from cfjournal.review import Coverage, Review
    from cfjournal.rules.history import Evidence, Reference
    from cfjournal.tally import Stand

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
        conditions(review),
        _patterns(review),
        _signs(review),
        _supports(review),
        _bring(review),
        _people(people),
        _onward(review),
    )
    return Page(
        title or _title(review.period),
        tuple(_coverage(review)),
        tuple(section for section in sections if section.blocks),
    )


def _title(days: Period) -> str:
    return f"Your {'week' if len(days) == 7 else 'journal'}, {period(days)}"


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


def conditions(review: Review) -> Section:
    """Return what the work was like: strains, findings of the rules, and what should not be long ago."""
    today = review.period.last
    blocks = rows(review.strains, "Also")
    if not blocks and review.coverage.written:
        blocks.append(Words("No strain was named in these days.", "soft"))
    blocks += [
        Point(sentence(finding.sentence))
        for finding in review.findings
        if review.notes_supports or not _of_silence(finding)
    ]
    blocks += _last_times(review, today)
    return Section("What the work was like", tuple(blocks), ASIDE)


def _of_silence(finding: Evidence) -> bool:
    """Whether all that a finding rests on is that something was never noted, as far as it looked back."""
    endless = [reading.low is not None and reading.high is None for reading in finding.readings]
    return bool(endless) and all(endless)


def _last_times(review: Review, today: dt.date) -> Iterable[Block]:
    found = review.last_times
    for each in found:
        if each.last is not None:
            since = (today - each.last).days
            yield Fact(f"last {each.label}", f"{ago(since)}, {day(each.last, today)}" if since else "today")
    never = [each for each in found if each.last is None]
    if not never or not review.last_written:
        return
    begun = never[0].known_from
    if (review.last_written - begun).days >= SILENCE:
        names = joined([each.label for each in never], "or")
        yield Fact(f"no {names}", f"noted since {day(begun, today)}, the first entry looked at")
        if not review.notes_supports:
            yield Words(NONE_NOTED, "soft")


def _patterns(review: Review) -> Section:
    today = review.period.last
    lights = tuple(
        Light(name_of(each.state), each.state.name, since(each.state, today), tuple(reasons(each)))
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
    return Section("What held", tuple(rows(review.supports, "Also")), ASIDE)


def _bring(review: Review) -> Section:
    quotes = tuple(Quote(short_day(each.date, review.period.last), each.text) for each in review.bring)
    return Section("What you want to bring", quotes)


def _people(people: Sequence[str]) -> Section:
    if not people:
        return Section("", ())
    first = Words("Something has been building for more than a week. You need not sort it out alone.")
    points = (Point(someone) for someone in people)
    return Section("Someone to talk to", (first, *points, Command("cfj support", "more people to talk to")))


def _onward(review: Review) -> Section:
    lit = [
        each.state.pattern for each in review.patterns if each.state.name in ("building", "watch", "easing")
    ]
    commands = [Command(f"cfj why {lit[0]}", "the numbers and the dates behind it")] if lit else []
    if review.bring or lit:
        commands.append(Command("cfj export", "a page for supervision, shown to you first"))
    if review.last_written is None:
        commands = [
            Command("cfj log", "a short check-in after a shift"),
            Command("cfj demo", "what this page looks like after three months"),
        ]
    return Section("From here", tuple(commands))
