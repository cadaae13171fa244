"""Options and help of the commands that explain, and that say where to find a person."""

from __future__ import annotations

from typing import Annotated

import typer

from cfjournal.cli.options import Json, Plain, edge_of


def learn(
    context: typer.Context,
    topic: Annotated[
        list[str] | None, typer.Argument(metavar="[TOPIC]", help="What to read; without it, the list.")
    ] = None,
) -> None:
    """Read about burnout, compassion fatigue and secondary trauma, about what helps, and about this program.

    The beginning of a topic's name is enough. Every text names its sources.

    For example:
      cfj learn
      cfj learn secondary trauma
      cfj learn sync
    """
    from cfjournal.commands import learn as command

    command.learn(context.obj, topic or ())


def support(
    context: typer.Context,
    country: Annotated[
        str | None,
        typer.Option(metavar="COUNTRY", help="GB, or its name; if not said, from config.toml or the locale."),
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show people to talk to: those you named in config.toml, and lines in your country with their sources.

    Where nobody says the country, it is guessed from your system's language, and the page says so; where that
    names none, every line that cfj keeps is shown.

    For example:
      cfj support
      cfj support --country IE
    """
    from cfjournal.commands import support as command

    command.support(edge_of(context, plain), country, as_json=as_json)
