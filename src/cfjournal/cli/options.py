"""Options that several commands share, and `--plain`, which may stand before a command or after it.

`cfj log` loads this: what only some commands need stands with them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cfjournal.commands.edge import Edge

Plain = Annotated[bool, typer.Option("--plain", help="Linear text, for screen readers and pipes.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="From this day on: 2026-11-20, monday, -3w.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Up to this day.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="A new file.")]


def edge_of(context: typer.Context, plain: bool) -> Edge:
    """Return the edge of a command, made plain if that was asked after its name."""
    edge: Edge = context.obj
    return edge.made_plain() if plain else edge
