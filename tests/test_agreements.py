"""Agreements: what is open and when to ask, how they are stored, and that no rule counts a record as a calm shift."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cfjournal import codec, quick, vocabulary
from cfjournal.agreements import Agreement, Answer, Made, by_urgency, made_in, new_id
from cfjournal.errors import UsageError
from cfjournal.exchange import from_json, schema, to_json
from cfjournal.fields import CodecError
from cfjournal.merging import differences
from cfjournal.rules.engine import replay
from cfjournal.rules.files import shipped
from cfjournal.series import days_of
from tests.edges import cfj
from tests.entries import agreements, plain

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry

WORDS = vocabulary.load()
RULES = shipped(WORDS)
DAY = dt.date(2026, 11, 13)
LATER = dt.date(2026, 12, 1)
HALF_HOUR = Agreement("ab12cd34", "a fixed half hour after visits", "organisation", LATER)
UNION = Agreement("ab12cd35", "ring the union", "me")


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


# --- what is open, and when to ask -----------------------------------------------------------------------------


def test_an_agreement_is_asked_about_on_the_day_after_its_date() -> None:
    made = Made("e", DAY, HALF_HOUR)
    assert (made.due(LATER), made.due(LATER + days(1))) == (False, True)


def test_one_without_a_date_is_asked_about_after_two_weeks() -> None:
    made = Made("e", DAY, UNION)
    assert (made.due(DAY + days(13)), made.due(DAY + days(14))) == (False, True)


@pytest.mark.parametrize(
    ("answer", "is_open", "ask_after"),
    [
        (Answer("done", LATER), False, None),
        (Answer("dropped", LATER), False, None),
        (Answer("partly", LATER), False, None),
        (Answer("partly", LATER, by=LATER + days(9)), True, 10),
        (Answer("not-yet", LATER), True, 14),
        (Answer("not-yet", LATER, by=LATER + days(30)), True, 31),
    ],
)
def test_an_answer_closes_it_or_says_when_to_ask_again(
    answer: Answer, is_open: bool, ask_after: int | None
) -> None:
    made = Made("e", DAY, HALF_HOUR._replace(answers=(answer,)))
    assert made.agreement.open is is_open
    if ask_after is not None:
        assert made.ask_on == LATER + days(ask_after)


def test_what_was_agreed_or_answered_later_is_not_seen_on_an_earlier_day() -> None:
    answered = UNION._replace(answers=(Answer("not-yet", LATER), Answer("done", LATER + days(20))))
    entries = [plain(str(DAY), agreed=(answered,)), plain(str(LATER), agreed=(HALF_HOUR,))]
    assert [one.agreement.outcome for one in made_in(entries, LATER)] == ["not-yet", None]
    assert [one.agreement.outcome for one in made_in(entries, LATER - days(1))] == [None]
    assert made_in(entries)[0].agreement == answered


def test_the_open_come_first_by_when_to_ask_then_the_answered_the_latest_first() -> None:
    def done(ident: str, day: int) -> Agreement:
        return Agreement(ident, "x", "me", answers=(Answer("done", DAY + days(day)),))

    made = [Made("e", DAY, one) for one in (done("c", 1), HALF_HOUR, done("d", 2), UNION)]
    assert [one.agreement.id for one in by_urgency(made)] == [UNION.id, HALF_HOUR.id, "d", "c"]


def test_ids_are_eight_hexadecimal_digits_and_differ() -> None:
    found = {new_id() for _ in range(100)}
    assert len(found) == 100
    assert all(len(ident) == 8 and int(ident, 16) >= 0 for ident in found)


# --- how they are stored -----------------------------------------------------------------------------------------


def test_an_agreement_stands_in_the_file_of_its_entry_in_words() -> None:
    answered = HALF_HOUR._replace(answers=(Answer("not-yet", LATER, "rooms", LATER + days(30)),))
    text = codec.dump(plain(agreed=(answered,)))
    assert 'what = "a fixed half hour after visits"\nwho = "organisation"\nby = 2026-12-01\n' in text
    assert quick.load(text) is None, "which is left to the parser of TOML"
    assert codec.load(text).agreed == (answered,)


@settings(max_examples=100)
@given(st.lists(agreements, min_size=1, max_size=3, unique_by=lambda one: one.id).map(tuple))
def test_agreements_come_back_as_they_were_from_a_file_and_from_a_line(agreed: tuple[Agreement, ...]) -> None:
    entry = plain(agreed=agreed)
    assert codec.load(codec.file_of(entry).decode()) == entry
    line = json.loads(json.dumps(to_json(entry)))
    assert from_json(line) == entry
    jsonschema.validate(line, json.loads(schema()))


LINE = {"id": "a", "what": "private", "who": "me"}


@pytest.mark.parametrize(
    ("agreed", "says"),
    [
        ({}, "agreed is a table, not a list of tables"),
        (["private"], "agreed is a list, not a list of tables"),
        ([{"id": "a", "who": "me"}], "agreed holds something without its what"),
        ([{**LINE, "what": " \n"}], "an agreement without words"),
        ([{**LINE, "what": 3}], "what was agreed is 3, not text"),
        ([{**LINE, "who": "private"}], "the who of an agreement is none of me, supervisor, organisation"),
        ([{**LINE, "by": "private"}], "the date is not a day"),
        ([{**LINE, "id": "../x"}], "the id is not 1 to 64 letters"),
        ([LINE, LINE], "two agreements with the same id"),
        ([{**LINE, "answers": "private"}], "answers is text, not a list of tables"),
        ([{**LINE, "answers": [{"outcome": "done"}]}], "without its asked"),
        ([{**LINE, "answers": [{"outcome": "private", "asked": "2026-11-20"}]}], "none of done, partly"),
        ([{**LINE, "answers": [{"outcome": "done", "asked": "2026-11-20", "said": 1}]}], "is 1, not text"),
        ([{**LINE, "what": "private\0"}], "the text of an agreement holds a NUL character"),
        ([{**LINE, "what": "private\ud800"}], "not valid UTF-8"),
    ],
)
def test_what_is_no_agreement_is_refused_without_its_words(agreed: object, says: str) -> None:
    line = {"date": "2026-11-20", "logged_at": "2026-11-20T21:14:03+01:00", "agreed": agreed}
    with pytest.raises(CodecError) as error:
        from_json(line)
    assert says in error.value.message
    assert "private" not in error.value.message


def test_null_is_as_good_as_nothing_in_an_agreement() -> None:
    line = {"date": "2026-11-20", "logged_at": "2026-11-20T21:14:03+01:00"}
    said = {**LINE, "by": None, "answers": None}
    assert from_json({**line, "agreed": [said]}).agreed == (Agreement("a", "private", "me"),)
    assert from_json({**line, "agreed": None}).agreed == ()
    jsonschema.validate({**line, "agreed": [said]}, json.loads(schema()))


def test_no_file_holds_what_cannot_be_stored() -> None:
    with pytest.raises(UsageError, match="the text of an agreement holds a NUL"):
        codec.file_of(plain(agreed=(UNION._replace(what="a\0"),)))


def test_two_versions_that_differ_in_what_was_agreed_are_said_to() -> None:
    entry = plain()
    assert differences(entry, entry._replace(agreed=(UNION,))) == ["agreements"]


# --- no rule counts a record as a calm shift --------------------------------------------------------------------


def record(day: str, *, supervision: bool = True) -> Entry:
    supports = {"supervision": 2} if supervision else {}
    return plain(day, signs={}, strains={}, note="", bring="", supports=supports, agreed=(UNION,))


def test_a_record_alone_makes_no_day_that_was_told_and_its_supports_are_known() -> None:
    (day,) = days_of([record("2026-11-13")])
    assert (day.told, day.worked, day.kind, day.supports) == (False, False, None, {"supervision": 2})


@pytest.mark.parametrize("kind", ["shift", "rest"])
def test_beside_another_entry_a_record_adds_only_its_supports(kind: str) -> None:
    other = plain("2026-11-13", kind=kind, signs={"dread": 3}, supports={"rest": 1})
    (day,) = days_of([record("2026-11-13"), other])
    assert (day.kind, day.signs, day.supports) == (kind, {"dread": 3}, {"rest": 1, "supervision": 2})


def test_an_entry_that_says_anything_of_the_day_counts_as_ever() -> None:
    for said in ({"note": "x"}, {"bring": "x"}, {"signs": {"dread": 0}}, {"strains": {"overload": 1}}):
        (day,) = days_of([record("2026-11-13")._replace(**said)])
        assert day.worked


levels = st.dictionaries(st.sampled_from(["dread", "flatness", "exhaustion", "cynicism"]), st.integers(1, 4))
a_day = st.tuples(
    levels,
    st.sampled_from(["shift", "shift", "shift", "rest", "leave", None]),
    st.sampled_from([(), ("incident",), ("no-break",)]),
    st.sampled_from([(), (), ("debrief",), ("supervision",)]),
)


@settings(max_examples=60)
@given(
    st.lists(a_day, min_size=20, max_size=90),
    st.lists(st.tuples(st.integers(0, 100), st.booleans()), min_size=1, max_size=4),
)
def test_records_change_no_figure_but_the_time_since_supervision(
    said: list[tuple[dict[str, int], str | None, tuple[str, ...], tuple[str, ...]]],
    recorded: list[tuple[int, bool]],
) -> None:
    first = dt.date(2026, 1, 5)
    diary = [
        plain(str(first + days(at)), signs=signs, kind=kind, note="", bring="", id=f"day-{at}")._replace(
            strains=dict.fromkeys(strains, 2), supports=dict.fromkeys(supports, 2)
        )
        for at, (signs, kind, strains, supports) in enumerate(said)
        if kind
    ]
    records = [record(str(first + days(at)), supervision=there) for at, there in recorded]
    today = first + days(101)
    without = replay(diary, RULES, WORDS, until=today)
    with_them = replay([*diary, *records], RULES, WORDS, until=today)
    assert with_them.episodes == without.episodes
    assert with_them.timeline == without.timeline
    assert with_them.reference == without.reference
    assert with_them.states == without.states
    for one, other in zip(with_them.evidence, without.evidence, strict=True):
        if one.rule.id != "conditions.supervision":
            assert one == other


def test_a_date_with_a_record_alone_is_not_written(tmp_path: Path) -> None:
    cfj(tmp_path, "log", "tired", "--date", "2026-11-18")
    cfj(tmp_path, "supervision", "record", "x", "--who", "me")
    done = cfj(tmp_path, "--plain", "report")
    assert done.out.startswith("Your week, Saturday 14 to Friday 20 November 2026\n")
    assert "1 of 3 days written, 1 shift. Not written: 19-20 November." in done.out
    assert "last reflective supervision: Friday 20 November" in done.out


def test_supervision_that_is_only_in_a_record_ends_the_time_without() -> None:
    diary = [plain(str(dt.date(2026, 8, 1) + days(at)), supports={}) for at in range(60)]
    today = dt.date(2026, 9, 29)

    def finding(*more: Entry) -> str:
        found = replay([*diary, *more], RULES, WORDS, until=today).evidence
        return next(each.verdict for each in found if each.rule.id == "conditions.supervision")

    assert finding() == "yes"
    assert finding(record("2026-09-20")) == "no"
    assert finding(record("2026-09-20", supervision=False)) == "yes"
    assert finding(record("2026-08-03")) == "yes"


def test_a_record_after_the_last_written_day_is_seen_too() -> None:
    diary = [plain(str(dt.date(2026, 8, 1) + days(at)), supports={}) for at in range(40)]
    (finding,) = (
        each
        for each in replay([*diary, record("2026-09-20")], RULES, WORDS, until=dt.date(2026, 9, 25)).evidence
        if each.rule.id == "conditions.supervision"
    )
    assert (finding.verdict, finding.readings[0].low, finding.readings[0].high) == ("no", 0, 5)
