"""Options and help of the commands that carry entries in and out."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from cfjournal.cli.options import Output, Since, Until
from cfjournal.errors import UsageError


class Format(StrEnum):
    """What `cfj export` can write. Each has a branch in `export`."""

    MD = "md"
    JSONL = "jsonl"


def export(
    context: typer.Context,
    file_format: Annotated[
        Format, typer.Option("--format", help="md: for supervision. jsonl: your own whole copy, notes too.")
    ] = Format.MD,
    since: Since = None,
    until: Until = None,
    notes: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="md: an entry whose note is shown too; repeatable.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="md: write the file without asking.")] = False,
    output: Output = None,
) -> int:
    """Write a page to take to supervision, or a copy of the journal; to stdout unless a file is named.

    The page (md) is about the last four weeks. It holds what you marked to bring, the conditions of your work
    and the states of the patterns; no sign, and no note that you did not choose. You see every word of it
    before it is written. jsonl is a whole copy for yourself: it holds every note.

    For example:
      cfj export
      cfj export --since -6w --notes 0197a1c2 -o supervision.md
      cfj export --format jsonl -o journal.jsonl
      cfj export --format jsonl --since -12w
    """
    match file_format:
        case Format.MD:
            from cfjournal.commands.supervision_export import Wanted
            from cfjournal.commands.supervision_export import export as export_page

            return export_page(context.obj, Wanted(since, until, tuple(notes or ()), output, yes))
        case Format.JSONL:
            if notes or yes:
                raise UsageError(
                    "--notes and --yes are for the page, and jsonl holds every note", "leave them out"
                )
            from cfjournal.commands import exporting_jsonl as command

            return command.export(context.obj, since, until, output)


def schema(context: typer.Context) -> None:
    """Print the JSON Schema of a line that `cfj import` reads and `cfj export --format jsonl` writes.

    For example:
      cfj schema
    """
    from cfjournal.commands import schema as command

    command.schema(context.obj)
