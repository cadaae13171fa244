"""Rule: one rule as its file states it (filled in by the reader of rule files)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `pattern` is a pattern's id or "conditions"; `stage` is "watch", "building" or, for conditions, "finding".
    `when` is the condition that raises, `until` the condition that clears (by default: not `when`);
    `hold` and `keep` count the shifts in a row that they must hold. `says`, `because` and `source` are
    for the person.
    """

    id: str
    pattern: str
    stage: Literal["watch", "building", "finding"]
    when: str
    until: str
    hold: int
    keep: int
    says: str
    because: str
    source: str
