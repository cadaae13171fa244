"""People to talk to, as a page: who is near, the lines of a country, and where their numbers were read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cfjournal.render.page import Block, Command, Page, Point, Section, Words
from cfjournal.render.phrases import day, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.support import Country, Number, Numbers

LEAD = "You need not be at the end of your strength to talk to one of them. Nothing of this is written down."

SETTLE = (
    "Put someone you trust and your employer's line here: in config.toml, below [people], "
    'trusted = "..." and employer_line = "...".'
)


def support_page(
    country: Country | None, near: Sequence[str], numbers: Numbers, *, named: bool, asked: str = ""
) -> Page:
    """Return the page. `near` are people near by, `named` whether the person has named any of them.

    `asked` is a country for which no line is kept.
    """
    danger = country.emergency if country else "your local emergency number"
    people: list[Block] = [Point(someone) for someone in near]
    if not named:
        people.append(Words(SETTLE, "soft"))
    return Page(
        "People to talk to",
        (Words(LEAD),),
        (
            Section("", (Words(f"If you may be in danger now: {danger}.", "gentle"),)),
            Section("Near you", tuple(people)),
            _lines(country, numbers, asked),
            *([_read(country, numbers)] if country else []),
        ),
    )


def _lines(country: Country | None, numbers: Numbers, asked: str) -> Section:
    blocks: list[Block] = [Point(line.text) for line in country.lines] if country else []
    if country is None:
        blocks.append(Words(f"No line is kept here for {asked or 'your country, which is not known'}."))
    others = sorted(set(numbers.countries) - {country.code if country else ""})
    blocks += [Point(numbers.directory), Command("cfj support --country XX", f"for {joined(others, 'or')}")]
    return Section(f"Lines in {country.name}" if country else "Lines", tuple(blocks))


def _read(country: Country, numbers: Numbers) -> Section:
    when = day(numbers.read, dt.date.min)
    said = f"Looked up on {when} in stored copies of these pages. None was called, and numbers change."
    danger = f"{country.emergency}: {country.emergency_source}"
    return Section("Where this was read", (Words(said), *map(_source, country.lines), Point(danger)))


def _source(line: Number) -> Point:
    name = line.text.partition(":")[0].partition(",")[0]
    return Point(f"{name}: {line.source}{' (others on it)' if line.basis == 'press' else ''}")
