"""`cfj rules test`: run cases and say which did not come out as expected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cfjournal.commands import judging
from cfjournal.commands.desk import sit_down
from cfjournal.errors import RulesError, reason_of

if TYPE_CHECKING:
    from cfjournal.commands.edge import Edge

SHIPPED_CASES = Path(__file__).parent.parent / "knowledge" / "rules.cases"


def test(edge: Edge, files: list[str], rules: str | None) -> None:
    """Run the cases of each file, or the shipped ones. Raises `RulesError` when one did not come out."""
    from cfjournal.rules.cases import read_cases, run_case

    vocabulary = sit_down(edge).config.vocabulary()
    judged_by = judging.rules_from(Path(rules), vocabulary) if rules else judging.shipped_rules(vocabulary)
    paths = [Path(name) for name in files] or [SHIPPED_CASES]
    wrong: list[str] = []
    run = failed = 0
    for path in paths:
        cases, faults = read_cases(_text(path), judged_by, vocabulary)
        wrong += [f"  {path.name}:{fault}" for fault in faults]
        for case in cases:
            misses = run_case(case, judged_by, vocabulary)
            run += 1
            failed += bool(misses)
            for miss in misses[:3]:
                wrong.append(f"  {path.name}:{miss.line}: {case.name}: {miss.expected}, but {miss.found}")
    if wrong:
        raise RulesError(
            f"{failed} of {run} cases did not come out as expected:\n" + "\n".join(wrong),
            "cfj rules list says the rules in words",
        )
    edge.say(f"{run} cases, all as expected (rules {judged_by.digest})")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise RulesError(f"{path} can't be read: {reason_of(error)}", "check the name of the file") from None
    except UnicodeDecodeError:
        raise RulesError(f"{path} is not UTF-8 text", "save the file as UTF-8") from None
