"""`cfj check`: what is not as it should be among the journal's files, and what to do; `--fix` does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.commands.desk import sit_down
from cfjournal.display import visible, wrapped
from cfjournal.errors import CfjError, DamagedError, reason_of

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from pathlib import Path

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.findings import Finding
    from cfjournal.repair import Fixed

INDENT = "  "


def check(edge: Edge, *, fix: bool = False, as_json: bool = False) -> int:
    """Print what was found, the gravest first, and return 4 if something of an entry may be gone.

    With `fix` put right before what can be without a byte being lost, and print what was done.
    """
    from cfjournal import checkup

    desk = sit_down(edge)
    known = desk.config.vocabulary().tags
    if fix and desk.root.exists():
        fixed, findings = _fix(desk, known)
    else:
        fixed, findings = (), checkup.check(desk.root, known, desk.today)
    entries = len(desk.open().read().entries)
    if as_json:
        import json

        found = {
            "entries": entries,
            **({"fixed": [{**finding.to_json(), "done": done} for finding, done in fixed]} if fix else {}),
            "findings": [finding.to_json() for finding in findings],
        }
        edge.emit(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    else:
        for finding, done in fixed:
            name = f"{finding.kind}: {_name(edge, desk.root, finding)}"
            edge.say(wrapped(f"{name} {visible(done, edge.unicode)}.", edge.width))
        _print(edge, desk.root, entries, findings)
    return DamagedError.exit_code if any(finding.kind == "damaged" for finding in findings) else 0


def _fix(desk: Desk, known: Container[str]) -> Fixed:
    from cfjournal import repair

    with desk.open().lock():
        try:
            return repair.fix(desk.root, known, desk.today)
        except OSError as error:
            why = reason_of(error)
            raise CfjError(
                f"{error.filename or desk.root} could not be put right ({why}); nothing was lost",
                "see to the cause, and run cfj check --fix again",
            ) from None


def _print(edge: Edge, root: Path, entries: int, findings: Sequence[Finding]) -> None:
    counted = "1 entry" if entries == 1 else f"{entries} entries"
    if not findings:
        edge.say(f"{counted}, and every file is as it should be.")
        return
    things = "one thing" if len(findings) == 1 else f"{len(findings)} things"
    edge.say(f"{counted}, and {things} to look at.")
    for finding in findings:
        name = _name(edge, root, finding)
        edge.say()
        edge.say(wrapped(f"{finding.kind}: {name} {visible(finding.says, edge.unicode)}", edge.width))
        edge.say(wrapped(f"It means: {finding.means}.", edge.width, INDENT))
        edge.say(wrapped(f"To do: {visible(finding.todo, edge.unicode)}.", edge.width, INDENT))
    if any(finding.fix for finding in findings):
        edge.say()
        edge.say(wrapped("`cfj check --fix` does what can be done without losing anything.", edge.width))


def _name(edge: Edge, root: Path, finding: Finding) -> str:
    inside = finding.path.is_relative_to(root) and finding.path != root
    return visible(str(finding.path.relative_to(root) if inside else finding.path), edge.unicode)
