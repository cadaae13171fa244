"""Constructions of the excess beside one another, each at the limit that gives the same false alarms.

python -m tests.benchmarks.constructions
python -m tests.benchmarks.constructions --diaries 1000 --rates 0.1 0.25 0.5 1

All watch the same composite against the same frozen reference, so that nothing but the construction differs. A
limit is chosen on the steady people of one set of seeds and reported on another: the frontier of false alarms
against delay. The shipped rules have more to them (strength, attribution, how they clear): see `compare`.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from math import exp, sqrt
from multiprocessing import get_context
from statistics import fmean
from typing import TYPE_CHECKING

from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.reference import FROZEN, Baseline, baseline
from cfjournal.simulate.diaries import Diary, write_diary
from cfjournal.simulate.measuring import MIX
from cfjournal.simulate.scoring import Measures, outcome, summarise
from tests.benchmarks.compare import FIRST_SEED, table
from tests.benchmarks.references import composite, episodes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Construction = Callable[[Sequence[float], Sequence[int], Baseline], list[float]]
    """Deviations, the day numbers of the entries, and their reference, to a score an entry."""

CAP = 3.0
"""No entry counts for more deviations than this, whatever the construction."""

CLEARS = 0.5
"""An alarm ends where the score is under this share of its limit."""

REACH = 60
"""Days, or entries, that a construction looks back on."""


def fading_by_entries(scores: Sequence[float], days: Sequence[int], against: Baseline) -> list[float]:
    """Return a mean of deviations that fades by a tenth an entry (EWMA; Roberts 1959)."""
    return [
        _weighted(scores[max(0, at - REACH + 1) : at + 1], lambda back: 0.9**back)
        for at in range(len(scores))
    ]


def _weighted(scores: Sequence[float], weight: Callable[[int], float]) -> float:
    weights = [weight(back) for back in range(len(scores))]
    return sum(w * z for w, z in zip(weights, reversed(scores), strict=True)) / sum(weights)


def fading_by_days(
    scores: Sequence[float], days: Sequence[int], against: Baseline, tau: float = 20.0
) -> list[float]:
    """Return a mean that fades with the days (tau), over its standard error: what the shipped rules use."""
    found, start = [], 0
    for at, today in enumerate(days):
        while days[start] <= today - REACH:
            start += 1
        weights = [exp((day - today) / tau) for day in days[start : at + 1]]
        whole = sum(weights)
        mean = sum(w * z for w, z in zip(weights, scores[start : at + 1], strict=True)) / whole
        spread = sum(w * w for w in weights) / whole**2
        found.append(mean / sqrt(spread + 1 / against.entries))
    return found


def cusum(
    scores: Sequence[float],
    days: Sequence[int],
    against: Baseline,
    slack: float = 0.5,
    most: float = 20.0,
) -> list[float]:
    """Return a one-sided cumulative sum (Page 1954), which grows no further than `most` so that it can end."""
    total, found = 0.0, []
    for z in scores:
        total = min(most, max(0.0, total + z - slack))
        found.append(total)
    return found


def likelihood_ratio(scores: Sequence[float], days: Sequence[int], against: Baseline) -> list[float]:
    """Return the greatest mean over its standard error, of the last 4 to 60 entries (Siegmund 1995)."""
    found = []
    for at in range(len(scores)):
        total, best = 0.0, 0.0
        for count, z in enumerate(reversed(scores[max(0, at - REACH + 1) : at + 1]), 1):
            total += z
            if count >= 4:
                best = max(best, total / count / sqrt(1 / count + 1 / against.entries))
        found.append(best)
    return found


CONSTRUCTIONS: dict[str, Construction] = {
    "fading mean, by entries (.1)": fading_by_entries,
    "CUSUM, slack .25": partial(cusum, slack=0.25),
    "CUSUM, slack .5": cusum,
    "likelihood ratio, 4-60 entries": likelihood_ratio,
    "fading mean, by days (14)": partial(fading_by_days, tau=14.0),
    "fading mean, by days (20)": fading_by_days,
}

Scored = tuple[Diary, dict[str, tuple[list[float], ...]]]
"""A diary (its shifts only), and the scores of each construction, a list a pattern."""


def scored(case: tuple[str, int]) -> Scored:
    """Write one diary and score it by every construction. Runs in a process of its own."""
    diary = write_diary(*case)  # type: ignore[arg-type]
    shifts = tuple(entry for entry in diary.entries if entry.kind == "shift")
    days = [entry.date.toordinal() for entry in shifts]
    found: dict[str, list[list[float]]] = {name: [] for name in CONSTRUCTIONS}
    for pattern in PATTERNS:
        loads = [composite(entry, pattern) for entry in shifts]
        against = baseline(loads[:FROZEN])
        deviations = [min(CAP, against.deviations(load)) for load in loads]
        for name, construct in CONSTRUCTIONS.items():
            found[name].append(
                [0.0] * min(FROZEN, len(loads)) + construct(deviations, days, against)[FROZEN:]
            )
    return replace(diary, entries=shifts), {name: tuple(lists) for name, lists in found.items()}


def judged(diaries: Sequence[Scored], name: str, limit: float) -> Measures:
    """Let one construction judge the diaries at one limit."""
    outcomes = []
    for diary, scores in diaries:
        dates = [entry.date for entry in diary.entries]
        found = []
        for pattern, score in zip(PATTERNS, scores[name], strict=True):
            found += episodes(pattern, dates, _alarms(score, limit))
        outcomes.append(outcome(diary, found))
    return summarise(outcomes)


def _alarms(scores: Sequence[float], limit: float) -> list[bool]:
    on, alarms = False, []
    for score in scores:
        on = score >= (CLEARS * limit if on else limit)
        alarms.append(on)
    return alarms


def limit_for(steady: Sequence[Scored], name: str, rate: float) -> float:
    """Return the lowest limit with at most `rate` false alarms a steady person-year, by halving."""
    low, high = 0.0, max(score for _, scores in steady for lists in scores[name] for score in lists) + 1e-6
    years = (
        sum(len(range(d.truth.first.toordinal(), d.truth.last.toordinal() + 1)) for d, _ in steady) / 365.25
    )
    for _ in range(14):
        middle = (low + high) / 2
        false = 0
        for _, scores in steady:
            for lists in scores[name]:
                alarms = _alarms(lists, middle)
                false += sum(
                    now and not before for before, now in zip([False, *alarms], alarms, strict=False)
                )
        low, high = (middle, high) if false / years > rate else (low, middle)
    return high


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table a rate of false alarms."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.constructions", description=__doc__)
    parser.add_argument("--diaries", type=int, default=500, help="about how many to report on (default 500)")
    parser.add_argument("--rates", type=float, nargs="+", default=[0.12, 0.25, 0.5], metavar="RATE")
    options = parser.parse_args(arguments)
    rounds = max(1, round(options.diaries / len(MIX)))
    kinds = list(dict.fromkeys(MIX))
    report = [
        (kind, FIRST_SEED * MIX.count(kind) + at) for kind in kinds for at in range(rounds * MIX.count(kind))
    ]
    choose = [("steady", at) for at in range(2 * rounds * MIX.count("steady"))]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        steady, diaries = (list(pool.map(scored, cases, chunksize=8)) for cases in (choose, report))
    for rate in options.rates:
        rows = {}
        for name in CONSTRUCTIONS:
            limit = limit_for(steady, name, rate)
            rows[f"{name}: {limit:.2f}"] = judged(diaries, name, limit)
        share = fmean(one.false_per_year.value or 0.0 for one in rows.values())
        print(f"Limits for {rate:g} false alarms a steady person-year (here {share:.2f} on average)\n")
        print(table(rows), end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
