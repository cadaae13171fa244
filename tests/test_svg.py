"""SVG: a line is broken where nothing is known, the band is what is usual, every sign differs in shape."""

from __future__ import annotations

import re
from typing import get_args

from cfjournal.render import svg, svg_weeks
from cfjournal.render.page import Calendar, Cell, Chart, Row, Strip
from cfjournal.rules.history import StateName
from tests.reviewing import back

MONDAY = back(13)


def row(*weeks: float | None, band: tuple[float, float] | None = None) -> Row:
    return Row("dread", "1 of 5", "1 of 5 shifts", "", weeks, "", band=band)


def test_a_week_without_a_shift_breaks_the_line() -> None:
    drawing = svg.trace(row(1.0, 2.0, None, 1.0, 0.0), 4)
    assert drawing.count("<polyline") == 2
    assert drawing.count('class="gap"') == 1
    assert "1.0, 2.0, not written, 1.0, 0.0" in drawing


def test_a_week_alone_is_a_dot_and_the_last_a_larger_one() -> None:
    weeks = [None] * 20
    drawing = svg.trace(row(*weeks, 1.0, None, 2.0), 4)
    assert drawing.count("<polyline") == 0
    assert (drawing.count('r="1.5"'), drawing.count('r="3"'), drawing.count('class="gap"')) == (1, 1, 21)
    assert svg.trace(row(*weeks, 1.0, None, 2.0), 4, before=20).count('class="gap"') == 1


def test_a_measure_is_drawn_beside_its_limits_and_said_in_words() -> None:
    weeks = (0.0, None, 2.0, 99.0)
    words = ("Under it in three weeks", "Over it in one")
    chart = Chart("the rise", weeks, ((3.0, "building"),), ("Mon 24 Aug", "Sun 15 Nov"), words)
    drawing = svg.measure(chart)
    assert "3 building</text>" in drawing
    assert drawing.count("<line ") == 1
    assert drawing.count('class="gap"') == 1
    assert "<desc>Under it in three weeks. Over it in one</desc>" in drawing
    heights = [float(y) for y in re.findall(r'cy="([\d.]+)%"', drawing)]
    assert min(heights) == 9.0  # what is far above the limit ends at the top


def test_the_highest_level_is_on_top_and_nothing_at_the_bottom() -> None:
    heights = re.findall(r"[\d.]+,([\d.]+)", svg.trace(row(0.0, 4.0), 4))
    assert heights == ["91.0", "9.0"]


def test_the_band_never_reaches_over_the_top() -> None:
    drawing = svg.trace(row(1.0, 1.0, band=(1.5, 2.5)), 2)
    assert '<rect x="0" y="9.0" width="2" height="20.5" class="band"/>' in drawing
    assert "Usually between 1.5 and 2.5." in drawing
    assert "band" not in svg.trace(row(1.0, 1.0), 2)


def test_every_state_has_a_mark_and_a_bar_of_its_own_shape() -> None:
    states = get_args(StateName)
    assert len({svg.mark(state) for state in states}) == 5
    shapes = {
        name: shape for name, shape in svg_weeks.HEIGHTS.items() if name not in ("quiet", "easing", "steady")
    }
    assert len(set(shapes.values())) == len(
        shapes
    )  # quiet differs from unknown, easing from watch, by its outline


def test_every_kind_of_day_has_a_sign_of_its_own() -> None:
    cells = [Cell("shift", level) for level in range(5)]
    cells += [Cell(None), Cell("rest"), Cell("rest", 1), Cell("leave"), Cell("sick")]
    without_colour = {re.sub(r' class="[^"]+"', "", svg_weeks.sign(cell, 6, 6)) for cell in cells}
    assert len(without_colour) == len(cells)


def test_a_calendar_says_what_each_day_was() -> None:
    cells = (None, Cell("shift", 3), Cell(None), Cell("leave"), Cell("rest", 1))
    (drawing,) = svg_weeks.calendar(Calendar("dread", MONDAY, cells, (), ("In words.",)))
    assert re.findall(r"<title>(\w+ \d+ \w+: [^<]+)</title>", drawing) == [
        "Tue 3 Nov: strongly",
        "Wed 4 Nov: not written",
        "Thu 5 Nov: leave",
        "Fri 6 Nov: rest, a little",
    ]
    assert "<desc>In words.</desc>" in drawing


def test_a_year_is_drawn_in_parts_of_one_width() -> None:
    parts = list(svg_weeks.calendar(Calendar("dread", MONDAY, (Cell("shift", 1),) * 371, (), ())))
    assert len(parts) == 3
    assert len({re.search(r'viewBox="([^"]+)"', part)[1] for part in parts}) == 1  # type: ignore[index]
    assert sum(part.count(": a little</title>") for part in parts) == 371


def test_weeks_with_one_mark_are_one_bar() -> None:
    strip = Strip("burnout", ("", "quiet", "quiet", "building"), "building since")
    bars = re.findall(
        r'x="(\d+)" y="[\d.]+" width="(\d+)" height="[\d.]+" class="(\w+)"', svg_weeks.strip(strip)
    )
    assert bars == [("1", "2", "quiet"), ("3", "1", "building")]


def test_only_what_occurs_is_explained() -> None:
    calendar = Calendar("dread", MONDAY, (Cell("shift", 2), Cell("sick")), ("watch",), ())
    words = [re.sub(r"<svg.*</svg> |</?li>", "", key) for key in svg_weeks.keys([calendar])]
    assert words == ["clearly", "sick", "watch"]
