"""`cfj report`: the weekly review, on the screen, as Markdown, HTML or JSON. It changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.agreements import made_in
from cfjournal.commands.asked_period import period_asked
from cfjournal.commands.desk import sit_down
from cfjournal.commands.handing_on import for_its_readers
from cfjournal.commands.judged import Months, judge
from cfjournal.commands.judging import rules_of
from cfjournal.commands.pages import as_json, hand_over, in_form, warn_of
from cfjournal.review import build
from cfjournal.situation import with_step

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.commands.asked_period import Asked
    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.review import Review


def report(edge: Edge, asked: Asked, form: str, output: Path | None) -> int:
    """Print the review of the days asked for, or write it to a new file. Returns 4 if one was unreadable."""
    desk = sit_down(edge)
    vocabulary = desk.config.vocabulary()
    rules = rules_of(desk.root, vocabulary)
    months = Months(desk.open())
    period = period_asked(asked, desk.today, months.has)
    judged = judge(months, rules, vocabulary, period)
    review = build(judged.entries, judged.history, vocabulary, period, whole_from=judged.whole_from)
    if (desk.today - period.last).days == 1:  # today may not be written yet, and be the day of a follow-up
        review = with_step(review._replace(agreed=tuple(made_in(judged.entries, desk.today))))
    review = for_its_readers(edge, review, form, output)
    text = _rendered(edge, desk, review, form, for_file=output is not None)
    hand_over(edge, text, form, output, "the review")
    return warn_of(edge, judged.damaged)


def _rendered(edge: Edge, desk: Desk, review: Review, form: str, *, for_file: bool) -> str:
    if form == "json":
        from cfjournal.render.jsonview import report_view

        return as_json(report_view(review))
    from cfjournal.render.review_page import review_page

    on_screen = form == "text" and not for_file
    page = review_page(
        review,
        where_to_turn=_where_to_turn(edge, desk) if review.reach_out else (),
        people=_people(desk, review) if on_screen else (),
    )
    return in_form(edge, page, form, for_file=for_file)


def _where_to_turn(edge: Edge, desk: Desk) -> list[str]:
    """Return where to find a person to talk to; the sentence before it is the page's own."""
    from cfjournal.commands.reach_out import where_to_turn

    return list(where_to_turn(desk.config, edge.env))[1:]


def _people(desk: Desk, review: Review) -> list[str]:
    """Return whom to name: on the screen only, since a file may be handed on."""
    from cfjournal.commands.support import people_to_name

    return list(people_to_name(desk, review))
