"""Weight: how heavy shifts were in themselves, whatever is usual for the person.

Who begins to write because things are bad has bad weeks to be compared with, and nothing rises. Then a page
has to say that much is heavy all the same. Counts and describes; no rule reads it, and it raises nothing.
Knows days and the vocabulary; it may not know rules or screens.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.period import Period
    from cfjournal.series import Day
    from cfjournal.vocabulary import Vocabulary

STRONG = 3
"""A shift is heavy if a sign on it was "strongly" there or more (level, 0-4),"""

SEVERAL = 6
"""or if the levels of all its signs add up to this: three that were clearly there. Two do not make it, as
with the rules on strength: some name two signs on every shift for years. (2026-11-22)"""

FEWEST = 5
"""Shifts without which nothing is said about how many of them were heavy."""

LATELY = 14
"""The latest shifts that are weighed, as many as the rules on strength look at; more if a period has more."""

LOOKED_BACK = 56
"""Days; a shift before that is not late any more."""


class Weight(NamedTuple):
    """Of `of` shifts, `heavy` were heavy; the own signs of `pattern` weighed most on these ("": of none)."""

    heavy: int = 0
    of: int = 0
    pattern: str = ""

    @property
    def much(self) -> bool:
        """Whether half of the shifts or more were heavy, of enough to say so."""
        return self.of >= FEWEST and 2 * self.heavy >= self.of


def weigh(days: Iterable[Day], vocabulary: Vocabulary) -> Weight:
    """Return how many of these days' shifts were heavy."""
    shifts = [day for day in days if day.worked]
    counted = [_signs(day, vocabulary) for day in shifts]
    heavy = [signs for signs in counted if _is_heavy(signs)]
    loads: Counter[str] = Counter()
    for signs in heavy:
        for sign, level in signs.items():
            tag = vocabulary.tags.get(sign)
            if tag and tag.main:
                loads[tag.main] += level
    return Weight(len(heavy), len(shifts), max(loads, key=lambda pattern: loads[pattern], default=""))


def weigh_lately(days: Sequence[Day], period: Period, vocabulary: Vocabulary) -> Weight:
    """Return how many of the shifts of `period` were heavy, or of the latest up to its end if it has few."""
    near = [day for day in days if day.worked and 0 <= (period.last - day.date).days < LOOKED_BACK]
    inside = [day for day in days if day.worked and day.date in period]
    return weigh(inside if len(inside) >= LATELY else near[-LATELY:], vocabulary)


def _signs(day: Day, vocabulary: Vocabulary) -> dict[str, int]:
    """Return the signs of a day without what is answered by a person to talk to, and never counted."""
    tags = vocabulary.tags
    return {sign: level for sign, level in day.signs.items() if not (sign in tags and tags[sign].reach_out)}


def _is_heavy(signs: dict[str, int]) -> bool:
    return max(signs.values(), default=0) >= STRONG or sum(signs.values()) >= SEVERAL
