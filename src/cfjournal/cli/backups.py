"""Options and help of the commands that keep a copy of the journal and bring it back."""

from __future__ import annotations

from typing import Annotated

import typer


def backup(
    context: typer.Context,
    folder: Annotated[
        str | None,
        typer.Argument(metavar="[FOLDER]", help="Where to put it; without one, beside the journal."),
    ] = None,
    keep: Annotated[
        int | None, typer.Option("--keep", metavar="N", min=1, help="Let older ones in that folder go.")
    ] = None,
) -> int:
    """Save the whole journal as one .zip file, and read it back to see that it is right.

    Every entry is a text file in it, which opens without cfj. Beside the journal the ten latest stay; in a
    folder of your own none goes unless you say how many to keep. A backup only goes when all that is in it is
    in newer ones, and never for a smaller one. It is not encrypted: keep it where only you can read it.

    For example:
      cfj backup
      cfj backup /media/stick
      cfj backup /media/stick --keep 20
    """
    from cfjournal.commands import backup as command

    return command.backup(context.obj, folder, keep)


def restore(
    context: typer.Context,
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A backup; without one, those that are there.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Do it. Without this it only says what.")] = False,
    take: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Take the backup's of an entry that is here too; all for all."),
    ] = None,
) -> None:
    """Bring back what a backup holds and the journal lacks. Without --apply it only says what that is.

    Entries are known by their ids: what is here stays as it is, and nothing is taken away. Where the two
    differ you are told, and can take the backup's. Before any change, a backup of what is here is made, and
    cfj undo takes it all back.

    For example:
      cfj restore
      cfj restore cfjournal-2026-11-20-211403.zip
      cfj restore cfjournal-2026-11-20-211403.zip --apply
      cfj restore cfjournal-2026-11-20-211403.zip --take 0197a1c2 --apply
    """
    from cfjournal.commands import restore as command

    command.restore(context.obj, file, take or (), apply=apply)
