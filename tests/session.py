"""A whole session of commands, as one person might run them on a new machine, each a process of its own.

Told as data, so that a test, a trace of system calls and a clean environment can all play the same session.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NOW = "2026-11-20T21:14:03+00:00"

NOTE = "Sat in the car for a while before driving.\n[2026-01-01] is how this line begins.\n"


class Step(NamedTuple):
    """One command: its arguments, what it must print to stdout, and what stands on its stdin."""

    args: tuple[str, ...]
    shows: tuple[str, ...]
    stdin: str = ""


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    stdout: str
    stderr: str

    def fault(self, step: Step) -> str:
        """What was not as the step has it, or nothing."""
        missing = [text for text in step.shows if text not in self.stdout]
        if self.code == 0 and not missing and not self.stderr:
            return ""
        return f"exit code {self.code}, without {missing} in its output\n{self.stdout}\n{self.stderr}"


SESSION = (
    Step(("log", "--date", "-2d", "tired:2", "dread:3", "no-break"), ("Saved ", "Wednesday 18 November")),
    Step(("log", "--date", "yesterday", "--kind", "rest"), ("Saved ", "Thursday 19 November")),
    Step(("log", "flat:3", "supervision", "--bring", "Who covers my visits?", "-"), ("Saved ",), NOTE),
    Step(("list",), ("exhaustion 2", "dread 3", "flatness 3", "rest")),
    Step(("show", "last"), ("flatness  3  strongly", NOTE.splitlines()[1])),
    Step(("search", "the car"), ("flatness 3",)),
    Step(("report",), ("Who covers my visits?",)),
    Step(("report", "--format", "html", "-o", "week.html"), ("Wrote the review to week.html",)),
    Step(("trends",), ("day by day", "dread of work")),
    Step(("why",), ("not enough",)),
    Step(("supervision", "record", "-", "--who", "me"), ("Saved 1 agreement",), "ring the union\n"),
    Step(("supervision", "agenda"), ("Who covers my visits?", "Three questions", "ring the union")),
    Step(("supervision", "list", "--json"), ('"what": "ring the union"',)),
    Step(("export", "--format", "md", "-o", "for-supervision.md", "--yes"), ("for-supervision.md",)),
    Step(("export", "--format", "jsonl", "-o", "all.jsonl"), ("Wrote 3 entries to all.jsonl",)),
    Step(("--journal", "second", "import", "all.jsonl"), ("Imported 3 entries",)),
    Step(("--journal", "second", "import", "all.jsonl"), ("Imported 0 entries; 3 were there already",)),
    Step(("--journal", "second", "export", "--format", "jsonl"), (NOTE.splitlines()[0],)),
    Step(("replay", "all.jsonl"), ("all.jsonl: 3 entries",)),
    Step(("replay", "--json", "all.jsonl"), ('"file": "all.jsonl"', '"episodes": []')),
    Step(("rules", "list"), ("burnout", "compassion-fatigue", "secondary-trauma")),
    Step(("edit", "last", "--sign", "dread:1", "--without", "supervision"), ("Changed ", "signs, supports")),
    Step(("undo", "--yes"), ("Undone: an edit of",)),
    Step(("delete", "yesterday", "--yes"), ("Deleted ", "Thursday 19 November")),
    Step(("trash", "list", "--all"), ("rest; deleted",)),
    Step(("trash", "restore", "last"), ("Restored ",)),
    Step(("check",), ("3 entries",)),
    Step(("demo",), ("building",)),
)
"""From the first entry to a second journal with the same entries. Three entries are too few for any flag."""


def play(program: Sequence[str], home: Path, session: Sequence[Step] = SESSION) -> Iterator[Ended]:
    """Run each step with `program` (words to put before the arguments) in the empty folder `home`.

    Nothing of the environment is passed on but where programs are; the journal is where it would be for anyone.
    """
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "CFJ_NOW": NOW, "LC_ALL": "C.UTF-8"}
    for step in session:
        done = subprocess.run(
            [*program, *step.args],
            input=step.stdin,
            cwd=home,
            env=env,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        yield Ended(done.returncode, done.stdout, done.stderr)
