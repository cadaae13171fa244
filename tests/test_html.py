"""HTML: one file that loads and runs nothing, says all that the page says, and obeys nothing a person wrote."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfjournal.display import visible
from cfjournal.period import Period
from cfjournal.render.html import write
from cfjournal.render.page import Fact, Light, Page, Point, Quote, Row, Section, Words
from cfjournal.render.plain import say
from cfjournal.render.review_page import review_page
from cfjournal.render.trends_page import trends_page
from cfjournal.render.why_page import why_page
from cfjournal.trends import build
from tests.reviewing import PATTERNS, SUNDAY, WORDS, back, building, empty, entry, history, review, trends

if TYPE_CHECKING:
    from collections.abc import Callable

EMPTY_ELEMENTS = ("meta",)
LOADS = ("src", "href", "srcset", "action", "data", "poster", "background", "style")


class Reader(HTMLParser):
    """What a browser would make of a document: its elements, their attributes, and the text a person sees."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.seen: list[str] = []
        self.open: list[str] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in EMPTY_ELEMENTS:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"svg", "style", "head"} & set(self.open):
            self.seen.append(data)

    @property
    def text(self) -> str:
        return "".join(self.seen)


PAGES: dict[str, Callable[[], Page]] = {
    "review": lambda: review_page(review(), where_to_turn=["Somebody to talk to."]),
    "empty": lambda: review_page(empty()),
    "why": lambda: why_page(building()[1], PATTERNS, WORDS),
    "trends": lambda: trends_page(trends()),
    "year": lambda: trends_page(trends("compassion-fatigue", "dread", "flatness", days=371)),
}
every_page = pytest.mark.parametrize("page", [make() for make in PAGES.values()], ids=PAGES)


def body(document: str) -> str:
    return re.sub(r"<style>.*?</style>", "<style></style>", document, flags=re.DOTALL)


@pytest.mark.parametrize("name", ["review", "trends"])
def test_a_page_is_written_like_this(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"{name}.html", re.sub(r"sha256-[^']+", "sha256-", body(write(PAGES[name]()))))


@every_page
def test_every_element_is_closed_and_nothing_is_loaded_or_run(page: Page) -> None:
    read = Reader(write(page))
    assert read.open == []
    assert not {"script", "link", "img", "iframe", "object", "form", "a", "base", "image", "use"} & set(
        read.tags
    )
    assert [name for name, _ in read.attributes if name in LOADS or name.startswith("on")] == []
    assert "url(" not in write(page)
    assert "@import" not in write(page)


@every_page
def test_its_policy_allows_its_own_style_sheet_and_nothing_else(page: Page) -> None:
    document = write(page)
    style = re.search(r"<style>(.*?)</style>", document, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = re.search(r'Policy" content="([^"]*)"', document)
    assert policy is not None
    assert policy[1] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


@every_page
def test_all_that_is_said_in_plain_lines_is_said_here(page: Page) -> None:
    text = " ".join(Reader(write(page)).text.split())
    words = set(re.findall(r"[\w-]+", say(page)))
    assert len(words) > 10
    drawn = {"mean", "level", "by", "August"}  # a timeline shows its weeks, and not its months in words
    missing = {word for word in words - drawn if word not in text and not word[0].isdigit()}
    assert missing == set()


@every_page
def test_every_drawing_has_a_title_and_is_said_in_words_or_is_beside_them(page: Page) -> None:
    document = write(page)
    drawings = re.findall(r"<svg ([^>]*)>(<title>[^<]+</title><desc>[^<]+</desc>)?", document)
    outer = [(attributes, said) for attributes, said in drawings if "class=" in attributes]
    assert outer or page.sections == () or "Nothing" in document
    assert [a for a, said in outer if bool(said) == ('aria-hidden="true"' in a)] == []
    assert [a for a, said in outer if said and 'role="img"' not in a] == []


def test_headings_go_down_one_step_at_a_time() -> None:
    for make in PAGES.values():
        steps = [int(tag[1]) for tag in Reader(write(make())).tags if re.fullmatch(r"h[1-6]", tag)]
        assert steps[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(steps))


def test_lines_are_explained_once() -> None:
    assert write(review_page(review())).count("The lines show") == 1
    assert write(trends_page(trends())).count("The lines show") == 1
    assert write(review_page(empty())).count("The lines show") == 0


NASTY = "</style></title><script>alert(1)</script><img src=x onerror=y> \"' &amp; <!-- {x}"


def test_nothing_a_person_writes_is_obeyed() -> None:
    row = Row(NASTY, NASTY, NASTY, NASTY, (1.0, 2.0), NASTY)
    blocks = (Quote(NASTY, NASTY), Fact(NASTY, NASTY), Point(NASTY), Words(NASTY), row)
    page = Page(NASTY, (Words(NASTY),), (Section(NASTY, (*blocks, Light(NASTY, "quiet", NASTY)), NASTY),))
    read = Reader(write(page))
    plain = Reader(
        write(Page("x", (Words("x"),), (Section("x", (*_same(blocks), Light("x", "quiet", "x"))),)))
    )
    assert read.tags == plain.tags
    assert read.text.count(NASTY) == read.text.count("alert(1)") == 16


def _same(blocks: tuple[Quote | Fact | Point | Words | Row, ...]) -> list[Quote | Fact | Point | Words | Row]:
    return [type(b)(*("x" if v == NASTY else v for v in b)) for b in blocks]  # type: ignore[arg-type]


@given(st.text())
def test_whatever_a_person_writes_is_shown_as_it_stands(text: str) -> None:
    read = Reader(write(Page("Title", (), (Section("Part", (Quote("today", text),)),))))
    assert "".join(read.seen).split("today", 1)[1].rstrip("\n") == visible(text).rstrip("\n")


def test_what_is_to_be_brought_keeps_its_lines() -> None:
    document = write(Page("T", (), (Section("P", (Quote("today", "One line.\n\n  Another."),)),)))
    assert '<blockquote dir="auto">One line.\n\n  Another.</blockquote>' in document
    assert "white-space: pre-wrap" in document


def test_a_whole_year_of_every_pattern_takes_little_room() -> None:
    signs = {"exhaustion": 2, "flatness": 1, "intrusion": 3}
    entries = [entry(back(day), "rest" if day % 7 < 2 else "shift", signs=signs) for day in range(371)]
    found = build(entries, history(), WORDS, Period(back(370), SUNDAY), PATTERNS)
    document = write(trends_page(found))
    assert document.count(": clearly</title>") > 250
    assert len(document.encode()) < 300_000
