"""The reference methods beside one another and, with `--judge`, beside any rule engine: one run, same diaries.

python -m tests.benchmarks.compare
python -m tests.benchmarks.compare --diaries 1000 --judge "shipped rules=package.module:function" --json
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from cfjournal.rules.judge import by_shipped_rules
from cfjournal.simulate.measuring import MIX, measure
from cfjournal.simulate.population import DEFAULT, Population
from tests.benchmarks.references import JUDGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cfjournal.simulate.estimates import Estimate
    from cfjournal.simulate.scoring import Judge, Measures

FIRST_SEED = 1001
"""Seeds from here on are for reporting; smaller ones are for choosing rules and parameters."""


def compared(
    judges: Mapping[str, Judge | str], diaries: int, workers: int | None, population: Population = DEFAULT
) -> dict[str, Measures]:
    """Let every judge read the same diaries."""
    rounds = max(1, round(diaries / len(MIX)))
    seeds = range(FIRST_SEED, FIRST_SEED + rounds)
    return {
        name: measure(judge, MIX, seeds, workers=workers, population=population)
        for name, judge in judges.items()
    }


def table(measures: Mapping[str, Measures]) -> str:
    """Return the comparison as a Markdown table."""
    head = (
        "method",
        "false/year",
        "in watch",
        "fast: hit, delay",
        "slow: hit, delay",
        "mild: hit, delay",
        "right first",
        "unwell by day 28",
        "eased",
        "stays well",
    )
    lines = [head, ("---",) * len(head), *(_row(name, one) for name, one in measures.items())]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _row(name: str, one: Measures) -> tuple[str, ...]:
    delays = [
        f"{_figure(one.build_ups[kind].found)}, {_figure(one.build_ups[kind].delay, 0)}"
        for kind in ("fast", "slow", "mild")
    ]
    rest = (one.right_first, one.unwell_found, one.eased, one.stayed_well)
    return name, _figure(one.false_per_year), _figure(one.in_watch), *delays, *map(_figure, rest)


def _figure(estimate: Estimate, digits: int = 2) -> str:
    return "-" if estimate.value is None else f"{estimate.value:.{digits}f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, or the measures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.compare", description=__doc__)
    parser.add_argument("--diaries", type=int, default=300, help="about how many diaries (default 300)")
    parser.add_argument("--judge", action="append", default=[], metavar="NAME=MODULE:FUNCTION")
    parser.add_argument("--workers", type=int, default=None, help="processes (default one a core)")
    parser.add_argument("--varied", type=int, default=None, metavar="SEED", help="another population")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    judges: dict[str, Judge | str] = {"cfjournal": by_shipped_rules, **JUDGES}
    judges.update(one.split("=", 1) for one in options.judge)
    population = DEFAULT if options.varied is None else Population.varied(options.varied)
    measures = compared(judges, options.diaries, options.workers, population)
    if options.json:
        json.dump({name: one.to_dict() for name, one in measures.items()}, sys.stdout, indent=1)
        print()
    else:
        print(table(measures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
