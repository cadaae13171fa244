"""Where to find a person to talk to: shown at once when someone names a word that asks for it.

It never waits for a rule and is never counted. The person they trust comes first, numbers last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cfjournal.config import Config


def where_to_turn(config: Config, env: Mapping[str, str]) -> Iterable[str]:
    """Yield the lines to show, each short enough to be read aloud."""
    data = _data()
    country = data["countries"].get(config.country or _territory(env), {})
    yield "What you just named is heavy, and nobody should have to carry it alone."
    yield "Talking to a person can help, tonight or tomorrow:"
    if config.trusted:
        yield f"  - {config.trusted}"
    if config.employer_line:
        yield f"  - {config.employer_line}"
    yield "  - someone you trust, or your doctor" if not config.trusted else "  - your doctor"
    for line in country.get("lines", ()):
        yield f"  - {line['text']}"
    yield f"  - {data['directory']}"
    yield f"If you may be in danger now: {country.get('emergency', 'your local emergency number')}."
    if country:
        yield f"These numbers are for {country['name']}."


def _data() -> Any:
    import tomllib
    from pathlib import Path

    path = Path(__file__).parent.with_name("knowledge").joinpath("support.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _territory(env: Mapping[str, str]) -> str:
    """Return the country of the locale (`en_GB.UTF-8` is GB) or "": a guess, so the lines name it."""
    for key in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if said := env.get(key):
            return said.partition(".")[0].partition("_")[2].partition("@")[0]
    return ""
