"""`cfj support`: people to talk to, those near first; and whom the review names when something builds on."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from cfjournal.commands.desk import sit_down
from cfjournal.commands.pages import as_json as printed
from cfjournal.commands.pages import laid_out
from cfjournal.commands.reach_out import country_of, people, territory
from cfjournal.display import visible
from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.config import Config
    from cfjournal.render.support_page import Where
    from cfjournal.review import Review
    from cfjournal.support import Country, Numbers

SECOND_WEEK = 7
"""Days for which something has been building when the review begins to name people to talk to."""

EVERY = 7
"""Days from one day on which it names them to the next: more often would be nagging."""


def support(edge: Edge, country: str | None, *, as_json: bool) -> None:
    """Print whom to talk to, in `country` or where the person is.

    Raises `UsageError` for a country of which nothing is kept, after what helps anywhere: nobody who looks
    for a person meets an error alone.
    """
    from cfjournal import support
    from cfjournal.render.support_page import Where, support_page

    desk = sit_down(edge)
    numbers = support.load()
    unknown: UsageError | None = None
    guess = "" if desk.config.country else territory(edge.env).upper()
    where = Where(country_of(desk.config, edge.env), desk.config.country or guess, guessed=bool(guess))
    if country is not None:
        try:
            where = Where(numbers.named(country), country)
        except UsageError as error:
            where, unknown = Where(None, visible(country)), error
    if as_json:
        edge.emit(printed(_view(desk.config, where, numbers)))
    else:
        named = bool(desk.config.trusted or desk.config.employer_line)
        page = support_page(where, people(desk.config), numbers, named=named)
        edge.stdout.write(laid_out(edge, page))
    if unknown:
        edge.finish()
        raise unknown


def _view(config: Config, where: Where, numbers: Numbers) -> dict[str, Any]:
    country = where.country
    return {
        "trusted": config.trusted,
        "employer_line": config.employer_line,
        "country": country.code if country else None,
        "country_is_a_guess": where.guessed,
        "name": country.name if country else None,
        "emergency": _emergency(country) if country else None,
        "lines": [line._asdict() for line in country.lines] if country else [],
        "directory": numbers.directory,
        "read": numbers.read.isoformat(),
        "countries": sorted(numbers.countries),
        "everywhere": [
            {
                "country": one.code,
                "name": one.name,
                "emergency": _emergency(one),
                "lines": [line._asdict() for line in one.lines],
            }
            for one in (numbers.countries.values() if where.is_anywhere else ())
        ],
    }


def _emergency(country: Country) -> dict[str, str]:
    return {"text": country.emergency, "source": country.emergency_source}


def people_to_name(desk: Desk, review: Review) -> Iterable[str]:
    """Return whom this review is to name: nobody, until something has been building into its second week.

    On one day a week at most: when that was is kept outside the journal, and where it can't be kept nobody is
    the worse for it.
    """
    if review.reach_out or (desk.today - review.period.last).days >= EVERY or not _builds_on(review):
        return ()
    from cfjournal import disk, system
    from cfjournal.drafts import name_of

    path = system.state_folder() / "people-named" / name_of(desk.root)
    if 0 < (desk.today - _day_in(path)).days < EVERY:
        return ()
    with suppress(OSError):
        disk.put({path: desk.today.isoformat().encode()})
    return people(desk.config)


def _builds_on(review: Review) -> bool:
    states = (pattern.state for pattern in review.patterns)
    return any(
        state.name == "building"
        and state.since is not None
        and (review.period.last - state.since).days >= SECOND_WEEK
        for state in states
    )


def _day_in(path: Path) -> dt.date:
    """Return the day that a file holds, or one long ago."""
    try:
        return dt.date.fromisoformat(path.read_text("ascii"))
    except (OSError, ValueError):
        return dt.date.min
