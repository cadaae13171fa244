"""Every command of `cfj`: where it is defined and what the help says of it in one line.

To add a command, add a row here and a function of that name, with annotated Typer parameters and a docstring
that ends in a `For example:` block, to the module of `cfjournal.cli` that the row names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """A command: the module of `cfjournal.cli` and the function that define it, and its line in the help.

    A named tuple, here alone: a frozen dataclass costs a millisecond of every start.
    """

    module: str
    function: str
    help: str


class Group(NamedTuple):
    """A command with commands of its own, such as `cfj rules list`."""

    help: str
    rows: dict[str, Row]


Table = Mapping[str, Row | Group]

SECTIONS: dict[str, Table] = {
    "Write": {
        "log": Row("entries", "log", "Write down a day; without words, a short check-in."),
        "edit": Row("changes", "edit", "Change an entry, in your editor or at once."),
        "delete": Row("changes", "delete", "Move entries to the trash."),
        "undo": Row("changes", "undo", "Take back the last change, whatever it was."),
    },
    "See": {
        "report": Row(
            "review", "report", "Review the last week: conditions first, then what may be building."
        ),
        "trends": Row("review", "trends", "Show the year: a calendar, and every line over its weeks."),
        "supervision": Group(
            "Prepare supervision, keep what was agreed, and ask later whether it happened.",
            {
                "agenda": Row("supervision", "agenda", "Gather what there is to talk about."),
                "record": Row("supervision", "record", "Keep what was agreed: what, who, by when."),
                "follow-up": Row("supervision", "follow_up", "Ask what came of it."),
                "list": Row("supervision", "list_agreed", "List what was agreed."),
            },
        ),
        "why": Row("review", "why", "Show the evidence behind a state, and what would clear it."),
        "replay": Row("rules", "replay", "Run the rules over diaries and list what they would have said."),
        "rules": Group(
            "See the rules that judge, and read rule files of your own.",
            {
                "list": Row("rules", "list_rules", "Show every rule in words."),
                "check": Row("rules", "check", "Read a rule file and show every fault."),
                "test": Row("rules", "run_cases", "Run cases: small diaries and what is expected of them."),
                "try": Row("rules", "try_rules", "See what changed rules would have said of your journal."),
                "measure": Row("rules", "measure", "Measure false alarms and delay on simulated diaries."),
            },
        ),
        "reference": Group(
            "See or choose the steady period that change is measured against.",
            {
                "show": Row("reference", "show", "Show the period and every move of it."),
                "set": Row("reference", "set_to", "Choose the period yourself."),
                "reset": Row("reference", "reset", "Give the choice back."),
            },
        ),
        "demo": Row("review", "demo", "See the review of an invented diary."),
    },
    "Read": {
        "list": Row("entries", "list_entries", "List the latest entries, one a line."),
        "show": Row("entries", "show", "Show one entry or one day in full."),
        "search": Row("entries", "search", "Find entries by words, signs, strains or supports."),
        "signs": Row("entries", "signs", "Show the words you can log, and what they mean."),
        "learn": Row("learning", "learn", "Read what the words mean, what helps, and how cfj works."),
        "support": Row("learning", "support", "Find people to talk to."),
    },
    "Keep": {
        "import": Row("importing", "import_", "Take entries from a file into the journal."),
        "export": Row("exchange", "export", "Write entries out, for yourself or for others."),
        "shared": Row("exchange", "shared", "See what was handed on, and when."),
        "schema": Row("exchange", "schema", "Describe the format of import and export."),
        "trash": Group(
            "See, bring back or destroy what was taken out of the journal.",
            {
                "list": Row("changes", "trash_list", "List what was taken out."),
                "restore": Row("changes", "trash_restore", "Bring it back."),
                "empty": Row("changes", "trash_empty", "Destroy it for good."),
            },
        ),
        "backup": Row("backups", "backup", "Save the whole journal as one file."),
        "restore": Row("backups", "restore", "See what a backup would bring back, and bring it back."),
        "check": Row("entries", "check", "Look at the health of the journal."),
    },
}
"""Sections of `cfj --help`, in order, each with its commands in order."""


def commands() -> Table:
    """Return every top-level command by name, in the order of the help."""
    return {name: row for rows in SECTIONS.values() for name, row in rows.items()}
