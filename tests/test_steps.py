"""One small step: always one that fits, the same all week, another the next, and conditions as often as the person."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from cfjournal import glossary
from cfjournal.agreements import Agreement, Answer
from cfjournal.render.agreed_page import step_text
from cfjournal.review import build
from cfjournal.rules.files import shipped
from cfjournal.situation import situations
from cfjournal.steps import PROMISES, SITUATIONS, TURNS, load, step_for
from tests.reviewing import WEEK, WORDS, back, building, entry, evidence, history, rule, state

if TYPE_CHECKING:
    from cfjournal.agreements import Outcome
    from cfjournal.entry import Kind

MONDAY = dt.date(2026, 1, 5)
A_YEAR = [MONDAY + dt.timedelta(weeks=week) for week in range(52)]
STEPS = load()


# --- the shipped texts --------------------------------------------------------------------------------------


def test_there_are_about_thirty_and_each_fits_something_known() -> None:
    assert 28 <= len(STEPS) <= 45
    assert len({step.id for step in STEPS}) == len({step.text for step in STEPS}) == len(STEPS)
    for step in STEPS:
        assert step.fits, step.id
        assert set(step.fits) <= {*SITUATIONS, *PROMISES}, step.id
        assert step.about in TURNS


def test_every_finding_that_comes_with_the_program_has_steps() -> None:
    found = {each.id for each in shipped(WORDS).rules if each.pattern == "conditions"}
    assert len(found) >= 8
    assert {name.removeprefix("conditions.") for name in found} <= set(SITUATIONS)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_has_two_of_either_kind(situation: str) -> None:
    found = Counter(step.about for step in STEPS if situation in step.fits)
    assert found["conditions"] >= 2
    assert found["person"] >= 2


@pytest.mark.parametrize("promise", PROMISES)
def test_each_promise_has_its_step_and_that_fits_nothing_else(promise: str) -> None:
    (step,) = (step for step in STEPS if promise in step.fits)
    assert step.fits == (promise,)
    assert step.about == ("person" if promise == "agreed-me" else "conditions")
    assert step.text.count("{what}") == step.text.count("{when}") == 1


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_a_step_is_small_says_why_and_names_its_source(step: object) -> None:
    text, why = step.text, step.why  # type: ignore[attr-defined]
    assert len(text) <= 150
    assert 1 <= len(re.findall(r"[.?](?= |$)", text)) <= 2
    assert text[-1] in ".?"
    assert why.endswith(".")
    assert step.source in glossary.load().sources  # type: ignore[attr-defined]


def test_no_step_blames_or_prescribes_or_sells() -> None:
    said = " ".join(f"{step.text} {step.why}" for step in STEPS).lower()
    for word in ("should", "must", "need to", "have to", "bath", "candle", "treat yourself", "resilien", "mindful",
                 "app", "try harder", "positive", "gratitude", "your fault", "weak ", "fail to", "!"):  # fmt: skip
        assert not re.search(rf"\b{re.escape(word)}\b" if word[-1].isalpha() else re.escape(word), said), word


# --- which one ----------------------------------------------------------------------------------------------


def test_a_week_has_one_step_whatever_the_day() -> None:
    for monday in A_YEAR:
        found = {step_for({"breaks", "burnout"}, monday + dt.timedelta(days=day)) for day in range(7)}
        assert len(found) == 1


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_next_week_has_another_that_fits_too(situation: str) -> None:
    found = [step_for({situation}, day) for day in A_YEAR]
    assert all(step and situation in step.fits for step in found)
    assert all(one != other for one, other in itertools.pairwise(found))
    for turns in (found[::2], found[1::2]):
        assert all(one != other for one, other in itertools.pairwise(turns))


@pytest.mark.parametrize(
    "found", [{"breaks"}, {"supervision", "staffing"}, {"debrief", "compassion-fatigue"}]
)
def test_over_a_year_conditions_have_their_turn_as_often_as_the_person(found: set[str]) -> None:
    turns = Counter(step.about for day in A_YEAR if (step := step_for(found, day)))
    assert sum(turns.values()) == 52
    assert 0.4 <= turns["conditions"] / 52 <= 0.6


def test_where_only_one_kind_fits_it_has_every_turn() -> None:
    only = [step for step in STEPS if step.about == "person"]
    assert all(step_for({"quiet"}, day, only) for day in A_YEAR)


def test_what_nothing_fits_gives_nothing() -> None:
    assert step_for(set(), MONDAY) is None
    assert step_for({"the.bad-ward"}, MONDAY) is None


# --- what a review asks for ---------------------------------------------------------------------------------


def of(entries: list[object], **given: object) -> set[str]:
    return situations(build(entries, history(**given), WORDS, WEEK))  # type: ignore[arg-type]


def test_findings_and_what_builds_lead() -> None:
    assert situations(build(*building(), WORDS, WEEK)) == {"supervision", "compassion-fatigue"}
    assert of([entry(back(1))], states=[state("burnout", "easing", back(3))]) == {"easing"}
    assert of([entry(back(1))], states=[state("burnout", "watch", back(3))]) == {"burnout"}


def test_a_finding_of_their_own_leaves_room_for_how_it_is_else() -> None:
    own = evidence(rule("the.bad-ward", "conditions"))
    assert of([entry(back(day), supports=["break"]) for day in range(7)], found=[own]) == {"quiet"}


def test_how_much_was_written_matters_where_nothing_was_found() -> None:
    unknown = [state(name, "unknown") for name in ("burnout", "compassion-fatigue", "secondary-trauma")]
    assert of([entry(back(day)) for day in range(7)]) == {"quiet"}
    assert of([entry(back(day)) for day in range(3)], states=unknown) == {"unknown"}
    assert of([entry(back(1))], states=unknown) == {"unknown", "sparse"}
    assert of([entry(back(9))]) == {"silence"}


def test_who_is_off_is_left_in_peace() -> None:
    off = [entry(back(day), "leave") for day in range(5)]
    assert of([*off, entry(back(30))], states=[state("burnout", "building", back(20))]) == {"off"}
    assert of([entry(back(1), "sick")]) == {"off"}
    assert of([*off, entry(back(6))]) != {"off"}


def test_an_empty_journal_and_one_that_asks_for_a_person_have_no_step() -> None:
    assert of([]) == set()
    assert of([entry(back(1), signs={"hopeless": 1})]) == set()
    assert build([entry(back(1), signs={"hopeless": 1})], history(), WORDS, WEEK).step is None


# --- what was agreed and has come due --------------------------------------------------------------------------

DUE = Agreement("a", "two people on nights.", "organisation", back(3))
MINE = Agreement("b", "ring the union", "me", back(10))


def asked_by(*agreed: Agreement, made_on: int = 20, kind: Kind = "shift") -> tuple[str, str]:
    """The id and the text of the step of a week in which these had been agreed."""
    entries = [
        entry(back(1), kind),
        entry(back(made_on), ident="s", supports=["supervision"])._replace(agreed=agreed),
    ]
    review = build(entries, history(), WORDS, WEEK)
    return review.step.id if review.step else "", step_text(review)


def test_what_was_to_be_done_by_a_day_that_has_passed_is_the_next_step() -> None:
    assert asked_by(DUE) == (
        "ask-the-organisation",
        "Ask whether 'two people on nights' has happened: it was to be by Thursday 12 November.",
    )
    assert asked_by(DUE._replace(by=back(0)))[0] != "ask-the-organisation", "the day itself is not over"


def test_what_the_organisation_is_to_do_comes_before_the_supervisor_and_before_oneself() -> None:
    supervisors = DUE._replace(id="c", who="supervisor", by=back(9))
    assert asked_by(MINE, supervisors, DUE)[0] == "ask-the-organisation"
    assert asked_by(MINE, supervisors)[0] == "ask-your-supervisor"
    step, text = asked_by(MINE)
    assert step == "look-at-your-part"
    assert text.startswith("See whether 'ring the union' still fits: it was to be by Thursday 5 November. ")


def test_what_came_of_it_so_far_is_said() -> None:
    undated = DUE._replace(by=None)
    assert "it was agreed on Monday 26 October." in asked_by(undated)[1]
    asked = undated._replace(answers=(Answer("not-yet", back(16)),))
    assert "it had not on Friday 30 October." in asked_by(asked)[1]
    partly = undated._replace(answers=(Answer("partly", back(16), "", back(4)),))
    assert asked_by(partly)[1].startswith(
        "Ask whether the rest of 'two people on nights' has happened: it was to be by Wednesday 11 November"
    )


@pytest.mark.parametrize("outcome", ["done", "partly", "dropped"])
def test_what_is_answered_is_asked_about_no_more(outcome: Outcome) -> None:
    assert "two people" not in asked_by(DUE._replace(answers=(Answer(outcome, back(1)),)))[1]


def test_after_four_weeks_other_steps_have_their_turn() -> None:
    assert asked_by(DUE._replace(by=back(28)), made_on=40)[0] == "ask-the-organisation"
    assert asked_by(DUE._replace(by=back(29)), made_on=40)[0] != "ask-the-organisation"


def test_nobody_is_asked_on_leave_or_where_a_person_comes_first() -> None:
    assert "two people" not in asked_by(DUE, kind="leave")[1]
    entries = [
        entry(back(1), signs={"hopeless": 1}),
        entry(back(20), supports=["supervision"])._replace(agreed=(DUE,)),
    ]
    review = build(entries, history(), WORDS, WEEK)
    assert (review.step, review.promise, step_text(review)) == (None, None, "")


def test_a_long_agreement_is_named_by_its_beginning_and_stays_in_its_line() -> None:
    text = asked_by(DUE._replace(what="more {what} than\n\x1b[2J" + " and so on" * 20))[1]
    assert "'more {what} than \\x1b[2J and so on" in text
    assert "...' has happened" in text
    assert len(text) < 150
