"""`cfj log`: write an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cfjournal.commands.edge import Edge


class Typed(NamedTuple):
    """What a person typed for one entry, as they typed it."""

    tags: tuple[str, ...] = ()
    note: str | None = None
    bring: str | None = None
    date: str | None = None
    kind: str | None = None


def log(edge: Edge, typed: Typed, *, editor: bool) -> None:
    """Write an entry."""
    edge.say(repr((typed, editor)))
