"""Where to find a person to talk to: shown at once when someone names a word that asks for it.

It never waits for a rule and is never counted. The person they trust comes first, numbers last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cfjournal.config import Config
    from cfjournal.support import Country


def where_to_turn(config: Config, env: Mapping[str, str]) -> Iterable[str]:
    """Yield the lines to show, each short enough to be read aloud."""
    from cfjournal import support

    country = country_of(config, env)
    yield "What you just named is heavy, and nobody should have to carry it alone."
    yield "Talking to a person can help, tonight or tomorrow:"
    for someone in people(config):
        yield f"  - {someone}"
    for line in country.lines if country else ():
        yield f"  - {line.text}"
    yield f"  - {support.load().directory}"
    yield f"If you may be in danger now: {emergency(country)}."
    if country:
        yield f"These numbers are for {country.name}."
    yield "`cfj support` shows this whenever you want it."


def people(config: Config) -> list[str]:
    """Return whom to turn to near by: those whom the person has named themselves, first."""
    named = [someone for someone in (config.trusted, config.employer_line) if someone]
    return [*named, "your doctor" if config.trusted else "someone you trust, or your doctor"]


def emergency(country: Country | None) -> str:
    """Return what to call when someone may be in danger now."""
    return country.emergency if country else "your local emergency number"


def country_of(config: Config, env: Mapping[str, str]) -> Country | None:
    """Return the country that the person settled, else that of the locale; None where none is known."""
    from cfjournal import support

    return support.load().countries.get(config.country or territory(env))


def territory(env: Mapping[str, str]) -> str:
    """Return the country of the locale (`en_GB.UTF-8` is GB) or "": a guess, so the lines name it."""
    for key in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if said := env.get(key):
            place = said.partition(".")[0].partition("_")[2].partition("@")[0]
            return place if len(place) == 2 and place.isalpha() else ""
    return ""
