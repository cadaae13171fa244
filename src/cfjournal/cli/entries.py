"""Options and help of the commands that write and read entries."""

from __future__ import annotations

from typing import Annotated

import typer


def log(
    context: typer.Context,
    tags: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TAG[:LEVEL]]...", help="What you noticed, how strongly from 0 to 4; - for stdin."
        ),
    ] = None,
    note: Annotated[
        str | None, typer.Option("-m", "--note", help="A note. It lands in the shell's history.")
    ] = None,
    bring: Annotated[str | None, typer.Option(help="Something to bring to supervision.")] = None,
    date: Annotated[str | None, typer.Option(help="The day: 2026-11-20, yesterday, monday, -2d.")] = None,
    kind: Annotated[str | None, typer.Option(help="shift, rest, leave or sick; shift if not said.")] = None,
    editor: Annotated[bool, typer.Option("-e", "--edit", help="Open your editor for the note.")] = False,
) -> None:
    """Write down a day: signs, conditions and supports as tags, with a level if you like.

    Levels: 0 not at all, 1 a little, 2 clearly (a bare tag), 3 strongly, 4 overwhelmingly. Without tags, in a
    terminal, cfj asks a few short questions; each can be left out.

    For example:
      cfj log
      cfj log tired dread:3 no-break supervision
      cfj log flat -e                        the note in your editor
      cfj log --date yesterday --kind rest
      cfj log intrusion:1 - < note.txt       the note from stdin
    """
    from cfjournal.commands import log as command

    typed = command.Typed(tuple(tags or ()), note, bring, date, kind)
    command.log(context.obj, typed, editor=editor)
