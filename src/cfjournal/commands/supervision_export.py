"""`cfj export` for other eyes: one choice, seen before any of it is written, in the format asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands.asked_period import Asked, period_asked
from cfjournal.commands.desk import sit_down
from cfjournal.commands.exporting_jsonl import refuse_taken
from cfjournal.commands.identifying import look, with_pseudonyms
from cfjournal.commands.judged import Months, judge, may_be_shown
from cfjournal.commands.judging import rules_of
from cfjournal.commands.pages import warn_of
from cfjournal.commands.parcel import Parcel, release
from cfjournal.entry import check_text
from cfjournal.errors import DamagedError, UsageError
from cfjournal.render.choice import PARTS, USUAL, USUAL_IN_A_TABLE, Choice, in_order, parts_named
from cfjournal.render.conditions_page import left_off
from cfjournal.render.handout import EXPORTERS, handout, text_of
from cfjournal.render.phrases import joined
from cfjournal.review import build

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry
    from cfjournal.store import Journal

DAYS = 28
"""Supervision is monthly in most places: four weeks are what there is to talk about."""


class Wanted(NamedTuple):
    """What was asked for: the format, the days, the parts, the ids of notes, and what to do with it."""

    form: str = "md"
    since: str | None = None
    until: str | None = None
    only: str | None = None
    notes: tuple[str, ...] = ()
    choose: bool = False
    pseudonyms: bool = False
    output: Path | None = None
    to: str = ""
    yes: bool = False


def export(edge: Edge, wanted: Wanted) -> int:
    """Show what was chosen, and write it to a file once the person has typed yes.

    Returns 4 for unreadable entries. Raises `UsageError` for options that do not go together.
    """
    _refuse_to_guess(edge, wanted)
    desk = sit_down(edge)
    vocabulary = desk.config.vocabulary()
    journal = desk.open(create=wanted.pseudonyms)
    named = [_with_a_note(journal, word) for word in wanted.notes]
    choice = _choice(wanted, named)
    months = Months(journal, for_others=True)
    period = period_asked(Asked(None, wanted.since, wanted.until), desk.today, months.has, days=DAYS)
    judged = judge(months, rules_of(desk.root, vocabulary), vocabulary, period)
    seen = {entry.id: entry for entry in (*judged.entries, *named)}
    inside = [entry for entry in seen.values() if entry in named or entry.date in period]
    review = build(judged.entries, judged.history, vocabulary, period, whole_from=judged.whole_from)
    if wanted.choose:
        from cfjournal.commands.choosing import choose

        chosen = choose(edge, review, inside, choice, _possible(wanted.form))
        if chosen is None:
            edge.tell("Nothing was written.")
            return 0
        choice = chosen
    made = handout(review, inside, choice, vocabulary)
    looked = look(made, wanted.form, desk.config.names)
    if wanted.pseudonyms:
        looked = looked._replace(replaced=True)
        made = with_pseudonyms(made, desk.config.names, _secret(journal))
    _say_what_is_left_out(edge, journal.read(period).entries)
    if choice.for_a_manager and (off := left_off(review)):
        edge.tell(f"Left off this page, because it is about people or about you: {joined(off)}.")
    data = EXPORTERS[wanted.form](made)
    text = text_of(made, wanted.form, data)
    parcel = Parcel(wanted.form, data, text, period, choice, review.rules.digest, looked, wanted.to.strip())
    release(edge, journal, parcel, wanted.output, yes=wanted.yes)
    return warn_of(edge, judged.damaged)


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
        from cfjournal.render import docx

        docx.empty()  # or it would be found missing after all the questions
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
        usual = USUAL_IN_A_TABLE if wanted.form == "csv" else USUAL
        return Choice(in_order({*usual, "notes"}) if notes else usual, notes)
    parts = parts_named(wanted.only)
    if notes and "notes" not in parts:
        raise UsageError(
            "--only leaves notes out, and --notes names one", "write --only notes,... or leave out --notes"
        )
    if "notes" in parts and not notes and not wanted.choose:
        raise UsageError(
            "--only asks for notes, and none is named", "add --notes ID; `cfj list` shows the ids"
        )
    if unfit := [part for part in parts if part not in _possible(wanted.form)]:
        raise UsageError(
            f"a table with a row an entry has no place for {joined(unfit)}", "leave that out of --only"
        )
    return Choice(parts, notes)


def _possible(form: str) -> tuple[str, ...]:
    """Return the parts that a format can show: the state of a pattern is no entry's."""
    return tuple(part for part in PARTS if form != "csv" or part != "states")


def _say_what_is_left_out(edge: Edge, entries: Iterable[Entry]) -> None:
    if left_out := sum(not may_be_shown(entry) for entry in entries):
        entries_are = "1 entry of these days is" if left_out == 1 else f"{left_out} entries of these days are"
        edge.tell(f"{entries_are} marked never to be exported: left out, as if not written.")
