"""Moves: where a person has set their reference period themselves, and when, as kept in `journal.toml`.

The list only ever grows: going back is a move too. Knows the settings' shape; writes nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from cfjournal.errors import DamagedError
from cfjournal.period import Period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEY = "reference"


class Move(NamedTuple):
    """On `moved` the person set the reference to `period`, or gave it back to the program (None)."""

    moved: dt.date
    period: Period | None

    def to_toml(self) -> dict[str, dt.date]:
        """Return the move as it stands in `journal.toml`."""
        if self.period is None:
            return {"moved": self.moved}
        return {"moved": self.moved, "first": self.period.first, "last": self.period.last}


def moves_of(settings: Mapping[str, Any]) -> tuple[Move, ...]:
    """Return the moves that the settings of a journal hold, oldest first. Raises `DamagedError`."""
    held = settings.get(KEY, [])
    try:
        return tuple(_move(one) for one in held)
    except (KeyError, TypeError, AttributeError):
        raise DamagedError(
            "the reference periods in journal.toml can't be read",
            "each is a [[reference]] with moved, first and last, all dates; cfj check says more",
        ) from None


def _move(held: Mapping[str, Any]) -> Move:
    days = {key: held[key] for key in ("moved", "first", "last") if key in held}
    if not all(type(day) is dt.date for day in days.values()):
        raise TypeError
    if "first" not in days and "last" not in days:
        return Move(days["moved"], None)
    return Move(days["moved"], Period(days["first"], days["last"]))


def reference_on(moves: Sequence[Move], day: dt.date) -> Period | None:
    """Return the period that the person had set by `day`, or None where the program finds it."""
    made = [move for move in moves if move.moved <= day]
    return made[-1].period if made else None
