"""`cfj export` for other eyes: one choice, seen before any of it is written, in the format asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal.agreements import made_in, texts_of
from cfjournal.commands.again import tell_again
from cfjournal.commands.asked_period import Asked, period_asked
from cfjournal.commands.desk import sit_down
from cfjournal.commands.identifying import find, look, with_pseudonyms
from cfjournal.commands.judged import Months, judge, may_be_shown
from cfjournal.commands.judging import rules_of
from cfjournal.commands.pages import warn_of
from cfjournal.commands.parcel import Parcel, release
from cfjournal.commands.supervision_agreed import agreed_in
from cfjournal.commands.wanted import choice_of, entry_with, refuse_to_guess
from cfjournal.errors import CfjError, DamagedError, UsageError
from cfjournal.period import Period
from cfjournal.render.agreed_page import still_of_interest
from cfjournal.render.choice import in_order, possible
from cfjournal.render.conditions_page import left_off
from cfjournal.render.handout import EXPORTERS, handout, text_of
from cfjournal.render.phrases import count, joined
from cfjournal.review import build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.commands.parcel import Ended
    from cfjournal.commands.wanted import Wanted
    from cfjournal.entry import Entry
    from cfjournal.reading import Damaged
    from cfjournal.render.choice import Choice
    from cfjournal.review import LastTime, Review
    from cfjournal.store import Journal

DAYS = 28
"""Supervision is monthly in most places: four weeks are what there is to talk about."""


class Matter(NamedTuple):
    """What a page is made of: the review of its days, their entries and those named; and what was damaged."""

    desk: Desk
    journal: Journal
    review: Review
    inside: tuple[Entry, ...]
    damaged: tuple[Damaged, ...]


def export(edge: Edge, wanted: Wanted) -> int:
    """Show what was chosen, and write it to a file once the person has typed yes.

    Returns 4 for unreadable entries. Raises `UsageError` for options that do not go together.
    """
    refuse_to_guess(edge, wanted)
    desk = sit_down(edge)
    journal = desk.open(create=wanted.pseudonyms)
    noted = [entry_with(journal, word, "note") for word in wanted.notes]
    brought = [entry_with(journal, word, "bring") for word in wanted.bring]
    choice = choice_of(wanted, noted, brought)
    matter = _read(desk, journal, wanted, noted)
    _refuse_other_days(brought, matter.review)
    _say_what_is_left_out(edge, journal, matter.review)
    if not (wanted.only or wanted.choose or wanted.yes):
        _say_what_could_be_added(edge, matter.review, choice)
    _offer(edge, wanted, matter, choice)
    return warn_of(edge, matter.damaged)


def _offer(edge: Edge, wanted: Wanted, matter: Matter, begun: Choice) -> None:
    """Choose where that is asked for, show what was chosen, and let it out or not.

    What was chosen in a list is never lost: where nothing was written, it can be asked for again.
    """
    known = [entry.id for entry in matter.inside]
    choice, asking = begun, wanted.choose
    ended: Ended = "change"
    while ended == "change":
        if asking:
            from cfjournal.commands.choosing import choose

            choice, stopped = choose(edge, matter.review, matter.inside, choice, possible(wanted.form))
            if stopped:
                edge.tell("Nothing was written.")
                break
        ended = "refused"
        try:
            parcel = _packed(edge, wanted, matter, choice)
            ended = release(edge, matter.journal, parcel, wanted.output, yes=wanted.yes)
        except (CfjError, KeyboardInterrupt):
            if choice != begun:
                edge.tell()
                tell_again(edge, wanted, choice, known)
            raise
        asking = True
    if choice != begun and (ended != "released" or wanted.output is None):
        tell_again(edge, wanted, choice, known)


def _read(desk: Desk, journal: Journal, wanted: Wanted, named: list[Entry]) -> Matter:
    """Read and judge what may be shown to others of the days asked for."""
    vocabulary = desk.config.vocabulary()
    months = Months(journal, for_others=True)
    period = period_asked(Asked(None, wanted.since, wanted.until), desk.today, months.has, days=DAYS)
    judged = judge(months, rules_of(desk.root, vocabulary), vocabulary, period)
    agreed = agreed_in(journal)
    seen = {entry.id: entry for entry in (*judged.entries, *named)}
    inside = tuple(entry for entry in seen.values() if entry in named or entry.date in period)
    review = build(judged.entries, judged.history, vocabulary, period, whole_from=judged.whole_from)
    made = made_in(filter(may_be_shown, agreed.entries.values()), period.last)
    damaged = tuple(dict.fromkeys((*judged.damaged, *agreed.damaged)))
    return Matter(desk, journal, review._replace(agreed=tuple(made)), inside, damaged)


def _refuse_other_days(brought: Iterable[Entry], review: Review) -> None:
    for entry in brought:
        if entry.date not in review.period:
            raise UsageError(
                f"the entry {entry.short_id} is of none of these days",
                f"add --since {entry.date}, or leave it out",
            )


def _packed(edge: Edge, wanted: Wanted, matter: Matter, choice: Choice) -> Parcel:
    """Return the page of this choice, ready to go out, and say what has no place on one for a manager."""
    config, review = matter.desk.config, matter.review
    made = handout(review, matter.inside, choice, config.vocabulary())
    beside = [
        text for entry in matter.inside for text in (entry.note, entry.bring, *texts_of(entry.agreed)) if text
    ]
    found = find(made, config.names, beside)
    looked = look(made, wanted.form, found)
    if wanted.pseudonyms:
        looked = looked._replace(replaced=True)
        made = with_pseudonyms(made, found, _secret(matter.journal))
    if choice.for_a_manager and (off := left_off(review)):
        edge.tell(f"Left off this page, because it is about people or about you: {joined(off)}.")
        _part(edge)
    data = EXPORTERS[wanted.form](made)
    text = text_of(made, wanted.form, data)
    rules, to = review.rules.digest, wanted.to.strip()
    return Parcel(wanted.form, data, text, review.period, choice, rules, looked, to)


def _secret(journal: Journal) -> str:
    """Return what pseudonyms are made with. Raises `DamagedError` where there is nothing of the kind."""
    if not (ident := journal.settings.get("id")):
        raise DamagedError("the journal has no id that pseudonyms could be made with", "run cfj check")
    return str(ident)


def _say_what_is_left_out(edge: Edge, journal: Journal, review: Review) -> None:
    """Say how many entries are left out, and what the page then says otherwise: when something was last.

    On the screen alone: a page tells nobody that there is something it does not tell.
    """
    first = min((each.known_from for each in review.last_times), default=review.period.first)
    known = journal.read(Period(min(first, review.period.first), review.period.last)).entries
    kept_back = [entry for entry in known if not may_be_shown(entry)]
    if left_out := sum(entry.date in review.period for entry in kept_back):
        entries_are = "1 entry of these days is" if left_out == 1 else f"{left_out} entries of these days are"
        edge.tell(f"{entries_are} marked never to be exported: left out, as if not written.")
    later = [each.label for each in review.last_times if any(_is_later(entry, each) for entry in kept_back)]
    if later:
        edge.tell(
            f"Your last {joined(later)} stands in an entry that is left out, so the page says otherwise: "
            "read it with that in mind."
        )
    if left_out or later:
        _part(edge)


def _is_later(entry: Entry, last: LastTime) -> bool:
    """Whether an entry holds this, and later than the last time that is known."""
    has = entry.kind == last.id or entry.supports.get(last.id, 0) > 0
    return has and (last.last is None or entry.date > last.last)


def _say_what_could_be_added(edge: Edge, review: Review, choice: Choice) -> None:
    """Say that agreements are not on it unasked, where there are any that the next talk could begin with."""
    if "agreed" not in choice.parts and (agreed := still_of_interest(review.agreed, review.period)):
        parts = ",".join(in_order({*choice.parts, "agreed"}))
        edge.tell(f"Not on it: {count(len(agreed), 'agreement')}. `--only {parts}` adds what was agreed.")
        _part(edge)


def _part(edge: Edge) -> None:
    """Leave a line free on a screen, so that what was said is not taken for the beginning of the page."""
    if edge.interactive:
        edge.tell()
