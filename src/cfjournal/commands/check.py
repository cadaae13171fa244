"""`cfj check`: what is not as it should be among the journal's files, and what to do. It only looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.commands.desk import sit_down
from cfjournal.display import visible, wrapped
from cfjournal.errors import DamagedError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cfjournal.checkup import Finding
    from cfjournal.commands.edge import Edge

INDENT = "  "


def check(edge: Edge, *, as_json: bool) -> int:
    """Print what was found, the gravest first, and return 4 if something of an entry may be gone."""
    from cfjournal import checkup

    desk = sit_down(edge)
    findings = checkup.check(desk.root, desk.config.vocabulary().tags, desk.today)
    entries = len(desk.open().read().entries)
    if as_json:
        import json

        found = {"entries": entries, "findings": [finding.to_json() for finding in findings]}
        edge.emit(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    else:
        _print(edge, desk.root, entries, findings)
    return DamagedError.exit_code if any(finding.kind == "damaged" for finding in findings) else 0


def _print(edge: Edge, root: Path, entries: int, findings: Sequence[Finding]) -> None:
    counted = "1 entry" if entries == 1 else f"{entries} entries"
    if not findings:
        edge.say(f"{counted}, and all is well.")
        return
    things = "one thing" if len(findings) == 1 else f"{len(findings)} things"
    edge.say(f"{counted}, and {things} to look at.")
    for finding in findings:
        inside = finding.path.is_relative_to(root) and finding.path != root
        name = visible(str(finding.path.relative_to(root) if inside else finding.path), edge.unicode)
        edge.say()
        edge.say(wrapped(f"{finding.kind}: {name} {visible(finding.says, edge.unicode)}", edge.width))
        edge.say(wrapped(f"It means: {finding.means}.", edge.width, INDENT))
        edge.say(wrapped(f"To do: {visible(finding.todo, edge.unicode)}.", edge.width, INDENT))
