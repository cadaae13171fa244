"""The review in words: its order, its tone, and what it says when there is little to say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from cfjournal.eased import Eased
from cfjournal.period import Period
from cfjournal.render.conditions_section import NONE_NOTED
from cfjournal.render.page import Brief, Fact, Heading, Light, Page, Point, Quote, Row, Words
from cfjournal.render.phrases import STATES
from cfjournal.render.plain import say
from cfjournal.render.review_page import review_page
from cfjournal.render.rows import ROWS
from cfjournal.render.since_page import NO_PROOF
from cfjournal.render.states import STALE
from cfjournal.review import build
from cfjournal.rules.history import Reading, Reference
from cfjournal.situation import situations
from cfjournal.steps import step_for
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
    reading,
    review,
    rule,
    state,
)

if TYPE_CHECKING:
    from typing import Literal

    from cfjournal.entry import Entry
    from cfjournal.rules.history import Evidence, History, StateName, Verdict

    ReferenceStatus = Literal["none", "provisional", "full", "frozen", "set"]


def page(entries: list[Entry], found: History | None = None, period: Period = WEEK) -> Page:
    return review_page(build(entries, found or history(), WORDS, period))


def titles(of: Page) -> list[str]:
    return [section.title for section in of.sections]


def section(of: Page, title: str) -> list[object]:
    return [block for each in of.sections if each.title == title for block in each.blocks]


NOTHING_HERE = (
    "No entries in these days. They are missing, not good and not bad; the last entry before is from "
    "Friday 6 November."
)
MIXED = (
    "4 of 7 days written, 1 shift, 1 rest day, 1 day of leave and 1 day off sick. "
    "Not written: 11 and 14-15 November."
)
REASON = (
    "Signs that often go with compassion fatigue are well above your steady weeks: emotional flatness on all "
    "of the last 14 shifts (usually none), dread of work on 5 (usually none)."
)
WORK, BUILDING, NOTICED = "What the work was like", "Is something building?", "What you noticed in yourself"


def test_conditions_come_before_patterns_and_patterns_before_signs() -> None:
    assert titles(review_page(review())) == [
        WORK,
        BUILDING,
        NOTICED,
        "Since the week before",
        "What held",
        "What you want to bring",
        "One small step",
        "From here",
    ]


def test_hopelessness_comes_before_everything() -> None:
    of = build([entry(back(2), signs={"hopeless": 2})], history(), WORDS, WEEK)
    first = review_page(of, where_to_turn=["A line to ring."]).sections[0]
    assert [block.tone for block in first.blocks if isinstance(block, Words)] == ["gentle", "gentle"]
    assert [block.text for block in first.blocks if isinstance(block, Words)] == [
        "You named hopelessness on Friday 13 November. Nobody should have to carry that alone.",
        "A line to ring.",
    ]
    assert "hopeless" not in str(review_page(of).sections[1:])


def test_no_page_holds_a_verdict_a_score_or_praise() -> None:
    for of in (review_page(review()), review_page(empty())):
        said = say(of).lower()
        assert "signs" in said or "unknown" in said
        for word in (
            "you have burnout",
            "diagnosed",
            "score",
            "streak",
            "well done",
            "great",
            "keep it up",
            "failed",
        ):
            assert word not in said


@pytest.mark.parametrize(
    ("entries", "lead"),
    [
        ([], "Nothing is written yet, so there is nothing to say yet."),
        (
            [entry(back(9))],
            NOTHING_HERE,
        ),
        (
            [
                entry(back(9)),
                entry(back(6)),
                entry(back(5), "leave"),
                entry(back(3), "sick"),
                entry(back(2), "rest"),
            ],
            MIXED,
        ),
        ([entry(back(day)) for day in range(9)], "7 of 7 days written, 7 shifts."),
        (
            [entry(back(day)) for day in (9, 6, 5, 4, 2, 1, 0)],
            "6 of 7 days written, 6 shifts. Not written: Thursday 12 November.",
        ),
        (
            [entry(back(2)), entry(back(1))],
            "Begun on Friday 13 November: 2 of 3 days written, 2 shifts. Not written: Sunday 15 November.",
        ),
    ],
)
def test_coverage_is_said_in_a_sentence(entries: list[Entry], lead: str) -> None:
    assert [words.text for words in page(entries).lead] == [lead]


def test_many_unwritten_days_are_not_listed() -> None:
    month = Period(back(27), SUNDAY)
    assert (
        page([entry(back(40)), entry(back(3))], period=month).lead[0].text == "1 of 28 days written, 1 shift."
    )


def test_the_title_says_which_days() -> None:
    assert page([]).title == "Your week, Monday 9 to Sunday 15 November 2026"
    assert page([], period=Period(back(27), SUNDAY)).title.startswith("Your journal, Monday 19 October")


def test_the_usual_is_said_where_there_is_one() -> None:
    lead = review_page(review()).lead
    assert lead[2].text == "Your usual: 36 shifts, Mon 31 Aug to Fri 16 Oct."


def test_an_empty_journal_is_told_how_to_begin() -> None:
    of = review_page(empty())
    assert titles(of) == [BUILDING, "From here"]
    assert [block.text for block in section(of, "From here")] == ["cfj log", "cfj demo"]  # type: ignore[attr-defined]


def test_a_row_says_how_often_and_how_often_usually() -> None:
    rows = {block.label: block for block in section(review_page(review()), NOTICED) if isinstance(block, Row)}
    flatness, dread = rows["emotional flatness"], rows["dread of work"]
    assert (flatness.now, flatness.full, flatness.beside) == ("5 of 5", "5 of 5 shifts", "usually none")
    assert (flatness.tone, flatness.trend) == ("more", "rising in the last 4 weeks")
    assert (dread.full, dread.beside) == ("2 of 5 shifts", "usually none, also on the one day off")


@pytest.mark.parametrize(
    ("levels", "beside"),
    [
        ([2] * 8, "usually 4 of 5"),
        ([2], "usually rare"),
        ([1] * 10, "as often as usual, but stronger"),
        ([], "usually none"),
    ],
)
def test_what_is_usual_is_said_in_words(levels: list[int], beside: str) -> None:
    steady = tuple(back(day) for day in range(40, 50))
    entries = [
        entry(date, signs={"dread": level} if level else {})
        for date, level in zip(steady, levels + [0] * 10, strict=False)
    ]
    entries += [entry(back(day), signs={"dread": 3}) for day in range(5)]
    found = history(reference=Reference("frozen", steady, {}, {}))
    (row,) = [block for block in section(page(entries, found), NOTICED) if isinstance(block, Row)]
    assert row.beside == beside


def test_signs_stand_under_what_they_are_to_the_usual() -> None:
    entries, found = building()
    blocks = section(review_page(build(entries, found, WORDS, WEEK)), NOTICED)
    headings = [block for block in blocks if isinstance(block, Heading | Brief)]
    assert headings[0] == Heading("More than your usual", "more")
    assert [row.label for each in headings if isinstance(each, Brief) for row in each.rows] == [
        "less patience"
    ]


def test_what_is_less_than_usual_is_shown_too() -> None:
    steady = tuple(back(day) for day in range(40, 50))
    entries = [*(entry(date, signs={"dread": 3}) for date in steady), entry(back(1))]
    found = history(reference=Reference("frozen", steady, {}, {}))
    heading, row = section(page(entries, found), NOTICED)
    assert heading == Heading("Less than your usual", "less")
    assert isinstance(row, Row)
    assert (row.full, row.beside, row.tone) == ("not on the one shift", "usually 1 of 1", "less")


def test_without_a_usual_nothing_is_compared_and_that_is_said() -> None:
    blocks = section(page([entry(back(1), signs={"dread": 3})]), NOTICED)
    assert isinstance(blocks[0], Row)
    assert blocks[0].beside == ""
    assert blocks[-1] == Words("There is no usual to compare with yet; that takes more shifts.", "soft")


def test_many_words_are_said_briefly_but_none_is_left_out() -> None:
    strains = WORDS.strains[: ROWS + 3]
    blocks = section(page([entry(back(1), strains=strains)]), WORK)
    rows = [block for block in blocks if isinstance(block, Row)]
    (brief,) = [block for block in blocks if isinstance(block, Brief)]
    assert len(rows) == ROWS
    labels = {row.label for row in (*rows, *brief.rows)}
    assert labels == {WORDS.tags[strain].label for strain in strains}


def test_findings_and_last_times_stand_with_the_conditions() -> None:
    blocks = section(review_page(review()), WORK)
    assert Fact("last reflective supervision", "9 weeks ago, Monday 7 September") in blocks
    assert Fact("debrief and leave", "none noted since the first entry, Mon 31 Aug") in blocks


def test_supervision_comes_first_whether_there_was_any_or_not() -> None:
    def said(*supports: str) -> list[str]:
        entries = [entry(back(30), supports=supports), entry(back(1), supports=["break"])]
        return [block.label for block in section(page(entries), WORK) if isinstance(block, Fact)]

    assert said("debrief") == ["reflective supervision and leave", "last debrief"]
    assert said("supervision") == ["last reflective supervision", "debrief and leave"]
    assert said("supervision", "debrief") == ["last reflective supervision", "last debrief", "leave"]


def test_the_day_from_which_something_was_looked_for_is_no_day_on_which_it_was() -> None:
    entries, found = building()
    part = build(entries, found, WORDS, WEEK, whole_from=back(60))
    assert Fact(
        "reflective supervision, debrief and leave", "none noted since the first entry looked at, Wed 16 Sep"
    ) in section(review_page(part), WORK)


ALL_THREE = "reflective supervision, debrief and leave"
NOTED_SINCE = "none noted since the first entry, Wed 16 Sep"
NEVER = evidence(
    rule("conditions.supervision", "conditions"),
    readings=[reading("days_since(supervision)", 60, None)],
    sentence="No supervision for four weeks",
)


def months(supports: tuple[str, ...]) -> list[Entry]:
    return [entry(back(days), supports=supports if days == 50 else ()) for days in range(60, -1, -2)]


def test_who_never_notes_a_support_is_not_told_every_week_to_lack_one() -> None:
    blocks = section(page(months(()), history(found=[NEVER])), WORK)
    assert Point("No supervision for four weeks.") not in blocks
    assert blocks[-2:] == [
        Fact(ALL_THREE, NOTED_SINCE),
        Words(NONE_NOTED, "soft"),
    ]


def test_who_notes_any_support_is_told_which_is_missing() -> None:
    blocks = section(page(months(("break",)), history(found=[NEVER])), WORK)
    assert not [block for block in blocks if isinstance(block, Point)]
    assert Fact(ALL_THREE, NOTED_SINCE) in blocks
    assert in_short(page(months(("break",)), history(found=[NEVER]))) == (
        "No reflective supervision for 8 weeks or more."
    )
    assert Words(NONE_NOTED, "soft") not in blocks


def test_what_was_missed_on_days_that_were_written_is_said_to_everybody() -> None:
    breaks = evidence(
        rule("conditions.breaks", "conditions"),
        readings=[reading("count(no-break, 12 shifts)", 8, 8)],
        sentence="Breaks were missed: no break on 8 of the last 12 shifts.",
    )
    of = page(months(()), history(found=[breaks]))
    assert in_short(of) == "Count(no-break, 12 shifts) in words."


def test_days_without_an_entry_are_no_days_without_a_support() -> None:
    assert not [block for block in section(page([entry(back(40))]), WORK) if isinstance(block, Fact)]


def test_a_journal_of_a_few_days_is_not_told_what_it_lacks() -> None:
    assert section(page([entry(back(3)), entry(back(1))]), WORK) == [
        Words("No strain was named in these days.", "soft")
    ]


def test_a_state_has_its_reason_with_numbers_and_what_would_clear_it() -> None:
    lights = [block for block in section(review_page(review()), BUILDING) if isinstance(block, Light)]
    assert [(light.name, light.state) for light in lights] == [
        ("burnout", "quiet"),
        ("compassion fatigue", "building"),
        ("secondary trauma", "quiet"),
    ]
    assert lights[1].since == "since Tuesday 3 November, 13 days"
    assert [words.text for words in lights[1].lines] == [
        REASON,
        (
            "How sure: strong signs alone, on your last 14 shifts; your usual plays no part in it. "
            "It clears when the number is at most 2, on 3 shifts in a row."
        ),
    ]


def reason(entries: list[Entry], name: StateName = "building", reference: Reference | None = None) -> str:
    """Return the reason that is given where a rule looked at the shifts of the last ten days."""
    looked = reading("count(dread, 10 shifts)", 5, 5, [back(day) for day in range(9, -1, -1)])
    lit = state("compassion-fatigue", name, back(3), rules=("r",))
    found = history([lit], [evidence(rule("r", says="Signs gather"), readings=[looked])], reference=reference)
    light = section(page(entries, found), BUILDING)[1]
    assert isinstance(light, Light)
    return light.lines[0].text


def test_the_signs_that_rose_carry_a_pattern_and_others_only_if_none_rose() -> None:
    steady = [back(day) for day in range(40, 50)]
    usual = [entry(day, signs={"dread": 1, "shame": 2}) for day in steady]
    reference = Reference("frozen", tuple(steady), {}, {})
    lately = [entry(back(day), signs={"dread": 2, "shame": 1, "flatness": 1}) for day in range(5)]
    assert reason([*usual, *lately, *(entry(back(day)) for day in range(5, 10))], reference=reference) == (
        "Signs gather: emotional flatness on 5 of the last 10 shifts (usually none)."
    )
    same = [entry(back(day), signs={"dread": 1, "shame": 2}) for day in range(10)]
    assert reason([*usual, *same], reference=reference) == (
        "Signs gather: dread of work on all of the last 10 shifts (as often as usual), "
        "shame about caring less on 10 (as often as usual)."
    )
    stronger = [entry(back(day), signs={"dread": 3}) for day in range(10)]
    assert reason([*usual, *stronger], reference=reference) == (
        "Signs gather: dread of work on all of the last 10 shifts (as often as usual, but stronger)."
    )


def test_without_a_usual_the_heaviest_signs_are_named_as_they_are() -> None:
    entries = [entry(back(day), signs={"dread": 3, "flatness": 1}) for day in range(10)]
    assert (
        reason(entries)
        == "Signs gather: dread of work on all of the last 10 shifts, emotional flatness on 10."
    )
    assert reason([entry(back(day)) for day in range(10)]) == "A sentence with its number 9."


def test_what_eases_is_not_said_to_be_as_it_was() -> None:
    entries = [entry(back(day), signs={"dread": 3}) for day in range(10)]
    assert reason(entries, "easing") == (
        "It was building, and the signs are lighter now: dread of work on all of the last 10 shifts."
    )


def test_each_state_that_occurs_is_explained_once() -> None:
    texts = [block.text for block in section(review_page(review()), BUILDING) if isinstance(block, Words)]
    assert texts == [STATES["quiet"], STATES["building"]]


def test_a_remark_that_all_states_share_is_made_once() -> None:
    texts = [block.text for block in section(review_page(empty()), BUILDING) if isinstance(block, Words)]
    assert texts[0] == "0 of the 14 shifts it takes."
    noted = [
        state("burnout", "unknown", note="provisional: short"),
        state("compassion-fatigue", note="provisional: short"),
    ]
    texts = [block.text for block in section(page([], history(noted)), BUILDING) if isinstance(block, Words)]
    assert texts[0] == "Burnout and compassion fatigue: provisional: short."


def test_after_long_silence_a_reason_claims_no_numbers() -> None:
    stale = state("burnout", "building", back(60), rules=("burnout.rising",), stale_days=40)
    says = rule(
        "burnout.rising", "burnout", says="Signs that often go with burnout are above your steady weeks"
    )
    light = section(page([], history([stale], [evidence(says)])), BUILDING)[0]
    assert isinstance(light, Light)
    assert (
        light.lines[0].text
        == "Signs that often go with burnout are above your steady weeks, as far as you wrote."
    )


def test_a_state_that_may_be_older_than_what_was_read_says_so() -> None:
    old = state("burnout", "building", back(400), older=True)
    light = section(page([], history([old])), BUILDING)[0]
    assert isinstance(light, Light)
    assert light.since == "since Saturday 11 October 2025 or earlier, 57 weeks"


def test_what_is_to_be_brought_is_quoted_as_it_was_written() -> None:
    (quote,) = section(review_page(review()), "What you want to bring")
    assert quote == Quote("Fri 13 Nov", "Could we talk about Thursday?\nAnd the rota.")


def test_the_way_on_fits_the_state() -> None:
    def commands(of: Page) -> list[str]:
        return [block.text for block in section(of, "From here")]  # type: ignore[attr-defined]

    on = ["cfj supervision agenda"]
    assert commands(review_page(review())) == ["cfj why compassion-fatigue", *on]
    assert commands(page([entry(back(1))])) == []
    assert commands(page([entry(back(1), bring="x")])) == on


def test_a_day_off_counts_as_no_shift() -> None:
    rest = page([entry(back(1), "rest", signs={"dread": 2}), entry(back(20))])
    (row,) = [block for block in section(rest, NOTICED) if isinstance(block, Row)]
    assert (row.now, row.full, row.beside) == ("", "", "on the one day off")
    mixed = page([entry(back(1), "rest", signs={"dread": 2}), entry(back(2))])
    (row,) = [block for block in section(mixed, NOTICED) if isinstance(block, Row)]
    assert (row.full, row.beside, row.weeks) == ("", "on the one day off", ())
    both = page([entry(back(1), "rest", signs={"dread": 2}), entry(back(2), signs={"dread": 1})])
    (row,) = [block for block in section(both, NOTICED) if isinstance(block, Row)]
    assert (row.full, row.beside) == ("1 of 1 shift", "also on the one day off")


@pytest.mark.parametrize(
    ("on", "of", "said"),
    [
        (1, 3, "on 1 of 3 days off"),
        (1, 1, "on the one day off"),
        (2, 2, "on both days off"),
        (3, 3, "on all 3 days off"),
    ],
)
def test_on_which_days_off_something_was_is_said_in_words(on: int, of: int, said: str) -> None:
    off = [entry(back(day), "rest", supports=["rest"] if day < on else []) for day in range(of)]
    (row,) = [
        block
        for block in section(page([*off, entry(back(5)), entry(back(6))]), "What held")
        if isinstance(block, Row)
    ]
    assert (row.now, row.full, row.beside) == ("", "", said)


def test_nothing_of_what_is_usually_there_is_a_word_and_no_count_of_nought() -> None:
    steady = tuple(back(day) for day in range(40, 50))
    entries = [*(entry(date, supports=["break"], signs={"dread": 1}) for date in steady)]
    entries += [*(entry(back(day)) for day in range(5)), entry(back(5), "rest", supports=["break"])]
    of = page(entries, history(reference=Reference("frozen", steady, {}, {})))
    (row,) = [block for block in section(of, "What held") if isinstance(block, Row)]
    assert (row.now, row.full) == ("none", "none of 5 shifts")
    assert row.beside == "usually 5 of 5, but on the one day off"
    assert "0 of" not in say(of)
    (brief,) = [block for block in section(of, NOTICED) if isinstance(block, Row)]
    assert (brief.label, brief.now) == ("dread of work", "none")


def test_in_brief_what_says_the_same_is_said_together_and_nothing_as_a_word() -> None:
    steady = tuple(back(day) for day in range(40, 50))
    usual = [entry(date, signs={"shame": 1, "dread": 1, "exhaustion": 1}) for date in steady[:4]]
    usual += [entry(date) for date in steady[4:]]
    lately = [entry(back(day), signs={"exhaustion": 1} if day < 2 else {}) for day in range(5)]
    of = page([*usual, *lately], history(reference=Reference("frozen", steady, {}, {})))
    (brief,) = [block for block in section(of, NOTICED) if isinstance(block, Brief)]
    assert list(brief.groups()) == [
        ("exhaustion", "2 of 5"),
        ("dread of work and shame about caring less", "not at all"),
    ]
    assert "dread of work: none of 5 shifts, usually 2 of 5\n" in say(of)


def test_signs_that_were_there_once_as_usual_are_counted_where_they_are_many() -> None:
    steady = tuple(back(day) for day in range(40, 50))
    reference = history(reference=Reference("frozen", steady, {}, {}))
    signs = ["dread", "shame", "exhaustion", "poor-sleep"]

    def brief(*named: str) -> list[tuple[str, str]]:
        often = {"impatience": 1}
        lately = [
            entry(back(day), signs={**often, **(dict.fromkeys(named, 1) if not day else {})})
            for day in range(5)
        ]
        before = [
            entry(date, signs={**often, **dict.fromkeys(signs, 1)} if date == back(40) else often)
            for date in steady
        ]
        (found,) = [b for b in section(page([*before, *lately], reference), NOTICED) if isinstance(b, Brief)]
        return list(found.groups())

    assert brief(*signs) == [("less patience", "5 of 5"), ("4 others", "once each")]
    assert brief(*signs[:2]) == [
        ("dread of work and shame about caring less", "1 of 5 each"),
        ("less patience", "5 of 5"),
    ]


def test_every_review_of_any_week_can_be_put_in_words() -> None:
    entries, found = building()
    for days in range(0, 90, 3):
        last = SUNDAY - dt.timedelta(days=days)
        assert say(review_page(build(entries, found, WORDS, Period(last - dt.timedelta(days=6), last))))


def finding(ident: str = "conditions.breaks", verdict: Verdict = "yes", readings: int = 1) -> Evidence:
    counted = Reading("count(no-break, 12 shifts)", "no break on 8 of the last 12 shifts", 8, 8)
    said = "Breaks were missed: no break on 8 of the last 12 shifts."
    return evidence(rule(ident, "conditions"), verdict=verdict, readings=[counted] * readings, sentence=said)


def points(found: Evidence) -> list[str]:
    """Return the findings that are said below, where two others open the page."""
    two = [evidence(rule(ident, "conditions"), sentence=ident) for ident in ("own.a", "own.b")]
    blocks = section(page(months(("break",)), history(found=[*two, found])), WORK)
    return [block.text for block in blocks if isinstance(block, Point)]


def test_what_opens_the_page_is_not_said_again() -> None:
    of = page(months(("break",)), history(found=[finding()]))
    assert in_short(of) == "No break on 8 of the last 12 shifts."
    assert not [block for block in section(of, WORK) if isinstance(block, Point)]
    stale = state("burnout", "building", back(60), stale_days=40)
    silent = page(months(("break",)), history([stale], [finding()]))
    assert in_short(silent) == ""
    assert Point("No break on 8 of the last 12 shifts.") in section(silent, WORK)


def test_a_count_that_a_row_shows_to_be_more_than_usual_is_not_said_again() -> None:
    steady = tuple(back(day) for day in range(40, 60))
    lately = [entry(back(day), strains=["no-break"]) for day in range(8)]
    usual = [entry(date, supports=["break"]) for date in steady]
    others = [evidence(rule(ident, "conditions"), sentence=ident) for ident in ("own.a", "own.b")]

    def said(reference: Reference) -> list[object]:
        of = page([*usual, *lately], history(found=[*others, finding()], reference=reference))
        return [block for block in section(of, WORK) if isinstance(block, Point)]

    assert said(Reference("frozen", steady, {}, {})) == []
    assert said(Reference("none", (), {}, {})) == [Point("No break on 8 of the last 12 shifts.")]


def test_a_shipped_finding_is_its_count_and_one_of_their_own_is_said_in_their_words() -> None:
    assert points(finding()) == ["No break on 8 of the last 12 shifts."]
    whole = ["Breaks were missed: no break on 8 of the last 12 shifts."]
    assert points(finding("the.bad-ward")) == whole
    assert points(finding(readings=2)) == whole


def test_what_no_longer_holds_is_no_finding_whatever_a_rule_keeps() -> None:
    assert points(finding(verdict="no")) == []
    assert points(finding(verdict="unknown"))


def test_what_a_date_says_is_not_said_twice() -> None:
    lapsed = evidence(
        rule("conditions.supervision", "conditions"),
        readings=[reading("days_since(supervision)", 50, 50)],
        sentence="No supervision for four weeks: last noted 50 days ago.",
    )
    entries = months(("supervision",))
    blocks = section(page(entries, history(found=[lapsed])), WORK)
    assert Fact("last reflective supervision", "7 weeks ago, Saturday 26 September") in blocks
    assert not [block for block in blocks if isinstance(block, Point)]
    assert (
        page(entries, history(found=[lapsed]))
        .lead[0]
        .text.startswith("No reflective supervision for 7 weeks")
    )


def test_strains_about_as_usual_are_folded_unless_they_move() -> None:
    steady = [back(day) for day in range(60, 80)]
    usual = [entry(day, strains=["overtime"] if day == steady[0] else []) for day in steady]
    lately = [entry(back(day), strains=["conflict"] if day == 1 else ["understaffed"]) for day in range(12)]
    blocks = section(
        page([*usual, *lately], history(reference=Reference("frozen", tuple(steady), {}, {}))), WORK
    )
    drawn = [block.label for block in blocks if isinstance(block, Row)]
    (brief,) = [block for block in blocks if isinstance(block, Brief)]
    assert drawn == ["understaffed"]
    assert [row.label for row in brief.rows] == ["conflict"]


def test_a_young_journal_is_drawn_from_its_first_week_on_and_a_single_week_not_at_all() -> None:
    def drawn(of: Page) -> tuple[int, str]:
        (row,) = [block for block in section(of, NOTICED) if isinstance(block, Row)]
        return len(row.weeks), next(each.aside for each in of.sections if each.title == NOTICED)

    dread = [entry(back(day), signs={"dread": 2}) for day in range(0, 20, 2)]
    assert drawn(page(dread)) == (3, "3 weeks")
    assert drawn(page(dread[:2])) == (0, "0 weeks")
    assert drawn(page([*dread, entry(back(82))])) == (12, "12 weeks")


def lit(name: StateName, status: ReferenceStatus, *, relative: bool, until: str, **more: object) -> str:
    """Return what is said under a light about how sure it is and what clears it."""
    looked = reading("excess(burnout)", 5, 5, [back(day) for day in range(9, -1, -1)])._replace(
        relative=relative
    )
    found = evidence(rule("r", "burnout", until=until), readings=[looked], **more)  # type: ignore[arg-type]
    reference = Reference(status, tuple(back(day) for day in range(40, 60)), {}, {})
    entries = [entry(back(day), signs={"exhaustion": 3}) for day in range(10)]
    given = history([state("burnout", name, back(3), rules=("r",))], [found], reference=reference)
    light = section(page(entries, given), BUILDING)[0]
    assert isinstance(light, Light)
    return light.lines[1].text


USUAL = "excess(burnout) < 1.2 and rise(burnout, 8 shifts) < 0.5"


@pytest.mark.parametrize(
    ("status", "relative", "sure"),
    [
        ("frozen", True, "How sure: a full comparison, your last 10 shifts beside 20 steady ones. "),
        ("full", True, "How sure: a full comparison, your last 10 shifts beside 20 steady ones. "),
        (
            "provisional",
            True,
            "How sure: provisional, your last 10 shifts beside 20 steady ones; 28 make it full. ",
        ),
        ("set", True, "How sure: your last 10 shifts beside 20 steady ones, which you chose. "),
        (
            "frozen",
            False,
            "How sure: strong signs alone, on your last 10 shifts; your usual plays no part in it. ",
        ),
    ],
)
def test_how_much_stands_behind_a_state_is_said_in_words(
    status: ReferenceStatus, relative: bool, sure: str
) -> None:
    assert lit("building", status, relative=relative, until=USUAL) == (
        f"{sure}It clears once you are back near your usual for 3 shifts in a row."
    )


def test_what_clears_a_state_is_plain_where_its_numbers_are_not() -> None:
    def clears(until: str, **more: object) -> str:
        return lit("building", "frozen", relative=True, until=until, **more).split("steady ones. ")[1]

    exact = "It clears when the number is at most 2, on 3 shifts in a row."
    assert clears("count(burnout >= 3, 14 shifts) <= 1") == exact
    assert clears("count(burnout >= 3, 14 shifts) <= 1 or count(burnout, 3 shifts) >= 2") == exact
    assert clears("days_since(leave) < 3 and count(burnout, 3 shifts) < 2") == exact
    assert clears("count(burnout >= 3, 14 shifts) <= 1 and heavy(burnout >= 4, 14 shifts) <= 3") == (
        "It clears once such signs have become rare again for 3 shifts in a row."
    )
    assert clears(USUAL, phase="clearing", held=2) == (
        "It clears once you are back near your usual for 3 shifts in a row (2 so far)."
    )


def test_what_makes_two_states_sure_in_the_same_way_is_said_once() -> None:
    def lines(stale_days: int = 0) -> list[list[str]]:
        rules = [rule(f"{name}.rising", name) for name in ("burnout", "compassion-fatigue")]
        lit = [
            state(each.pattern, "building", back(9), rules=(each.id,), stale_days=stale_days)
            for each in rules
        ]
        looked = reading("excess(burnout)", 5, 5, [back(day) for day in range(10)])
        found = [evidence(each, readings=[looked]) for each in rules]
        entries = [entry(back(day), signs={"exhaustion": 3}) for day in range(10)]
        blocks = section(page(entries, history(lit, found)), BUILDING)
        return [[words.text for words in block.lines] for block in blocks if isinstance(block, Light)]

    first, second, _ = lines()
    assert first[1].startswith("How sure: ")
    assert second[1:] == ["How sure, and what clears it: as above."]
    stale, other, _ = lines(stale_days=40)
    assert stale[1:] == other[1:] == [STALE]


def test_after_long_silence_nobody_claims_to_be_sure() -> None:
    stale = state("burnout", "building", back(60), rules=("burnout.rising",), stale_days=40)
    light = section(page([], history([stale], [evidence(rule("burnout.rising", "burnout"))])), BUILDING)[0]
    assert isinstance(light, Light)
    assert [words.text for words in light.lines[1:]] == [STALE]


# --- in short -----------------------------------------------------------------------------------------------


def in_short(of: Page) -> str:
    return of.lead[0].text if of.lead[0].tone == "strong" else ""


def test_the_page_opens_with_one_sentence_conditions_first() -> None:
    assert in_short(review_page(review())) == (
        "No supervision for four weeks: last noted 69 days ago; "
        "signs of compassion fatigue have been building for 13 days."
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("watch", "Some signs of burnout have shown for 3 weeks."),
        ("building", "Signs of burnout have been building for 3 weeks."),
        ("easing", "Signs of burnout are lighter than they were."),
        ("quiet", "In what you noticed, nothing stands out for long."),
        ("unknown", ""),
    ],
)
def test_it_says_what_is_going_on_and_nothing_while_it_is_too_early(name: StateName, said: str) -> None:
    steady = Reference("frozen", tuple(back(day) for day in range(40, 60)), {}, {})
    given = history([state("burnout", name, back(20))], reference=steady)
    assert in_short(page([entry(back(1))], given)) == said


def test_patterns_in_the_same_state_share_a_clause() -> None:
    def said(*names: StateName) -> str:
        lit = [
            state(pattern, name, back(20 - 10 * at))
            for at, (pattern, name) in enumerate(zip(("burnout", "compassion-fatigue"), names, strict=True))
        ]
        return in_short(page([entry(back(1))], history(lit)))

    assert said("watch", "watch") == (
        "Some signs of burnout have shown for 3 weeks, of compassion fatigue for 11 days."
    )
    assert said("watch", "building") == (
        "Signs of compassion fatigue have been building for 11 days "
        "and some signs of burnout have shown for 3 weeks."
    )
    assert said("easing", "easing") == "Signs of burnout and compassion fatigue are lighter than they were."
    assert in_short(page([entry(SUNDAY)], history([state("burnout", "watch", SUNDAY)]))) == (
        "Some signs of burnout have shown since Sunday 15 November."
    )


def test_what_builds_after_it_had_eased_builds_again() -> None:
    lit = state("burnout", "building", back(1))
    steps = ((back(30), "building"), (back(9), "easing"), (back(1), "building"))
    timeline = tuple((day, state("burnout", name, day)) for day, name in steps)  # type: ignore[arg-type]
    entries = [entry(back(day)) for day in range(14)]
    given = history([lit])._replace(timeline=timeline)
    assert in_short(page(entries, given)) == "Signs of burnout have been building again for 2 days."
    given = history([lit])._replace(timeline=timeline[2:])
    assert in_short(page(entries, given)) == "Signs of burnout have been building for 2 days."


def test_without_a_reference_quiet_is_not_claimed_at_the_top() -> None:
    assert in_short(page([entry(back(1))])) == ""


def test_nothing_is_summed_up_after_silence() -> None:
    stale = state("burnout", "building", back(60), stale_days=40)
    assert in_short(page([entry(back(1))], history([stale]))) == ""
    assert in_short(page([entry(back(20))], history([state("burnout", "building", back(60))]))) == ""


def test_at_most_two_conditions_open_the_page() -> None:
    found = [finding(f"conditions.{name}") for name in ("a", "b", "c")]
    said = in_short(page(months(("break",)), history(found=found)))
    assert said.count("no break on 8 of the last 12 shifts") + said.count("No break") == 2


# --- heavy, and not rising ----------------------------------------------------------------------------------


HARD = {"exhaustion": 2, "cynicism": 2, "poor-sleep": 2}


def as_ever(signs: dict[str, int], *, status: ReferenceStatus = "provisional", days: int = 15) -> Page:
    """Return the review of a journal in which every shift from the first on is the same, and nothing is lit."""
    entries = [entry(back(day), signs=signs, supports=["break"]) for day in range(days)]
    held = tuple(sorted(each.date for each in entries)) if status != "none" else ()
    return page(entries, history(reference=Reference(status, held, {}, {})))


def test_who_begins_in_a_bad_time_is_told_that_it_is_hard_before_that_nothing_builds() -> None:
    assert in_short(as_ever(HARD)) == (
        "Strong signs, or several at once, on all of the last 14 shifts: that is hard and worth talking about, "
        "though nothing is building."
    )
    assert in_short(as_ever(HARD, status="none", days=6)) == (
        "Strong signs, or several at once, on all 6 shifts: that is hard and worth talking about, "
        "though it is too early to say whether anything is building."
    )
    assert in_short(as_ever(HARD, status="none", days=4)) == ""
    assert in_short(as_ever({"exhaustion": 2, "cynicism": 2})) == (
        "In what you noticed, nothing stands out for long."
    )


def test_what_is_lit_is_named_and_not_how_heavy_it_is_besides() -> None:
    lit = history([state("burnout", "watch", back(3))])
    assert in_short(page([entry(back(day), signs=HARD) for day in range(15)], lit)) == (
        "Some signs of burnout have shown for 4 days."
    )


@pytest.mark.parametrize(
    ("signs", "status", "said"),
    [
        ({}, "provisional", "Your usual so far: only 15 shifts, Sun 1 Nov to Sun 15 Nov; compare with care."),
        (
            HARD,
            "provisional",
            (
                "Your usual so far: only 15 shifts, Sun 1 Nov to Sun 15 Nov, all of them heavy in themselves. "
                "They show what changes, not whether it was all right."
            ),
        ),
        (
            HARD,
            "frozen",
            (
                "Your usual: 15 shifts, Sun 1 Nov to Sun 15 Nov, all of them heavy in themselves. "
                "They show what changes, not whether it was all right."
            ),
        ),
        ({}, "frozen", "Your usual: 15 shifts, Sun 1 Nov to Sun 15 Nov."),
    ],
)
def test_a_usual_that_is_young_or_was_heavy_says_so(
    signs: dict[str, int], status: ReferenceStatus, said: str
) -> None:
    assert as_ever(signs, status=status).lead[-1].text == said


def test_nobody_is_told_that_a_bad_time_is_their_usual() -> None:
    heavy, light = (section(as_ever(signs), NOTICED)[0] for signs in (HARD, {"exhaustion": 1}))
    assert isinstance(heavy, Brief)
    assert isinstance(light, Brief)
    assert heavy.label == "Much as on the shifts you are compared with"
    assert light.label == "About your usual"


def test_a_heavy_time_has_the_next_step_of_its_signs_and_not_that_of_a_quiet_one() -> None:
    def found(signs: dict[str, int]) -> set[str]:
        entries = [entry(back(day), signs=signs) for day in range(15)]
        return situations(build(entries, history(), WORDS, WEEK))

    assert found(HARD) == {"burnout"}
    assert found({"flatness": 3}) == {"compassion-fatigue"}
    assert found({"flatness": 1}) == {"quiet"}


def squared(entries: list[Entry], found: History) -> list[str]:
    blocks = section(page(entries, found), BUILDING)
    return [block.text for block in blocks if isinstance(block, Words)][1:]


def test_a_sign_on_most_shifts_is_squared_with_lights_that_are_all_quiet() -> None:
    steady = tuple(back(day) for day in range(40, 50))
    of_old = history(reference=Reference("frozen", steady, {}, {}))

    def said(usual: int, now: int, shifts: int = 5, found: History = of_old) -> list[str]:
        before = [entry(date, signs={"exhaustion": usual}) for date in steady]
        lately = [entry(back(day), signs={"exhaustion": now}) for day in range(shifts)]
        lately += [entry(back(6))] if shifts < 7 else []
        return squared([*before, *lately], found)

    beside = "on the shifts you are compared with"
    about_change = "That is about change, not about weight: exhaustion on 5 of 6 shifts is"
    assert said(1, 1) == [f"{about_change} much the same as {beside}."]
    assert said(3, 2) == [f"{about_change} less than {beside}."]
    assert said(0, 2) == [
        f"Not yet: exhaustion on 5 of 6 shifts is more than {beside}, but too little or too new to light one."
    ]
    assert said(1, 1, found=history()) == [
        (
            "That does not mean that there is little: "
            "whether exhaustion on 5 of 6 shifts is a change cannot be told yet."
        )
    ]
    assert said(1, 1, shifts=7) == [f"{about_change} much the same as {beside}.".replace("5 of 6", "all 7")]
    assert said(1, 1, shifts=2) == []
    lit = history([state("burnout", "watch", back(3))], reference=of_old.reference)
    assert not [text for text in said(1, 1, found=lit) if "weight" in text]


# --- the next step ------------------------------------------------------------------------------------------


def test_one_small_step_comes_last_before_the_commands() -> None:
    of = review_page(review())
    (step,) = section(of, "One small step")
    assert step == Words(step_for(situations(review()), SUNDAY).text)  # type: ignore[union-attr]
    assert titles(of)[-2:] == ["One small step", "From here"]


def test_after_hopelessness_there_is_no_step_but_the_lines_that_help() -> None:
    of = review_page(
        build([entry(back(2), signs={"hopeless": 2, "dread": 3})], history(), WORDS, WEEK),
        where_to_turn=["A line."],
    )
    assert "One small step" not in titles(of)
    assert of.sections[0].blocks[-1] == Words("A line.", "gentle")


def test_after_what_it_eased_stands_with_what_held_and_claims_nothing() -> None:
    found = (
        Eased("debrief", "debrief", 4, 5, 9, 21, back(100)),
        Eased("leave", "leave", 3, 3, 1, 4, back(100)),
    )
    blocks = section(review_page(review()._replace(eased=found)), "What held")
    assert blocks[-3:] == [
        Point("Debrief: the week after was lighter 4 of 5 times; after other weeks as heavy, 9 of 21."),
        Point("Leave: the week after was lighter 3 of 3 times; after other weeks as heavy, 1 of 4."),
        Words(f"Counted since Friday 7 August; {NO_PROOF}.", "soft"),
    ]
    assert NO_PROOF not in str(review_page(review()))
