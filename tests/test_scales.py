"""Scales: what a drawing may not do with numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cfjournal.render.scales import BARS, LEAST_TOP, MISSING, MISSING_ASCII, spark, top_of

values = st.lists(st.none() | st.floats(0, 4), max_size=20)


def test_nothing_a_little_and_missing_are_three_different_signs() -> None:
    assert spark([0, 0.01, None], 4, unicode=True) == "▁▂·"
    assert spark([0, 0.01, None], 4, unicode=False) == "01."


def test_bars_rise_to_the_top() -> None:
    assert spark([0, 0.6, 1.2, 1.8, 2.3, 2.9, 3.5, 4], 4, unicode=True) == BARS
    assert spark([0, 1.4, 1.6, 4], 4, unicode=False) == "0124"


def test_a_scale_is_shared_and_faint_levels_do_not_fill_it() -> None:
    assert top_of([[0.1, None], [3.5]]) == 3.5
    assert top_of([[0.1, None]]) == top_of([]) == LEAST_TOP
    assert "█" not in spark([0.5, 1.0], top_of([[0.5, 1.0]]), unicode=True)


@given(values)
def test_each_value_is_one_sign_and_missing_is_never_a_bar(trace: list[float | None]) -> None:
    for unicode, missing in ((True, MISSING), (False, MISSING_ASCII)):
        drawn = spark(trace, top_of([trace]), unicode=unicode)
        assert len(drawn) == len(trace)
        assert [sign == missing for sign in drawn] == [value is None for value in trace]
        assert unicode or drawn.isascii()


@given(st.floats(0, 4), st.floats(0, 4))
def test_more_is_never_drawn_lower(one: float, other: float) -> None:
    low, high = sorted((one, other))
    for unicode in (True, False):
        drawn = spark([low, high], 4, unicode=unicode)
        assert drawn[0] <= drawn[1]
