"""The terminal: golden pages to look at, and what holds at every width: nothing is cut, nothing obeyed."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cfjournal.entry import KINDS
from cfjournal.render.drawn import mark
from cfjournal.render.lines import BLUE, ORANGE
from cfjournal.render.page import (
    Block,
    Brief,
    Calendar,
    Cell,
    Chart,
    Command,
    Fact,
    Heading,
    Light,
    Page,
    Point,
    Quote,
    Row,
    Section,
    Strip,
    Timeline,
    Tone,
    Words,
)
from cfjournal.render.review_page import review_page
from cfjournal.render.terminal import draw
from cfjournal.render.why_page import why_page
from cfjournal.rules.history import StateName
from tests.reviewing import PATTERNS, WORDS, building, empty, review

if TYPE_CHECKING:
    from collections.abc import Callable

CODES = re.compile(r"\x1b\[[0-9;]*m")


def drawn(*blocks: Block, width: int = 80, colour: bool = False, unicode: bool = True) -> str:
    page = Page("Title", (), (Section("Part", blocks, "aside"),))
    return draw(page, width=width, colour=colour, unicode=unicode)


@pytest.mark.parametrize("width", [80, 40, 24])
def test_the_review_looks_like_this(width: int, golden: Callable[[str, str], None]) -> None:
    golden(f"review-{width}.txt", draw(review_page(review()), width=width, colour=False, unicode=True))


def test_the_review_in_colour_looks_like_this(golden: Callable[[str, str], None]) -> None:
    golden("review-colour.txt", draw(review_page(review()), width=80, colour=True, unicode=True))


def test_the_review_in_ascii_looks_like_this(golden: Callable[[str, str], None]) -> None:
    text = draw(review_page(review()), width=80, colour=False, unicode=False)
    assert text.isascii()
    golden("review-ascii.txt", text)


def test_the_review_of_an_empty_journal_looks_like_this(golden: Callable[[str, str], None]) -> None:
    golden("review-empty.txt", draw(review_page(empty()), width=80, colour=False, unicode=True))


@pytest.mark.parametrize("width", [80, 40])
def test_the_evidence_looks_like_this(width: int, golden: Callable[[str, str], None]) -> None:
    page = why_page(building()[1], PATTERNS, WORDS)
    golden(f"why-{width}.txt", draw(page, width=width, colour=False, unicode=True))


def test_colour_adds_nothing_but_colour() -> None:
    page = review_page(review())
    for width in (80, 40):
        plain = draw(page, width=width, colour=False, unicode=True)
        coloured = draw(page, width=width, colour=True, unicode=True)
        assert "\x1b" not in plain
        assert coloured != plain
        assert CODES.sub("", coloured) == plain


def luminance(red: int, green: int, blue: int) -> float:
    """Return the relative luminance of a colour (WCAG 2)."""
    linear = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [ORANGE, BLUE])
@pytest.mark.parametrize(
    ("paper", "least"),
    [
        ((255, 255, 255), 3.8),
        ((0, 0, 0), 3.8),
        ((253, 246, 227), 3.0),
        ((30, 30, 30), 3.0),
        ((0, 43, 54), 3.0),
    ],
)
def test_colours_can_be_read_on_light_and_dark_screens(
    colour: str, paper: tuple[int, int, int], least: float
) -> None:
    """They are for bars, marks and bold words: 3:1 is what WCAG asks of these, on the usual themes too."""
    place = int(colour.removeprefix("color(").removesuffix(")")) - 16
    red, green, blue = (place // 36, place // 6 % 6, place % 6)
    ink = luminance(*((0, 95, 135, 175, 215, 255)[step] for step in (red, green, blue)))
    low, high = sorted((ink, luminance(*paper)))
    assert (high + 0.05) / (low + 0.05) >= least


def test_no_colour_reaches_over_the_end_of_its_line() -> None:
    for line in draw(review_page(review()), width=80, colour=True, unicode=True).splitlines():
        codes = CODES.findall(line)
        assert not codes or codes[-1] == "\x1b[0m"


def test_every_state_has_a_mark_of_its_own_beside_its_word() -> None:
    states = get_args(StateName)
    for unicode in (True, False):
        assert len({mark(state, unicode=unicode)[0] for state in states}) == 5
    for state in states:
        assert f"{mark(state, unicode=True)[0]} burnout" in drawn(Light("burnout", state, ""))
        assert state in drawn(Light("burnout", state, ""))


def test_a_row_is_a_line_where_there_is_room_and_two_where_there_is_not() -> None:
    row = Row("dread of work", "4 of 5", "4 of 5 shifts", "usually 1 of 5", (None, 0.0, 1.0, 2.0), "rising")
    assert "  dread of work  4 of 5   ·▁▅█   usually 1 of 5\n" in drawn(row)
    assert "  dread of work                   4 of 5\n    ·▁▅█  usually 1 of 5\n" in drawn(row, width=40)
    assert "  dread of work  4 of 5   .012   usually 1 of 5\n" in drawn(row, unicode=False)


def test_drawings_are_explained_once_and_gaps_where_there_are_some() -> None:
    row = Row("dread", "1 of 1", "1 of 1 shift", "", (0.0, 1.0), "")
    gap = row._replace(weeks=(None, 1.0))
    assert drawn(row).splitlines()[2].endswith("─ a bar a week for aside")
    assert drawn(gap).splitlines()[2].endswith("─ a bar a week for aside, · not written")
    assert drawn(gap, unicode=False).splitlines()[2].endswith("- a bar a week for aside, . not written")
    twice = Page("Title", (), (Section("One", (row,), "aside"), Section("Two", (row,), "aside")))
    assert draw(twice, width=80, colour=False, unicode=True).count("aside") == 1
    assert "aside" not in drawn(Words("no row"))


def test_the_rule_of_a_section_ends_with_the_screen_whatever_its_title() -> None:
    page = Page("Title", (), (Section("\u6f22\u5b57, day by day", (Words("x"),)),))
    rule = draw(page, width=80, colour=False, unicode=True).splitlines()[2]
    assert cell_len(rule) == 80


def test_a_scale_is_shared_by_all_rows_of_a_page() -> None:
    low, high = (Row(name, "", "", "", (level,), "") for name, level in (("low", 2.0), ("high", 4.0)))
    assert "█" in drawn(low)
    lines = drawn(low, high).splitlines()
    assert "█" not in lines[3]
    assert "█" in lines[4]


def test_what_is_to_be_brought_keeps_its_lines() -> None:
    text = drawn(Quote("Fri 13 Nov", "One line.\n\nAnother line."))
    assert "  Fri 13 Nov  One line.\n\n              Another line.\n" in text


@pytest.mark.parametrize(
    "nasty", ["[bold]x[/bold]", "[/foo]", "[smith]", "\\[x]", ":smile:", "[link=http://x]y"]
)
def test_nothing_a_person_writes_is_read_as_markup(nasty: str) -> None:
    assert nasty in drawn(Quote("today", nasty))
    assert nasty in CODES.sub("", drawn(Quote("today", nasty), colour=True))
    assert nasty in drawn(Fact(nasty, "value"))


def test_nothing_a_person_writes_is_obeyed_by_the_terminal() -> None:
    text = drawn(Quote("today", "a\x1b[31mb\x07c\u202ed\x9be\rf"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "a␛[31mb␇c\\u202ed\\x9be␍f" in text


words = st.text(st.characters(codec="utf-8"), max_size=60)
short = st.text("abc 漢é[]", max_size=30)
tones = st.sampled_from(("plain", "strong", "soft", "more", "less", "gentle"))
nows = st.sampled_from(("", "4 of 5", "100 of 365", "12 days off"))
rows = st.builds(
    Row, short, nows, short, short, st.lists(st.none() | st.floats(0, 4), max_size=12).map(tuple), short
)
MONDAY = dt.date(2026, 8, 17)
cells = st.lists(
    st.none() | st.builds(Cell, st.sampled_from((*KINDS, None)), st.integers(0, 4)), min_size=1, max_size=500
).map(tuple)
marks = st.sampled_from(get_args(StateName)) | st.sampled_from(("", "steady"))
strips = st.builds(Strip, short, st.lists(marks, min_size=60, max_size=60).map(tuple), short)
weeks = st.lists(st.none() | st.floats(0, 4), min_size=60, max_size=60).map(tuple)
lines = st.lists(
    rows.flatmap(lambda row: weeks.map(lambda w: row._replace(weeks=w))), min_size=1, max_size=3
).map(tuple)
any_block: st.SearchStrategy[Block] = st.one_of(
    st.builds(Words, words, tones),
    st.builds(Point, words),
    st.builds(Fact, short, words),
    rows,
    st.builds(Brief, short, st.lists(rows, max_size=3).map(tuple)),
    st.builds(
        Light,
        short,
        st.sampled_from(get_args(StateName)),
        short,
        st.lists(st.builds(Words, words, tones), max_size=2).map(tuple),
    ),
    st.builds(Calendar, short, st.just(MONDAY), cells, st.just(()), st.just(())),
    st.builds(Timeline, st.just(MONDAY), st.lists(strips, max_size=2).map(tuple), lines),
    st.builds(Heading, short, tones),
    st.builds(Quote, short, words),
    st.builds(Command, short, words),
    st.builds(
        Chart,
        words,
        st.lists(st.none() | st.floats(-9, 99), min_size=1, max_size=12).map(tuple),
        st.lists(
            st.tuples(st.floats(0.5, 9), st.sampled_from(("watch", "building"))), min_size=1, max_size=3
        ).map(tuple),
        st.sampled_from((("4 August", "today"), ("24 December", "today"))),
        st.just(()),
    ),
)


def texts(block: Block) -> list[str]:  # noqa: C901 (a table)
    """Return every text of a block that a person is to read on a terminal."""
    match block:
        case Words(text) | Point(text) | Heading(text):
            return [text]
        case Fact(label, value):
            return [label, value]
        case Row():
            return [block.label, block.now, block.beside]
        case Brief(label, rows):
            return [label, *(text for row in rows for text in (row.label, row.now))]
        case Light(name, state, since, lines):
            return [name, state, since, *(words.text for words in lines)]
        case Calendar():
            return []
        case Timeline(_, strips, rows):
            return [*(strip.label for strip in strips), *(row.label for row in rows)]
        case Quote(when, text):
            return [when, text]
        case Command(text, gives):
            return [text, gives]
        case Chart(label=label, span=span):
            return [label, *span]


@given(st.lists(any_block, max_size=5), st.integers(20, 130), st.booleans())
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(
    blocks: list[Block], width: int, unicode: bool
) -> None:
    text = drawn(*blocks, width=width, unicode=unicode)
    widest = max(cell_len(line) for line in text.split("\n"))
    assert widest <= width
    left = re.sub(r"[\s|\u258c]", "", text)
    for block in blocks:
        for said in texts(block):
            for letter in set(re.findall(r"[a-zA-Z]", said)):
                assert letter in left


@given(words, st.integers(20, 90))
def test_every_word_arrives_in_order(text: str, width: int) -> None:
    from cfjournal.display import visible

    page = Page("", (), (Section("", (Point(text),)),))
    shown = draw(page, width=width, colour=False, unicode=True)
    assert "".join(shown.split()).removeprefix("•") == "".join(visible(text).split())


def test_tones_are_those_of_the_page() -> None:
    from typing import get_args

    for tone in get_args(Tone):
        assert "hello" in drawn(Words("hello", tone), colour=True)


def test_a_point_beside_the_gentle_bar_stays_together_where_it_is_folded() -> None:
    text = drawn(Words("  - findahelpline.com lists helplines by country", "gentle"), width=40)
    assert text.endswith("\u258c   - findahelpline.com lists helplines\n\u258c     by country\n")
