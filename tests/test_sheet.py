"""Sheet: an entry as a text to be changed comes back as it was, or as it was changed, or with what is wrong in words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfjournal import vocabulary
from cfjournal.agreements import Agreement, Answer
from cfjournal.commands import sheet, sheet_agreed
from tests.entries import agreements, entries, plain, texts

if TYPE_CHECKING:
    from cfjournal.entry import Entry

WORDS = vocabulary.load()
TODAY = dt.date(2026, 11, 20)
ENTRY = plain(id="0197a1c2-1111", note="Two of us for nine.\n\n  I held it together.", bring="who covers?")
SHEET = """\
# The entry 0197a1c2. Change what you like, save, and close the editor.
# Levels go from 0 (not at all) to 4; a word without one is 2 (clearly).

date: 2026-11-20
kind: shift
signs: dread 3, flatness 2
strains: understaffed 2, incident 2
supports: supervision 2

--- To bring to supervision ---
who covers?

--- Note: all that follows, as you write it ---
Two of us for nine.

  I held it together.
"""


def read(text: str, base: Entry = ENTRY) -> Entry:
    found = sheet.read(text, base, WORDS, TODAY)
    assert found.problems == ()
    return found.entry


def problems(text: str, base: Entry = ENTRY) -> str:
    found = sheet.read(text, base, WORDS, TODAY)
    assert found.problems
    return "; ".join(found.problems)


def test_an_entry_is_a_text_that_explains_itself() -> None:
    assert sheet.write(ENTRY) == SHEET


@given(entries)
def test_what_is_not_touched_comes_back_as_it_was(entry: Entry) -> None:
    assert read(sheet.write(entry), entry) == entry
    assert read(sheet.write(entry, ["a remark", "of two\nlines"]), entry) == entry


@given(entries, texts.map(lambda text: text.strip("\r\n")).filter(bool))
def test_a_note_comes_back_as_it_was_typed_and_leaves_the_rest(entry: Entry, note: str) -> None:
    text = sheet.write(entry)
    head = text[: text.rindex(f"{entry.note}\n")] if entry.note else text[:-1]
    assert read(f"{head}{note}\n", entry) == entry._replace(note=note)


@given(st.dictionaries(st.sampled_from(sorted(WORDS.signs)), st.integers(0, 4), max_size=6), entries)
def test_levels_come_back_as_they_were_typed(levels: dict[str, int], entry: Entry) -> None:
    lines = sheet.write(entry).split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("signs:"))
    lines[at] = "signs: " + ", ".join(f"{word} {level}" for word, level in levels.items())
    assert read("\n".join(lines), entry) == entry._replace(signs=levels)


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("date: 2026-11-20", "date: yesterday", {"date": dt.date(2026, 11, 19)}),
        ("kind: shift", "Kind:  Rest ", {"kind": "rest"}),
        ("dread 3, flatness 2", "can't sleep, dread:1", {"signs": {"poor-sleep": 2, "dread": 1}}),
        ("dread 3, flatness 2", "", {"signs": {}}),
        ("dread 3", "dread=4", {"signs": {"dread": 4, "flatness": 2}}),
        ("flatness 2", "no-break 3", {"signs": {"dread": 3}, "strains": {"no-break": 3, "understaffed": 2, "incident": 2}}),
        ("who covers?\n", "", {"bring": ""}),
        ("who covers?\n", "\n\nwho?\nand when?\n\n\n", {"bring": "who?\nand when?"}),
        ("# Levels", "# a comment of mine\n\n# Levels", {}),
        ("\n", "\r\n", {}),
    ],
)  # fmt: skip
def test_what_is_changed_is_changed(old: str, new: str, fields: dict[str, object]) -> None:
    assert old in SHEET
    assert read(SHEET.replace(old, new)) == ENTRY._replace(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("dread 3", "dred 3", "signs: 'dred' is not a word that cfj knows (did you mean dread "),
        ("dread 3", "dread 7", "signs: the level of dread is 7"),
        ("dread 3", "over", "signs: 'over' could be"),
        ("dread 3", '"dr\\x"', "signs: what stands in quotes cannot be read"),
        ("date: 2026-11-20", "date: 2026-11-21", "date: 2026-11-21 is still to come"),
        ("date: 2026-11-20", "date: soon", "date: 'soon' is not a day"),
        ("date: 2026-11-20", "", 'the line "date:" is missing'),
        ("kind: shift", "kind: holiday", "kind: the kind is one of shift, rest, leave, sick"),
        ("kind: shift", "kind: shift\nkind: rest", "begins with one of date, kind"),
        ("kind: shift", "kind: shift\nit was a long day", "begins with one of date, kind"),
        ("--- To bring to supervision ---", "", "bring: its line"),
        ("--- Note: all that follows, as you write it ---", "", "note: its line"),
        ("Two of us", "\0", "note: the note holds a NUL character"),
        ("Two of us", "\udcff", "note: the note holds something that is not valid UTF-8"),
    ],
)
def test_what_cannot_be_read_is_said_in_words_without_the_note(old: str, new: str, says: str) -> None:
    said = problems(SHEET.replace(old, new))
    assert says in said
    assert "of us for nine" not in said
    assert "long day" not in said


def test_every_problem_is_said_at_once() -> None:
    text = SHEET.replace("dread 3", "dred").replace("kind: shift", "kind: x").replace("2026", "soon", 1)
    assert len(sheet.read(text, ENTRY, WORDS, TODAY).problems) == 3


def test_words_that_the_vocabulary_has_no_more_stay_and_can_be_changed() -> None:
    entry = ENTRY._replace(signs={"my-own": 2, "odd, one": 1, "dread": 2})
    text = sheet.write(entry)
    assert 'signs: my-own 2, "odd, one" 1, dread 2\n' in text
    changed = text.replace("my-own 2", "my-own 4").replace('"odd, one" 1', '"odd, one"')
    assert read(changed, entry).signs == {"my-own": 4, "odd, one": 2, "dread": 2}


def test_a_text_that_looks_like_a_rule_does_not_end_the_text_before_it() -> None:
    entry = ENTRY._replace(bring="--- note ---\nx", note="--- To bring\n--- note")
    assert "\n---- To bring to supervision ----\n" in sheet.write(entry)
    assert read(sheet.write(entry), entry) == entry
    assert read(sheet.write(entry).replace("\nx\n", "\ny\n"), entry).bring == "--- note ---\ny"


def test_remarks_stand_above_and_are_never_read() -> None:
    text = sheet.remarked(SHEET, ["one", "two"])
    assert text.startswith("#! one\n#! two\n# The entry")
    assert sheet.remarked(text, ["three"]) == f"#! three\n{SHEET}"
    assert sheet.remarked(text, []) == SHEET


def test_what_two_changed_is_put_together_and_what_both_changed_is_shown() -> None:
    mine = ENTRY._replace(note="mine", kind="rest", bring="same")
    theirs = ENTRY._replace(note="theirs\nof two lines", signs={"dread": 1}, bring="same")
    both, remarks = sheet.merged(ENTRY, mine, theirs)
    assert both == theirs._replace(note="mine", kind="rest")
    assert remarks == [
        "The note was changed elsewhere too. Yours stands below; there it is:\n  theirs\n  of two lines"
    ]
    assert read(sheet.write(both, remarks), theirs) == both


# --- what was agreed ---------------------------------------------------------------------------------------------

AGREED = ENTRY._replace(
    agreed=(
        Agreement("ab12cd34", "a fixed half hour after visits", "organisation", dt.date(2026, 12, 1)),
        Agreement("ab12cd35", "ring the union", "me"),
    )
)


def test_what_was_agreed_stands_between_what_to_bring_and_the_note_and_can_be_changed() -> None:
    text = sheet.write(AGREED)
    assert text.index("who covers?") < text.index("a fixed half hour") < text.index("Two of us")
    (first, second) = read(
        text.replace("half hour", "hour").replace("2026-12-01", "2027-01-15"), AGREED
    ).agreed
    assert first == AGREED.agreed[0]._replace(what="a fixed hour after visits", by=dt.date(2027, 1, 15))
    assert second == AGREED.agreed[1]


@given(st.lists(agreements, min_size=1, max_size=3, unique_by=lambda one: one.id).map(tuple))
def test_an_agreement_in_a_sheet_is_read_as_it_is_held(agreed: tuple[Agreement, ...]) -> None:
    assert sheet_agreed.read_agreed(sheet_agreed.agreed_text(agreed)) == agreed


def test_an_emptied_part_takes_all_agreements_out_and_a_missing_one_none() -> None:
    text = sheet.write(AGREED)
    part = text[text.index("--- Agreed") : text.index("--- Note")]
    head = part.partition("\n")[0]
    assert read(text.replace(part, f"{head}\n\n"), AGREED).agreed == ()
    assert 'agreed: its line "--- Agreed' in problems(text.replace(part, ""), AGREED)


def test_an_agreement_can_be_written_into_a_sheet_that_had_none() -> None:
    text = SHEET.replace("--- Note", '--- Agreed\n[[agreed]]\nid = "a"\nwhat = "b"\nwho = "me"\n--- Note')
    assert read(text).agreed == (Agreement("a", "b", "me"),)


def test_a_note_may_hold_a_line_like_that_of_the_agreements() -> None:
    entry = ENTRY._replace(note="--- Agreed ---\nnothing yet", bring="--- agreed")
    assert read(sheet.write(entry), entry) == entry
    assert read(sheet.write(entry).replace("nothing yet", "a lot"), entry).note == "--- Agreed ---\na lot"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            '"organisation"',
            '"they"',
            "agreed: the who of an agreement is none of me, supervisor, organisation",
        ),
        ('"ring the union"', "ring the union", "agreed: a line cannot be read; words stand in quotes"),
        ('"ring the union"', '" "', "agreed: agreed holds an agreement without words"),
        ("ab12cd35", "ab12cd34", "agreed: agreed holds two agreements with the same id"),
        ("2026-12-01", '"soon"', "agreed: the date is not a day"),
        ("[[agreed]]", "mood = 1\n[[agreed]]", "agreed: something stands outside of an agreement"),
    ],
)
def test_an_agreement_that_cannot_be_read_is_said_without_its_words(old: str, new: str, says: str) -> None:
    text = sheet.write(AGREED)
    assert old in text
    said = problems(text.replace(old, new, 1), AGREED)
    assert says in said
    assert "union" not in said


def test_an_answer_made_elsewhere_meanwhile_is_kept_beside_what_was_changed_here() -> None:
    answered = AGREED.agreed[1]._replace(answers=(Answer("done", TODAY),))
    theirs = AGREED._replace(agreed=(AGREED.agreed[0], answered))
    both, remarks = sheet.merged(AGREED, AGREED._replace(note="mine"), theirs)
    assert (both.agreed, both.note, remarks) == (theirs.agreed, "mine", [])
    _, remarks = sheet.merged(AGREED, AGREED._replace(agreed=()), theirs)
    assert remarks[0].startswith("The part on what was agreed was changed elsewhere too.")
