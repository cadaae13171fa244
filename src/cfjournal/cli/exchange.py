"""Options and help of the commands that carry entries in and out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """What `cfj export` can write. Each has a branch in `export`."""

    JSONL = "jsonl"


def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON Lines, one entry a line; - for stdin.")],
) -> None:
    """Take entries from a file into the journal: all of them, or none if one is not right.

    Entries that are there already are left as they are, so importing twice changes nothing.

    For example:
      cfj import diary.jsonl
      cfj import - < diary.jsonl
    """
    from cfjournal.commands import importing as command

    command.import_entries(context.obj, file)


def export(
    context: typer.Context,
    file_format: Annotated[Format, typer.Option("--format", help="jsonl: your own whole copy, notes too.")],
    since: Annotated[str | None, typer.Option(metavar="DAY", help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Up to this day.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="A new file.")] = None,
) -> int:
    """Write entries out, to stdout unless a file is named.

    jsonl is a whole copy for yourself: it holds every note.

    For example:
      cfj export --format jsonl -o journal.jsonl
      cfj export --format jsonl --since -12w
    """
    match file_format:
        case Format.JSONL:
            from cfjournal.commands import exporting_jsonl as command

            return command.export(context.obj, since, until, output)


def schema(context: typer.Context) -> None:
    """Print the JSON Schema of a line that `cfj import` reads and `cfj export --format jsonl` writes.

    For example:
      cfj schema
    """
    from cfjournal.commands import schema as command

    command.schema(context.obj)
