"""Judges: a rule set as a function from entries to episodes, for whoever compares judges of diaries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cfjournal import vocabulary
from cfjournal.rules.engine import episodes
from cfjournal.rules.files import shipped
from cfjournal.rules.track import Weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.entry import Entry
    from cfjournal.rules.episodes import Episode
    from cfjournal.rules.rule import RuleSet


@dataclass(frozen=True, slots=True)
class ByRules:
    """Judges diaries by a rule set. Can be sent to another process."""

    rules: RuleSet
    weights: Weights

    def __call__(self, entries: Sequence[Entry]) -> tuple[Episode, ...]:
        """Return the episodes that the rules see."""
        return episodes(entries, self.rules, self.weights)


@cache
def _by_shipped_rules() -> ByRules:
    words = vocabulary.load()
    return ByRules(shipped(words), Weights(words))


def by_shipped_rules(entries: Sequence[Entry]) -> tuple[Episode, ...]:
    """Return the episodes that the shipped rules see, with the shipped words."""
    return _by_shipped_rules()(entries)
