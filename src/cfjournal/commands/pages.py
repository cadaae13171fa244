"""Pages on their way out: laid out for a terminal, or said in plain lines where that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.commands.edge import Edge
    from cfjournal.reading import Damaged
    from cfjournal.render.page import Page


def laid_out(edge: Edge, page: Page) -> str:
    """Return the page as this edge can show it."""
    if edge.plain:
        from cfjournal.render.plain import say

        return say(page, unicode=edge.unicode)
    from cfjournal.render.terminal import draw

    return draw(page, width=edge.width, colour=edge.colour, unicode=edge.unicode)


def as_json(view: object) -> str:
    """Return a view as JSON to print."""
    import json

    return json.dumps(view, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def warn_of(edge: Edge, damaged: Sequence[Damaged]) -> int:
    """Say how many files could not be read, and return the exit code that this means."""
    if not damaged:
        return 0
    from cfjournal.commands.listing import warn_of_damage
    from cfjournal.errors import DamagedError
    from cfjournal.reading import Reading

    warn_of_damage(edge, Reading(damaged=tuple(damaged)))
    return DamagedError.exit_code
