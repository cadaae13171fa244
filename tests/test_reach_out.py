"""Where to find a person: the ones they named first, then numbers that someone has read somewhere, with the country."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cfjournal
from cfjournal.commands.reach_out import where_to_turn
from cfjournal.config import Config

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = tomllib.loads(
    Path(cfjournal.__file__).with_name("knowledge").joinpath("support.toml").read_text("utf-8")
)


def lines(config: Config | None = None, env: Mapping[str, str] | None = None) -> list[str]:
    return list(where_to_turn(config or Config(), env or {}))


def test_the_people_they_named_come_first() -> None:
    shown = lines(Config(trusted="Ada, 01632 960001", employer_line="Staff line, 01632 960002", country="GB"))
    assert shown[2:5] == ["  - Ada, 01632 960001", "  - Staff line, 01632 960002", "  - your doctor"]
    assert "116 123" in shown[5]


def test_without_a_country_there_is_a_directory_and_no_number() -> None:
    shown = "\n".join(lines())
    assert "someone you trust" in shown
    assert "findahelpline.com" in shown
    assert "your local emergency number" in shown
    assert not re.search(r"\d", shown)


@pytest.mark.parametrize(
    ("env", "country"),
    [
        ({"LANG": "en_GB.UTF-8"}, "the United Kingdom"),
        ({"LC_ALL": "de_AT@euro", "LANG": "en_GB.UTF-8"}, "Austria"),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "en"}, None),
        ({"LANG": "xx_XX"}, None),
    ],
)
def test_the_country_is_taken_from_the_locale_and_said(env: dict[str, str], country: str | None) -> None:
    said = [line for line in lines(env=env) if line.startswith("These numbers are for ")]
    assert said == ([f"These numbers are for {country}."] if country else [])


def test_what_they_settled_wins_over_the_locale() -> None:
    assert "988" in "\n".join(lines(Config(country="CA"), {"LANG": "en_GB.UTF-8"}))


@pytest.mark.parametrize("country", DATA["countries"])
def test_every_line_says_where_it_was_read(country: str) -> None:
    entry = DATA["countries"][country]
    assert entry["emergency"]
    for line in entry["lines"]:
        assert re.search(r"\d{2}", line["text"]), "a number to call"
        assert line["basis"] in ("page", "press")
        assert line["source"]


@pytest.mark.parametrize("country", [None, *DATA["countries"]])
def test_it_is_short_enough_to_be_read(country: str | None) -> None:
    shown = lines(Config(country=country))
    assert len(shown) <= 10
    assert max(map(len, shown)) <= 80
