"""`cfj export` for other eyes: one choice, seen before any of it is written, in the format asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal.agreements import made_in
from cfjournal.commands.again import tell_again
from cfjournal.commands.asked_period import Asked, period_asked
from cfjournal.commands.desk import sit_down
from cfjournal.commands.exporting_jsonl import refuse_taken
from cfjournal.commands.identifying import look, with_pseudonyms
from cfjournal.commands.judged import Months, judge, may_be_shown
from cfjournal.commands.judging import rules_of
from cfjournal.commands.pages import warn_of
from cfjournal.commands.parcel import Parcel, release
from cfjournal.commands.supervision_agreed import agreed_in
from cfjournal.entry import check_text
from cfjournal.errors import CfjError, DamagedError, UsageError
from cfjournal.render.choice import Choice, in_order, parts_named, possible, usual
from cfjournal.render.conditions_page import left_off
from cfjournal.render.handout import EXPORTERS, handout, text_of
from cfjournal.render.phrases import joined
from cfjournal.review import build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cfjournal.commands.again import Wanted
    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.commands.parcel import Ended
    from cfjournal.entry import Entry
    from cfjournal.reading import Damaged
    from cfjournal.review import Review
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
    _refuse_to_guess(edge, wanted)
    desk = sit_down(edge)
    journal = desk.open(create=wanted.pseudonyms)
    named = [_with_a_note(journal, word) for word in wanted.notes]
    choice = _choice(wanted, named)
    matter = _read(desk, journal, wanted, named)
    _say_what_is_left_out(edge, journal.read(matter.review.period).entries)
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


def _packed(edge: Edge, wanted: Wanted, matter: Matter, choice: Choice) -> Parcel:
    """Return the page of this choice, ready to go out, and say what has no place on one for a manager."""
    config, review = matter.desk.config, matter.review
    made = handout(review, matter.inside, choice, config.vocabulary())
    looked = look(made, wanted.form, config.names)
    if wanted.pseudonyms:
        looked = looked._replace(replaced=True)
        made = with_pseudonyms(made, config.names, _secret(matter.journal))
    if choice.for_a_manager and (off := left_off(review)):
        edge.tell(f"Left off this page, because it is about people or about you: {joined(off)}.")
    data = EXPORTERS[wanted.form](made)
    text = text_of(made, wanted.form, data)
    rules, to = review.rules.digest, wanted.to.strip()
    return Parcel(wanted.form, data, text, review.period, choice, rules, looked, to)


def _secret(journal: Journal) -> str:
    """Return what pseudonyms are made with. Raises `DamagedError` where there is nothing of the kind."""
    if not (ident := journal.settings.get("id")):
        raise DamagedError("the journal has no id that pseudonyms could be made with", "run cfj check")
    return str(ident)


def _refuse_to_guess(edge: Edge, wanted: Wanted) -> None:
    if wanted.output is None:
        _refuse_without_a_file(wanted)
    else:
        refuse_taken(wanted.output)
    if wanted.output is not None and not wanted.yes and not edge.interactive:
        raise UsageError(
            "there is no terminal in which to show the page and ask",
            "read it with `cfj export`, then add --yes",
        )
    if wanted.choose and not edge.interactive:
        raise UsageError(
            "--choose asks, and there is no terminal to ask in",
            "name the parts with --only, and notes with --notes",
        )
    if wanted.form == "docx":
        _refuse_without_a_library()
    check_text(wanted.to, "text after --for")


def _refuse_without_a_file(wanted: Wanted) -> None:
    if wanted.form == "docx":
        raise UsageError("a docx file cannot be shown on a screen", "add -o FILE.docx")
    if wanted.yes:
        raise UsageError(
            "--yes agrees to writing a file, and no file is named", "add -o FILE, or leave out --yes"
        )
    if wanted.to:
        raise UsageError(
            "--for says who gets a file, and no file is named", "add -o FILE, or leave out --for"
        )


def _refuse_without_a_library() -> None:
    """Raise `UsageError` where documents cannot be made, and say what would help here."""
    from cfjournal.render import docx

    try:
        docx.empty()
    except UsageError as error:
        import sys
        from importlib.util import find_spec
        from shlex import quote

        python = quote(sys.executable)
        install = f"{python} -m pip install" if find_spec("pip") else f"uv pip install --python {python}"
        error.hint = f"choose html, or install it:\n  {install} python-docx"
        raise


def _with_a_note(journal: Journal, word: str) -> Entry:
    entry = journal.find(word)
    if not may_be_shown(entry):
        raise UsageError(
            f"the entry {entry.short_id} is marked never to be exported, and nothing overrides that",
            f"`cfj edit {entry.short_id} --may-export` takes the mark off",
        )
    if not entry.note.strip():
        raise UsageError(f"the entry {entry.short_id} has no note", "`cfj list` shows which entries have one")
    return entry


def _choice(wanted: Wanted, named: list[Entry]) -> Choice:
    """Return what the options say is to be shown. Raises `UsageError` where they contradict one another."""
    notes = tuple(dict.fromkeys(entry.id for entry in named))
    if wanted.only is None:
        parts = usual(wanted.form)
        return Choice(in_order({*parts, "notes"}) if notes else parts, notes)
    parts = parts_named(wanted.only)
    if notes and "notes" not in parts:
        raise UsageError(
            "--only leaves notes out, and --notes names one", "write --only notes,... or leave out --notes"
        )
    if "notes" in parts and not notes and not wanted.choose:
        raise UsageError(
            "--only asks for notes, and none is named", "add --notes ID; `cfj list` shows the ids"
        )
    if unfit := [part for part in parts if part not in possible(wanted.form)]:
        raise UsageError(
            f"a table with a row an entry has no place for {joined(unfit)}", "leave that out of --only"
        )
    return Choice(parts, notes)


def _say_what_is_left_out(edge: Edge, entries: Iterable[Entry]) -> None:
    if left_out := sum(not may_be_shown(entry) for entry in entries):
        entries_are = "1 entry of these days is" if left_out == 1 else f"{left_out} entries of these days are"
        edge.tell(f"{entries_are} marked never to be exported: left out, as if not written.")
