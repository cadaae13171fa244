"""Options and help of the commands around supervision: what to take there, and what came of it."""

from __future__ import annotations

from typing import Annotated

import typer

from cfjournal.cli.options import Json, Output, Plain, edge_of
from cfjournal.cli.review import Format


def agenda(
    context: typer.Context,
    form: Annotated[
        Format, typer.Option("--format", metavar="FORM", help="text, md, html or json.")
    ] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    output: Output = None,
    plain: Plain = False,
) -> int:
    """Show what there is to talk about: what you marked to bring, conditions, states, agreements, questions.

    It looks back to your last supervision, at least four weeks and at most eight. It holds no note; what may
    be building is told with its signs, so it is for your own eyes. `cfj export` makes a page to hand over.

    For example:
      cfj supervision agenda
      cfj supervision agenda --format html -o agenda.html
    """
    from cfjournal.commands import supervision_agenda as command

    return command.agenda(edge_of(context, plain), "json" if as_json else form.value, output)


def record(
    context: typer.Context,
    what: Annotated[
        str | None, typer.Argument(metavar="[WHAT]", help="What was agreed; - reads it from stdin.")
    ] = None,
    who: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who is to do it: me, supervisor or organisation.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="DAY", help="By when: 2026-12-01, 1 dec, monday, 'in 2 weeks'.")
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day of the supervision; today if not said.")
    ] = None,
    elsewhere: Annotated[
        bool, typer.Option("--no-supervision", help="It was agreed elsewhere, with a manager, say.")
    ] = False,
) -> None:
    """Keep what was agreed, who is to do it, and by when. Without words it asks for one after the other.

    It stands in the entry of that day, which then names supervision too, or in a new one. `cfj edit` changes
    it, `cfj undo` takes it back. What you say is kept even if you stop halfway.

    For example:
      cfj supervision record
      cfj supervision record --date monday
      cfj supervision record --who organisation --by 2026-12-01 - < agreed.txt
    """
    from cfjournal.commands import supervision_record as command

    typed = command.Typed(what, who, by, date, supervision=not elsewhere)
    command.record(context.obj, typed)


def follow_up(
    context: typer.Context,
    which: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="An agreement; without one, all that are due.")
    ] = None,
    outcome: Annotated[
        str | None, typer.Argument(metavar="[OUTCOME]", help="done, partly, not-yet or dropped.")
    ] = None,
    said: Annotated[
        str | None, typer.Option("-m", "--said", metavar="TEXT", help="A word about it; - for stdin.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="DAY", help="By when now, for not-yet and partly.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Ask about all that are open.")] = False,
) -> int:
    """Ask what came of what was agreed: once its day has passed, or after two weeks where it has none.

    It is no test. What an organisation promised and did not do is a fact about your conditions.

    For example:
      cfj supervision follow-up
      cfj supervision follow-up --all
      cfj supervision follow-up 1f2e3d4c not-yet --by "in 3 weeks"
    """
    from cfjournal.commands import supervision_follow_up as command

    typed = command.Typed(which, outcome, said, by)
    return command.follow_up(context.obj, typed, everything=everything)


def list_agreed(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="What has been answered too.")] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> int:
    """List what was agreed and is still open, the most urgent first, each with its id.

    For example:
      cfj supervision list
      cfj supervision list --all
    """
    from cfjournal.commands import supervision_agreed as command

    return command.list_agreed(edge_of(context, plain), everything=everything, as_json=as_json)
