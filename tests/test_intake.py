"""Intake: what other programs wrote becomes entries, line by line, and nothing that nobody said."""

from __future__ import annotations

import codecs
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfjournal import vocabulary
from cfjournal.errors import UsageError
from cfjournal.exchange import MOST_BAD, write_jsonl
from cfjournal.intake import formats, mapping, tables
from cfjournal.intake.formats import File, guess
from cfjournal.intake.lines import derived_id
from cfjournal.series import days_of
from tests.entries import plain, whole_texts

if TYPE_CHECKING:
    from cfjournal.entry import Entry
    from cfjournal.intake.lines import Taken

SUMMER = dt.timezone(dt.timedelta(hours=2))


def zone(wall: dt.datetime) -> dt.datetime:
    """A place with summer time from April to September."""
    return wall.replace(tzinfo=SUMMER if 4 <= wall.month <= 9 else dt.UTC)


def taken(text: str | bytes, toml: str | None = None, **said: Any) -> Taken:
    data = text.encode() if isinstance(text, str) else text
    mapped = (toml.encode(), "map.toml") if toml is not None else None
    return formats.read(File(data, "f", mapping=mapped, **said), vocabulary.load(), zone)[1]


def entries(text: str | bytes, toml: str | None = None, **said: Any) -> list[Entry]:
    found = taken(text, toml, **said)
    assert found.bad == []
    return [row.entry for row in found.rows]


def reasons(text: str | bytes, toml: str | None = None, **said: Any) -> list[str]:
    return [str(bad) for bad in taken(text, toml, **said).bad]


# --- which format ------------------------------------------------------------------------------------------

DAYLIO = "full_date,date,weekday,time,mood,activities,note_title,note\n"
JRNL = {"tags": {"@work": 1}, "entries": [{"title": "Long day.", "body": "Really @work.", "date": "2026-03-01", "time": "23:10", "tags": ["@work"], "starred": False}]}  # fmt: skip


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (write_jsonl([plain()]), "jsonl"),
        ("", "jsonl"),
        ("{", "jsonl"),
        ("\ufeff" + write_jsonl([plain()]), "jsonl"),
        (json.dumps(JRNL, indent=2), "jrnl"),
        (json.dumps(JRNL), "jrnl"),
        (json.dumps(JRNL["entries"][0]), "jrnl"),  # type: ignore[index]
        (DAYLIO, "daylio"),
        ("\ufeff" + DAYLIO.replace(",note_title", ",scales,note_title"), "daylio"),
        ('"full_date","date","weekday","time","mood","activities","note"\r\n', "daylio"),
        ("date,kind,note\n", "csv"),
        ("date;signs\n", "csv"),
    ],
)
def test_a_format_is_seen_where_it_is_certain(data: str, found: str) -> None:
    assert guess(File(data.encode(), "f")) == found


@pytest.mark.parametrize("data", ["Day,Mood\n", "date,mood\n", "2026-03-01 23:10 Long day.\n", "\x00\x01"])
def test_where_it_is_not_certain_it_is_asked_for(data: str) -> None:
    with pytest.raises(UsageError, match="not certain in what format f is"):
        guess(File(data.encode(), "f"))


def test_a_mapping_goes_with_a_table_and_with_nothing_else() -> None:
    assert entries("Day\n2026-01-01\n", '[columns]\nDay = "date"\n')
    with pytest.raises(UsageError, match="a mapping is for tables"):
        taken(write_jsonl([plain()]), "", format="jsonl")


def test_a_file_larger_than_any_diary_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MOST_BYTES", 1_000_000)
    with pytest.raises(UsageError, match="larger than 1 MB"):
        taken(b" " * 1_000_001, format="jsonl")


# --- jrnl --------------------------------------------------------------------------------------------------


def test_an_entry_of_jrnl_is_a_note_at_its_hour_in_the_offset_of_its_season() -> None:
    summer = {**JRNL["entries"][0], "date": "2026-07-01", "starred": True}  # type: ignore[index]
    first, second = entries(json.dumps({"entries": [*JRNL["entries"], summer]}))
    assert first.note == "Long day.\nReally @work."
    assert first.logged_at == dt.datetime(2026, 3, 1, 23, 10, tzinfo=dt.UTC)
    assert second.logged_at == dt.datetime(2026, 7, 1, 23, 10, tzinfo=SUMMER)
    assert first.extra == {"imported": {"from": "jrnl", "counts": False}}
    assert second.extra["imported"]["starred"] is True
    assert (first.signs, first.kind) == ({}, "shift")
    assert entries(json.dumps(JRNL), kind="rest")[0].kind == "rest"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"date": "01/03/2026"}, "the date is not a day such as"),
        ({"date": None}, "the date is not a day such as"),
        ({"time": "25:00"}, "the time is not one such as 21:14"),
        ({"time": 5}, "the time is not one such as 21:14"),
        ({"title": 5}, "the title is 5, not text"),
        ({"title": "", "body": " "}, "it holds no text"),
        ({"body": "x\0"}, "the note holds a NUL character"),
        ({"body": "\ud800"}, "not valid UTF-8"),
    ],
)
def test_an_entry_of_jrnl_that_is_none_is_named_by_its_number(change: dict[str, Any], reason: str) -> None:
    one = {**JRNL["entries"][0], **change}  # type: ignore[index]
    (said,) = reasons(json.dumps({"entries": [JRNL["entries"][0], one]}))  # type: ignore[index]
    assert said.startswith("f, entry 2: ")
    assert reason in said
    assert reasons(json.dumps({"entries": ["x"]})) == ["f, entry 1: it is text, not an object"]


@pytest.mark.parametrize(
    "data", ["[]", "{}", '{"entries": 1}', "{", "[" * 100_000, '{"entries": [' + "[]," * 2_000_000 + "1]}"]
)
def test_what_is_no_export_of_jrnl_is_said(data: str) -> None:
    with pytest.raises(UsageError, match="f is no export of jrnl"):
        taken(data, format="jrnl")


# --- Daylio ------------------------------------------------------------------------------------------------

ROWS = """2026-01-03,January 3,Saturday,8:30\u202fpm,rad,"friends | bad sleep","Title","Line one<br>line, ""two""\"
2026-07-02,July 2,Thursday,20:39,awful,"","",""
"""


def test_an_entry_of_daylio_keeps_mood_and_activities_and_takes_neither_for_a_sign() -> None:
    first, second = entries(DAYLIO + ROWS)
    assert first.note == 'Title\n\nLine one\nline, "two"'
    assert first.logged_at == dt.datetime(2026, 1, 3, 20, 30, tzinfo=dt.UTC)
    assert (first.signs, first.strains, first.supports) == ({}, {}, {})
    assert first.extra["imported"] == {
        "mood": "rad",
        "activities": "friends | bad sleep",
        "from": "daylio",
        "counts": False,
    }
    assert (second.note, second.logged_at.utcoffset()) == ("", dt.timedelta(hours=2))


def test_no_rule_takes_the_silence_of_another_diary_for_an_answer() -> None:
    found = entries(DAYLIO + ROWS)
    assert days_of(found) == []
    assert [day.date for day in days_of([*found, plain("2026-01-03")])] == [dt.date(2026, 1, 3)]


def test_the_language_of_the_phone_changes_no_id() -> None:
    german = ROWS.replace("January 3,Saturday", "3. Januar,Samstag")
    assert german != ROWS
    more = (
        DAYLIO.replace(",note_title", ",scales,note_title"),
        ROWS.replace('"Title"', ',"Title"').replace('"","",""', '"",,"",""'),
    )
    ids = [
        [entry.id for entry in entries(text)]
        for text in (
            DAYLIO + ROWS,
            DAYLIO + german,
            "".join(more),
            ("\ufeff" + DAYLIO + ROWS).replace("\n", "\r\n"),
        )
    ]
    assert ids == [ids[0]] * 4


def test_an_activity_is_a_sign_once_its_owner_says_so() -> None:
    toml = '[columns]\nactivities = ["keep", "words"]\n[values.activities]\n"Bad Sleep" = "poor-sleep:3"\n'
    first, second = entries(DAYLIO + ROWS, toml)
    assert (first.signs, second.signs) == ({"poor-sleep": 3}, {})
    assert first.extra["imported"]["activities"] == "friends | bad sleep"
    assert [day.signs for day in days_of([first, second])] == [{"poor-sleep": 3}, {}]


# --- a table of one's own ----------------------------------------------------------------------------------

TOML = """
date-format = "%d/%m/%Y"
separator = "|"
[columns]
Day = "date"
At = "time"
Type = "kind"
Tired = "sign:exhaustion"
Break = "support:break"
Feelings = "signs"
Work = "strains"
Text = "note"
More = "note"
Bring = "bring"
Weather = "keep"
Secret = "ignore"
[values.Type]
Dienst = "shift"
[values.Tired]
"a bit" = 1
[values.Feelings]
numb = "flatness:3"
fine = ""
"""
HEAD = "Day,At,Type,Tired,Break,Feelings,Work,Text,More,Bring,Weather,Secret\n"


def test_every_column_becomes_what_its_owner_says() -> None:
    (one,) = entries(
        HEAD
        + '20/11/2026,7.05 am,dienst,A bit,2,"numb|fine|dread:4|Brain Fog|my own",no-break|supervision,"a\nb",c,"d",rain,x\n',
        TOML,
    )
    assert (one.date, one.logged_at.time(), one.kind) == (dt.date(2026, 11, 20), dt.time(7, 5), "shift")
    assert one.signs == {"exhaustion": 1, "flatness": 3, "dread": 4, "poor-concentration": 2, "my-own": 2}
    assert one.strains == {"no-break": 2}
    assert one.supports == {"break": 2, "supervision": 2}
    assert (one.note, one.bring) == ("a\nb\n\nc", "d")
    assert one.extra == {"imported": {"from": "csv", "Weather": "rain"}}
    assert one.counts


def test_an_empty_cell_says_nothing() -> None:
    (one,) = entries(HEAD + "20/11/2026,,,,,,,,,,,\n", TOML)
    assert (one.signs, one.strains, one.supports, one.note, one.kind) == ({}, {}, {}, "", "shift")
    assert one.logged_at.time() == dt.time(12)


def test_a_table_that_names_its_columns_as_cfj_does_needs_no_mapping() -> None:
    (one,) = entries(
        "date,kind,signs,strains,note,other\n2026-11-20 21:14,rest,dread:3;numb,understaffed,x,y\n"
    )
    assert (one.kind, one.signs, one.strains, one.note) == (
        "rest",
        {"dread": 3, "flatness": 2},
        {"understaffed": 2},
        "x",
    )
    assert one.logged_at.time() == dt.time(21, 14)
    assert taken("date,note,other\n2026-11-20,x,y\n").left_out == ("other",)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-11-20,,,,,,,,,,,", "the date is not written as '%d/%m/%Y'"),
        ("31/02/2026,,,,,,,,,,,", "the date is not written as"),
        (",,,,,,,,,,,x", "the date is not written as"),
        ("20/11/2026,25:00,,,,,,,,,,", "the time is not one such as 21:14"),
        ("20/11/2026,13:00 pm,,,,,,,,,,", "the time is not one such as 21:14"),
        ("20/11/2026,,party,,,,,,,,,", "the kind is none of shift, rest, leave, sick"),
        ("20/11/2026,,,7,,,,,,,,", "the column 'Tired' holds no level from 0 to 4"),
        ("20/11/2026,,,,,dread:9,,,,,,", "the column 'Feelings' holds no level from 0 to 4"),
        (f"20/11/2026,,,,,{'x' * 61},,,,,,", "the column 'Feelings' holds something that is no word"),
        ("20/11/2026,,,", "it has 4 columns, and the first line names 12"),
    ],
)  # fmt: skip
def test_a_row_that_is_none_is_named_with_its_line_and_the_reason(row: str, reason: str) -> None:
    good = '20/11/2026,,,,,,,"two\nlines",,,,\n'
    (said,) = reasons(HEAD + good + "\n" + row + "\n" + good, TOML)
    assert said.startswith("f, line 5: ")
    assert reason in said


def test_at_quotes_that_do_not_match_reading_ends_with_the_line_on_which_they_begin() -> None:
    (said,) = reasons('date,note\n2026-11-20,x\n2026-11-21,"y\n2026-11-22,z\n')
    assert said == "f, line 3: its quotes do not match, or a text in it is longer than any note"


def test_of_a_file_that_is_something_else_a_thousand_lines_are_enough() -> None:
    assert len(reasons("date,note\n" + "x,y\n" * 3 * MOST_BAD)) == MOST_BAD


def test_what_no_file_of_the_journal_can_hold_is_a_bad_line_and_no_surprise_later() -> None:
    assert reasons("date,signs\n2026-11-20,dread\n", '[columns]\ndate = "date"\nsigns = "note"\n') == []
    (said,) = reasons(
        "Day,a,b,c,d\n2026-11-20," + ",".join(["x" * 900_000] * 4) + "\n",
        '[columns]\nDay="date"\na="keep"\nb="keep"\nc="keep"\nd="keep"\n',
    )
    assert "f, line 2: the entry is larger" in said


@given(st.lists(whole_texts.map(lambda text: text.replace("\r", "").strip()), min_size=1, max_size=5))
def test_every_note_comes_through_quotes_commas_and_line_breaks_as_it_is(notes: list[str]) -> None:
    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    rows = "".join(f"2026-11-{day:02},{quoted(note)}\n" for day, note in enumerate(notes, 1))
    assert [one.note.strip() for one in entries("date,note\n" + rows)] == notes


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_programs_do_to_tables_changes_nothing(delimiter: str, end: str, encoding: str) -> None:
    text = f'date{delimiter}note\n2026-11-20{delimiter}"caf\u00e9, a;b\nc"\n'.replace("\n", end)
    data = text.encode(encoding)
    (one,) = entries(data, format="csv")
    assert one.note == "caf\u00e9, a;b\nc" if end != "\r" else one.note
    assert one.id == entries('date,note\n2026-11-20,"caf\u00e9, a;b\nc"\n')[0].id or end == "\r"


def test_a_table_of_another_encoding_says_which_line_and_can_be_told() -> None:
    data = "date,note\n2026-11-20,caf\u00e9\n".encode("cp1252")
    with pytest.raises(UsageError, match="line 2 of f is not valid UTF-8"):
        taken(data)
    assert entries(data, 'encoding = "cp1252"\n')[0].note == "caf\u00e9"
    with pytest.raises(UsageError, match="line 1 of f is not valid UTF-16"):
        taken(codecs.BOM_UTF16_LE + b"\x00", format="csv")


@pytest.mark.parametrize(
    "data", ["\n\n", "date,date\n", ",\n", "date," + "x," * 300 + "\n", '"date\n', "date\n" + "," * 30_000 + "\n", "date,note\n" + "\n" * 300_001, "date,note\n\0\n"]
)  # fmt: skip
def test_what_is_no_table_is_said(data: str) -> None:
    with pytest.raises(UsageError, match=r"f is no table that can be read|no column"):
        tables.table_of(data.encode(), "f")


def test_a_table_without_a_date_is_asked_for_its_mapping() -> None:
    with pytest.raises(UsageError, match="no column that holds the date") as caught:
        taken("Day,Mood\n2026-11-20,x\n", format="csv")
    assert "--map" in caught.value.hint


# --- the mapping file --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ("x", "is not valid TOML"),
        ("a" + ".a" * 30_000 + " = 1", "is not valid TOML"),
        ("x" * 70_000, "longer than any mapping file"),
        ("colums = 1", "'colums' is no setting of a mapping file"),
        ("columns = 1", "'columns' is not a table"),
        ('[columns]\nDay = "day"', "'Day' means nothing that cfj knows"),
        ("[columns]\nDay = 1", "'Day' means nothing that cfj knows"),
        ('[columns]\nDay = "sign:"', "'Day' means nothing that cfj knows"),
        ('[columns]\nDay = "date"\n[values.Dya]\nx = 1', "'Dya' has values and is not among the columns"),
        ('[columns]\nDay = "date"\n[values]\nDay = 1', "'Day' is not a table"),
        ('[columns]\nDay = "date"\n[values.Day]\nx = 1.5', "neither a word nor a level"),
        ('delimiter = ";;"', "'delimiter' is not one character"),
        ('encoding = "klingon"', "'encoding' is not one that cfj reads"),
        ('kind = "party"', "'kind' is not a kind of day"),
        ("date-format = 5", "'date-format' is not text"),
    ],
)
def test_what_is_wrong_in_a_mapping_file_is_said(toml: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        mapping.load(toml.encode(), "map.toml", mapping.PLAINLY)


def test_a_word_that_is_mapped_to_a_level_is_said() -> None:
    toml = '[columns]\nd = "date"\nw = "signs"\n[values.w]\ntired = 3\n'
    assert "is mapped to a level, and should be to a word" in reasons("d,w\n2026-11-20,tired\n", toml)[0]


# --- ids ---------------------------------------------------------------------------------------------------


def test_an_id_is_made_of_what_is_said_in_any_order() -> None:
    one = derived_id("csv", [("a", "1"), ("b", "2")])
    assert one == derived_id("csv", [("b", "2"), ("a", "1")])
    assert len({one, derived_id("csv", [("a", "1")]), derived_id("jrnl", [("a", "1"), ("b", "2")])}) == 3
    assert (len(one), one[14], one[19]) == (36, "8", "a")
