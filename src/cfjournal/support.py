"""Support: whom one can talk to where one lives, each number with where it was read. Knows texts only."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from cfjournal.beginnings import NEAR
from cfjournal.errors import UsageError
from cfjournal.vocabulary import normal, shown

if TYPE_CHECKING:
    import datetime as dt


class Number(NamedTuple):
    """A line to call or text, and where it was read: on a page of those who run it, or of others (press)."""

    text: str
    source: str
    basis: Literal["page", "press"]


class Country(NamedTuple):
    """A country by its two letters: its name, other names, its emergency number and its lines."""

    code: str
    name: str
    also: tuple[str, ...]
    emergency: str
    emergency_source: str
    lines: tuple[Number, ...]

    @property
    def title(self) -> str:
        """Its name where it stands alone: without `the`."""
        return self.name.removeprefix("the ")


class Numbers(NamedTuple):
    """All that is known, by the country's two letters, and the day on which it was looked up.

    `directory` says where others keep a list for every country.
    """

    countries: dict[str, Country]
    directory: str
    read: dt.date

    def named(self, text: str) -> Country:
        """Return the country called so: its letters, a name or its beginning.

        Raises `UsageError`, which names all that are kept, for anything else.
        """
        if len(text) == 2 and text.upper() in self.countries:
            return self.countries[text.upper()]
        word = normal(text).removeprefix("the-")
        names = {name: country for country in self.countries.values() for name in _names(country)}
        found = {country for name, country in names.items() if word and name.startswith(word)}
        if word in names or len(found) == 1:
            return names.get(word) or found.pop()
        raise self._unknown(text, found or _near(word, names))

    def _unknown(self, text: str, near: set[Country]) -> UsageError:
        meant = f"did you mean {' or '.join(sorted(country.code for country in near))}? " if near else ""
        kept = ", ".join(f"{code} ({country.title})" for code, country in sorted(self.countries.items()))
        return UsageError(
            f"no numbers are kept here for {shown(text)}", f"{meant}here are {kept}; {self.directory}"
        )


@cache
def load() -> Numbers:
    """Return the shipped numbers, read once."""
    import tomllib
    from pathlib import Path

    path = Path(__file__).with_name("knowledge") / "support.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    countries = {
        code: Country(
            code,
            fields["name"],
            tuple(fields.get("also", "").split()),
            fields["emergency"]["text"],
            fields["emergency"]["source"],
            tuple(Number(**line) for line in fields["lines"]),
        )
        for code, fields in data["countries"].items()
    }
    return Numbers(countries, data["directory"], data["read"])


def _names(country: Country) -> tuple[str, ...]:
    return (normal(country.name).removeprefix("the-"), *country.also)


def _near(word: str, names: dict[str, Country]) -> set[Country]:
    from difflib import get_close_matches

    return {names[name] for name in get_close_matches(word, names, n=1, cutoff=NEAR)}
