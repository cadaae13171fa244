"""The Typer application: the options before the command, and commands built only when they are called.

`invoke` turns the arguments into one call of one command's function, with the `Edge` as `ctx.obj`. It raises
`UsageError` for whatever Typer does not like, and knows nothing of what a command does.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from cfjournal.cli.table import SECTIONS, Group, Row, Table, commands
from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cfjournal.commands.edge import Edge

EXAMPLES = "For example:"
BLOCKS = (EXAMPLES, "A mapping file:")
"""Lines that open a block which the help shows as it is written."""


WIDEST = 78
"""Columns of help where the terminal has more: longer lines are hard to read."""

AGO = re.compile(r"-\d{1,4}[dw]", re.IGNORECASE)
"""A day as `cfjournal.days` reads it, which a parser of options would take for one."""


class Command(TyperCommand):
    """A command whose arguments may be days: `cfj show -2d`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; where a day is asked for, `-2d` is a day and no option.

        A space before it says so to the parser, and to those who read days it says nothing.
        """
        if any(
            param.param_type_name == "argument" and "DAY" in (param.metavar or "") for param in self.params
        ):
            args = [f" {arg}" if AGO.fullmatch(arg) else arg for arg in args]
        return super().parse_args(ctx, args)

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """Write what it does, with examples that fit the width."""
        whole, self.help = self.help, _stacked(self.help or "", formatter.width)
        super().format_help_text(ctx, formatter)
        self.help = whole


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and builds only the one that is called."""

    table: Table
    sections: dict[str, Table]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Build the command of that name, or return None."""
        entry = self.table.get(cmd_name)
        if isinstance(entry, Group):
            return build_group(cmd_name, entry.rows, entry.help)
        return build_command(cmd_name, entry) if entry else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command named first in `args`; raise `UsageError` with near matches if there is none."""
        if args[0] not in self.table and not args[0].startswith("-"):
            raise UsageError(f"there is no command {args[0]!r}", self._instead(ctx, args[0]))
        return super().resolve_command(ctx, args)

    def _instead(self, ctx: Any, typed: str) -> str:
        from difflib import get_close_matches

        near = get_close_matches(typed, self.table)
        if near:
            return "did you mean " + " or ".join(f"`{ctx.command_path} {name}`" for name in near) + "?"
        return f"`{ctx.command_path} --help` lists them"

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """Write what it does, with examples that fit the width."""
        whole, self.help = self.help, _stacked(self.help or "", formatter.width)
        super().format_help_text(ctx, formatter)
        self.help = whole

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the list of commands from the table alone, section by section."""
        for title, rows in self.sections.items():
            with formatter.section(title):
                formatter.write_dl([(name, row.help) for name, row in rows.items()])


def invoke(args: Sequence[str], edge: Edge) -> int:
    """Run the command that `args` names; return its exit code."""
    group = build_group("cfj", commands(), SUMMARY, main_options, SECTIONS)
    try:
        with group.make_context("cfj", list(args), obj=edge, **_settings(edge)) as context:
            code = group.invoke(context)
    except typer.Exit as leave:
        return leave.exit_code
    except typer.TyperException as error:
        from cfjournal.cli.complaints import in_our_words

        raise in_our_words(error, args, commands()) from None
    return code if isinstance(code, int) else 0


SUMMARY = """A private journal for people whose work is to care for others.

Note after a shift what you notice in yourself and what the work was like; read what builds over weeks, in
plain words and with the reasons. It stays on this machine: no account, no network.

For example:
  cfj log                       a short check-in that asks little
  cfj log tired dread:3 no-break
  cfj log -e flat               opens your editor for a note
  cfj report                    the last week, at the end of one
"""


def main_options(
    context: typer.Context,
    journal: Annotated[
        str | None, typer.Option(metavar="PATH", help="The journal's folder, if it is not the usual one.")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Linear text: no boxes, no colour.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    """Take the options that stand before the command into the edge."""
    edge: Edge = context.obj
    if version:
        from cfjournal import __version__

        edge.say(f"cfj {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        edge.say(context.get_help())
        raise typer.Exit
    if journal is not None:
        edge = edge._replace(journal=Path(journal))
    context.obj = edge.made_plain() if plain else edge


def build_group(
    name: str,
    table: Table,
    summary: str,
    options: Callable[..., None] | None = None,
    sections: dict[str, Table] | None = None,
) -> LazyGroup:
    """Return a group of the commands in `table`, none of them built yet."""
    app = _bare_app(cls=LazyGroup, name=name)
    callback = _with_types(options or _no_options)
    app.callback(invoke_without_command=options is not None, help=_kept_as_written(summary))(callback)
    group = get_command(app)
    assert isinstance(group, LazyGroup)  # noqa: S101  (what Typer builds from `cls`)
    group.table = table
    group.sections = sections or {"Commands": table}
    return group


def build_command(name: str, row: Row) -> Any:
    """Import the row's function and return Typer's command for it."""
    function = _with_types(getattr(import_module(f"cfjournal.cli.{row.module}"), row.function))
    app = _bare_app()
    app.command(name, cls=Command, help=_kept_as_written(function.__doc__), short_help=row.help)(function)
    return get_command(app)


def _with_types(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with its annotations read: Typer would read them four times over."""
    function.__annotations__ = get_type_hints(function, include_extras=True)
    return function


def _bare_app(**settings: Any) -> typer.Typer:
    """Return a Typer application without rich: neither in help nor in errors, which are `cli.run`'s alone."""
    return typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        suggest_commands=False,
        **settings,
    )


def _no_options() -> None:
    """A group without options of its own."""


def _kept_as_written(doc: str | None) -> str:
    """Mark the lines of a block to be shown as they stand; the rest is wrapped."""
    from inspect import cleandoc

    text = cleandoc(doc or "")
    for block in BLOCKS:
        text = text.replace(block, f"\b\n{block}")
    return text


def _stacked(text: str, width: int) -> str:
    """Return help in which what is said beside an example stands below it, where `width` has no room."""
    return "\n".join(
        re.sub(r"^(\s*cfj .*?\S)\s{2,}(.*)$", r"\1\n    \2", line) if len(line) + 2 > width else line
        for line in text.splitlines()
    )


def _settings(edge: Edge) -> dict[str, Any]:
    return {"terminal_width": min(edge.width, WIDEST), "help_option_names": ["-h", "--help"]}
