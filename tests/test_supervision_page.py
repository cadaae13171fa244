"""The page for supervision: what it may hold, and what it may not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from cfjournal.period import Period
from cfjournal.render.choice import PARTS, USUAL
from cfjournal.render.markdown import write
from cfjournal.render.supervision_page import Chosen, supervision_page
from cfjournal.review import Bring, build
from cfjournal.rules.files import shipped
from cfjournal.vocabulary import load
from tests.reviewing import (
    SUNDAY,
    WEEK,
    WORDS,
    back,
    building,
    empty,
    entry,
    evidence,
    history,
    review,
    state,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def test_it_is_written_like_this(golden: Callable[[str, str], None]) -> None:
    golden(
        "supervision.md",
        write(supervision_page(review(), (*USUAL, "notes"), [Chosen(back(3), "A note.\nOf two lines.")])),
    )


def test_what_was_marked_comes_first_then_what_was_chosen_then_the_conditions() -> None:
    page = supervision_page(review(), (*USUAL, "notes"), [Chosen(back(3), "A note.")])
    assert [section.title for section in page.sections] == [
        "To bring",
        "Notes",
        "What the work was like",
        "What may be building",
    ]


def test_without_a_choice_there_is_no_note() -> None:
    assert "Notes" not in [section.title for section in supervision_page(review(), USUAL).sections]


def test_it_names_no_sign_and_no_number_of_a_rule() -> None:
    text = write(supervision_page(review(), USUAL)).lower()
    assert "compassion fatigue: building" in text
    signs = [tag.label for tag in load().tags.values() if tag.group == "sign"]
    assert [label for label in signs if label in text] == []
    assert "a sentence with its number" not in text
    assert "0123456789ab" in text


def test_it_names_each_strain_and_no_support_but_what_should_not_be_long_ago() -> None:
    text = write(supervision_page(review(), USUAL))
    assert "understaffed: 4 of 5 shifts" in text
    assert "last reflective supervision: 9 weeks ago" in text
    assert "a real break" not in text


def test_it_never_says_that_it_was_made_anonymous() -> None:
    for of in (review(), empty()):
        assert "anonym" not in write(supervision_page(of, USUAL)).lower()


def test_how_sure_a_state_is_goes_with_it() -> None:
    noted = history([state("burnout", "unknown", note="9 of the 14 shifts it takes")])
    assert "Burnout: 9 of the 14 shifts it takes." in write(
        supervision_page(build([], noted, WORDS, WEEK), USUAL)
    )


def test_it_speaks_of_the_shifts_and_not_to_whoever_reads_it() -> None:
    of = review()._replace(bring=(Bring("x", SUNDAY, "Your rota. Can your team cover?"),))
    for each in shipped(WORDS).rules:
        seen = evidence(each, sentence=each.says)
        for pattern in of.patterns[:1]:
            said = of._replace(
                findings=(seen,), patterns=(pattern._replace(reasons=(seen,)),), notes_supports=True
            )
            text = write(supervision_page(said, PARTS)).replace("Your rota. Can your team cover?", "")
            assert each.says.replace("your ", "the ") in text.replace("Your", "The"), each.id
            assert not re.search(r"\byou(r|rs)?\b", text, re.IGNORECASE), each.id
    assert "Your rota. Can your team cover?" in write(supervision_page(of, PARTS)), (
        "their own words stay as they are"
    )


MARKER = "QZX"


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(("shift", "rest", "leave", "sick")), st.integers(0, 4)),
        min_size=1,
    )
)
def test_no_note_no_sign_and_nothing_of_hopelessness_is_on_it_unasked(
    days: list[tuple[int, str, int]],
) -> None:
    _, found = building()
    entries = [
        entry(back(day), kind, signs={"hopeless": level, f"own-{MARKER}": level}, note=MARKER, ident=str(at))  # type: ignore[arg-type]
        for at, (day, kind, level) in enumerate(days)
    ]
    text = write(supervision_page(build(entries, found, WORDS, Period(back(27), SUNDAY)), USUAL))
    assert MARKER not in text
    assert "hopeless" not in text.lower()


def test_what_is_said_in_brief_says_where_it_was() -> None:
    supports = WORDS.supports[:6]
    entries = [entry(back(day), supports=supports) for day in range(1, 4)]
    entries.append(entry(SUNDAY, "rest", supports=["rest", "moved"]))
    page = supervision_page(build(entries, history(), WORDS, WEEK), ("supports",))
    assert "Also: rest and a moment of meaning on the one day off." in write(page).replace("\\", "")
