"""`cfj schema`: the JSON Schema of a line of the exchange format."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cfjournal.commands.edge import Edge


def schema(edge: Edge) -> None:
    """Print the schema."""
    from cfjournal import exchange

    edge.emit(exchange.schema())
