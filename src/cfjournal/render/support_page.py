"""People to talk to, as a page: the emergency number, who is near, lines of a country, and where they were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.page import Block, Command, Page, Point, Section, Words
from cfjournal.render.phrases import day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from cfjournal.support import Country, Numbers

LEAD = "You need not be at the end of your strength to talk to one of them. Nothing of this is written down."

SETTLE = (
    "Put someone you trust and your employer's line here: in config.toml, below [people], "
    'trusted = "..." and employer_line = "...".'
)

def support_page(
    country: Country | None, near: Sequence[str], numbers: Numbers, today: dt.date, *, named: bool, asked: str = ""
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
            *_read(country, numbers, today),
        ),
    )


def _lines(country: Country | None, numbers: Numbers, asked: str) -> Section:
    others = ", ".join(sorted(code for code in numbers.countries if country is None or code != country.code))
    blocks: list[Block] = [Point(line.text) for line in country.lines] if country else []
    if country is None:
        blocks.append(Words(f"No line is kept here for {asked}." if asked else "Your country is not known here."))
    blocks += [Point(f"{numbers.directory}"), Command("cfj support --country XX", f"for {others}")]
    return Section(f"Lines in {country.name}" if country else "Lines", tuple(blocks))


def _read(country: Country | None, numbers: Numbers, today: dt.date) -> list[Section]:
    if country is None:
        return []
    when = day(numbers.read, today)
    said = f"Looked up on {when} in stored copies of these pages. None was called, and numbers change."
    sources = [f"{line.text.partition(':')[0].partition(',')[0]}: {line.source}" for line in country.lines]
    points = (*sources, f"{country.emergency}: {country.emergency_source}")
    return [Section("Where this was read", (Words(said), *map(Point, points)))]
