"""`cfj rules try`: what changed rules would have said of one's own journal, beside the present ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cfjournal.commands import judging
from cfjournal.commands.desk import sit_down
from cfjournal.rules.episodes import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.commands.edge import Edge
    from cfjournal.rules.engine import Fold

WEEK = dt.timedelta(days=7)
GRAVEST = ("unknown", "quiet", "easing", "watch", "building")
"""States from mild to grave: a week is called by the gravest it held."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A week, from its Monday, in which a pattern's gravest state differs."""

    week: dt.date
    pattern: str
    present: str
    changed: str


def try_rules(edge: Edge, file: str, *, as_json: bool) -> None:
    """Judge the journal by the present rules and with those of a file, and print where they differ."""
    from cfjournal.moves import moves_of, reference_on
    from cfjournal.rules.engine import fold
    from cfjournal.rules.track import Weights
    from cfjournal.series import days_of

    desk = sit_down(edge)
    vocabulary = desk.config.vocabulary()
    present, changed = judging.rules_of(desk.root, vocabulary), judging.rules_from(Path(file), vocabulary)
    journal = desk.open()
    days = days_of(journal.read().entries)
    reference = reference_on(moves_of(journal.settings), desk.today)
    weights = Weights(vocabulary)
    before, after = (fold(days, rules, weights, reference) for rules in (present, changed))
    if not days:
        edge.say("[]" if as_json else "The journal holds no entries to try the rules on.")
        return
    found = _differences(before, after, days[0].date, days[-1].date)
    if as_json:
        import json

        edge.say(json.dumps([_as_json(one) for one in found], indent=2))
        return
    for one in found:
        edge.say(f"week of {one.week}  {one.pattern:<18}  now {one.present:<9} with the change {one.changed}")
    weeks = len({one.week for one in found})
    edge.say(f"{weeks} weeks differ, of {(days[-1].date - days[0].date).days // 7 + 1}. Nothing was changed.")
    for name, folded in (("now", before), ("with the change", after)):
        edge.say(f"Building episodes {name}: {sum(e.stage == 'building' for e in folded.all_episodes())}")


def _as_json(one: Difference) -> dict[str, Any]:
    return {
        "week": one.week.isoformat(),
        "pattern": one.pattern,
        "present": one.present,
        "changed": one.changed,
    }


def _differences(before: Fold, after: Fold, first: dt.date, last: dt.date) -> Sequence[Difference]:
    old, new = _by_week(before, first, last), _by_week(after, first, last)
    return [
        Difference(week, pattern, old[week, pattern], new[week, pattern])
        for week, pattern in old
        if old[week, pattern] != new[week, pattern]
    ]


def _by_week(folded: Fold, first: dt.date, last: dt.date) -> dict[tuple[dt.date, str], str]:
    """Return the gravest state of each pattern in each week."""
    week = first - dt.timedelta(days=first.weekday())
    standing = dict.fromkeys(PATTERNS, "unknown")
    changes = list(folded.timeline)
    found: dict[tuple[dt.date, str], str] = {}
    while week <= last:
        gravest = dict(standing)
        while changes and changes[0][0] < week + WEEK:
            _, state = changes.pop(0)
            standing[state.pattern] = state.name
            gravest[state.pattern] = max(gravest[state.pattern], state.name, key=GRAVEST.index)
        found |= {(week, pattern): name for pattern, name in gravest.items()}
        week += WEEK
    return found
