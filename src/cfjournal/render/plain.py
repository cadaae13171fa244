"""Plain: a page as linear text, one fact a line, for screen readers, pipes and simple terminals.

No columns, no drawings, no meaning by colour or place: every line can be read aloud alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.display import visible
from cfjournal.render.page import (
    Brief,
    Calendar,
    Chart,
    Command,
    Fact,
    Heading,
    Light,
    Point,
    Quote,
    Row,
    Timeline,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cfjournal.render.page import Block, Page


def say(page: Page, *, unicode: bool = True) -> str:
    """Return the page as lines of text, an empty line before each section."""
    return "".join(f"{visible(line, unicode)}\n" for line in _lines(page))


def _lines(page: Page) -> Iterator[str]:
    yield page.title
    for words in page.lead:
        yield words.text
    for section in page.sections:
        yield ""
        if section.title:
            yield f"{section.title}:" if section.title[-1] not in ".?:" else section.title
        for block in section.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:  # noqa: C901 (a table)
    match block:
        case Words(text) | Point(text):
            yield text
        case Heading(text):
            yield f"{text}:"
        case Fact(label, value):
            yield f"{label}: {value}"
        case Row():
            yield row_in_words(block)
        case Brief(label, rows):
            yield f"{label}:"
            yield from map(row_in_words, rows)
        case Light(name, state, since, lines):
            yield f"{name}: {state}{f', {since}' if since else ''}"
            for words in lines:
                yield words.text
        case Calendar():
            yield from block.said
        case Timeline(_, strips, rows):
            yield from (f"{strip.label}: {strip.said}" for strip in strips)
            yield from map(row_in_words, rows)
        case Quote(when, text, told):
            first, *rest = text.splitlines() or [""]
            yield f"{when}: {first}"
            yield from rest
            yield from filter(None, [told])
        case Chart(label=label, words=words):
            yield f"{label}:"
            yield from words
        case Command(text, gives):
            yield f"{text}: {gives}"


def row_in_words(row: Row) -> str:
    """Return a row as one fact: `dread of work: 6 of 9 shifts, usually 1 of 9, rising over 12 weeks`."""
    return f"{row.label}: {said_of(row)}"


def said_of(row: Row) -> str:
    """Return what a row says of its word: `6 of 9 shifts, usually 1 of 9, rising over 12 weeks`."""
    return ", ".join(filter(None, (row.full, row.beside, row.trend)))
