"""Table: what was injected and what became of it, gathered from every test and shown at the end of a run."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """One harness on one operation.

    `injected` faults met the operation, `survived` of them left the journal as promised. `acknowledged`
    entries were said to be saved (or stood there before), `lost` of them were not found afterwards.
    """

    test: str
    injected: int
    survived: int
    acknowledged: int
    lost: int


LINES: list[Line] = []


def count(test: str, injected: int, acknowledged: int, *, survived: int | None = None, lost: int = 0) -> None:
    """Note what a test did; without `survived` every fault was, or the test would have failed."""
    LINES.append(Line(test, injected, injected if survived is None else survived, acknowledged, lost))


def shown() -> list[str]:
    """Return the table: a line a harness, with the operations of one test added up, and the whole."""
    if not LINES:
        return []
    names = dict.fromkeys(line.test for line in LINES)
    rows = [
        (name, *map(sum, zip(*(line[1:] for line in LINES if line.test == name), strict=True)))
        for name in names
    ]
    rows.append(("all", *map(sum, zip(*(line[1:] for line in LINES), strict=True))))
    wide = max(len(str(row[0])) for row in rows)
    head = f"{'':{wide}}  injected  survived  acknowledged      lost"
    return [head, *(f"{row[0]:{wide}}" + f"{row[1]:10,}{row[2]:10,}{row[3]:14,}{row[4]:10,}" for row in rows)]
