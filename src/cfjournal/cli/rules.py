"""Options and help of the commands that deal in rules."""

from __future__ import annotations

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def replay(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE.jsonl]...", help="Diaries; - for stdin; none for the journal."),
    ] = None,
    rules: Annotated[
        str | None, typer.Option(metavar="FILE", help="Rules to add to the shipped ones.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a file and line.")] = False,
) -> None:
    """Run the rules over a diary, day by day, and list what they would have said and when.

    Files are read where they are; nothing is imported.

    For example:
      cfj replay
      cfj replay --json one.jsonl two.jsonl
    """
    from cfjournal.commands import replay as command

    command.replay(context.obj, files or (), rules, as_json=as_json)


def list_rules(context: typer.Context, as_json: Json = False) -> None:
    """Show every rule that judges this journal: when it fires, when it clears, and why it exists.

    For example:
      cfj rules list
    """
    from cfjournal.commands import rules as command

    command.list_rules(context.obj, as_json=as_json)


def check(
    context: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE", help="A rule file (TOML).")]
) -> None:
    """Read a rule file and show every fault with its line and column.

    For example:
      cfj rules check my-rules.toml
    """
    from cfjournal.commands import rules as command

    command.check(context.obj, file)
