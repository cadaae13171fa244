"""Markdown: a page as CommonMark that also reads well as it stands.

Whatever a person wrote is shown as they wrote it: what Markdown or HTML would obey is escaped.
"""

from __future__ import annotations

import re
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
from cfjournal.render.plain import row_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cfjournal.render.page import Block, Page

_OBEYED = re.compile(r"[\\`*_\[\]<>|]|&(?=[#\w]+;)|~(?=~)")
_AT_START = re.compile(r"(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|=+\s*$|-+\s*$)|(?<=\d)(?=[.)](?:\s|$))")
"""What begins a heading, a list or a rule, or underlines the line before; for a number, its full stop."""


def escape(text: str) -> str:
    """Return `text` so that Markdown shows it as it stands, but for white space that begins a line."""
    return "\n".join(_escaped(line.lstrip()) for line in visible(text).split("\n"))


def _escaped(line: str) -> str:
    digits = len(line) - len(line.lstrip("0123456789"))
    start = f"{line[:digits]}\\" if _AT_START.match(line, digits) else line[:digits]
    return start + _OBEYED.sub(r"\\\g<0>", line[digits:])


def write(page: Page) -> str:
    """Return the page as Markdown."""
    parts = [f"# {escape(page.title)}", *(escape(words.text) for words in page.lead)]
    for section in page.sections:
        if section.title:
            parts.append(f"## {escape(section.title)}")
        parts += _joined(section.blocks)
    return "\n\n".join(parts) + "\n"


def _joined(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield paragraphs and whole lists: blocks that are items stand on neighbouring lines."""
    items: list[str] = []
    for block in blocks:
        if lines := list(_items(block)):
            items += lines
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield from _paragraphs(block)
    if items:
        yield "\n".join(items)


def _items(block: Block) -> Iterator[str]:
    match block:
        case Point(text):
            yield f"- {escape(text)}"
        case Fact(label, value):
            yield f"- {escape(label)}: {escape(value)}"
        case Chart(words=words):
            yield from (f"- {escape(each)}" for each in words)
        case Row():
            yield f"- {escape(row_in_words(block))}"
        case Calendar():
            yield from (f"- {escape(month)}" for month in block.said)
        case Timeline(_, strips, rows):
            yield from (f"- {escape(strip.label)}: {escape(strip.said)}" for strip in strips)
            yield from (f"- {escape(row_in_words(row))}" for row in rows)
        case Command(text, gives):
            yield f"- `{text}`: {escape(gives)}"


def _paragraphs(block: Block) -> Iterator[str]:
    match block:
        case Words(text, tone):
            yield f"**{escape(text)}**" if tone == "gentle" else escape(text)
        case Heading(text):
            yield f"### {escape(text)}"
        case Brief(label):
            yield f"{escape(label)}: {escape('; '.join(map(' '.join, block.groups())))}."
        case Light(name, state, since, lines):
            yield f"### {escape(name)}: {state}"
            if since:
                yield f"{state.capitalize()} {escape(since)}."
            for words in lines:
                yield escape(words.text)
        case Quote(when, text, told):
            yield f"{escape(when)}:\n\n{_quoted(text)}"
            yield from filter(None, [escape(told)])


def _quoted(text: str) -> str:
    """Return a quotation in which every line stays a line: two spaces before the next are a line break."""
    quoted = "\n".join(f"> {line}".rstrip() for line in escape(text).split("\n"))
    return re.sub(r"(?<=[^>\n])\n(?=> )", "  \n", quoted)
