"""Options and help of the commands that write and read entries."""

from __future__ import annotations

from typing import Annotated

import typer

from cfjournal.cli.options import Json, Plain, Since, Until, edge_of


def log(
    context: typer.Context,
    tags: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TAG[:LEVEL]]...", help="What you noticed, how strongly from 0 to 4; - for stdin."
        ),
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("-m", "--note", metavar="TEXT", help="A note. It lands in the shell's history."),
    ] = None,
    bring: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Something to bring to supervision.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="2026-11-20, 20 nov, yesterday, monday or -2d; else today."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="shift, rest, leave or sick; shift if not said.")
    ] = None,
    editor: Annotated[bool, typer.Option("-e", "--edit", help="Open your editor for the note.")] = False,
    never_export: Annotated[
        bool, typer.Option("--never-export", help="Keep this entry out of every page for others.")
    ] = False,
) -> None:
    """Write down a day in words: what you noticed in yourself, what weighed, what held.

    A word alone means clearly; a number says how strongly: 0 not at all, 1 a little, 2 clearly, 3
    strongly, 4 overwhelmingly. `cfj signs` lists the words. Without any, in a terminal, cfj asks a few
    short questions, and each can be left out. A sentence is kept as a note, never taken apart. Until four
    in the morning a shift belongs to the day before.

    For example:
      cfj log
      cfj log tired dread:3 no-break supervision
      cfj log flat -e                        the note in your editor
      cfj log --date yesterday --kind rest
      cfj log tired --date "3 days ago"
      cfj log intrusion:1 - < note.txt       the note from stdin
    """
    from cfjournal.commands import log as command

    typed = command.Typed(tuple(tags or ()), note, bring, date, kind, never_export)
    command.log(context.obj, typed, editor=editor)


def list_entries(
    context: typer.Context,
    since: Since = None,
    until: Until = None,
    limit: Annotated[
        int, typer.Option("-n", "--limit", min=1, metavar="N", help="At most so many, the latest.")
    ] = 20,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """List entries, one a line, the latest one last.

    For example:
      cfj list
      cfj list --since -2w
      cfj list --since 2026-11-01 --until 2026-11-30 --limit 100
    """
    from cfjournal.commands import listing as command

    command.list_entries(edge_of(context, plain), since, until, limit, as_json=as_json)


def show(
    context: typer.Context,
    which: Annotated[
        str, typer.Argument(metavar="ID|DAY|last", help="The beginning of an id, or a day.")
    ] = "last",
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show one entry in full, or every entry of a day.

    For example:
      cfj show                 the latest entry
      cfj show 3f2a9c01
      cfj show yesterday
      cfj show -2d             the day before that
      cfj show 2026-11-20
    """
    from cfjournal.commands import listing as command

    command.show(edge_of(context, plain), which, as_json=as_json)


def search(
    context: typer.Context,
    texts: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help="What a note, or what is to be brought, holds: all of it."),
    ] = None,
    signs: Annotated[
        list[str] | None, typer.Option("--sign", metavar="TAG[:LEVEL]", help="A sign, at this level or more.")
    ] = None,
    strains: Annotated[
        list[str] | None, typer.Option("--strain", metavar="TAG[:LEVEL]", help="A strain of the work.")
    ] = None,
    supports: Annotated[
        list[str] | None, typer.Option("--support", metavar="TAG[:LEVEL]", help="Something that held.")
    ] = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="shift, rest, leave or sick.")] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Find entries that hold everything you ask for: words you wrote, signs, strains, supports.

    For example:
      cfj search handover
      cfj search --sign dread:3 --since -6w
      cfj search --strain no-break --support supervision
    """
    from cfjournal.commands import listing as command

    asked = command.Asked(
        tuple(texts or ()),
        tuple(signs or ()),
        tuple(strains or ()),
        tuple(supports or ()),
        since,
        until,
        kind,
    )
    command.search(edge_of(context, plain), asked, as_json=as_json)


def signs(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[TAG]...", help="Only these words.")] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show the words you can log, with what they mean and what else you can type for them.

    For example:
      cfj signs
      cfj signs flat unrested
    """
    from cfjournal.commands import signs as command

    command.signs(edge_of(context, plain), names or (), as_json=as_json)


def check(
    context: typer.Context,
    fix: Annotated[
        bool, typer.Option("--fix", help="Put right what can be without losing a byte; say what was done.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Look at every file of the journal: damaged ones, copies, loose modes. Without --fix it changes nothing.

    What --fix moves out of the way stands in the folder set-aside of the journal. The exit code is 4 when a
    damaged file was found.

    For example:
      cfj check
      cfj check --fix
    """
    from cfjournal.commands import check as command

    return command.check(context.obj, fix=fix, as_json=as_json)
