"""Episode: a pattern's stage over time, the one result that every judge of a diary gives.

Knows nothing of rules, files or screens, so that reference methods can be scored beside the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

Stage = Literal["watch", "building"]
PATTERNS = ("burnout", "compassion-fatigue", "secondary-trauma")


class Episode(NamedTuple):
    """A stretch in which `pattern` was in `stage` or a higher one.

    `fired` is the day on which the stage began, as seen on that day from the entries up to it; `resolved`
    the day on which the pattern was no longer in that stage or a higher one, or None. `rules` names the
    rules that fired, in order.
    """

    pattern: str
    stage: Stage
    fired: dt.date
    resolved: dt.date | None
    rules: tuple[str, ...] = ()
