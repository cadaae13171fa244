"""Codec: what is written is read back the same, and what is not an entry is said to be none, and why."""

from __future__ import annotations

import datetime as dt
import time
import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cfjournal import codec, quick
from cfjournal.codec import CodecError, NewerFormatError, dump, file_of, load, mark_of
from cfjournal.entry import MAX_NOTE_BYTES, Entry
from cfjournal.errors import UsageError
from tests.entries import HOSTILE, entries, plain, texts

LETTER = plain(id="0197a1c2-1111-4222-8333-123456789abc")
HAND_WRITTEN = """
format = 1
id = "0197a1c2-1111-4222-8333-123456789abc"
date = 2026-11-20
logged_at = 2026-11-20T21:14:03+01:00
kind = "shift"
strains = { understaffed = 2, incident = 2 }
supports = ["supervision"]
note = \"\"\"
Two of us for nine.
I held it together.\"\"\"
bring = "who covers the breaks?"

[signs]
dread = 3
flatness = 2
"""


# --- there and back --------------------------------------------------------------------------------------


@settings(max_examples=200)
@given(entries)
def test_every_entry_comes_back_as_it_was(entry: Entry) -> None:
    again = load(dump(entry))
    assert again == entry
    assert again.logged_at.utcoffset() == entry.logged_at.utcoffset()
    assert list(again.signs) == list(entry.signs), "in the order in which they were named"
    assert dump(again) == dump(entry)


@settings(max_examples=200)
@given(texts, texts)
@example("ends in '", "a ''' b")
@example("\nbegins with a line break", "\r\n")
def test_every_text_comes_back_as_it_was(note: str, bring: str) -> None:
    entry = plain(note=note, bring=bring)
    assert load(dump(entry)) == entry


@given(entries)
def test_the_quick_reader_says_what_the_parser_says_or_nothing(entry: Entry) -> None:
    text = dump(entry)
    assert quick.load(text) is None or quick.load(text) == codec._parse(text)


def test_the_quick_reader_reads_a_plain_entry() -> None:
    for entry in (LETTER, plain(note=""), plain(supports={"rest": 3}), plain(bring='say "no"\nonce')):
        assert quick.load(dump(entry)) == entry == codec._parse(dump(entry))


def test_the_quick_reader_leaves_what_is_odd_to_the_parser() -> None:
    text = dump(LETTER)
    odd = [
        text.replace("\n[strains]", "\n[supports]\nrest = 2\n\n[strains]"),
        text.replace("flatness = 2", "dread = 2"),
        text.replace("2026-11-20\n", "2026-11-31\n"),
        text.replace("Two of us", "''' Two of us"),
        text.replace("id = ", "mood = 1\nid = "),
    ]
    assert [quick.load(spoiled) for spoiled in odd] == [None] * 5


@given(st.data())
def test_the_quick_reader_never_reads_more_than_the_parser_would(data: st.DataObject) -> None:
    text = dump(LETTER)
    place = data.draw(st.integers(0, len(text)))
    piece = data.draw(
        st.sampled_from([*HOSTILE, "9", "dread = 4\n", "dread = 3\ndread = 1\n", "'''\n", "99"])
    )
    spoiled = text[:place] + piece + text[place + data.draw(st.integers(0, 3)) :]
    if (quickly := quick.load(spoiled)) is not None:
        assert quickly == codec._parse(spoiled)


# --- for people ------------------------------------------------------------------------------------------


def test_the_file_reads_like_a_page() -> None:
    assert (
        dump(LETTER)
        == """\
# cfjournal entry
format = 1
id = "0197a1c2-1111-4222-8333-123456789abc"
date = 2026-11-20
logged_at = 2026-11-20 21:14:03+01:00
kind = "shift"
supports = [
    "supervision",
]
note = '''
Two of us for nine.
I held it together.'''
bring = "who covers the breaks?"

[strains]
understaffed = 2
incident = 2

[signs]
dread = 3
flatness = 2
# end f212ba42
"""
    )


def test_a_note_of_several_lines_stands_there_as_it_was_typed() -> None:
    note = 'He said "not now".\n\n[2026-01-01] C:\\ward\n\ttwice'
    assert f"note = '''\n{note}'''\n" in dump(plain(note=note))


def test_line_breaks_that_toml_would_change_are_escaped() -> None:
    assert 'note = "a\\r\\nb"' in dump(plain(note="a\r\nb"))


def test_a_file_written_by_hand_is_an_entry() -> None:
    assert load(HAND_WRITTEN) == LETTER
    assert load(HAND_WRITTEN.replace("\n", "\r\n")) == LETTER
    assert load("\ufeff" + HAND_WRITTEN) == LETTER


def test_conditions_may_be_a_list_or_a_table() -> None:
    swapped = HAND_WRITTEN.replace("{ understaffed = 2, incident = 2 }", '["understaffed", "incident"]')
    assert load(swapped.replace('["supervision"]', "{ supervision = 2 }")) == LETTER


def test_keys_of_a_later_version_are_kept_in_their_place() -> None:
    text = HAND_WRITTEN.replace(
        "[signs]", "weather = { rain = true }\nseen_at = 2026-11-21T07:00:00Z\n[signs]"
    )
    entry = load(text)
    assert entry.extra == {
        "weather": {"rain": True},
        "seen_at": dt.datetime(2026, 11, 21, 7, tzinfo=dt.UTC),
    }
    assert load(dump(entry._replace(note="another"))).extra == entry.extra


def test_the_moment_of_an_edit_stands_beside_that_of_writing_and_reads_quickly() -> None:
    edited = LETTER._replace(changed_at=dt.datetime(2026, 11, 21, 7, tzinfo=dt.UTC))
    assert "\nchanged_at = 2026-11-21 07:00:00+00:00\n" in dump(edited)
    assert "changed_at" not in dump(LETTER)
    assert quick.load(dump(edited)) == load(dump(edited)) == edited


def test_an_offset_with_seconds_is_rounded_and_the_instant_kept() -> None:
    odd = dt.datetime(1970, 1, 1, 12, tzinfo=dt.timezone(-dt.timedelta(minutes=44, seconds=30)))
    again = load(dump(plain(logged_at=odd)))
    assert again.logged_at == odd
    assert again.logged_at.utcoffset() == -dt.timedelta(minutes=44)


# --- what is no entry ------------------------------------------------------------------------------------

WRONG = [
    ("format = 1", "", "the format is missing", None),
    ("format = 1", 'format = "1"', "the format is text, not a number from 1", 2),
    ("format = 1", "format = 0", "the format is 0, not a number from 1", 2),
    ("0197a1c2-", "../../etc/", "the id is not 1 to 64 letters, digits, hyphens or underscores", 3),
    ('id = "0197', 'other = "0197', "the id is missing", None),
    ("date = 2026-11-20", "date = 2026-11-31", "it is not valid TOML", 4),
    ("date = 2026-11-20", "date = 2026-11-20T10:00:00", "the date is not a day such as 2026-11-20", 4),
    ("date = 2026-11-20", 'date = "2026-02-30"', "the date is not a day in the calendar", 4),
    ("+01:00", "", "logged_at has no UTC offset, such as +01:00", 5),
    ("2026-11-20T21:14:03+01:00", "12", "logged_at is 12, not a date and time", 5),
    ("2026-11-20T21:14:03+01:00", '"soon"', "logged_at is not a date and time such as", 5),
    ('"shift"', '"party"', "the kind is none of shift, rest, leave, sick", 6),
    ('"shift"', "[1]", "the kind is none of shift, rest, leave, sick", 6),
    ("understaffed = 2", "understaffed = 7", "the level of understaffed is 7, and levels go from 0 to 4", 7),
    ("understaffed = 2", "understaffed = true", "the level of understaffed is true or false", 7),
    ("understaffed = 2", 'understaffed = "dear diary"', "the level of understaffed is text", 7),
    ("understaffed = 2", f"understaffed = {10**30}", "the level of understaffed is a huge number", 7),
    ("understaffed = 2", '"" = 2', "strains holds a level without a word", 7),
    ('["supervision"]', "[2]", "supports lists something that is not a word", 8),
    ('["supervision"]', "2.5", "supports is not a whole number, not a list or a table of levels", 8),
    ('"who covers the breaks?"', "[]", "the text to bring is a list, not text", 12),
    ("dread = 3", "dread = -1", "the level of dread is -1, and levels go from 0 to 4", 14),
    ("dread = 3", "dread = 3\ndread = 3", "a key stands there twice", 16),
    ("dread = 3", "<<<<<<< HEAD\ndread = 3", "it holds the marks of a git merge that was not finished", 15),
    ("dread = 3", "dread", "it is not valid TOML", 15),
    ('breaks?"', "breaks?", "it is not valid TOML", 12),
    ('together."""', "together.", "it ends in the middle of a value", None),
]


@pytest.mark.parametrize(("here", "instead", "says", "line"), WRONG, ids=[case[2] for case in WRONG])
def test_what_is_wrong_is_named_with_its_line(here: str, instead: str, says: str, line: int | None) -> None:
    assert here in HAND_WRITTEN
    with pytest.raises(CodecError) as caught:
        load(HAND_WRITTEN.replace(here, instead, 1))
    assert caught.value.message.startswith(says)
    if line is not None:
        assert caught.value.line == line
        assert str(caught.value) == f"line {line}: {caught.value.message}"


def test_a_newer_format_is_known_as_one_whatever_else_it_holds() -> None:
    with pytest.raises(NewerFormatError, match="format 2 is newer than this cfjournal, which reads up to 1"):
        load('kind = 7\nformat = 2\nid = ["?"]')


@pytest.mark.parametrize("secret", ["dear diary", "Mrs Smith"])
def test_no_reason_repeats_what_was_written(secret: str) -> None:
    spoiled = [dump(plain(note=f"{secret}\n" * 3))]
    spoiled += [spoiled[0].replace("dread = 3", f'dread = "{secret}"')]
    spoiled += [HAND_WRITTEN + f'\n"{secret}" = 1\n"{secret}" = 2', HAND_WRITTEN + f"\n{secret}"]
    spoiled += [
        HAND_WRITTEN + f"\nx = {{ '{secret}' = 1, '{secret}' = 2 }}",
        HAND_WRITTEN + f"\n[a]\n{secret}\0",
    ]
    reasons = []
    for text in spoiled:
        for cut in range(len(text)):
            try:
                load(text[:cut])
            except CodecError as error:
                reasons.append(str(error))
    assert len(reasons) > 500
    assert not [reason for reason in reasons if secret[:5] in reason]


FAR_MORE = "it holds far more outside its texts than any entry"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x = " + "[" * 90_000, "it is nested deeper than any entry"),
        (".".join("a" * 100_000) + " = 1", FAR_MORE),
        ("x = " + "9" * 10_000, "it is not valid TOML"),
        ("".join(f"k{number} = 1\n" for number in range(200_000)), FAR_MORE),
        ("[[k]]\n" * 480_000, FAR_MORE),
        ("x = [" + "1," * 1_400_000, FAR_MORE),
        ('x = "' + '\\"' * 1_400_000, "it ends in the middle of a value"),
        ('x = """' + '""\\"' * 700_000, "it ends in the middle of a value"),
        ('"' * 2_900_000, "it is not valid TOML"),
        ("'" * 2_900_000, "it is not valid TOML"),
        ("#" * 2_900_000, "the id is missing"),
        ('x = "' + "a." * 2000 + '\n"' + '"""' * 100_000, "it is not valid TOML"),
    ],
    ids=str.__len__,
)
@pytest.mark.uncounted
def test_what_is_made_to_choke_a_parser_is_refused_in_time(text: str, says: str) -> None:
    began = time.process_time()
    with pytest.raises(CodecError) as caught:
        load(f"format = 1\n{text}")
    assert caught.value.message == says
    assert time.process_time() - began < 8, "about a second on an idle machine"


def test_a_note_full_of_dots_is_only_a_note() -> None:
    entry = plain(note="... and then ...\n" * 500, bring="." * 3000)
    assert load(dump(entry)) == entry
    assert load(dump(entry._replace(extra={"a": 1}))).note == entry.note


# --- cut and flipped -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "entry", [LETTER, plain(note="one line", signs={}), plain(supports={"rest": 1}, extra={"a": {"b": 1}})]
)
def test_a_file_cut_anywhere_is_never_taken_for_a_whole_one(entry: Entry) -> None:
    data = dump(entry).encode()
    whole, refused = 0, 0
    for cut in range(len(data)):
        try:
            assert load(data[:cut].decode()) == entry
            whole += 1
        except CodecError:
            refused += 1
    assert (whole, refused) == (1, len(data) - 1), "only the last line break may be missing"


def test_a_flipped_bit_is_refused_or_seen() -> None:
    data = dump(LETTER).encode()
    seen = {"refused": 0, "changed": 0, "harmless": 0}
    for place in range(len(data)):
        for bit in range(8):
            text = bytes([*data[:place], data[place] ^ 1 << bit, *data[place + 1 :]]).decode(
                "utf-8", "replace"
            )
            try:
                again = load(text)
            except CodecError:
                seen["refused"] += 1
                continue
            mark = mark_of(text)
            assert mark == "changed" or again == LETTER, (place, bit)
            seen["changed" if mark == "changed" else "harmless"] += 1
    assert seen["refused"] > 500
    assert seen["changed"] > 500
    assert seen["harmless"] < 20


def test_the_mark_tells_a_change_from_the_text_as_written() -> None:
    text = dump(LETTER)
    assert mark_of(text) == mark_of(text.replace("\n", "\r\n")) == mark_of(text.rstrip()) == "whole"
    assert mark_of(text.replace("dread = 3", "dread = 2")) == "changed"
    assert mark_of(text + "unrested = 2\n") == "changed"
    assert load(text + "unrested = 2\n").signs == {**LETTER.signs, "unrested": 2}
    assert mark_of(HAND_WRITTEN) == "none"


# --- before it is written --------------------------------------------------------------------------------


@settings(max_examples=50)
@given(entries)
def test_what_is_to_be_written_was_read_back_by_both_readers(entry: Entry) -> None:
    assert load(file_of(entry).decode()) == entry


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (plain(note="a\0b"), "the note holds a NUL character"),
        (plain(note="\udce9"), "the note holds something that is not valid UTF-8 at character 1"),
        (plain(bring="x" * (MAX_NOTE_BYTES + 1)), "the text to bring is 1.0 MB"),
        (plain(signs={"dread": 7}), "the level of dread is 7"),
        (plain(id="../x"), "the id is not"),
        (plain(id="CON"), "the id is not"),
        (plain(logged_at=dt.datetime(2026, 1, 1)), "logged_at has no UTC offset"),  # noqa: DTZ001
        (plain(kind="party"), "the kind is none of"),
        (plain(extra={"mood": None}), "an unknown key holds what a file cannot"),
        (plain(extra={"mood": {1, 2}}), "an unknown key holds what a file cannot"),
        (plain(extra={"mood": "\ud800"}), "the entry holds something that is not valid UTF-8"),
        pytest.param(
            plain(note="\x01" * 510_000), "the entry is larger than a file", marks=pytest.mark.uncounted
        ),
    ],
)
def test_what_no_file_can_hold_is_refused_before_anything_is_written(entry: Entry, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        file_of(entry)
    assert says in caught.value.message


def test_a_text_that_would_come_back_another_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def folded(key: str, text: str) -> str:
        return f'{key} = """\n{text}"""\n'

    monkeypatch.setattr(codec, "_text", folded)
    with pytest.raises(UsageError, match="cannot be written in a way that reads back the same"):
        file_of(plain(note="a\r\nb"))
    monkeypatch.undo()
    monkeypatch.setattr(quick, "load", lambda _: plain())
    with pytest.raises(UsageError, match="cannot be written in a way that reads back the same"):
        file_of(plain())


def test_a_number_that_is_none_is_kept() -> None:
    again = load(file_of(plain(extra={"reading": float("nan")})).decode())
    assert tomllib.loads(dump(again))["reading"] != tomllib.loads(dump(again))["reading"]
