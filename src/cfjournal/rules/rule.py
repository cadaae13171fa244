"""Rules as values: what a rule is, what belongs together as a set, and the digest that names a set.

Knows nothing of files and judges nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cfjournal.rules.episodes import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.rules.tree import Condition

StageName = Literal["watch", "building", "finding"]
CONDITIONS = "conditions"
STAGES: dict[str, tuple[StageName, ...]] = {
    **dict.fromkeys(PATTERNS, ("watch", "building")),
    CONDITIONS: ("finding",),
}


class Rule(NamedTuple):
    """One rule.

    `pattern` is a pattern's id or "conditions"; `stage` is "watch", "building" or, for conditions, "finding".
    `when` is the condition that raises, `until` the one that clears (where the file gives none: not `when`);
    `hold` and `keep` count the shifts in a row that they must hold. `says`, `because` and `source` are
    for the person.
    """

    id: str
    pattern: str
    stage: StageName
    when: Condition
    until: Condition
    hold: int
    keep: int
    says: str
    because: str = ""
    source: str = ""


class RuleSet(NamedTuple):
    """Rules in the order of their file, and the digest that names exactly this set."""

    rules: tuple[Rule, ...]

    @property
    def digest(self) -> str:
        """The set's name: 12 hex digits of the SHA-256 of all that decides, made only when asked for."""
        from hashlib import sha256

        said = "\n".join(
            f"{r.id}|{r.pattern}|{r.stage}|{r.when}|{r.until}|{r.hold}|{r.keep}"
            for r in sorted(self.rules, key=lambda r: r.id)
        )
        return sha256(said.encode()).hexdigest()[:12]


def with_own(base: RuleSet, own: Sequence[Rule]) -> RuleSet:
    """Return `base` with a person's own rules: the same id replaces, a new one is added."""
    mine = {rule.id: rule for rule in own}
    kept = [mine.pop(rule.id, rule) for rule in base.rules]
    return RuleSet((*kept, *mine.values()))
