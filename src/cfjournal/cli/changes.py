"""Options and help of the commands that change what was written, and take that back."""

from __future__ import annotations

from typing import Annotated

import typer

from cfjournal.cli.options import Json

Kind = Annotated[str | None, typer.Option(metavar="KIND", help="shift, rest, leave or sick.")]
Note = Annotated[
    str | None,
    typer.Option("-m", "--note", metavar="TEXT", help="Another note; - for stdin, '' takes it out."),
]
Which = Annotated[str, typer.Argument(metavar="ID|DAY|last", help="The beginning of an id, or a day.")]

NeverExport = Annotated[bool, typer.Option("--never-export", help="Keep it out of every page for others.")]
MayExport = Annotated[bool, typer.Option("--may-export", help="Take that off again.")]


def edit(
    context: typer.Context,
    which: Which = "last",
    signs: Annotated[
        list[str] | None, typer.Option("--sign", metavar="TAG[:LEVEL]", help="Name a sign, or its new level.")
    ] = None,
    strains: Annotated[
        list[str] | None, typer.Option("--strain", metavar="TAG[:LEVEL]", help="Name a strain of the work.")
    ] = None,
    supports: Annotated[
        list[str] | None, typer.Option("--support", metavar="TAG[:LEVEL]", help="Name something that held.")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="TAG", help="Take out a sign, a strain or a support.")
    ] = None,
    note: Note = None,
    bring: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Something else to bring; '' takes it out.")
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help="Another day: 2026-11-20, 20 nov, monday, -2d.")
    ] = None,
    kind: Kind = None,
    never_export: NeverExport = False,
    may_export: MayExport = False,
) -> None:
    """Change an entry: in your editor, or at once with the options. What it was goes to the trash.

    What you type in the editor is kept even if it cannot be read, and `cfj edit` offers it again.

    For example:
      cfj edit                                 the latest entry, in your editor
      cfj edit yesterday --sign dread:1 --without flatness
      cfj edit 3f2a9c01 --date monday --kind rest
      cfj edit last --never-export
    """
    from cfjournal.commands import editing as command

    asked = command.Asked(
        tuple(signs or ()),
        tuple(strains or ()),
        tuple(supports or ()),
        tuple(without or ()),
        note,
        bring,
        date,
        kind,
        command.mark_asked(never=never_export, may=may_export),
    )
    command.edit(context.obj, which, asked)


def delete(
    context: typer.Context,
    which: Annotated[list[str], typer.Argument(metavar="ID|DAY|last...", help="The entries to take out.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it where there is no terminal, in a script or a pipe.")
    ] = False,
) -> None:
    """Move entries to the trash. `cfj undo` or `cfj trash restore` brings them back.

    For example:
      cfj delete 3f2a9c01
      cfj delete last
      cfj delete 3f2a9c01 --yes     in a script
    """
    from cfjournal.commands import deleting as command

    command.delete(context.obj, which, yes=yes)


def undo(
    context: typer.Context,
    steps: Annotated[
        int, typer.Option("-n", "--steps", metavar="N", min=1, help="So many changes, one by one.")
    ] = 1,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Take back the last change, whatever it was: an entry, an edit, a delete, a restore, an import.

    It says what it will do and asks first. Run it again to go further back. What it takes out of the
    journal is in the trash afterwards.

    For example:
      cfj undo
      cfj undo --yes
    """
    from cfjournal.commands import undoing as command

    command.undo(context.obj, steps, yes=yes)


def trash_list(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Earlier versions of entries too.")] = False,
    as_json: Json = False,
) -> None:
    """List what is in the trash, the latest last, each under the name that `restore` takes.

    For example:
      cfj trash list
      cfj trash list --all
    """
    from cfjournal.commands import trash as command

    command.list_trash(context.obj, everything=everything, as_json=as_json)


def trash_restore(
    context: typer.Context,
    which: Annotated[list[str], typer.Argument(metavar="NAME|ID|DAY|last...", help="What to bring back.")],
) -> None:
    """Bring entries back from the trash. What the journal holds of them goes to the trash in turn.

    For example:
      cfj trash restore 3f2a9c01
      cfj trash restore 3f2a9c01.2       an earlier version
      cfj trash restore last
    """
    from cfjournal.commands import trash as command

    command.restore(context.obj, which)


def trash_empty(context: typer.Context) -> None:
    """Destroy what is in the trash, for good. It asks you to type that you mean it.

    Copies may remain in backups, in the folder set-aside, in the history of a sync program, and on the disk.

    For example:
      cfj trash empty
    """
    from cfjournal.commands import trash as command

    command.empty(context.obj)
