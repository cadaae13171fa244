"""`--plain`, which may stand before a command or after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cfjournal.commands.edge import Edge

Plain = Annotated[bool, typer.Option("--plain", help="Linear text, for screen readers and pipes.")]


def edge_of(context: typer.Context, plain: bool) -> Edge:
    """Return the edge of a command, made plain if that was asked after its name."""
    edge: Edge = context.obj
    return edge.made_plain() if plain else edge
