"""Markdown: read back by a parser, it shows what was written, and nothing a person wrote becomes a heading or a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cfjournal.display import visible
from cfjournal.render.markdown import escape, write
from cfjournal.render.page import Page, Point, Quote, Section, Words
from cfjournal.render.review_page import review_page
from tests.reviewing import review

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def shown(markdown: str) -> str:
    """Return the text that a reader of the rendered Markdown sees, all white space made one."""
    return " ".join(" ".join(_texts(PARSER.parse(markdown))).split())


def _texts(tokens: list[Token]) -> list[str]:
    found = []
    for token in tokens:
        if token.children:
            found.append(
                "".join(" " if child.type.endswith("break") else child.content for child in token.children)
            )
        elif token.type != "inline":
            found.append(token.content)
    return found


def kinds(markdown: str) -> set[str]:
    """Return the kinds of what a parser finds, inside lines too."""
    tokens = PARSER.parse(markdown)
    return {each.type for token in tokens for each in (token, *(token.children or []))}


def test_the_review_is_written_like_this(golden: Callable[[str, str], None]) -> None:
    golden("review.md", write(review_page(review())))


def test_the_review_has_headings_lists_and_quotes() -> None:
    assert kinds(write(review_page(review()))) >= {
        "heading_open",
        "bullet_list_open",
        "blockquote_open",
        "code_inline",
    }


NASTY = (
    "# a heading",
    "- a list",
    "1. numbered",
    "12) numbered",
    "> quoted",
    "    code",
    "```\ncode\n```",
    "[a](http://b)",
    "![a](http://b)",
    "<script>alert(1)</script>",
    "<b>",
    "a\n===",
    "a\n---",
    "***",
    "*a* _b_ `c` ~~d~~",
    "&amp; &#35; & b",
    "a | b\n--|--\nc | d",
    "\\*a\\*",
    "http://example.org <http://example.org>",
    "[smith]: http://b",
    "+ plus",
    "a  \nb",
    "a\\\nb",
)
SIMPLE = {
    "paragraph_open",
    "paragraph_close",
    "inline",
    "text",
    "softbreak",
    "hardbreak",
    "text_special",
    "blockquote_open",
    "blockquote_close",
}


@pytest.mark.parametrize("text", NASTY)
def test_nothing_a_person_wrote_is_obeyed(text: str) -> None:
    assert kinds(escape(text)) <= SIMPLE
    assert shown(escape(text)) == " ".join(text.split())


@given(st.text(st.characters(codec="utf-8"), max_size=60))
@example("0.\t")
def test_any_text_is_shown_as_it_was_written(text: str) -> None:
    quoted = write(Page("T", (), (Section("", (Quote("Fri", text),)),)))
    assert kinds(quoted.partition("\n\n")[2]) <= SIMPLE
    assert shown(quoted) == " ".join(f"T Fri: {visible(text)}".split())


@given(st.text("ab #*_`[]<>&-+=.1)\\|~\n\t", max_size=30))
def test_any_markup_is_shown_as_it_was_written(text: str) -> None:
    quoted = write(Page("T", (), (Section("", (Quote("Fri", text), Point(f"x {text}"), Words("end"))),)))
    assert kinds(quoted.partition("\n\n")[2]) <= SIMPLE | {
        "bullet_list_open",
        "bullet_list_close",
        "list_item_open",
        "list_item_close",
    }
    assert shown(quoted) == " ".join(f"T Fri: {text} x {text} end".split())


def test_lines_of_a_quotation_stay_lines() -> None:
    quoted = write(Page("T", (), (Section("", (Quote("Fri", "one\ntwo\n\nthree"),)),)))
    assert quoted.endswith("> one  \n> two\n>\n> three\n")
    assert "hardbreak" in kinds(quoted)


def test_neighbouring_points_are_one_list() -> None:
    page = Page("T", (), (Section("S", (Point("a"), Point("b"), Words("c"), Point("d"))),))
    assert write(page) == "# T\n\n## S\n\n- a\n- b\n\nc\n\n- d\n"
