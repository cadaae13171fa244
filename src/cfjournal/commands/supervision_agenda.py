"""`cfj supervision agenda`: what there is to talk about, on one page. It changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal import agenda as agendas
from cfjournal.commands.desk import sit_down
from cfjournal.commands.handing_on import for_its_readers
from cfjournal.commands.judged import Months, judge
from cfjournal.commands.judging import rules_of
from cfjournal.commands.long_ago import with_long_ago
from cfjournal.commands.pages import as_json, hand_over, in_form, warn_of
from cfjournal.commands.supervision_agreed import agreed_in
from cfjournal.questions import load
from cfjournal.review import build

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.agenda import Agenda
    from cfjournal.commands.edge import Edge
    from cfjournal.reading import Damaged


def agenda(edge: Edge, form: str, output: Path | None) -> int:
    """Print the agenda, or write it to a new file. Returns 4 if an entry was unreadable."""
    found, damaged = _found(edge)
    found = found._replace(review=for_its_readers(edge, found.review, form, output))
    if form == "json":
        from cfjournal.render.agenda_view import agenda_view

        text = as_json(agenda_view(found))
    else:
        from cfjournal import glossary
        from cfjournal.render.agenda_page import agenda_page

        page = agenda_page(found, glossary.load().sources)
        text = in_form(edge, page, form, for_file=output is not None)
    hand_over(edge, text, form, output, "the agenda")
    return warn_of(edge, damaged)


def _found(edge: Edge) -> tuple[Agenda, tuple[Damaged, ...]]:
    """Return the agenda of the journal, and what of it could not be read."""
    desk = sit_down(edge)
    vocabulary, journal = desk.config.vocabulary(), desk.open()
    longest = agendas.since(None, desk.today)
    judged = judge(Months(journal), rules_of(desk.root, vocabulary), vocabulary, longest)
    last = agendas.last_supervision((entry for entry in judged.entries if entry.date in longest), desk.today)
    days = agendas.since(last, desk.today)
    review = build(judged.entries, judged.history, vocabulary, days, whole_from=judged.whole_from)
    review = with_long_ago(journal, review)
    agreed = agreed_in(journal)
    made = [each for each in agreed.made if each.date <= desk.today]
    damaged = tuple(dict.fromkeys((*judged.damaged, *agreed.damaged)))
    return agendas.build(review, made, last, load()), damaged
