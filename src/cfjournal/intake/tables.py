"""Tables: a file of comma-separated values as named cells, row by row, with the line on which each begins.

Knows what programs do to such files (a byte order mark, CRLF, semicolons, line breaks within quotes) and
nothing of what the columns mean.
"""

from __future__ import annotations

import codecs
import csv
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.entry import MAX_NOTE_BYTES
from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ENCODINGS = ("utf-8", "utf-16", "cp1252", "latin-1")
_DELIMITERS = (",", ";", "\t")
_MOST_COLUMNS = 200
_MOST_LINES = 300_000
_MOST_ON_A_LINE = 20_000
"""Delimiters on one line, those within a text too: more are no diary, and each would become an object."""


class Table(NamedTuple):
    """The names of the columns, and the rows: the line where each begins, and its cells or what is wrong."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[int, Mapping[str, str] | str]]


def table_of(data: bytes, name: str, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """Read a file of comma-separated values. Raises `UsageError` for what is none."""
    text = _text(data, name, encoding)
    lines = text.splitlines(keepends=False) if len(text) < 100_000 else None
    if text.count("\n") + text.count("\r") > _MOST_LINES or "\0" in text:
        raise _not_a_table(name, "it has more lines than a diary, or holds NUL characters")
    first = (lines[0] if lines else text.lstrip("\r\n")[:20_000].splitlines()[0]) if text.strip() else ""
    chosen = delimiter or max(_DELIMITERS, key=first.count)
    if any(line.count(chosen) > _MOST_ON_A_LINE for line in _physical(text)):
        raise _not_a_table(name, "a line has far too many columns")
    rows = _rows(text, chosen)
    try:
        _, head = next(rows)
    except StopIteration:
        raise _not_a_table(name, "it is empty") from None
    columns = () if isinstance(head, str) else tuple(cell.strip() for cell in head)
    if not columns or len(columns) > _MOST_COLUMNS or len(set(columns)) < len(columns):
        raise _not_a_table(name, "its first line does not name the columns, each once")
    return Table(columns, _named(rows, columns))


def _named(
    rows: Iterator[tuple[int, list[str] | str]], columns: tuple[str, ...]
) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    for number, row in rows:
        if isinstance(row, str):
            yield number, row
        elif len(row) != len(columns):
            yield number, f"it has {len(row)} columns, and the first line names {len(columns)}"
        else:
            yield number, dict(zip(columns, row, strict=True))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each row that is not empty and the number of its first line; at broken quotes, why it ends."""
    from io import StringIO

    csv.field_size_limit(MAX_NOTE_BYTES)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, "its quotes do not match, or a text in it is longer than any note"
            return
        if any(cell.strip() for cell in row):
            yield number, [cell.replace("\r\n", "\n") for cell in row]


def _physical(text: str) -> Iterator[str]:
    from io import StringIO

    return iter(StringIO(text))


def _text(data: bytes, name: str, encoding: str | None) -> str:
    """Decode by the byte order mark, else as was said, else as UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"line {line} of {name} is not valid {(encoding or 'utf-8').upper()}",
            'save it as UTF-8, or write encoding = "cp1252", say, into the mapping file',
        ) from None


def _not_a_table(name: str, reason: str) -> UsageError:
    return UsageError(
        f"{name} is no table that can be read: {reason}", "export it as CSV, with a line of titles"
    )
