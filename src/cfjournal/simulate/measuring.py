"""Measuring: write many diaries, let a judge read each, and summarise.

Diaries are written where they are judged, so that only seeds and outcomes travel between processes. The
only module of the simulator that starts processes.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from typing import TYPE_CHECKING, cast

from cfjournal.simulate.diaries import write_diary
from cfjournal.simulate.population import DEFAULT, Population
from cfjournal.simulate.scoring import Judge, Measures, Outcome, outcome, summarise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cfjournal.simulate.courses import Scenario

Case = tuple["Scenario", int]
"""A scenario and the seed of its diary."""

MIX: tuple[Scenario, ...] = (
    *("steady",) * 6,
    *("fast",) * 3,
    *("slow", "mild", "unwell", "recovery") * 2,
    *("silence", "acute", "two"),
)
"""One round of scenarios. Steady people come most often: false alarms are the rarest thing to count."""

CHUNK = 5
"""Diaries that a process takes at a time: small enough for a smooth progress bar."""


def measure(  # noqa: PLR0913 (keywords, each with a default)
    judge: Judge | str,
    scenarios: Sequence[Scenario] = MIX,
    seeds: Iterable[int] = range(1, 16),
    *,
    workers: int | None = None,
    population: Population = DEFAULT,
    progress: Callable[[int, int], None] | None = None,
) -> Measures:
    """Let `judge` read one diary a scenario and a seed, and say how it did.

    A scenario listed n times gets n different diaries a seed. `judge` is a function that can be pickled or
    its name as `package.module:function`. `workers` is the number of processes (None: one a core; 1: none
    but this one). `progress(done, all)` is called as diaries are finished.
    """
    cases = list(_cases(scenarios, seeds))
    report = progress or (lambda _done, _all: None)
    outcomes: list[Outcome] = []
    for some in _outcomes(judge, cases, population, workers or os.cpu_count() or 1):
        outcomes += some
        report(len(outcomes), len(cases))
    return summarise(outcomes)


def _cases(scenarios: Sequence[Scenario], seeds: Iterable[int]) -> Iterator[Case]:
    """Number the diaries of each scenario, so that patterns come round equally often."""
    for seed in seeds:
        so_far: dict[Scenario, int] = {}
        for scenario in scenarios:
            position = so_far.get(scenario, 0)
            so_far[scenario] = position + 1
            yield scenario, seed * scenarios.count(scenario) + position


def _outcomes(
    judge: Judge | str, cases: list[Case], population: Population, workers: int
) -> Iterator[list[Outcome]]:
    chunks = [cases[start : start + CHUNK] for start in range(0, len(cases), CHUNK)]
    if workers == 1:
        for chunk in chunks:
            yield judge_cases(judge, chunk, population)
        return
    judging = partial(judge_cases, judge, population=population)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(judging, chunks)  # in order, so that the figures never depend on timing


def judge_cases(judge: Judge | str, cases: Sequence[Case], population: Population) -> list[Outcome]:
    """Write and judge the diaries of `cases`. Runs in a process of its own, or in this one."""
    judging = named_judge(judge) if isinstance(judge, str) else judge
    found = []
    for scenario, seed in cases:
        diary = write_diary(scenario, seed, population)
        found.append(outcome(diary, judging(diary.entries)))
    return found


def named_judge(name: str) -> Judge:
    """Return the judge called `package.module:function`."""
    module, _, function = name.partition(":")
    return cast("Judge", getattr(import_module(module), function))
