"""Options and help of `cfj reference`."""

from __future__ import annotations

from typing import Annotated

import typer

from cfjournal.cli.options import Json


def show(context: typer.Context, as_json: Json = False) -> None:
    """Show the steady period that change is measured against, and every time you moved it.

    For example:
      cfj reference show
    """
    from cfjournal.commands import reference as command

    command.show(context.obj, as_json=as_json)


def set_to(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="FIRST_DAY", help="2026-02-01, or -12w.")],
    last: Annotated[str, typer.Argument(metavar="LAST_DAY", help="2026-04-15, or -2w.")],
) -> None:
    """Choose the period yourself: weeks in which you were well. It is kept on record and can be taken back.

    For example:
      cfj reference set 2026-02-01 2026-04-15
      cfj reference set -12w -2w
    """
    from cfjournal.commands import reference as command

    command.set_to(context.obj, first, last)


def reset(context: typer.Context) -> None:
    """Give the reference back to the program, which finds it from your first steady shifts.

    For example:
      cfj reference reset
    """
    from cfjournal.commands import reference as command

    command.reset(context.obj)
