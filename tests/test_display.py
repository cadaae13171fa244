"""Display: nothing that a person wrote can move the cursor, hide a word or turn a line around."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfjournal import display

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize("unicode", [True, False])
def test_no_control_character_but_newline_and_tab_gets_through(unicode: bool) -> None:
    everything = "".join(map(chr, range(0x3000)))
    shown = display.visible(everything, unicode)
    left = {character for character in shown if unicodedata.category(character) == "Cc"}
    assert left == {"\n", "\t"}
    turning = {
        c
        for c in shown
        if unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    }
    assert turning == set()
    assert not {"\u200e", "\u200f", "\u061c", "\u2028", "\u2029"} & set(shown)


@pytest.mark.parametrize(
    ("text", "with_pictures", "without"),
    [
        ("\x1b[31mred", "\u241b[31mred", "\\x1b[31mred"),
        ("a\x00b\x7f", "a\u2400b\u2421", "a\\x00b\\x7f"),
        ("\x9b2J", "\\x9b2J", "\\x9b2J"),
        ("\u202eevil", "\\u202eevil", "\\u202eevil"),
        ("\udcff", "\\udcff", "\\udcff"),
        ("one\r\ntwo\rthree\tfour\n", "one\ntwo\u240dthree\tfour\n", "one\ntwo\\x0dthree\tfour\n"),
        ("[smith] [/foo] caf\u00e9 \U0001f9d1\u200d\U0001f692", "[smith] [/foo] caf\u00e9 \U0001f9d1\u200d\U0001f692", "[smith] [/foo] caf\u00e9 \U0001f9d1\u200d\U0001f692"),
    ],
)  # fmt: skip
def test_what_is_obeyed_is_shown_and_the_rest_stays(text: str, with_pictures: str, without: str) -> None:
    assert display.visible(text) == with_pictures
    assert display.visible(text, unicode=False) == without


def test_one_line_is_one_line() -> None:
    assert display.one_line(" two\n\n lines\t and \x1b more ") == "two lines and \u241b more"


@given(st.text(), st.integers(4, 40))
def test_a_shortened_text_fits(text: str, width: int) -> None:
    line = display.one_line(text)
    short = display.shortened(line, width)
    assert display.columns(short) <= width
    assert short == line or short.endswith("\u2026")


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("as it is", 8, "as it is"),
        ("one too many", 11, "one too ma\u2026"),
        ("\u75b2\u308c\u305f", 5, "\u75b2\u308c\u2026"),
        ("e\u0301" * 3, 3, "e\u0301" * 3),
    ],
)
def test_wide_and_combining_characters_are_counted_as_they_are_drawn(
    text: str, width: int, shown: str
) -> None:
    assert display.shortened(text, width) == shown


def test_an_ascii_screen_gets_three_dots() -> None:
    assert display.shortened("one too many", 10, unicode=False) == "one too..."


def test_lines_break_between_words_and_nowhere_else() -> None:
    text = "the well-known path /a/very/long/path/to/a/file stays whole"
    assert display.wrapped(text, 20, "  ").splitlines() == [
        "  the well-known",
        "  path",
        "  /a/very/long/path/to/a/file",
        "  stays whole",
    ]
    assert display.wrapped("one two", 5, "- ", hang="  ") == "- one\n  two"


def test_days_are_said_in_words_whatever_the_locale() -> None:
    assert display.day_in_words(TODAY, TODAY) == "Friday 20 November"
    assert display.day_in_words(dt.date(2025, 3, 1), TODAY) == "Saturday 1 March 2025"
    assert display.short_day(TODAY, TODAY) == "Fri 20 Nov"
    assert display.short_day(dt.date(2025, 3, 1), TODAY) == "Sat  1 Mar 2025"
