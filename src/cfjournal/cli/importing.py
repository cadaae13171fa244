"""Options and help of `cfj import`, with all that a person needs to know to bring a diary along."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Source(StrEnum):
    """What `cfj import` can read: the formats of `intake.formats`."""

    JSONL = "jsonl"
    JRNL = "jrnl"
    CSV = "csv"
    DAYLIO = "daylio"


class Kinds(StrEnum):
    """The kinds of day."""

    SHIFT = "shift"
    REST = "rest"
    LEAVE = "leave"
    SICK = "sick"


File = Annotated[str, typer.Argument(metavar="FILE", help="The file; - for stdin.")]
From = Annotated[
    Source | None,
    typer.Option("--from", metavar="FORMAT", help="jsonl, jrnl, csv or daylio, where that is not certain."),
]
Map = Annotated[
    str | None, typer.Option("--map", metavar="FILE", help="What the columns of a CSV mean, as shown above.")
]
Kind = Annotated[
    Kinds | None, typer.Option(metavar="KIND", help="shift, rest, leave or sick, where the file has none.")
]
Dry = Annotated[bool, typer.Option("--dry-run", help="Only say what would become of each line.")]


def import_(
    context: typer.Context,
    file: File,
    source: From = None,
    mapping: Map = None,
    kind: Kind = None,
    dry: Dry = False,
) -> None:
    """Take entries from a file into the journal: all of them, or none if one is not right.

    It reads its own JSON Lines (jsonl), what `jrnl --export json` writes (jrnl), the CSV of Daylio (daylio),
    and any other CSV with a mapping file. What is there already stays as it is, so importing twice changes
    nothing; a backup is made first. A mood or an activity is kept with its entry, and is no sign unless you
    say so in a mapping. Entries of a diary that asked for no signs are shown, and no rule counts them.

    For example:
      cfj import diary.jsonl
      cfj import daylio_export.csv --dry-run
      cfj import jrnl.json --from jrnl
      cfj import mine.csv --map mine.toml
      cfj import - < diary.jsonl

    A mapping file:
      date-format = "%d/%m/%Y"
      separator = "|"
      [columns]
      Day = "date"
      Hour = "time"
      Type = "kind"
      "Tired?" = "sign:exhaustion"
      Feelings = "signs"
      Tags = ["words", "keep"]
      Text = "note"
      [values."Tired?"]
      "a bit" = 1
      very = 3
      [values.Tags]
      "bad sleep" = "poor-sleep:3"

    A column may mean date, time, kind, note or bring; signs, strains or supports, as words with a separator
    between them; or the level of one word, as in sign:exhaustion. Of words only those with a value are taken;
    keep keeps a cell as it stands, ignore leaves it out. Without a format, a date is 2026-11-20. There may
    also be a time-format, a delimiter, an encoding and a kind.
    """
    from cfjournal.commands import importing as command

    command.import_entries(
        context.obj,
        command.Wanted(file, source.value if source else None, mapping, kind.value if kind else None, dry),
    )
