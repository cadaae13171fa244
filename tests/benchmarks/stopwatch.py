"""Whole processes, measured in turn: A B C A B C ..., so that a machine that slows down slows down all of them.

A figure is the median, over the rounds, of a command's time over that of `python -c pass` in the same round.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.journals import NOW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CFJ = str(Path(sys.executable).with_name("cfj"))
"""The installed program of this environment."""

BARE = "python -c pass"


class Run(NamedTuple):
    """A command to measure, with what it needs of the environment and on stdin."""

    args: Sequence[str]
    env: Mapping[str, str] = {}
    stdin: bytes = b""


def cfj(journal: Path, *args: str, **env: str) -> Run:
    """Return a run of `cfj` over this journal at the agreed moment."""
    return Run((CFJ, *args), {"CFJ_HOME": str(journal), "CFJ_NOW": NOW.isoformat(), **env})


def bare(python: str = sys.executable) -> Run:
    """Return nothing but Python itself."""
    return Run((python, "-c", "pass"))


def milliseconds(run: Run) -> float:
    """Run the command to its end and return how long that took, in milliseconds. It must succeed."""
    env = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "LC_ALL": "C.UTF-8", **run.env}
    began = time.perf_counter()
    done = subprocess.run(run.args, env=env, input=run.stdin, capture_output=True, check=False)
    took = (time.perf_counter() - began) * 1000
    if done.returncode:
        raise SystemExit(f"{' '.join(run.args)} ended with {done.returncode}: {done.stderr.decode()}")
    return took


def in_turn(runs: Mapping[str, Run], rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each run in each round, after one round that is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            took = milliseconds(run)
            if number:
                taken[name].append(took)
    return taken


def ratio(taken: Mapping[str, Sequence[float]], name: str, to: str = BARE) -> float:
    """Return the median, over the rounds, of one run's time over another's."""
    return median(one / other for one, other in zip(taken[name], taken[to], strict=True))


class Figure(NamedTuple):
    """A measured figure, and the bound that it must keep, if there is one."""

    name: str
    value: float
    unit: str = ""
    most: float | None = None
    also: str = ""

    @property
    def kept(self) -> bool:
        """Whether the figure is within its bound."""
        return self.most is None or self.value <= self.most


def show(title: str, figures: Sequence[Figure]) -> None:
    """Print the figures as a table."""
    print(f"\n{title}")
    wide = max(len(figure.name) for figure in figures)
    for name, value, unit, most, also in figures:
        bound = f"at most {most:g}{unit}" if most is not None else ""
        over = "" if Figure(name, value, unit, most).kept else "  TOO MUCH"
        print(f"  {name:<{wide}}  {value:7.2f}{unit}  {bound:<16}{also}{over}")


def leave(figures: Sequence[Figure], *, check: bool) -> None:
    """End the benchmark: with exit code 1 if `check` is asked for and a bound is exceeded."""
    sys.exit(1 if check and not all(figure.kept for figure in figures) else 0)
