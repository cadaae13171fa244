"""The one way to do a developer's tasks: `python -m tests TASK...` from the top of the repository.

`check` is what CI does, in the same order. A task is a list of commands; the first that fails ends the run
with its exit code.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]

Command = tuple[str, ...]


def _module(name: str, *args: str) -> Command:
    return (sys.executable, "-m", name, *args)


TEST = [_module("pytest")]
LINT = [_module("ruff", "check"), _module("ruff", "format", "--check")]
TYPES = [_module("mypy")]
COVERAGE = [_module("coverage", "run", "-m", "pytest"), _module("coverage", "report")]
PACKAGE = [_module("tests.package")]
BENCH = [_module(f"tests.benchmarks.{name}", "--check") for name in ("start", "memory")]

TASKS: dict[str, tuple[str, list[Command]]] = {
    "check": (
        "everything CI does: lint, types, tests with the gate of coverage, and the package",
        [*LINT, *TYPES, *COVERAGE, *PACKAGE],
    ),
    "test": ("the tests alone", TEST),
    "lint": ("ruff: rules and format", LINT),
    "types": ("mypy, strict, over src and tests", TYPES),
    "cov": ("the tests, and the branches that they leave out", COVERAGE),
    "package": ("build a wheel, install it in a clean environment and use it there", PACKAGE),
    "bench": ("start-up and memory against their bounds", BENCH),
}


def main(names: list[str]) -> int:
    """Run the tasks of these names in turn and return the first exit code that is not 0."""
    unknown = [name for name in names if name not in TASKS]
    if unknown or not names:
        print(
            "usage: python -m tests TASK...",
            *(f"  {name:8} {said}" for name, (said, _) in TASKS.items()),
            sep="\n",
        )
        return 2
    for name in names:
        for command in TASKS[name][1]:
            if code := _run(command):
                return code
    return 0


def _run(command: Command) -> int:
    print("$", shlex.join(("python", *command[1:])), flush=True)
    began = time.monotonic()
    code = subprocess.run(command, cwd=TOP, check=False).returncode
    ended = "done" if code == 0 else f"FAILED with exit code {code}"
    print(f"  {ended} after {time.monotonic() - began:.0f} s", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
