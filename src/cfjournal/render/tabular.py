"""Tabular: a table as CSV that a spreadsheet opens as text and nothing else.

UTF-8 with the mark by which spreadsheets know it; no cell can be taken for a formula.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from cfjournal.display import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With these a cell begins that some spreadsheet would run, or strip until it would."""


def write(table: Iterable[Sequence[str]]) -> bytes:
    """Return the rows as CSV."""
    out = StringIO()
    csv.writer(out).writerows([_safe(cell) for cell in row] for row in table)
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    shown = visible(cell)
    return f"'{shown}" if cell.lstrip(" ").startswith(FORMULA) or shown.startswith(FORMULA) else shown
