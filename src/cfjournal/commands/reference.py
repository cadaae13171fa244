"""`cfj reference`: what change is measured against; shown, set, given back, never moved unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cfjournal.commands.desk import sit_down
from cfjournal.days import parse_day
from cfjournal.display import wrapped
from cfjournal.errors import UsageError
from cfjournal.moves import KEY, Move, moves_of, reference_on
from cfjournal.period import Period

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.rules.history import Reference

FEWEST = 14
"""Shifts that a period must hold to serve as a reference: under this many nothing relative is said."""

STATUS = {
    "none": "There is no reference yet: it takes 14 shifts on which nothing stands out.",
    "provisional": "Provisional: under 28 shifts, so the limits are wider than they will be.",
    "full": "Full, and still growing by shifts on which nothing stands out.",
    "frozen": "Frozen: it will not change unless you change it.",
    "set": "Set by you.",
}


def show(edge: Edge, *, as_json: bool) -> None:
    """Print the reference period, how many shifts it holds, and every move of it."""
    desk = sit_down(edge)
    journal = desk.open()
    moves = moves_of(journal.settings)
    found = _found(desk, reference_on(moves, desk.today))
    if as_json:
        import json

        edge.say(json.dumps(_as_json(found, moves), indent=2))
        return
    for line in _lines(found, moves, desk.today):
        edge.say(line if edge.plain else wrapped(line, edge.width))


def _lines(found: Reference, moves: tuple[Move, ...], today: dt.date) -> Iterator[str]:
    yield STATUS[found.status]
    if found.days:
        so_far = "So far: " if found.status == "none" else ""
        yield f"{so_far}{_shifts(found.entries)} from {found.days[0]} to {found.days[-1]}."
        if found.old(today):
            yield (
                "It is more than a year old. If your work or your life has changed for good, and you are "
                "well, `cfj reference set FIRST_DAY LAST_DAY` chooses another. Nothing moves by itself."
            )
    for move in moves:
        yield f"{move.moved}: {_said(move)}"


def _shifts(number: int) -> str:
    return "1 shift" if number == 1 else f"{number} shifts"


def _said(move: Move) -> str:
    if move.period is None:
        return "given back, the program finds the period"
    return f"set to {move.period.first} to {move.period.last}"


def _as_json(found: Reference, moves: tuple[Move, ...]) -> dict[str, Any]:
    return {
        "status": found.status,
        "shifts": found.entries,
        "first": found.days[0].isoformat() if found.days else None,
        "last": found.days[-1].isoformat() if found.days else None,
        "moves": [{key: day.isoformat() for key, day in move.to_toml().items()} for move in moves],
    }


def set_to(edge: Edge, first: str, last: str) -> None:
    """Make the shifts between two days the reference. Raises `UsageError` where they can't be one."""
    desk = sit_down(edge)
    period = Period(parse_day(first, desk.today), parse_day(last, desk.today))
    if period.first > period.last:
        raise UsageError(f"{period.first} is after {period.last}", "write the first day first")
    if period.last > desk.today:
        raise UsageError(f"{period.last} is still to come", "a reference is made of shifts already written")
    found = _found(desk, period)
    if found.entries < FEWEST:
        raise UsageError(
            f"{period.first} to {period.last} holds {_shifts(found.entries)} that you wrote down, "
            f"and a reference takes {FEWEST}",
            "choose a longer period, from weeks in which you were well",
        )
    _add(desk, Move(desk.today, period))
    edge.say(f"Reference set to {period.first} to {period.last}, {_shifts(found.entries)}.")
    edge.say("`cfj reference reset` gives it back.")


def reset(edge: Edge) -> None:
    """Give the reference back to the program. Raises `UsageError` when the person had not set one."""
    desk = sit_down(edge)
    before = reference_on(moves_of(desk.open().settings), desk.today)
    if before is None:
        raise UsageError(
            "you have not set a reference, so there is none to give back",
            "`cfj reference show` says what it is",
        )
    _add(desk, Move(desk.today, None))
    edge.say(f"Reference given back. Before, it was {before.first} to {before.last}.")


def _add(desk: Desk, move: Move) -> None:
    journal = desk.open()
    with journal.lock():
        moves = [*moves_of(desk.open().settings), move]
        journal.save_settings(**{KEY: [one.to_toml() for one in moves]})


def _found(desk: Desk, period: Period | None) -> Reference:
    """Return the reference as the rules would use it today."""
    from cfjournal.commands.judging import rules_of
    from cfjournal.rules.engine import replay

    vocabulary = desk.config.vocabulary()
    entries = desk.open().read().entries
    until: dt.date = desk.today
    return replay(
        entries, rules_of(desk.root, vocabulary), vocabulary, until=until, reference=period
    ).reference
