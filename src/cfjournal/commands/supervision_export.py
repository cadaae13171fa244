"""`cfj export`: a page to take to supervision. Every word is shown before any of it is written to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands.asked_period import Asked, period_asked
from cfjournal.commands.desk import sit_down
from cfjournal.commands.exporting_jsonl import write_new
from cfjournal.commands.judged import Months, judge
from cfjournal.commands.judging import rules_of
from cfjournal.commands.pages import warn_of
from cfjournal.errors import UsageError
from cfjournal.render.markdown import write
from cfjournal.render.supervision_page import Chosen, supervision_page
from cfjournal.review import build

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.commands.edge import Edge
    from cfjournal.store import Journal

DAYS = 28
"""Supervision is monthly in most places: four weeks are what there is to talk about."""

RECOGNISED = "A person can be recognised from their story: read it with that in mind. No name was looked for."


class Wanted(NamedTuple):
    """What was asked for: the days, the ids of notes to show, the file, and whether to write it unasked."""

    since: str | None = None
    until: str | None = None
    notes: tuple[str, ...] = ()
    output: Path | None = None
    yes: bool = False


def export(edge: Edge, wanted: Wanted) -> int:
    """Show the page, and write it to a file once the person has typed yes. Returns 4 for unreadable entries.

    Raises `UsageError` for `yes` without a file, and for a file without a terminal or `yes`.
    """
    since, until, notes, output, yes = wanted
    _refuse_to_guess(edge, output, yes=yes)
    desk = sit_down(edge)
    vocabulary = desk.config.vocabulary()
    journal = desk.open()
    chosen = [_chosen(journal, word) for word in notes]
    months = Months(journal)
    period = period_asked(Asked(None, since, until), desk.today, months.has, days=DAYS)
    judged = judge(months, rules_of(desk.root, vocabulary), vocabulary, period)
    review = build(judged.entries, judged.history, vocabulary, period, whole_from=judged.whole_from)
    text = write(supervision_page(review, sorted(dict.fromkeys(chosen))))
    if output is None:
        edge.emit(text)
        edge.tell(f"No file was written; -o FILE writes this one. {RECOGNISED}")
    elif yes or _agreed(edge, text, output):
        write_new(output, text)
        edge.say(f"Wrote {output}, which only you can read. {RECOGNISED}")
    else:
        edge.tell("Nothing was written.")
    return warn_of(edge, judged.damaged)


def _refuse_to_guess(edge: Edge, output: Path | None, *, yes: bool) -> None:
    if yes and output is None:
        raise UsageError(
            "--yes agrees to writing a file, and no file is named", "add -o FILE, or leave out --yes"
        )
    if output is not None and (output.exists() or output.is_symlink()):
        raise UsageError(
            f"{output} is there already and was left alone", "choose another name, or remove it first"
        )
    if output is not None and not yes and not edge.interactive:
        raise UsageError(
            "there is no terminal in which to show the page and ask",
            "read it with `cfj export`, then add --yes",
        )


def _chosen(journal: Journal, word: str) -> Chosen:
    entry = journal.find(word)
    if not entry.note.strip():
        raise UsageError(f"the entry {entry.short_id} has no note", "`cfj list` shows which entries have one")
    return Chosen(entry.date, entry.note.strip())


def _agreed(edge: Edge, text: str, output: Path) -> bool:
    """Show the exact text and ask for a typed yes."""
    edge.emit(text)
    edge.tell()
    edge.tell(f"This is all of it, to the letter. {RECOGNISED}")
    try:
        return edge.ask(f"Type yes to write it to {output}: ").strip().casefold() == "yes"
    except EOFError:
        return False
