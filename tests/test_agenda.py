"""The agenda: how far it looks back, what it asks, what it says, and that it holds no note."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from cfjournal import glossary, questions
from cfjournal.agenda import Agenda, build, last_supervision, since
from cfjournal.agreements import Made
from cfjournal.period import Period
from cfjournal.questions import ASKED
from cfjournal.render.agenda_page import agenda_page, cited
from cfjournal.render.agenda_view import AgendaView, agenda_view
from cfjournal.render.markdown import write
from cfjournal.render.plain import say
from cfjournal.render.terminal import draw
from cfjournal.review import build as build_review
from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.files import shipped
from tests.edges import cfj
from tests.reviewing import (
    SUNDAY,
    WORDS,
    agreed,
    back,
    building,
    diary,
    empty,
    entry,
    evidence,
    history,
    review,
    rule,
    state,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cfjournal.rules.history import History, StateName

SOURCES = glossary.load().sources
ALL = questions.load()
MADE = tuple(Made("s", back(69), one) for one in agreed())


def agenda(found: History | None = None, made: tuple[Made, ...] = ()) -> Agenda:
    entries, builds = building()
    said = build_review(entries, found or builds, WORDS, since(None, SUNDAY))
    return build(said, made, back(69), ALL)


def text(of: Agenda) -> str:
    return say(agenda_page(of, SOURCES))


# --- how far back ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "days"), [(None, 56), (0, 28), (10, 28), (27, 28), (28, 29), (40, 41), (55, 56), (90, 56)]
)
def test_it_looks_back_to_the_last_supervision_four_weeks_at_least_and_eight_at_most(
    last: int | None, days: int
) -> None:
    found = since(None if last is None else back(last), SUNDAY)
    assert (found.last, len(found)) == (SUNDAY, days)


def test_the_last_supervision_is_the_last_that_was_noted_up_to_that_day() -> None:
    entries = [
        entry(back(9), supports=["supervision"]),
        entry(back(5), supports=["debrief"]),
        entry(back(-1), supports=["supervision"]),
        entry(back(3))._replace(supports={"supervision": 0}),
    ]
    assert last_supervision(entries, SUNDAY) == back(9)
    assert last_supervision(entries[1:], SUNDAY) is None


# --- what it asks ---------------------------------------------------------------------------------------------


def asked(
    findings: tuple[str, ...] = (), made: tuple[str, ...] = (), patterns: tuple[str, ...] = ()
) -> list[str]:
    chosen = ALL.chosen(findings, made, patterns)
    return [one.finding or one.agreed or one.pattern or "any time" for one in chosen]


def test_conditions_are_asked_about_first_then_what_was_agreed_then_patterns_then_what_fits_at_any_time() -> (
    None
):
    assert asked() == ["any time"] * 3
    assert asked(("conditions.breaks",), ("organisation",), ("burnout",)) == [
        "conditions.breaks",
        "organisation",
        "burnout",
    ]
    assert asked(("conditions.breaks",)) == ["conditions.breaks", "any time", "any time"]
    assert asked((), (), ("burnout", "secondary-trauma")) == ["burnout", "secondary-trauma", "burnout"]
    assert asked(("own.rule",)) == ["any time"] * 3, "a rule of the person's own has no question"


def test_many_findings_leave_room_for_one_question_about_what_builds() -> None:
    findings = ("conditions.supervision", "conditions.breaks", "conditions.staffing")
    assert asked(findings) == list(findings)
    assert asked(findings, (), ("burnout",)) == [*findings[:2], "burnout"]


def test_there_is_a_question_for_every_finding_and_pattern_that_the_shipped_rules_know() -> None:
    findings = {each.id for each in shipped(WORDS).rules if each.pattern == "conditions"}
    assert {one.finding for one in ALL.questions if one.finding} == findings
    assert {one.pattern for one in ALL.questions if one.pattern} == set(PATTERNS)
    assert {one.agreed for one in ALL.questions if one.agreed} == {"me", "supervisor", "organisation"}
    assert len([one for one in ALL.questions if not (one.finding or one.agreed or one.pattern)]) >= ASKED


def test_each_is_a_question_and_each_fact_has_a_source() -> None:
    for one in ALL.questions:
        assert "?" in one.ask
        assert one.ask.isascii()
        assert bool(one.fact) == bool(one.source)
        assert not one.source or cited(SOURCES[one.source])
        assert not one.fact or one.fact.endswith(".")


def test_words_for_naming_it_are_two_or_three_sentences_for_whatever_leads() -> None:
    assert set(ALL.naming) == {*PATTERNS, "conditions", "unknown", "none"}
    for words in ALL.naming.values():
        for said in words.values():
            assert 1 < said.count(". ") + said.count("? ") + 1 <= 3, said


@pytest.mark.parametrize(
    ("found", "leads", "clear"),
    [
        (history([state("burnout", "building"), state("compassion-fatigue", "watch")]), "burnout", True),
        (
            history([state("burnout", "watch"), state("compassion-fatigue", "easing")]),
            "compassion-fatigue",
            False,
        ),
        (history([], [evidence(rule("conditions.breaks", "conditions"))]), "conditions", True),
        (history(), "none", True),
        (history([state(name, "unknown") for name in PATTERNS]), "unknown", True),
    ],
)
def test_the_words_are_chosen_by_what_leads(found: History, leads: str, clear: bool) -> None:
    words = ALL.naming[leads]
    assert agenda(found).say == (words["building"] if clear else words["watch"])


def test_what_was_put_off_is_asked_about_by_who_was_to_do_it() -> None:
    assert [one.agreed for one in agenda(history(), MADE).questions] == ["organisation", "", ""]


# --- the page -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80])
def test_it_looks_like_this(width: int, golden: Callable[[str, str], None]) -> None:
    page = agenda_page(agenda(made=MADE), SOURCES)
    golden(f"agenda-{width}.txt", draw(page, width=width, colour=False, unicode=True))


def test_as_markdown_it_looks_like_this(golden: Callable[[str, str], None]) -> None:
    golden("agenda.md", write(agenda_page(agenda(made=MADE), SOURCES)))


def test_the_time_since_supervision_and_debrief_is_always_said() -> None:
    for entries in ([entry(SUNDAY)], [entry(SUNDAY, supports=["supervision"])], diary()):
        of = build_review(entries, history(), WORDS, since(None, SUNDAY))
        said = text(build(of, (), None, ALL))
        assert "debrief" in said
        assert "reflective supervision" in said
    assert "reflective supervision and debrief: none noted since the first entry, Sun 15 Nov" in text(
        build(build_review([entry(SUNDAY)], history(), WORDS, since(None, SUNDAY)), (), None, ALL)
    )


def test_an_empty_journal_has_an_agenda_too() -> None:
    said = text(build(empty(), (), None, ALL))
    assert "Nothing is marked to bring." in said
    assert "No supervision is noted in the last eight weeks." in said
    assert "Three questions worth asking" in said


@pytest.mark.parametrize("name", ["unknown", "quiet", "watch", "building", "easing"])
def test_every_state_is_told_in_words(name: StateName) -> None:
    since_then = None if name in ("unknown", "quiet") else back(5)
    assert f"burnout: {name}" in text(agenda(history([state("burnout", name, since_then)])))


def test_in_json_it_has_the_promised_fields() -> None:
    view = agenda_view(agenda(made=MADE))
    assert view.keys() == AgendaView.__annotations__.keys()
    assert json.loads(json.dumps(view, allow_nan=False)) == view
    assert view["schema"] == "cfjournal-agenda/1"
    assert len(view["questions"]) == ASKED
    assert len(view["agreements"]) == len(MADE)


# --- the command -----------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Path:
    root = tmp_path / "journal"
    cfj(root, "log", "--date", "2026-05-04", "tired", "-m", "a private zebra")
    cfj(root, "supervision", "record", "an old promise", "--who", "organisation", "--date", "2026-05-05")
    cfj(root, "log", "--date", "2026-10-12", "supervision", "--bring", "before the last one")
    cfj(root, "log", "--date", "2026-11-18", "dread:3", "no-break", "-m", "a private walrus")
    cfj(root, "log", "--date", "2026-11-19", "flat", "hopeless", "--bring", "Who covers my visits?")
    return root


def test_it_gathers_what_is_there_and_no_note(home: Path) -> None:
    for form in ("text", "md", "html", "json"):
        done = cfj(home, "supervision", "agenda", "--format", form)
        assert done.code == 0
        assert "Who covers my visits?" in done.out
        assert "an old promise" in done.out, "open agreements are those of the whole journal"
        assert "zebra" not in done.out
        assert "walrus" not in done.out
        assert "hopeless" not in done.out
    assert json.loads(cfj(home, "supervision", "agenda", "--json").out)["last_supervision"] == "2026-10-12"


def test_it_looks_back_to_the_last_supervision(home: Path) -> None:
    done = cfj(home, "--plain", "supervision", "agenda")
    assert done.out.startswith("To talk about, Monday 12 October to Friday 20 November 2026\n")
    assert "Your last supervision was 5 weeks ago, Monday 12 October." in done.out


def test_it_can_be_a_new_file_and_changes_nothing_else(home: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in home.rglob("*.toml")}
    path = tmp_path / "agenda.html"
    done = cfj(home, "supervision", "agenda", "--format", "html", "-o", str(path))
    assert (done.code, done.out) == (0, f"Wrote the agenda to {path}\n")
    assert "Who covers my visits?" in path.read_text("utf-8")
    assert cfj(home, "supervision", "agenda", "-o", str(path)).code == 2
    assert {path: path.read_bytes() for path in home.rglob("*.toml")} == before


def test_what_cannot_be_read_is_said_once(home: Path) -> None:
    path = next(home.glob("entries/2026/11/*"))
    path.write_bytes(path.read_bytes()[:-9])
    done = cfj(home, "supervision", "agenda")
    assert done.code == 4
    assert done.err.count("a file could not be read") == 1


def test_reviews_need_neither_questions_nor_a_whole_journal() -> None:
    assert since(back(30), SUNDAY) == Period(back(30), SUNDAY)
    assert isinstance(review().agreed, tuple)
    assert dt.timedelta(days=27) == SUNDAY - since(SUNDAY, SUNDAY).first


def test_what_is_never_exported_is_on_the_screen_and_in_no_file(home: Path, tmp_path: Path) -> None:
    cfj(home, "log", "tired", "--never-export", "--bring", "a private heron", "--date", "2026-11-17")
    cfj(home, "supervision", "record", "a private badger", "--who", "me", "--date", "2026-11-17")
    path = tmp_path / "file"
    for command in (("supervision", "agenda"), ("report",)):
        for shown in (cfj(home, *command).out, cfj(home, "--plain", *command).out):
            assert shown.casefold().count("stays here, never exported") == 2, "where each of the two stands"
        for form in ("text", "md", "html", "json"):
            done = cfj(home, *command, "--format", form, "-o", str(path))
            assert done.code == 0
            assert "Left out: an agreement is of an entry that is never exported." in done.err
            text = path.read_text("utf-8")
            path.unlink()
            for words in ("a private heron", "a private badger"):
                assert words in shown
                assert words not in text


def test_who_is_in_a_heavy_time_is_given_no_words_for_a_good_one() -> None:
    """Nothing is lit, as nothing rises; "nothing stands out just now" would be the wrong thing to say."""

    def say(signs: dict[str, int]) -> str:
        entries = [entry(back(day), signs=signs, supports=["break"]) for day in range(10)]
        return build(build_review(entries, history(), WORDS, since(None, SUNDAY)), (), None, ALL).say

    assert say({"exhaustion": 3}) == ALL.naming["burnout"]["watch"]
    assert say({"poor-sleep": 3}) == say({"exhaustion": 1}) == ALL.naming["none"]["building"]
