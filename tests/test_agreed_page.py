"""What was agreed, on the pages and in JSON: what is open, what came due, what came of it; facts, and no blame."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cfjournal.agreements import Agreement, Answer, Made
from cfjournal.render import jsontypes
from cfjournal.render.agreed_page import agreed_section, list_page, promises, standing
from cfjournal.render.choice import USUAL
from cfjournal.render.conditions_page import conditions_page
from cfjournal.render.html import write as html
from cfjournal.render.jsonview import report_view
from cfjournal.render.markdown import write as markdown
from cfjournal.render.page import Fact, Heading, Page, Quote
from cfjournal.render.plain import say
from cfjournal.render.review_page import review_page
from cfjournal.render.supervision_page import supervision_page
from cfjournal.render.terminal import draw
from tests.reviewing import SUNDAY, WEEK, agreed, back, review, review_with_agreed
from tests.test_jsonview import misfits

if TYPE_CHECKING:
    from collections.abc import Callable

MADE = [Made("s", back(69), one) for one in agreed()]


@pytest.mark.parametrize("width", [40, 80])
def test_a_review_with_agreements_looks_like_this(width: int, golden: Callable[[str, str], None]) -> None:
    page = review_page(review_with_agreed())
    golden(f"review-agreed-{width}.txt", draw(page, width=width, colour=False, unicode=True))


def test_what_was_agreed_stands_between_what_to_bring_and_the_way_on() -> None:
    titles = [section.title for section in review_page(review_with_agreed()).sections]
    assert titles[-4:] == ["What you want to bring", "What was agreed", "One small step", "From here"]


def test_a_review_without_agreements_says_nothing_of_them() -> None:
    assert agreed_section([], WEEK).blocks == ()
    assert "agreed" not in say(review_page(review())).lower()


def test_the_open_and_what_was_answered_in_the_period_are_shown_the_due_first() -> None:
    blocks = agreed_section(MADE, WEEK).blocks
    shown = [block.text if isinstance(block, Heading | Quote) else "" for block in blocks]
    assert shown == [
        "Time to ask",
        "ring the union about the rota",
        "a fixed half hour after visits like that",
        "Open",
        "a second person on late visits",
        "They are looking for people.",
        "Answered",
        "read about debriefing",
        "It helped.",
        "",
    ]


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (0, "was to be done by Monday 9 November: did it happen?"),
        (1, "did it happen?"),
        (2, "not yet, Tuesday 27 October; to be done by Tuesday 15 December"),
        (3, "it happened, Friday 13 November"),
        (4, "no longer wanted, Friday 16 October"),
    ],
)
def test_how_one_stands_is_said_in_words(at: int, says: str) -> None:
    assert standing(MADE[at], SUNDAY) == says


def test_one_that_is_open_without_a_date_has_only_its_day() -> None:
    made = Made("s", back(3), Agreement("a", "x", "me"))
    assert standing(made, SUNDAY) == ""
    (_, quote) = agreed_section([made], WEEK).blocks
    assert quote == Quote("Thu 12 Nov", "x", "You")
    put_off = made._replace(
        agreement=made.agreement._replace(answers=(Answer("partly", SUNDAY, "", SUNDAY),))
    )
    assert standing(put_off, SUNDAY).endswith("the rest to be done by Sunday 15 November")


def test_a_list_shows_ids_and_when_each_was_agreed() -> None:
    text = say(list_page(MADE[:1], SUNDAY))
    assert "0a000001: a fixed half hour after visits like that\n" in text
    assert "The organisation; agreed on Monday 7 September; was to be done by Monday 9 November" in text


def test_what_the_organisation_did_not_do_stands_among_the_conditions() -> None:
    (fact,) = promises(MADE)
    assert fact == Fact("agreed by the organisation", "1 not done yet, of 1 asked about")
    (work, *_) = [
        each for each in review_page(review_with_agreed()).sections if each.title.startswith("What the work")
    ]
    assert fact in work.blocks
    kept = MADE[2]._replace(agreement=MADE[2].agreement._replace(answers=(Answer("done", SUNDAY),)))
    assert list(promises([MADE[0], MADE[1], MADE[3], kept])) == []
    (both,) = promises([kept, MADE[2]])
    assert both.value == "1 done and 1 not done yet, of 2 asked about"


def test_on_a_page_for_supervision_is_what_was_agreed_and_not_what_was_said_of_it_later() -> None:
    text = markdown(supervision_page(review_with_agreed(), (*USUAL, "agreed")))
    assert "half hour" in text
    assert "They are looking" not in text
    assert "They are looking" in markdown(supervision_page(review_with_agreed(), ("answers",)))


def test_nothing_that_was_agreed_is_on_a_page_for_a_manager() -> None:
    text = markdown(conditions_page(review_with_agreed()))
    assert "agreed" not in text.lower()
    assert "half hour" not in text


def test_the_words_are_the_same_in_every_form() -> None:
    page = Page("T", (), (agreed_section(MADE, WEEK),))
    for text in (say(page), markdown(page), html(page), draw(page, width=80, colour=False, unicode=False)):
        flat = " ".join(text.split())
        for words in (
            "a second person on late visits",
            "to be done by Tuesday 15 December",
            "They are looking",
        ):
            assert words in flat


def test_html_shows_nothing_of_it_as_markup() -> None:
    nasty = Made("s", back(69), Agreement("a", "<b>&x", "me"))
    assert "<b>" not in html(Page("T", (), (agreed_section([nasty], WEEK),)))


def test_the_report_in_json_carries_them() -> None:
    view: Any = report_view(review_with_agreed())
    assert misfits(view, jsontypes.ReportView) == []
    assert json.loads(json.dumps(view, allow_nan=False)) == view
    assert [(one["id"], one["open"], one["due"]) for one in view["agreements"]] == [
        ("0a000002", True, True),
        ("0a000001", True, True),
        ("0a000003", True, False),
        ("0a000004", False, False),
        ("0a000005", False, False),
    ]
    assert report_view(review())["agreements"] == []
