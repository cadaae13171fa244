"""`cfj replay`: run the rules over diaries, day by day, and list the episodes. Imports and writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cfjournal.commands import judging
from cfjournal.commands.desk import sit_down
from cfjournal.errors import CfjError, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry
    from cfjournal.rules.episodes import Episode
    from cfjournal.rules.rule import RuleSet


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the rules saw in one diary."""

    name: str
    entries: int
    rules: str
    episodes: tuple[Episode, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the line that `cfj replay --json` prints: a stable format."""
        return {
            "file": self.name,
            "entries": self.entries,
            "rules": self.rules,
            "episodes": [
                {
                    "pattern": episode.pattern,
                    "stage": episode.stage,
                    "fired": episode.fired.isoformat(),
                    "resolved": episode.resolved.isoformat() if episode.resolved else None,
                    "rules": list(episode.rules),
                }
                for episode in self.episodes
            ],
        }


def replay(edge: Edge, files: Sequence[str], rules: str | None, *, as_json: bool) -> None:
    """Print the episodes of each file, or of the journal where no file is named."""
    import json

    desk = sit_down(edge)
    vocabulary = desk.config.vocabulary()
    judged_by = (
        judging.rules_from(Path(rules), vocabulary) if rules else judging.rules_of(desk.root, vocabulary)
    )
    from cfjournal.moves import moves_of, reference_on
    from cfjournal.rules.engine import episodes
    from cfjournal.rules.track import Weights

    weights = Weights(vocabulary)
    reference = None if files else reference_on(moves_of(desk.open().settings), desk.today)
    for name, entries in _diaries(edge, desk, files):
        found = Replayed(
            name, len(entries), judged_by.digest, episodes(entries, judged_by, weights, reference)
        )
        if as_json:
            edge.say(json.dumps(found.to_json(), ensure_ascii=False))
        else:
            _show(edge, found, judged_by)


def _diaries(edge: Edge, desk: Desk, files: Sequence[str]) -> Iterator[tuple[str, Sequence[Entry]]]:
    if not files:
        yield str(desk.root), desk.open().read().entries
    for name in files:
        yield name, _read(edge, name)


def _read(edge: Edge, name: str) -> Sequence[Entry]:
    from cfjournal import exchange

    try:
        data = edge.read_bytes() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CfjError(f"{name} can't be read: {reason_of(error)}", "check the name of the file") from None
    entries, bad = exchange.read_jsonl(data, name)
    if bad:
        more = f" (and {len(bad) - 1} more)" if len(bad) > 1 else ""
        raise CfjError(
            f"{name}, line {bad[0].line}: {bad[0].reason}{more}", "cfj schema shows what a line may hold"
        )
    return entries


def _show(edge: Edge, found: Replayed, rules: RuleSet) -> None:
    from cfjournal.display import visible

    edge.say(f"{visible(found.name)}: {found.entries} entries, rules {rules.digest}")
    if not found.episodes:
        edge.say("  nothing was building")
    for episode in found.episodes:
        until = f"to {episode.resolved}" if episode.resolved else "and still there at the last entry"
        edge.say(
            f"  {episode.fired} {until}: {episode.pattern}, {episode.stage} ({', '.join(episode.rules)})"
        )
