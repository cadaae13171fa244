"""How long commands take to start and end: `python -m tests.benchmarks.start [--check]`.

Whole processes as ratios to `python -c pass` of the same environment; and whether `log` and `report` cost more
in a large journal than in a small one. With `--check`, a bound that is exceeded ends it with exit code 1.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.journals import journal_of
from tests.benchmarks.stopwatch import BARE, Figure, Run, bare, cfj, in_turn, leave, ratio, show

ROUNDS = 20

BOUNDS = {"cfj log dread:3 -m x": 6.0, "cfj --help": 7.0, "cfj report": 14.0, "cfj report, drawn": 14.0}
"""Times `python -c pass`; the report over a year of daily entries."""

GROWTH = 1.15
"""A journal of 10,000 entries may cost this much more than one of 100."""


def runs(scratch: Path) -> dict[str, Run]:
    """Return the runs whose start is bounded."""
    year = journal_of(365, scratch / "year")
    return {
        BARE: bare(),
        "cfj log dread:3 -m x": cfj(journal_of(365, scratch / "to write in"), "log", "dread:3", "-m", "x"),
        "cfj --help": cfj(year, "--help"),
        "cfj report": cfj(year, "report"),
        "cfj report, drawn": cfj(year, "report", FORCE_COLOR="1"),
    }


def growing(scratch: Path) -> dict[str, Run]:
    """Return the same runs over a small journal and a large one."""
    found = {}
    for number in (100, 10_000):
        to_write_in = journal_of(number, scratch / f"{number} to write in")
        found[f"log at {number}"] = cfj(to_write_in, "log", "dread:3", "-m", "x")
        found[f"report at {number}"] = cfj(journal_of(number, scratch / f"{number}"), "report")
    return found


def figures(scratch: Path) -> list[Figure]:
    """Measure all of it in the same rounds and return the figures."""
    taken = in_turn({**runs(scratch), **growing(scratch)}, ROUNDS)
    start = [
        Figure(name, ratio(taken, name), "", BOUNDS[name], f"median {median(taken[name]):.1f} ms")
        for name in BOUNDS
    ]
    growth = [
        Figure(
            f"cfj {name}, 10,000 to 100 entries", ratio(taken, f"{name} at 10000", f"{name} at 100"), "", GROWTH,
            f"median {median(taken[f'{name} at 10000']):.1f} ms",
        )
        for name in ("log", "report")
    ]  # fmt: skip
    return [Figure(BARE, 1.0, "", None, f"median {median(taken[BARE]):.1f} ms"), *start, *growth]


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        measured = figures(Path(folder))
    show(f"Start, whole processes, times `{BARE}`, median of {ROUNDS} in turn", measured)
    leave(measured, check="--check" in sys.argv)
