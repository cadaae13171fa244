"""Docx: a page as a document for a word processor: headings, paragraphs, and facts as tables.

The only module that imports python-docx, an extra. Of who wrote it and with what, the document says nothing.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from cfjournal.display import visible
from cfjournal.errors import UsageError
from cfjournal.render.page import Fact, Heading, Light, Page, Point, Quote, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document

    from cfjournal.render.page import Block

NO_TIME = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (a document knows no zones, and this is nobody's time)


def write(page: Page) -> bytes:
    """Return the page as a document. Raises `UsageError` where python-docx is not installed."""
    document = empty()
    _say_nothing_of_the_writer(document)
    _lay_out(document)
    document.core_properties.title = visible(page.title)
    document.add_heading(visible(page.title), 0)
    for words in page.lead:
        document.add_paragraph(visible(words.text))
    for section in page.sections:
        if section.title:
            document.add_heading(visible(section.title), 1)
        for kind, blocks in groupby(section.blocks, key=type):
            _add(document, kind, list(blocks))
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def empty() -> Document:
    """Return a document without a word in it. Raises `UsageError` where python-docx is not installed."""
    try:
        import docx
    except ImportError:
        raise UsageError(
            "a docx file needs python-docx, which is not installed here",
            "choose html, which word processors open too",
        ) from None
    return docx.Document()


def _say_nothing_of_the_writer(document: Document) -> None:
    known = document.core_properties
    for name in ("author", "comments", "keywords", "last_modified_by", "subject", "category"):
        setattr(known, name, "")
    known.language = "en-GB"
    known.created = known.modified = NO_TIME


def _lay_out(document: Document) -> None:
    """Fit the page to A4, and what four weeks hold to about two of them."""
    from docx.shared import Mm, Pt

    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(20)
    for name, size, after in (
        ("Title", 20, 8),
        ("Heading 1", 13, 3),
        ("Heading 2", 11, 2),
        ("Normal", 10.5, 4),
    ):
        style = document.styles[name]
        style.font.size, style.paragraph_format.space_after = Pt(size), Pt(after)


def _add(document: Document, kind: type, blocks: list[Block]) -> None:
    """Add blocks of one kind; facts that follow one another are one table."""
    if kind is Fact:
        _table(document, [(block.label, block.value) for block in blocks if isinstance(block, Fact)])
        return
    for block in blocks:
        _add_one(document, block)


def _add_one(document: Document, block: Block) -> None:
    match block:
        case Words(text):
            document.add_paragraph(visible(text))
        case Point(text):
            document.add_paragraph(visible(text), style="List Bullet")
        case Heading(text):
            document.add_heading(visible(text), 2)
        case Quote(when, text, told):
            document.add_paragraph(visible(f"{when}:"))
            document.add_paragraph(visible(text), style="Quote")
            if told:
                document.add_paragraph(visible(told))
        case Light(name, state, since, lines):
            document.add_heading(visible(f"{name}: {state}"), 2)
            for line in filter(None, (since[:1].upper() + since[1:], *(words.text for words in lines))):
                document.add_paragraph(visible(line))
        case _:
            raise TypeError(f"a page for other eyes holds no {type(block).__name__}")


def _table(document: Document, rows: Iterable[tuple[str, str]]) -> None:
    table = document.add_table(0, 2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = visible(text)
