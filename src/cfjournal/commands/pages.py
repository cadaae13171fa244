"""Pages on their way out: laid out for a terminal, or said in plain lines where that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.commands.edge import DEFAULT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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


def in_form(edge: Edge, page: Page, form: str, *, for_file: bool) -> str:
    """Return the page as `form` says: `md`, `html`, or `text`, in a file as wide as most are."""
    if form == "md":
        from cfjournal.render.markdown import write

        return write(page)
    if form == "html":
        from cfjournal.render.html import write

        return write(page)
    if for_file:
        edge = edge._replace(colour=False, unicode=True, width=DEFAULT_WIDTH)
    return laid_out(edge, page)


def hand_over(edge: Edge, text: str, form: str, output: Path | None, what: str) -> None:
    """Print the text of that form, or write it to a new file that only its owner can read.

    Raises `UsageError` if there is such a file.
    """
    if output is not None:
        from cfjournal.commands.exporting_jsonl import write_new

        write_new(output, text)
        edge.say(f"Wrote {what} to {output}")
    elif form == "text":
        edge.stdout.write(text)
    else:
        edge.emit(text)


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
