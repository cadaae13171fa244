"""Settings: defaults without a file, and every mistake with its line and what may have been meant."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from cfjournal import config
from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_the_defaults_hold(path: Path) -> None:
    assert config.load(path) == config.Config()
    assert config.Config().day_ends_at == dt.time(4, 0)


def test_everything_that_can_be_settled(path: Path) -> None:
    path.write_text(
        """
day_ends_at = "05:30"
editor = "nano -w"
names = ["Marta", " Riverside  House "]

[people]
trusted = "Ada, 01632 960001"
employer_line = "Staff line, 01632 960002"
country = "gb"

[signs.night-turn]
label = "turning at night"
aliases = ["tossing"]

[strains.lone-working]
[supports.choir]
""",
        "utf-8",
    )
    settings = config.load(path)
    assert settings.day_ends_at == dt.time(5, 30)
    assert settings.editor == "nano -w"
    assert settings.names == ("Marta", "Riverside House")
    assert settings.trusted == "Ada, 01632 960001"
    assert settings.employer_line == "Staff line, 01632 960002"
    assert settings.country == "GB"
    words = settings.vocabulary()
    assert (words.resolve("tossing").id, words.resolve("lone").id, words.resolve("choir").group) == (
        "night-turn",
        "lone-working",
        "support",
    )
    assert words.resolve("dread").id == "dread", "the shipped words stay"


def test_a_time_may_be_written_as_toml_has_it(path: Path) -> None:
    path.write_text("day_ends_at = 06:00:00\n", "utf-8")
    assert config.load(path).day_ends_at == dt.time(6, 0)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "\nday_end_at = '04:00'",
            "line 2 of {}: 'day_end_at' is not a setting",
            "did you mean day_ends_at?",
        ),
        ("colour = true", "line 1 of {}: 'colour' is not a setting", "day_ends_at, editor, names, signs"),
        ("[people]\n\ntrustd = 'x'", "line 3 of {}: 'trustd'", "did you mean trusted?"),
        ("people = 3", "line 1 of {}: 'people' is not a table", "[people]"),
        ("day_ends_at = 4", "line 1 of {}: 'day_ends_at' is not a time of day", '"04:00"'),
        ("day_ends_at = '25:00'", "is not a time of day", '"04:00"'),
        ("day_ends_at = '04:00+01:00'", "is not a time of day", '"04:00"'),
        ("day_ends_at = '13:00'", "is after noon", "in the night or the morning"),
        ("editor = ''", "'editor' is not one line of text", "quotes"),
        ("names = 'Marta'", "line 1 of {}: 'names' is not a list of names", '["Marta", "Riverside House"]'),
        ("names = ['Marta', ' ']", "'names' is not a list of names", "Riverside House"),
        ("name = ['Marta']", "line 1 of {}: 'name' is not a setting", "did you mean names?"),
        (
            "[people]\ntrusted = 'a\\nb'\nemployer_line = \"a\\nb\"",
            "'employer_line' is not one line",
            "quotes",
        ),
        ("[people]\ncountry = 'Britain'", "line 2 of {}: 'country'", '"GB"'),
        ("day_ends_at = ", "is not valid TOML: ", "correct that line"),
        ("a = 1\nb = '\udcff'", "line 2 of {} is not valid UTF-8", "save it as UTF-8"),
    ],
)
def test_a_mistake_is_named_with_its_line(path: Path, text: str, message: str, hint: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError) as error:
        config.load(path)
    assert message.format(path) in error.value.message
    assert hint in error.value.hint


def test_a_file_that_is_none_is_named(path: Path) -> None:
    path.mkdir()
    with pytest.raises(UsageError, match="could not be read"):
        config.load(path)


def test_a_word_of_ones_own_may_not_take_a_shipped_one(path: Path) -> None:
    path.write_text("[signs.dread]\n", "utf-8")
    with pytest.raises(UsageError, match="dread"):
        config.load(path).vocabulary()
