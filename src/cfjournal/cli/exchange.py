"""Options and help of the commands that carry entries in and out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cfjournal.cli.options import Json, Plain, Since, Until, edge_of
from cfjournal.errors import UsageError


class Format(StrEnum):
    """What `cfj export` can write: all but the last are made for other eyes."""

    MD = "md"
    HTML = "html"
    TXT = "txt"
    CSV = "csv"
    DOCX = "docx"
    JSONL = "jsonl"


SUFFIXES = {"": Format.MD, ".markdown": Format.MD, ".htm": Format.HTML} | {
    f".{form}": form for form in Format
}
"""Which format the name of a file asks for where nothing else does."""

OTHER_ENDING = "end the name in .md, .html, .txt, .csv or .docx, or say --format"

PRINT_IT = "make it a .html file, open that in a browser, and print it to PDF from there"
AS_DOCX = "make it a .docx file, which word processors open"
NOT_WRITTEN = {".pdf": PRINT_IT, ".doc": AS_DOCX, ".odt": AS_DOCX, ".rtf": AS_DOCX} | dict.fromkeys(
    (".ods", ".xls", ".xlsx"), "make it a .csv file, which spreadsheets open"
)
"""Endings that other programs would take for formats that are not written here, and what to do instead."""


NOT_FOR_A_COPY = (
    "--only, --notes, --bring, --choose, --pseudonyms, --for and --yes are not for jsonl, your own whole copy"
)

Form = Annotated[
    Format | None,
    typer.Option("--format", metavar="FORM", help="md, html, txt, csv, docx; jsonl: your whole copy."),
]
Only = Annotated[str | None, typer.Option(metavar="PARTS", help="Just these: bring,conditions.")]
Notes = Annotated[
    list[str] | None, typer.Option(metavar="ID", help="An entry whose note is shown too; repeatable.")
]
Bring = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="An entry whose text to bring is shown, others not; repeatable."),
]
Choose = Annotated[bool, typer.Option("--choose", help="Choose parts and notes from a list.")]
Pseudonyms = Annotated[
    bool, typer.Option("--pseudonyms", help="Replace names, numbers and the like in the copy.")
]
To = Annotated[str, typer.Option("--for", metavar="TEXT", help="For whom; cfj shared shows it.")]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="A new file; its ending may say the format."),
]


def export(
    context: typer.Context,
    file_format: Form = None,
    since: Since = None,
    until: Until = None,
    only: Only = None,
    notes: Notes = None,
    bring: Bring = None,
    choose: Choose = False,
    pseudonyms: Pseudonyms = False,
    to: To = "",
    yes: Annotated[bool, typer.Option("--yes", help="Write the file without asking.")] = False,
    output: Output = None,
) -> int:
    """Write a page to take to supervision, or a copy of the journal; to stdout unless a file is named.

    The page is about the last four weeks. It holds what you marked to bring, the conditions of your work and
    the states of the patterns; no sign, and no other word of yours that you did not choose. You see every
    word of it before it is written. csv is a table with a row an entry, its signs too; a row of the kind
    record is of supervision alone.

    With --only it holds just the parts you name: bring, agreed, answers (what you said later of what was
    agreed), notes, conditions, states, signs, supports. The conditions alone are a page for a manager, with
    nothing about you.

    jsonl is a whole copy for yourself: it holds every note.

    For example:
      cfj export
      cfj export --choose -o supervision.docx
      cfj export --since -6w --notes 0197a1c2 -o supervision.md
      cfj export --only conditions --for "the ward manager" -o conditions.html
      cfj export --format jsonl -o journal.jsonl
    """
    form = _form_of(file_format, output)
    if form is not Format.JSONL:
        from cfjournal.commands.supervision_export import export as export_page
        from cfjournal.commands.wanted import Wanted

        wanted = Wanted(
            form.value, since, until, only, notes or (), bring or (), choose, pseudonyms, output, to, yes
        )
        return export_page(context.obj, wanted)
    if any((notes, bring, yes, only, choose, pseudonyms, to)):
        raise UsageError(NOT_FOR_A_COPY, "leave them out")
    from cfjournal.commands import exporting_jsonl as command

    return command.export(context.obj, since, until, output)


def _form_of(asked: Format | None, output: Path | None) -> Format:
    """Return the format that is asked for, by option or by the name of the file.

    Raises `UsageError` where the two say different things, and for a whole copy: that must be asked for.
    """
    ending = output.suffix.lower() if output else ""
    if ending in NOT_WRITTEN or (asked is None and ending not in SUFFIXES):
        raise UsageError(f"cfj does not write {ending[:20]} files", NOT_WRITTEN.get(ending, OTHER_ENDING))
    named = SUFFIXES.get(ending, asked)
    if asked is not None and output is not None and ending and named is not asked:
        raise UsageError(
            f"--format says {asked}, and the name of the file says {named}",
            f"name it {_ending(output, asked)}, or leave out --format {asked}",
        )
    form = asked or named or Format.MD
    if form is Format.JSONL and asked is None:
        raise UsageError(
            "a .jsonl file would be a whole copy of the journal, with every note",
            "add --format jsonl if that is what you want",
        )
    return form


def _ending(output: Path, form: Format) -> str:
    """Return the name of the file with the ending of that format."""
    return output.with_suffix(f".{form}").name


def shared(
    context: typer.Context,
    which: Annotated[
        str | None, typer.Argument(metavar="[N|FILE]", help="One of them, by its number or its file.")
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> int:
    """List the pages that cfj export wrote for other eyes, the newest first: when, for whom, of what.

    No word of a page is kept. With a file it says whether that is, to the byte, what was shared, and ends
    with 1 if it is not.

    For example:
      cfj shared
      cfj shared 3
      cfj shared supervision.md
    """
    from cfjournal.commands import shared as command

    return command.shared(edge_of(context, plain), which, json=as_json)


def schema(context: typer.Context) -> None:
    """Print the JSON Schema of a line that `cfj import` reads and `cfj export --format jsonl` writes.

    For example:
      cfj schema
    """
    from cfjournal.commands import schema as command

    command.schema(context.obj)
