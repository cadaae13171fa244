"""Styled lines: measured in columns, broken between words, coloured without reaching over an end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfjournal.display import columns
from cfjournal.render.styled import Line, fold, folded, joined

texts = st.text(st.sampled_from("ab é漢 \t"), max_size=40)


def plain(lines: list[Line]) -> list[str]:
    return [line.plain for line in lines]


def test_a_line_is_broken_between_words() -> None:
    assert plain(folded("one two three", 7)) == ["one two", "three"]
    assert plain(folded("one two three", 13)) == ["one two three"]
    assert plain(folded("", 7)) == [""]


def test_a_word_that_fills_a_line_is_broken_and_not_cut() -> None:
    assert plain(folded("abcdefgh", 3)) == ["abc", "def", "gh"]
    assert plain(folded("a bcdefgh i", 3)) == ["a", "bcd", "efg", "h i"]
    assert plain(folded("漢漢漢", 3)) == ["漢", "漢", "漢"]


def test_own_line_breaks_and_indents_stay() -> None:
    assert plain(folded("one\n\n  two\tthree", 80)) == ["one", "", "  two    three"]


def test_styles_stay_with_their_pieces() -> None:
    line = joined(("one two", "bold"), " ", Line((("three", "dim"),)))
    assert [part.pieces for part in fold(line, 4)] == [
        (("one", "bold"),),
        (("two", "bold"),),
        (("thre", "dim"),),
        (("e", "dim"),),
    ]


def test_a_style_ends_where_its_piece_ends() -> None:
    line = joined(("one", "bold orange"), " two ", ("", "dim"), ("three", "blue"))
    assert line.coloured() == "\x1b[1;38;5;166mone\x1b[0m two \x1b[38;5;32mthree\x1b[0m"
    assert line.plain == "one two three"
    assert joined("é漢").width == 3


@pytest.mark.parametrize(("start", "end", "part"), [(0, 3, "abc"), (1, 4, "bcd"), (2, 2, ""), (4, 99, "ef")])
def test_a_part_is_what_lies_between(start: int, end: int, part: str) -> None:
    assert joined("ab", ("cd", "dim"), "ef").part(start, end).plain == part


@given(texts, st.integers(2, 20))
def test_folding_loses_nothing_but_white_space_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = plain(folded(text, width))
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(texts, st.integers(2, 20))
def test_no_word_is_broken_that_fits(text: str, width: int) -> None:
    words = [word for line in folded(text, width) for word in line.plain.split()]
    fitting = [word for word in text.split() if columns(word) <= width]
    assert all(word in words for word in fitting)
