"""Formats: which of them a file is in, where that is certain, and reading it by its own reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from cfjournal import codec, exchange
from cfjournal.errors import UsageError
from cfjournal.exchange import BadLine
from cfjournal.intake import mapping
from cfjournal.intake.lines import Row, Taken

if TYPE_CHECKING:
    from cfjournal.entry import Kind
    from cfjournal.intake.lines import Zone
    from cfjournal.vocabulary import Vocabulary

Format = Literal["jsonl", "jrnl", "csv", "daylio"]
FORMATS: tuple[Format, ...] = get_args(Format)
TABLES: tuple[Format, ...] = ("csv", "daylio")

MOST_BYTES = 64_000_000
MOST_FOREIGN_BYTES = 16_000_000
"""Twenty years of two thousand characters a day, read whole; lines of our own are read one by one."""
_MOST_LINES = 500_000


class File(NamedTuple):
    """A file that comes in: its bytes, what it is called in messages, its format if that was said."""

    data: bytes
    name: str
    format: Format | None = None
    mapping: tuple[bytes, str] | None = None
    kind: Kind | None = None


def read(file: File, words: Vocabulary, zone: Zone) -> tuple[Format, Taken]:
    """Return the format of the file and what it holds. Raises `UsageError` for a file that has none."""
    found = file.format or guess(file)
    _check_size(file, found)
    if file.mapping and found not in TABLES:
        raise UsageError(f"a mapping is for tables, and {file.name} is {found}", "leave --map out")
    if found == "jsonl":
        numbered, bad = exchange.read_lines(file.data, file.name)
        return found, Taken([Row(*one) for one in numbered], bad)
    return found, _storable(_foreign(file, found, words, zone), file.name)


def _foreign(file: File, found: Format, words: Vocabulary, zone: Zone) -> Taken:
    if found == "jrnl":
        from cfjournal.intake import jrnl

        return jrnl.read(file.data, file.name, file.kind or "shift", zone)
    from cfjournal.intake import cells

    means = mapping.DAYLIO if found == "daylio" else mapping.PLAINLY
    if file.mapping:
        means = mapping.load(*file.mapping, means)
    if file.kind:
        means = means._replace(kind=file.kind)
    return cells.read(file.data, file.name, means, words, zone)


def _storable(taken: Taken, name: str) -> Taken:
    """Return what was taken, with what no file of a journal can hold among the bad."""
    rows, bad = [], list(taken.bad)
    for row in taken.rows:
        try:
            codec.file_of(row.entry)
        except UsageError as error:
            bad.append(BadLine(name, row.number, error.message, taken.unit))
        else:
            rows.append(row)
    return taken._replace(rows=rows, bad=bad)


def guess(file: File) -> Format:
    """Return the format that the beginning of the file shows beyond doubt. Raises `UsageError` if none."""
    start = file.data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    first = start.partition(b"\n")[0]
    if re.match(rb'\{\s*"(tags|entries|title)"\s*:', start) and b'"logged_at"' not in first:
        return "jrnl"
    if not start or start.startswith((b"{", b"[")):
        return "jsonl"
    if file.mapping and b"full_date" not in first:
        return "csv"
    columns = {column.strip(b'" \r') for column in re.split(rb"[,;\t]", first)}
    if {b"full_date", b"mood", b"activities"} <= columns:
        return "daylio"
    if b"date" in columns and columns & {b"note", b"signs", b"strains", b"supports", b"bring"}:
        return "csv"
    raise UsageError(
        f"it is not certain in what format {file.name} is",
        f"say it: --from {', '.join(FORMATS)}; for a CSV of your own, --map says what its columns mean",
    )


def _check_size(file: File, found: Format) -> None:
    most = MOST_BYTES if found == "jsonl" else MOST_FOREIGN_BYTES
    if len(file.data) > most:
        raise UsageError(f"{file.name} is larger than {most // 1_000_000} MB", "import it in several parts")
    if found == "jsonl" and file.data.count(b"\n") > _MOST_LINES:
        raise UsageError(f"{file.name} has more than {_MOST_LINES} lines", "import it in several parts")
