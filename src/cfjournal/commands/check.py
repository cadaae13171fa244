"""`cfj check`: the health of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cfjournal.commands.edge import Edge


def check(edge: Edge, *, as_json: bool) -> int:
    """Print what is wrong with the journal's files, and return 4 if one is damaged."""
    raise NotImplementedError
