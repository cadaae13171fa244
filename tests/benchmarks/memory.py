"""Peak memory of commands: `python -m tests.benchmarks.memory [--check]`.

The largest resident size of the process, as the operating system counts it when it ends. Each is started by a
process that holds nothing, because a process also counts what its parent held when it was started.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.journals import journal_of
from tests.benchmarks.stopwatch import BARE, Figure, Run, bare, cfj, leave, show

ROUNDS = 5

LOG_ABOVE_BARE = 20.0
"""MiB that `cfj log` may take above nothing but Python itself."""

REPORT = 45.0
"""MiB that `cfj report` may take in all, over 10,000 entries."""

STARTER = """
import json, os, sys
args, env = json.loads(sys.argv[1])
nowhere = os.open(os.devnull, os.O_RDWR)
files = [(os.POSIX_SPAWN_DUP2, nowhere, number) for number in (0, 1, 2)]
_, status, usage = os.wait4(os.posix_spawn(args[0], args, env, file_actions=files), 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


def mebibytes(run: Run) -> float:
    """Return the peak of one run in MiB. It must succeed."""
    what = json.dumps([list(run.args), {"LC_ALL": "C.UTF-8", **run.env}])
    started = subprocess.run(
        [sys.executable, "-I", "-S", "-c", STARTER, what], capture_output=True, text=True, check=True
    )
    code, peak = map(int, started.stdout.split())
    if code:
        raise SystemExit(f"{' '.join(run.args)} ended with {code}")
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def figures(scratch: Path) -> list[Figure]:
    """Measure each command a few times and return the medians."""
    large = journal_of(10_000, scratch / "large")
    taken = {
        name: median(mebibytes(run) for _ in range(ROUNDS))
        for name, run in {
            BARE: bare(),
            "log": cfj(journal_of(365, scratch / "year"), "log", "dread:3", "-m", "x"),
            "report": cfj(large, "report"),
            "drawn": cfj(large, "report", FORCE_COLOR="1"),
        }.items()
    }
    return [
        Figure(BARE, taken[BARE], " MiB"),
        Figure("cfj log, above that", taken["log"] - taken[BARE], " MiB", LOG_ABOVE_BARE),
        Figure("cfj report at 10,000 entries, in all", taken["report"], " MiB", REPORT),
        Figure("the same, drawn", taken["drawn"], " MiB", REPORT),
    ]


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        measured = figures(Path(folder))
    show(f"Peak memory, median of {ROUNDS}", measured)
    leave(measured, check="--check" in sys.argv)
