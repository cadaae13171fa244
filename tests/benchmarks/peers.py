"""The same job done by jrnl, side by side: `python -m tests.benchmarks.peers`.

jrnl is installed into an environment of its own. Both append an entry and show a week, in journals of 10, 1,000
and 10,000 entries with the same texts, each as a ratio to `python -c pass` of its own environment.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import venv
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.journals import NOTE, NOW, entries, journal_of
from tests.benchmarks.stopwatch import Run, bare, cfj, in_turn, ratio

SIZES = {10: 20, 1_000: 20, 10_000: 7}
"""Entries, and how many rounds are measured over them: jrnl takes its time over many."""

WEEK = (NOW - dt.timedelta(days=7)).date().isoformat()

CONFIG = """
version: v{version}
journals:
  default: {journal}
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ""
encrypt: false
highlight: false
indent_character: "|"
linewrap: 79
tagsymbols: "@"
template: false
timeformat: "%F %r"
"""


class Jrnl:
    """An environment that holds nothing but jrnl."""

    def __init__(self, scratch: Path) -> None:
        """Make the environment in `scratch`."""
        self.scratch = scratch
        venv.create(scratch / "jrnl", with_pip=True)
        self.bin = scratch / "jrnl" / "bin"
        subprocess.run([self.bin / "pip", "install", "--quiet", "jrnl"], check=True)
        asked = subprocess.run([self.bin / "jrnl", "--version"], check=True, capture_output=True, text=True)
        self.version = asked.stdout.split()[1].removeprefix("v")

    def journal_of(self, number: int, name: str) -> Path:
        """Make a journal of so many entries, with the words as tags in the title, and return its configuration."""
        journal, config = self.scratch / f"{name}.txt", self.scratch / f"{name}.yaml"
        journal.write_text("".join(self._texts(number)))
        config.write_text(CONFIG.format(version=self.version, journal=journal))
        return config

    def _texts(self, number: int) -> list[str]:
        return [
            f"[{entry.logged_at:%Y-%m-%d %I:%M:%S %p}] {' '.join(f'@{word}' for word in entry.signs)} day.\n{NOTE}\n\n"
            for entry in entries(number)
        ]

    def run(self, config: Path, *args: str) -> Run:
        """Return a run of jrnl over the journal of this configuration."""
        return Run((str(self.bin / "jrnl"), "--config-file", str(config), *args))


def runs(jrnl: Jrnl, number: int, scratch: Path) -> dict[str, Run]:
    """Return the runs of both over journals of so many entries; what is written in is not what is read."""
    small = [jrnl.journal_of(number, f"{number}-{use}") for use in ("plain", "tags", "read")]
    return {
        "bare": bare(),
        "bare of jrnl": bare(str(jrnl.bin / "python")),
        "jrnl, append": jrnl.run(small[0], f"{NOW:%Y-%m-%d %H:%M}: dread. {NOTE}"),
        "jrnl, append with a tag": jrnl.run(small[1], f"{NOW:%Y-%m-%d %H:%M}: @dread today. {NOTE}"),
        "jrnl, a week": jrnl.run(small[2], "-from", WEEK),
        "cfj log": cfj(journal_of(number, scratch / f"{number} to write in"), "log", "dread:3", "-m", NOTE),
        "cfj list, a week": cfj(journal_of(number, scratch / f"{number}"), "list", "--since", WEEK),
        "cfj report": cfj(scratch / f"{number}", "report"),
    }


def main() -> None:
    """Measure one size after the other and print a table."""
    with TemporaryDirectory() as folder:
        scratch = Path(folder)
        jrnl = Jrnl(scratch)
        print(
            f"jrnl {jrnl.version} and cfj, whole processes, times `python -c pass` of each one's environment"
        )
        print(f"  {'':26}" + "".join(f"{number:>22,} entries" for number in SIZES), flush=True)
        columns = [in_turn(runs(jrnl, number, scratch), rounds) for number, rounds in SIZES.items()]
        for name in list(columns[0])[2:]:
            against = "bare of jrnl" if name.startswith("jrnl") else "bare"
            cells = [
                f"{ratio(taken, name, against):8.1f} ({median(taken[name]):8.0f} ms)" for taken in columns
            ]
            print(f"  {name:26}" + "".join(f"{cell:>30}" for cell in cells))


if __name__ == "__main__":
    main()
