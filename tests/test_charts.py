"""Charts: columns week by week with their limits drawn through, at any width, in Unicode and in ASCII."""

from __future__ import annotations

from cfjournal.render.charts import chart_lines
from cfjournal.render.page import Chart
from cfjournal.render.scales import skyline

LIMITS = ((1.95, "watch"), (3.0, "building"))
RISING = Chart("a", (None, -0.4, 0.0, 1.0, 2.0, 3.0, 4.5), LIMITS, ("5 October", "today"), ())


def test_it_looks_like_this() -> None:
    assert chart_lines(RISING, 78, unicode=True) == [
        "                  ██",
        "┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄▁▁┄██┄ 3 building",
        "               ██ ██",
        "┄┄┄┄┄┄┄┄┄┄┄┄▅▅┄██┄██┄ 1.95 watch",
        "         ▃▃ ██ ██ ██",
        "·· ▁▁ ▁▁ ██ ██ ██ ██",
        "5 October       today",
    ]


def test_where_only_ascii_can_be_shown_it_looks_like_this() -> None:
    assert chart_lines(RISING, 20, unicode=False) == [
        "      #",
        "-----## 3 building",
        "     ##",
        "----### 1.95 watch",
        "    ###",
        ".__####",
        "5 October today",
    ]


def test_a_column_touches_a_limit_when_it_reaches_it_and_not_before() -> None:
    near = RISING._replace(weeks=(1.94, 1.95, 2.99, 3.0))
    building, watch = (
        next(i for i in chart_lines(near, 78, unicode=True) if n in i) for n in ("build", "watch")
    )
    assert [mark == "┄" for mark in watch[:12:3]] == [True, False, False, False]
    assert [mark == "┄" for mark in building[:12:3]] == [True, True, True, False]


def test_what_lies_far_above_the_limits_is_cut_and_said_to_be() -> None:
    high = RISING._replace(weeks=(1.0, 60.0))
    lines = chart_lines(high, 78, unicode=True)
    assert lines[0] == "   ██ and more"
    assert "3 building" in lines[2], "the picture ends at twice the highest limit"
    assert "and more" not in chart_lines(RISING, 78, unicode=True)[0]


def test_limits_have_a_line_even_where_nothing_comes_near_them() -> None:
    low = RISING._replace(weeks=(0.1, None))
    assert [line.split(" ", 1)[1] for line in chart_lines(low, 78, unicode=True) if "┄" in line] == [
        "3 building",
        "1.95 watch",
    ]


def test_a_missing_value_is_no_column_and_nothing_has_a_foot() -> None:
    assert skyline([None, 0.0, 8.0, 99.0], 8.0, 2, unicode=True) == ["  ██", "·▁██"]
    assert skyline([None, 0.0, 8.0, 99.0], 8.0, 2, unicode=False) == ["  ##", "._##"]


def test_a_limit_of_a_rule_of_ones_own_may_be_nothing_at_all() -> None:
    for limit in (0.0, -2.0):
        lines = chart_lines(
            RISING._replace(weeks=(None, -1.0, 0.0), limits=((limit, "watch"),)), 78, unicode=True
        )
        assert len(lines) == 7
