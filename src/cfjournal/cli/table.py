"""Every command of `cfj`: where it is defined and what the help says of it in one line.

To add a command, add a row here and a function of that name, with annotated Typer parameters and a docstring
that ends in a `For example:` block, to the module of `cfjournal.cli` that the row names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """A command: the module of `cfjournal.cli` and the function that define it, and its line in the help.

    A named tuple, here alone: a frozen dataclass costs a millisecond of every start.
    """

    module: str
    function: str
    help: str


class Group(NamedTuple):
    """A command with commands of its own, such as `cfj rules list`."""

    help: str
    rows: dict[str, Row]


Table = Mapping[str, Row | Group]

SECTIONS: dict[str, Table] = {
    "Write": {
        "log": Row("entries", "log", "Write down a day; without words, a short check-in."),
    },
}
"""Sections of `cfj --help`, in order, each with its commands in order."""


def commands() -> Table:
    """Return every top-level command by name, in the order of the help."""
    return {name: row for rows in SECTIONS.values() for name, row in rows.items()}
