"""Documents for tests: what a .docx, a .csv or a web page says when it is opened as what it is."""

from __future__ import annotations

import csv
import re
from html import unescape
from io import BytesIO, StringIO
from zipfile import ZipFile

NOT_TEXT = (".jpeg",)
"""A picture in python-docx's template."""


def parts_of(docx: bytes) -> dict[str, str]:
    """Return every part of a document by its name, as it stands."""
    with ZipFile(BytesIO(docx)) as packed:
        names = [name for name in packed.namelist() if not name.endswith(NOT_TEXT)]
        assert "word/document.xml" in names
        return {name: packed.read(name).decode() for name in names}


def text_of_docx(docx: bytes) -> str:
    """Return the words of a document, a line for each paragraph."""
    body = parts_of(docx)["word/document.xml"]
    body = re.sub(r"<w:br/>", "\n", re.sub(r"</w:p>", "\n", body))
    return unescape(re.sub(r"<[^>]*>", "", body))


def rows_of(table: bytes) -> list[list[str]]:
    """Return the rows of a CSV file as a spreadsheet reads them."""
    return list(csv.reader(StringIO(table.decode("utf-8-sig"), newline="")))


def everything_in(form: str, data: bytes) -> str:
    """Return all that could be found in a file of that format, by whoever looks into every corner of it."""
    if form == "docx":
        data = "\n".join((*parts_of(data), *parts_of(data).values())).encode()
    return data.decode() + unescape(data.decode())
