"""Help: every command says what it does, in a width that fits, with examples that the program takes."""

from __future__ import annotations

import datetime as dt
import io
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer import TyperException

from cfjournal.cli import run
from cfjournal.cli.app import SUMMARY, build_command, build_group, main_options
from cfjournal.cli.table import Group, Row, Table, commands
from cfjournal.commands.edge import Edge
from cfjournal.errors import CfjError
from cfjournal.intake import mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

README = Path(__file__).parents[1] / "README.md"


def rows(table: Table, before: str = "") -> Iterator[tuple[str, Row]]:
    """Every command of a table with its full name, `rules list` say."""
    for name, row in table.items():
        if isinstance(row, Group):
            yield from rows(row.rows, f"{before}{name} ")
        else:
            yield before + name, row


def groups() -> list[str]:
    return [name for name, row in commands().items() if isinstance(row, Group)]


ROWS = dict(rows(commands()))
every_command = pytest.mark.parametrize("name", ROWS)


def an_edge(width: int = 80) -> Edge:
    now = dt.datetime(2026, 11, 20, 21, tzinfo=dt.UTC)
    return Edge({}, now, io.StringIO(), io.StringIO(), io.StringIO(), width=width)


def help_of(*words: str, width: int = 80) -> str:
    edge, printed = an_edge(width), io.StringIO()
    with redirect_stdout(printed):  # the parser prints help by itself
        assert run([*words, "--help"], edge) == 0
    return printed.getvalue()


def examples(text: str) -> list[str]:
    """The examples in a help text, without what is said beside them."""
    _, _, block = text.partition("For example:")
    lines = [line.strip() for line in block.partition("\n\n")[0].splitlines()]
    return [re.split(r"\s{2,}", line)[0] for line in lines if re.match(r"(\S.* )?cfj\b", line)]


def arguments(example: str) -> list[str]:
    """What the program is called with: without a pipe before it, or a file before or after it."""
    words = shlex.split(example)
    words = words[len(words) - words[::-1].index("cfj") :]
    return words[: next((at for at, word in enumerate(words) if word in {"<", ">", "|"}), len(words))]


def parse(args: list[str]) -> str:
    """Take the arguments as the program would, do nothing, and name the command. Raises what the parser raises."""
    edge = an_edge()
    command: Any = build_group("cfj", commands(), SUMMARY, main_options)
    context = command.make_context("cfj", list(args), obj=edge)
    while hasattr(command, "table"):
        name, command, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        context = command.make_context(name, rest, parent=context)
    return str(context.command_path).removeprefix("cfj ")


def test_the_commands_are_those_of_the_table() -> None:
    assert {"log", "report", "why", "list", "show", "search", "export", "import", "replay", "demo"} <= set(
        ROWS
    )


@pytest.mark.parametrize("words", [(), *((name,) for name in groups())], ids=" ".join)
def test_a_list_of_commands_names_each_with_one_line(words: tuple[str, ...]) -> None:
    table = commands()
    for word in words:
        group = table[word]
        assert isinstance(group, Group)
        table = group.rows
    text = help_of(*words)
    for name, row in table.items():
        assert re.search(rf"^  {name} ", text, re.MULTILINE), name
        assert row.help.split()[0] in text
        assert row.help.endswith("."), f"the line of {name} is a sentence"


@every_command
def test_every_command_has_help_with_an_example(name: str) -> None:
    text = help_of(*name.split())
    assert "For example:" in text
    found = examples(text)
    assert found, "the examples begin with cfj"
    assert any(example.split(" cfj ")[-1].removeprefix("cfj ").startswith(name) for example in found), (
        "one is its own"
    )


@every_command
def test_every_example_is_understood(name: str) -> None:
    understood = [parse(arguments(example)) for example in examples(help_of(*name.split()))]
    assert name in understood


@every_command
def test_every_option_says_what_it_does(name: str) -> None:
    row = ROWS[name]
    command = build_command(name.rpartition(" ")[2], row)
    assert [param.name for param in command.params if not (getattr(param, "help", None) or "").strip()] == []


@pytest.mark.parametrize("name", ["", *ROWS])
def test_help_fits_the_width_of_a_terminal(name: str) -> None:
    assert [line for line in help_of(*name.split()).splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("name", ["", *groups(), *ROWS])
def test_help_fits_a_narrow_terminal_but_for_a_command_to_be_copied_whole(name: str) -> None:
    lines = help_of(*name.split(), width=40).splitlines()
    assert [line for line in lines if len(line) > 40 and not re.match(r"    cfj \S|    on 21 to", line)] == []
    assert not [line for line in lines if re.match(r"    cfj .*\S  +\S", line) and len(line) > 40]


def test_the_mapping_file_in_the_help_is_one_that_is_understood() -> None:
    _, _, block = help_of("import").partition("A mapping file:\n")
    means = mapping.load(block.partition("\n\n")[0].encode(), "help", mapping.PLAINLY)
    assert len(means.columns) == 7
    assert (means.separator, means.values["Tired?"]) == ("|", {"a bit": 1, "very": 3})


@pytest.mark.parametrize("name", ["import", "backup", "restore"])
def test_the_help_of_what_carries_a_journal_is_as_it_was(
    name: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"help-{name}.txt", help_of(name))


@every_command
def test_help_says_what_an_option_takes_in_words_of_ours(name: str) -> None:
    assert re.findall(r"<(?:str|int|int range|float|path)>", help_of(*name.split())) == []


def test_help_is_also_what_a_hurried_hand_types() -> None:
    printed = io.StringIO()
    with redirect_stdout(printed):
        assert run(["log", "-h"], an_edge()) == 0
    assert printed.getvalue() == help_of("log")


@every_command
def test_no_example_puts_a_note_into_the_history_of_the_shell(name: str) -> None:
    for example in examples(help_of(*name.split())):
        assert not {"-m", "--note"} & set(arguments(example))


@pytest.mark.parametrize("args", [["log", "--no-such-option"], ["no-such-command"], ["list", "--since"]])
def test_what_the_program_does_not_take_is_not_understood(args: list[str]) -> None:
    with pytest.raises((CfjError, TyperException)):
        parse(args)


def test_the_examples_are_read_as_they_are_written() -> None:
    text = "Say it.\n\nFor example:\n  cfj log\n  cfj log - < note.txt     from a file\n  cat n | cfj log flat -\n\nOptions:\n"
    assert examples(text) == ["cfj log", "cfj log - < note.txt", "cat n | cfj log flat -"]
    assert [arguments(one) for one in examples(text)] == [["log"], ["log", "-"], ["log", "flat", "-"]]


def test_the_readme_names_every_command_or_where_they_are_listed() -> None:
    text = README.read_text("utf-8")
    assert "cfj --help" in text or all(f"cfj {name}" in text for name in commands())
