"""Options and help of the commands that say what a journal shows."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from cfjournal.cli.options import Output, Plain, Since, Until, edge_of


class Format(StrEnum):
    """What a review can be printed as."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"


Form = Annotated[Format, typer.Option("--format", metavar="FORM", help="text, md, html or json.")]
AsJson = Annotated[bool, typer.Option("--json", help="The same as --format json.")]


def report(
    context: typer.Context,
    week: Annotated[str | None, typer.Option(metavar="WEEK", help="last, this, or 2026-W46.")] = None,
    month: Annotated[str | None, typer.Option(metavar="MONTH", help="last, this, or 2026-11.")] = None,
    since: Since = None,
    until: Until = None,
    form: Form = Format.TEXT,
    as_json: AsJson = False,
    output: Output = None,
    plain: Plain = False,
) -> int:
    """Show the review: the conditions of your work, what may be building and why, what held, what to bring.

    Without options it is about the last seven days. It holds no note, only what you marked to bring.

    For example:
      cfj report
      cfj report --week last
      cfj report --month last
      cfj report --since -4w --format md -o october.md
      cfj report --format html -o week.html
    """
    from cfjournal.commands import report as command
    from cfjournal.commands.asked_period import Asked

    said = Asked(week, since, until, month)
    return command.report(edge_of(context, plain), said, "json" if as_json else form.value, output)


def why(
    context: typer.Context,
    pattern: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATTERN]",
            help="burnout, compassion-fatigue, secondary-trauma or conditions; the first three if not said.",
        ),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--all", help="Every rule in full, every day and entry it used or left out.")
    ] = False,
    form: Form = Format.TEXT,
    as_json: AsJson = False,
    output: Output = None,
    plain: Plain = False,
) -> int:
    """Show the evidence behind a state: the rules, their numbers and dates, and what would clear it.

    Rules that do not speak have a line each; --all tells them in full.

    For example:
      cfj why
      cfj why burnout --all
      cfj why conditions
    """
    from cfjournal.commands import why as command

    said = "json" if as_json else form.value
    return command.why(edge_of(context, plain), pattern, said, output, whole=whole)


def demo(context: typer.Context, plain: Plain = False) -> None:
    """Show the review and its evidence over an invented diary; your own journal is not looked at.

    For example:
      cfj demo
    """
    from cfjournal.commands import demo as command

    command.demo(edge_of(context, plain))


def trends(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SIGN|PATTERN]...", help="What to show; what stands out if not said."),
    ] = None,
    year: Annotated[str | None, typer.Option(metavar="YEAR", help="A calendar year, such as 2026.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="From this day on.")] = None,
    form: Form = Format.TEXT,
    as_json: AsJson = False,
    output: Output = None,
    plain: Plain = False,
) -> int:
    """Show the year: a calendar of days, and what you noticed, what weighed and what held, week by week.

    Without options it goes back a year, or as far as the journal does. Days without an entry are shown as
    missing, days off by a letter. It holds no note.

    For example:
      cfj trends
      cfj trends dread flat
      cfj trends burnout --year 2026
      cfj trends --format html -o year.html
    """
    from cfjournal.commands import trends as command

    asked = command.Asked(tuple(names or ()), year, since)
    return command.trends(edge_of(context, plain), asked, "json" if as_json else form.value, output)
