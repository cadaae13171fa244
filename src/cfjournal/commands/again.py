"""Again: the command line that asks for the same page once more, whatever was chosen in a list.

So that no choice is lost when a page is not written after all. It can be copied from a narrow terminal too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.display import columns, visible
from cfjournal.entry import short
from cfjournal.render.choice import in_order, usual

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cfjournal.commands.edge import Edge
    from cfjournal.commands.wanted import Wanted
    from cfjournal.render.choice import Choice


def tell_again(edge: Edge, wanted: Wanted, choice: Choice, known: Collection[str]) -> None:
    """Tell a person how to ask for this choice again; a short id may stand for any of the `known` ones."""
    if not edge.interactive or not choice.parts:
        return
    edge.tell("The same choice again:")
    edge.tell()
    edge.tell("\n".join(_lines(list(_pieces(edge, wanted, choice, known)), edge.width)))
    edge.tell()


def _pieces(edge: Edge, wanted: Wanted, choice: Choice, known: Collection[str]) -> Iterator[str]:
    """Yield the command and each option with its value, as a shell reads them."""
    yield "cfj"
    if edge.journal is not None:
        yield _said("--journal", str(edge.journal))
    yield "export"
    ending = wanted.output.suffix.lower() if wanted.output else ".md"
    if ending != f".{wanted.form}":
        yield _said("--format", wanted.form)
    for option, value in (("--since", wanted.since), ("--until", wanted.until)):
        if value is not None:
            yield _said(option, value)
    noted = {"notes"} if choice.notes else set()
    if choice.parts != in_order({*usual(wanted.form), *noted}):  # type: ignore[arg-type]
        yield _said("--only", ",".join(choice.parts))
    yield from (_said("--bring", _named(ident, known)) for ident in choice.bring)
    yield from (_said("--notes", _named(ident, known)) for ident in choice.notes)
    if wanted.pseudonyms:
        yield "--pseudonyms"
    if wanted.to:
        yield _said("--for", wanted.to)
    if wanted.output is not None:
        yield _said("-o", str(wanted.output))


def _named(ident: str, known: Collection[str]) -> str:
    """Return the beginning of an id, or all of it where others begin like that."""
    alike = [other for other in known if other.startswith(short(ident))]
    return short(ident) if len(alike) < 2 else ident


def _said(option: str, value: str) -> str:
    from shlex import quote

    return f"{option} {visible(quote(value))}"


def _lines(pieces: list[str], width: int) -> list[str]:
    """Return the pieces on one line, or on several that a shell joins again."""
    if columns(" ".join(pieces)) <= width:
        return [" ".join(pieces)]
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if columns(f"{lines[-1]} {piece} \\") <= width:
            lines[-1] += f" {piece}"
        else:
            lines.append(f"  {piece}")
    return [*(f"{line} \\" for line in lines[:-1]), lines[-1]]
