"""People to talk to, as a page: who is near, the lines of a country, and where their numbers were read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.render.page import Block, Command, Page, Point, Section, Words
from cfjournal.render.phrases import day, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.support import Country, Number, Numbers

LEAD = "You need not be at the end of your strength to talk to one of them. Nothing of this is written down."

GUESSED = (
    "From your system's language: {}. Somewhere else: cfj support --country XX, "
    'or country = "XX" in config.toml, below [people].'
)

SETTLE_COUNTRY = 'To settle it: country = "XX" in config.toml, below [people].'

SETTLE = (
    "Put someone you trust and your employer's line here: in config.toml, below [people], "
    'trusted = "..." and employer_line = "...".'
)


class Where(NamedTuple):
    """The country whose lines are shown, if any; what was asked for or guessed; whether it is a guess."""

    country: Country | None
    asked: str = ""
    guessed: bool = False

    @property
    def is_anywhere(self) -> bool:
        """Whether nobody said where the person is: then every line that is kept may be theirs."""
        return self.country is None and (self.guessed or not self.asked)


def support_page(where: Where, near: Sequence[str], numbers: Numbers, *, named: bool) -> Page:
    """Return the page. `near` are people near by, `named` whether the person has named any of them."""
    country = where.country
    danger = country.emergency if country else ""
    if country and where.guessed:
        danger += f" in {country.name}, elsewhere "
    if not country or where.guessed:
        danger += "your local emergency number"
    people: list[Block] = [Point(someone) for someone in near]
    if not named:
        people.append(Words(SETTLE, "soft"))
    return Page(
        "People to talk to",
        (Words(LEAD),),
        (
            Section("", (Words(f"If you may be in danger now: {danger}.", "gentle"),)),
            Section("Near you", tuple(people)),
            _everywhere(where, numbers) if where.is_anywhere else _lines(where, numbers),
            *([_read(country, numbers)] if country else []),
        ),
    )


def _lines(where: Where, numbers: Numbers) -> Section:
    country = where.country
    blocks: list[Block] = [Words(GUESSED.format(country.title))] if country and where.guessed else []
    blocks += [Point(line.text) for line in country.lines] if country else []
    if country is None:
        blocks.append(Words(f"No line is kept here for {where.asked}."))
    others = sorted(set(numbers.countries) - {country.code if country else ""})
    blocks += [Point(numbers.directory), Command("cfj support --country XX", f"for {joined(others, 'or')}")]
    return Section(f"Lines in {country.name}" if country else "Lines", tuple(blocks))


def _everywhere(where: Where, numbers: Numbers) -> Section:
    """Every line that is kept, a country a point: whoever needs one now should not have to ask twice."""
    known = f"From your system's language it may be {where.asked}, of which no line is kept here."
    return Section(
        "Lines, by country",
        (
            Words(f"{known if where.asked else 'Where you are is not known.'} {SETTLE_COUNTRY}", "soft"),
            Point(numbers.directory),
            *(Point(_in_short(country)) for country in sorted(numbers.countries.values(), key=_title)),
            Words(f"{_looked_up(numbers)} `cfj support --country XX` names the page of each."),
        ),
    )


def _in_short(country: Country) -> str:
    lines = "; ".join(line.text for line in country.lines)
    return f"{country.title} ({country.code}), in danger {country.emergency}: {lines}"


def _title(country: Country) -> str:
    return country.title


def _read(country: Country, numbers: Numbers) -> Section:
    danger = f"{country.emergency}: {country.emergency_source}"
    return Section(
        "Where this was read", (Words(_looked_up(numbers)), *map(_source, country.lines), Point(danger))
    )


def _looked_up(numbers: Numbers) -> str:
    when = day(numbers.read, dt.date.min)
    return f"Looked up on {when} in stored copies of these pages. None was called, and numbers change."


def _source(line: Number) -> Point:
    name = line.text.partition(":")[0].partition(",")[0]
    return Point(f"{name}: {line.source}{' (others on it)' if line.basis == 'press' else ''}")
