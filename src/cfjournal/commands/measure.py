"""`cfj rules measure`: how the rules do on simulated diaries, with false alarms first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cfjournal.commands import judging
from cfjournal.commands.desk import sit_down
from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cfjournal.commands.edge import Edge
    from cfjournal.simulate.estimates import Estimate
    from cfjournal.simulate.scoring import Measures

FEWEST = 20
"""One round of scenarios; fewer diaries would leave some scenario out."""

MOST = 20_000

LABEL = 46


def measure(  # noqa: PLR0913 (the options of the command)
    edge: Edge, diaries: int, seed: int, rules: str | None, varied: int | None, *, as_json: bool
) -> None:
    """Let the rules judge simulated diaries and print how they did, each figure with its 95 % interval."""
    from cfjournal.rules.judge import ByRules
    from cfjournal.rules.track import Weights
    from cfjournal.simulate import measuring
    from cfjournal.simulate.population import DEFAULT, Population

    if not FEWEST <= diaries <= MOST:
        raise UsageError(f"{diaries} diaries can't be measured", f"ask for {FEWEST} to {MOST}")
    desk = sit_down(edge)
    vocabulary = desk.config.vocabulary()
    judged_by = (
        judging.rules_from(Path(rules), vocabulary) if rules else judging.rules_of(desk.root, vocabulary)
    )
    rounds = max(1, round(diaries / len(measuring.MIX)))
    found = measuring.measure(
        ByRules(judged_by, Weights(vocabulary)),
        seeds=range(seed, seed + rounds),
        population=DEFAULT if varied is None else Population.varied(varied),
        progress=_progress(edge),
    )
    if as_json:
        import json

        edge.say(json.dumps({"rules": judged_by.digest, "seed": seed, **found.to_dict()}))
        return
    edge.say(f"{found.diaries} simulated diaries from seed {seed}, rules {judged_by.digest}")
    for line in _lines(found):
        edge.say(line)


BAR = 30


def _progress(edge: Edge) -> Callable[[int, int], None] | None:
    """Return what draws how far it is: on the terminal alone, even where the answer goes to a file."""
    if not edge.stderr_is_terminal or edge.plain:
        return None

    def shown(done: int, whole: int) -> None:
        said = f" {done} of {whole} diaries"
        length = max(0, min(BAR, edge.width - len(said) - 3))
        full = length * done // whole
        bar = f"[{'=' * full}{' ' * (length - full)}]" if length else ""
        edge.stderr.write(f"\r{bar}{said}" + ("\r\x1b[K" if done == whole else ""))
        edge.stderr.flush()

    return shown


def _lines(found: Measures) -> list[str]:
    lines = [
        _line("false alarms a steady person-year", found.false_per_year),
        _line("days in watch or more, steady people", found.in_watch, percent=True),
    ]
    for name, kind in found.build_ups.items():
        lines.append(_line(f"{name}: found", kind.found, percent=True))
        lines.append(_line(f"{name}: days from the middle of the build-up", kind.delay, digits=0))
    return [
        *lines,
        _line("right pattern named first", found.right_first, percent=True),
        _line("days from watch to building", found.lead, digits=0),
        _line("unwell at the start, found by day 28", found.unwell_found, percent=True),
        _line("eased six weeks after recovery", found.eased, percent=True),
        _line("and stayed so to the end", found.stayed_well, percent=True),
        _line("held when the writing stopped", found.silence_held, percent=True),
    ]


def _line(label: str, figure: Estimate, *, percent: bool = False, digits: int = 2) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return f"  {label:<{LABEL}} no such diary"
    if percent:
        shown = f"{figure.value:>6.1%}   ({figure.low:.1%} to {figure.high:.1%})"
    else:
        shown = f"{figure.value:>6.{digits}f}   ({figure.low:.{digits}f} to {figure.high:.{digits}f})"
    return f"  {label:<{LABEL}} {shown}"
