"""`cfj support`: people to talk to, those near first; and whom the review names when something builds on."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from cfjournal.commands.desk import sit_down
from cfjournal.commands.pages import as_json as printed
from cfjournal.commands.pages import laid_out
from cfjournal.commands.reach_out import country_of, people, territory

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.config import Config
    from cfjournal.review import Review
    from cfjournal.support import Country, Numbers

SECOND_WEEK = 7
"""Days for which something has been building when the review begins to name people to talk to."""

EVERY = 7
"""Days from one day on which it names them to the next: more often would be nagging."""


def support(edge: Edge, country: str | None, *, as_json: bool) -> None:
    """Print whom to talk to, in `country` or where the person is. Raises `UsageError` if it is none."""
    from cfjournal import support
    from cfjournal.render.support_page import support_page

    desk = sit_down(edge)
    numbers = support.load()
    here = country_of(desk.config, edge.env) if country is None else numbers.named(country)
    if as_json:
        edge.emit(printed(_view(desk.config, here, numbers)))
        return
    asked = country or desk.config.country or territory(edge.env)
    named = bool(desk.config.trusted or desk.config.employer_line)
    page = support_page(here, people(desk.config), numbers, named=named, asked=asked.upper())
    edge.stdout.write(laid_out(edge, page))


def _view(config: Config, country: Country | None, numbers: Numbers) -> dict[str, Any]:
    return {
        "trusted": config.trusted,
        "employer_line": config.employer_line,
        "country": country.code if country else None,
        "name": country.name if country else None,
        "emergency": {"text": country.emergency, "source": country.emergency_source} if country else None,
        "lines": [line._asdict() for line in country.lines] if country else [],
        "directory": numbers.directory,
        "read": numbers.read.isoformat(),
        "countries": sorted(numbers.countries),
    }


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
