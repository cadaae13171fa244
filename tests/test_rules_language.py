"""The language of conditions: what reads, what does not, and where it says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfjournal.rules.language import LanguageError, parse, parse_window
from cfjournal.rules.tree import Comparison, Junction, Measure, Not, Number, Subject, Window, measures


@pytest.mark.parametrize(
    "text",
    [
        "excess(burnout) >= 8",
        "excess(burnout) >= 8 and distinct(burnout, 10 shifts) >= 2",
        "count(dread >= 3, 14 shifts) + 2 * mean(dread, 28 days) < 0.5",
        "not count(a-b, 3 shifts) > 1 or (x() <= 4 and lead(y) > -0.5)",
        "(a(b) > 1 or c(d) > 2) and not (e(f) < 1 or g(h) < 1)",
    ],
)
def test_what_is_written_is_read_and_said_again_the_same(text: str) -> None:
    assert str(parse(text)) == text


def test_and_binds_before_or() -> None:
    tree = parse("a(x) > 1 or b(x) > 1 and c(x) > 1")
    assert isinstance(tree, Junction)
    assert tree.word == "or"
    assert isinstance(tree.parts[1], Junction)
    assert tree.parts[1].word == "and"


def test_weeks_are_days_and_a_bare_word_counts_from_level_1() -> None:
    [measure] = measures(parse("count(dread, 6 weeks) >= 3"))
    assert measure.arguments == (Subject("dread", 1, 7), Window(42, "days", 14))


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("", 1, "a number or a measure is missing"),
        ("excess(burnout)", 16, "a comparison is missing"),
        ("excess(burnout) == 8", 17, "'=' means nothing"),
        ("excess(burnout) >= 8 excess", 22, "'excess' was not expected"),
        ("excess(burnout >= 8", 20, "')' is missing"),
        ("excess(burnout) >= 8)", 21, "')' was not expected"),
        ("count(dread, 14) > 2", 16, "a window needs its unit"),
        ("count(dread, 1.5 shifts) > 2", 14, "whole number"),
        ("count(dread, 0 shifts) > 2", 14, "whole number"),
        ("count(dread >= x, 3 shifts) > 2", 16, "a whole number from 1 to 9"),
        ("count(dread,) > 2", 13, "a word or a window is missing"),
        ("(a(b) > 1", 10, "')' is missing"),
        ("and a(b) > 1", 1, "a number or a measure is missing before 'and'"),
        ("a(b) > 'x'", 8, '"\'" means nothing'),
        ("(" * 50 + "a(b) > 1" + ")" * 50, 42, "nested too deep"),
        ("not " * 60 + "a(b) > 1", 165, "nested too deep"),
    ],
)
def test_a_mistake_is_named_at_its_column(text: str, column: int, says: str) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(text)
    assert says in caught.value.message
    assert caught.value.column == column


@pytest.mark.parametrize("text", ["3 shifts", "2 weeks", "1 day"])
def test_a_window_alone(text: str) -> None:
    assert parse_window(text).length == {"3 shifts": 3, "2 weeks": 14, "1 day": 1}[text]


@pytest.mark.parametrize("text", ["three shifts", "3", "3 shifts 4", ""])
def test_a_window_that_is_none(text: str) -> None:
    with pytest.raises(LanguageError):
        parse_window(text)


values = st.one_of(
    st.integers(0, 99).map(lambda n: Number(float(n))),
    st.builds(
        Measure,
        st.sampled_from(["count", "mean"]),
        st.tuples(
            st.builds(Subject, st.sampled_from(["dread", "poor-sleep"]), st.integers(1, 4)),
            st.builds(Window, st.integers(1, 60), st.sampled_from(["shifts", "days"])),
        ),
    ),
)
comparisons = st.builds(Comparison, st.sampled_from([">=", "<=", ">", "<"]), values, values)
conditions = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(
            Junction, st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3).map(tuple)
        ),
    ),
    max_leaves=6,
)


@given(conditions)
def test_every_tree_can_be_said_and_read_back(tree: Comparison | Not | Junction) -> None:
    assert str(parse(str(tree))) == str(tree)


@given(st.text(alphabet="acount(dread,)>=<1 2shifts-and or.not+*/", max_size=60))
def test_nothing_but_a_language_error_ever_comes_out(text: str) -> None:
    try:
        parse(text)
    except LanguageError as error:
        assert 1 <= error.column <= len(text) + 1  # noqa: PT017
