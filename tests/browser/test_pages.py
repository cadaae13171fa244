"""The pages in Chromium: they fit every width, load nothing, print on two sheets, and axe finds no fault.

Pictures are compared loosely (height, colours, not blank), since fonts differ between machines. axe-core comes from
npm: `npm pack axe-core`, unpacked, and CFJ_AXE naming its axe.min.js.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cfjournal import glossary, vocabulary
from cfjournal.commands.demo import bundled
from cfjournal.period import Period
from cfjournal.render.agenda_page import agenda_page
from cfjournal.render.choice import PARTS
from cfjournal.render.conditions_page import conditions_page
from cfjournal.render.html import STYLE, write
from cfjournal.render.page import Page, Quote, Section, Words
from cfjournal.render.review_page import review_page
from cfjournal.render.supervision_page import Chosen, supervision_page
from cfjournal.render.trends_page import trends_page
from cfjournal.render.why_page import why_page
from cfjournal.review import build
from cfjournal.rules.engine import replay
from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.files import shipped
from cfjournal.trends import build as build_trends
from tests.browser import chromium
from tests.reviewing import empty, year
from tests.test_agenda import MADE, agenda

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.chromium import Browser

pytestmark = [pytest.mark.skipif(bool(chromium.MISSING), reason=chromium.MISSING), pytest.mark.uncounted]

AXE = Path(os.environ.get("CFJ_AXE") or "axe.min.js")
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="CFJ_AXE names no axe.min.js (npm pack axe-core)")

WIDTHS = (360, 800, 1280)
HEIGHTS = Path(__file__).with_name("heights.json")
LOOSELY = 0.3
"""A page may be so much higher or lower than it was where its height was written down."""

LONG = "Unbrokenwordofapersonwhoneverfoundthespacebar" * 4


def demo_pages() -> dict[str, Page]:
    """Return the pages of the bundled diary, and of the least and the most that there can be."""
    entries, words = bundled(), vocabulary.load()
    days = Period(min(e.date for e in entries), max(e.date for e in entries))
    history = replay(entries, shipped(words), words, until=days.last)
    week = Period(days.last.replace(day=days.last.day - 6), days.last)
    month = Period(days.last - dt.timedelta(days=27), days.last)
    notes = [Chosen(each.date, each.note) for each in entries if each.note and each.date in month]
    return {
        "review": review_page(build(entries, history, words, week), where_to_turn=["Somebody to talk to."]),
        "trends": trends_page(build_trends(entries, history, words, days)),
        "year": trends_page(year()),
        "why": why_page(history, PATTERNS, words),
        "supervision": supervision_page(build(entries, history, words, month), PARTS, notes[:2]),
        "manager": conditions_page(build(entries, history, words, month)),
        "empty": review_page(empty()),
        "agenda": agenda_page(agenda(made=MADE), glossary.load().sources),
        "long": Page(LONG, (Words(LONG),), (Section(LONG, (Quote(LONG, LONG, LONG), Words(LONG))),)),
    }


NAMES = ("review", "trends", "year", "why", "supervision", "manager", "empty", "agenda", "long")


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with chromium.browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    paths = {name: folder / f"{name}.html" for name in NAMES}
    for name, page in demo_pages().items():
        paths[name].write_text(write(page), "utf-8")
    return paths


def palette(scheme: str) -> dict[str, str]:
    """Return the colours that the style sheet names for a light or a dark theme."""
    light, dark, *_ = re.findall(r":root \{(.*?)\}", STYLE.read_text("utf-8"), re.DOTALL)
    named = dict(re.findall(r"--(\w+): (#\w+);", light))
    return named if scheme == "light" else named | dict(re.findall(r"--(\w+): (#\w+);", dark))


@pytest.mark.parametrize("width", [320, *WIDTHS])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_sticks_out_at_any_width(
    window: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    window.open(pages[name], width)
    across, wide = window.run(
        """
        const wide = [...document.querySelectorAll('main *')].filter(
          each => !each.closest('svg svg') && each.getBoundingClientRect().right > innerWidth + 1);
        arguments[0]([document.documentElement.scrollWidth, wide.map(each => each.outerHTML.slice(0, 80))])"""
    )
    assert (across, wide) == (width, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["review", "trends", "year", "empty"])
def test_a_page_looks_about_as_it_did(
    window: Browser,
    pages: dict[str, Path],
    name: str,
    width: int,
    scheme: str,
    request: pytest.FixtureRequest,
) -> None:
    window.open(pages[name], width, scheme)
    seen = window.picture(width)
    heights: dict[str, int] = json.loads(HEIGHTS.read_text("utf-8")) if HEIGHTS.exists() else {}
    if request.config.getoption("--update-golden"):
        heights[f"{name}-{width}"] = seen.height
        HEIGHTS.write_text(json.dumps(heights, indent=1, sort_keys=True) + "\n", "utf-8")
    assert seen.width == width
    assert abs(seen.height / heights[f"{name}-{width}"] - 1) < LOOSELY
    named = palette(scheme)
    paper = seen.colours[named["paper"]] / (seen.width * seen.height)
    assert 0.6 < paper < 0.995, "neither blank nor full"
    wanted = {"paper", "ink", "line"} | ({"orange", "blue", "band"} if name != "empty" else {"card"})
    assert {each for each in wanted if not seen.colours.get(named[each])} == set()
    other = palette("dark" if scheme == "light" else "light")
    assert not seen.colours.get(other["orange"])


@pytest.mark.parametrize("name", NAMES)
def test_it_asks_for_nothing_but_itself_and_complains_of_nothing(
    window: Browser, pages: dict[str, Path], name: str
) -> None:
    window.open(pages[name])
    assert window.requested() == [pages[name].resolve().as_uri()]
    assert window.logged("browser") == []


def test_what_would_be_asked_for_is_seen_and_the_policy_forbids_it(window: Browser, tmp_path: Path) -> None:
    away = "http://127.0.0.1:9/away.png"
    nasty = f'<img src="{away}"><script>document.title = "ran"</script><p style="color: red" id="p">x</p>'
    free, bound = tmp_path / "free.html", tmp_path / "bound.html"
    document = write(Page("T", (), ())).replace("</main>", f"{nasty}</main>")
    bound.write_text(document, "utf-8")
    free.write_text(re.sub(r"<meta http-equiv.*", "", document), "utf-8")
    look = "arguments[0]([document.title, getComputedStyle(document.getElementById('p')).color])"
    window.open(free)
    assert away in window.requested()
    assert window.run(look) == ["ran", "rgb(255, 0, 0)"]
    window.open(bound)
    assert window.run(look) != ["ran", "rgb(255, 0, 0)"]
    assert window.run(look)[0] == "T"
    assert window.requested() == [bound.resolve().as_uri()]


@pytest.mark.parametrize(
    ("name", "most"),
    [("review", 2), ("trends", 2), ("year", 2), ("supervision", 2), ("manager", 1), ("empty", 1)],
)
def test_it_prints_on_two_sheets_of_a4(window: Browser, pages: dict[str, Path], name: str, most: int) -> None:
    window.open(pages[name], scheme="dark")
    pdf = window.printed()
    assert chromium.sheets(pdf) == most
    across, down = map(float, re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)[0])
    assert abs(across - 595) < 2
    assert abs(down - 842) < 2


def faults(window: Browser) -> list[tuple[str, Any]]:
    """Return what axe-core finds wrong with the page that is shown: the rule, and where."""
    window.run(f"{AXE.read_text('utf-8')}; arguments[arguments.length - 1]()")
    found = window.run(
        "const done = arguments[0]; axe.run({resultTypes: ['violations', 'incomplete']})"
        ".then(each => done([each.violations.length + each.passes.length, each.violations]))"
    )
    assert found[0] > 0, "axe ran"
    return [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found[1]]


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_fault(
    window: Browser, pages: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    window.open(pages[name], width, scheme)
    assert faults(window) == []


@needs_axe
def test_axe_finds_faults_that_are_there(window: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.html"
    document = pages["review"].read_text("utf-8").replace(' lang="en-GB"', "").replace("<h2>", "<h5>")
    spoilt.write_text(document.replace("<title>", "<desc>").replace("</title>", "</desc>"), "utf-8")
    window.open(spoilt)
    assert {"html-has-lang", "document-title", "svg-img-alt"} <= {rule for rule, _ in faults(window)}
