"""Stats: figures worked by hand, and what must hold for any series."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfjournal.stats import median, theil_sen

numbers = st.floats(-1e3, 1e3).map(lambda value: round(value, 3))


@pytest.mark.parametrize(
    ("values", "expected"), [([3], 3), ([4, 1, 3], 3), ([4, 1, 3, 2], 2.5), ([2, 2, 9], 2), ([-1, 1], 0)]
)
def test_the_median_is_the_middle(values: list[float], expected: float) -> None:
    assert median(values) == expected


def test_nothing_has_no_median() -> None:
    with pytest.raises(ValueError, match="no values"):
        median([])


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([(0, 0), (1, 2), (2, 4)], 2),
        ([(0, 1), (1, 1), (5, 1)], 0),
        ([(0, 0), (1, 1), (2, 2), (3, 3), (4, 90)], 1),
        ([(3, 0), (0, 3)], -1),
    ],
)
def test_the_slope_is_that_of_the_typical_pair(points: list[tuple[float, float]], expected: float) -> None:
    assert theil_sen(points) == pytest.approx(expected)


@pytest.mark.parametrize("points", [[], [(1, 2)], [(1, 2), (1, 9)]])
def test_without_two_moments_there_is_no_slope(points: list[tuple[float, float]]) -> None:
    assert theil_sen(points) is None


@given(st.lists(numbers, min_size=2, max_size=12), numbers, numbers)
def test_a_straight_line_keeps_its_slope_whatever_the_gaps(
    moments: list[float], slope: float, start: float
) -> None:
    moments = sorted({round(moment) for moment in moments})
    found = theil_sen([(moment, start + slope * moment) for moment in moments])
    if len(moments) < 2:
        assert found is None
    else:
        assert found == pytest.approx(slope, abs=1e-6)
