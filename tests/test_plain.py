"""Plain text: one fact a line, every line whole by itself, no drawing and no colour."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cfjournal.render.page import Brief, Fact, Light, Page, Quote, Row, Section, Words
from cfjournal.render.plain import row_in_words, say
from cfjournal.render.review_page import review_page
from cfjournal.render.scales import BARS, MISSING
from cfjournal.render.why_page import why_page
from tests.reviewing import PATTERNS, WORDS, building, review

if TYPE_CHECKING:
    from collections.abc import Callable

ROW = Row(
    "dread of work", "6 of 9", "6 of 9 shifts", "usually 1 of 9", (0.0, 1.0), "rising in the last 4 weeks"
)


def test_the_review_reads_like_this(golden: Callable[[str, str], None]) -> None:
    golden("review-plain.txt", say(review_page(review())))


def test_the_evidence_reads_like_this(golden: Callable[[str, str], None]) -> None:
    golden("why-plain.txt", say(why_page(building()[1], PATTERNS, WORDS)))


def test_there_are_no_drawings_and_no_codes() -> None:
    text = say(review_page(review()))
    assert "dread of work: 2 of 5 shifts" in text
    assert text.isascii()
    assert not set(text) & {*BARS, MISSING, "\x1b", "|"}


def test_a_row_is_one_fact() -> None:
    assert row_in_words(ROW) == "dread of work: 6 of 9 shifts, usually 1 of 9, rising in the last 4 weeks"
    assert row_in_words(ROW._replace(beside="", trend="")) == "dread of work: 6 of 9 shifts"


def test_each_block_is_lines_of_its_own() -> None:
    light = Light("burnout", "watch", "since Monday 9 November, 7 days", (Words("Because."),))
    page = Page(
        "Title",
        (Words("Lead."),),
        (
            Section(
                "Part", (light, Brief("Also", (ROW, ROW)), Fact("last leave", "today"), Quote("Fri", "a\nb"))
            ),
        ),
    )
    row = row_in_words(ROW)
    assert say(page).splitlines() == [
        "Title",
        "Lead.",
        "",
        "Part:",
        "burnout: watch, since Monday 9 November, 7 days",
        "Because.",
        "Also:",
        row,
        row,
        "last leave: today",
        "Fri: a",
        "b",
    ]


def test_what_a_terminal_would_obey_is_made_visible() -> None:
    page = Page("Title", (), (Section("Part", (Quote("Fri", "a\x1b[2Jb"),)),))
    assert "Fri: a␛[2Jb\n" in say(page)
    assert "Fri: a\\x1b[2Jb\n" in say(page, unicode=False)


def test_plain_text_needs_no_rich() -> None:
    import subprocess

    code = "import sys, cfjournal.render.plain, cfjournal.render.review_page; print([m for m in sys.modules if 'rich' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
