"""Exchange: a line for an entry and the same line back, and every line that is none named with its reason."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cfjournal import codec
from cfjournal.exchange import BadLine, from_json, read_jsonl, schema, to_json, write_jsonl
from cfjournal.fields import CodecError
from tests.entries import HOSTILE, entries, plain, texts

if TYPE_CHECKING:
    from cfjournal.entry import Entry

LINE: dict[str, Any] = {"date": "2026-11-20", "logged_at": "2026-11-20T21:14:03+01:00"}
SCHEMA = jsonschema.Draft202012Validator(json.loads(schema()))


def reasons(text: str | bytes) -> list[tuple[int, str]]:
    _, bad = read_jsonl(text if isinstance(text, bytes) else text.encode(), "a.jsonl")
    return [(line.line, line.reason) for line in bad]


# --- there and back --------------------------------------------------------------------------------------


@settings(max_examples=100)
@given(st.lists(entries, max_size=3, unique_by=lambda entry: entry.id))
@example([plain(note="".join(HOSTILE))])
@example([plain(extra={"$toml": {"$toml": "1"}, "x": [dt.time(4, 5), {"$toml": [float("inf")]}, {"y": {}}]})])
@example([plain(extra={"local": dt.datetime(2026, 1, 1), "day": dt.date(2026, 1, 1)})])  # noqa: DTZ001
def test_export_and_import_are_exact_inverses(journal: list[Entry]) -> None:
    exported = write_jsonl(journal)
    again, bad = read_jsonl(exported.encode(), "export")
    assert not bad
    assert sorted(again, key=lambda entry: entry.order) == sorted(journal, key=lambda entry: entry.order)
    assert write_jsonl(again) == exported
    on_disk = [codec.load(codec.dump(entry)) for entry in again]
    exported_from_disk = write_jsonl(on_disk)
    assert write_jsonl(read_jsonl(exported_from_disk.encode(), "")[0]) == exported_from_disk


@given(texts)
@example("".join(HOSTILE))
@example("\x7f")
def test_a_note_never_breaks_its_line(note: str) -> None:
    line = write_jsonl([plain(note=note)])
    assert line.splitlines() == [line[:-1]]
    assert not set("\x7f\x85\u2028\u2029\u202e\u2066\ufeff") & set(line)


def test_a_line_has_its_keys_in_their_places() -> None:
    entry = plain(id="abcd", signs={"dread": 3}, strains={}, note="é\u2028", extra={"mood": 4})
    assert write_jsonl([entry]) == (
        '{"format": 1, "id": "abcd", "date": "2026-11-20", "logged_at": "2026-11-20T21:14:03+01:00", '
        '"kind": "shift", "signs": {"dread": 3}, "strains": {}, "supports": {"supervision": 2}, '
        '"note": "é\\u2028", "bring": "who covers the breaks?", "mood": 4}\n'
    )


def test_the_export_is_in_order_whatever_order_it_was_given() -> None:
    days = [plain(day) for day in ("2026-01-03", "2025-12-31", "2026-01-01")]
    assert write_jsonl(days) == write_jsonl(days[::-1])
    assert [json.loads(line)["date"] for line in write_jsonl(days).splitlines()] == [
        "2025-12-31",
        "2026-01-01",
        "2026-01-03",
    ]


def test_nothing_exports_as_nothing() -> None:
    assert write_jsonl([]) == ""
    assert read_jsonl(b"", "") == ([], [])


# --- what a line may leave out ---------------------------------------------------------------------------


def test_little_is_needed() -> None:
    entry = from_json(LINE)
    assert (entry.kind, entry.signs, entry.strains, entry.supports) == ("shift", {}, {}, {})
    assert (entry.note, entry.bring, entry.extra) == ("", "", {})


def test_conditions_may_be_listed() -> None:
    entry = from_json({**LINE, "strains": ["no-break"], "supports": {"rest": 3}})
    assert (entry.strains, entry.supports) == ({"no-break": 2}, {"rest": 3})


def test_null_is_as_good_as_nothing() -> None:
    nothing = dict.fromkeys(("id", "kind", "signs", "strains", "supports", "note", "bring", "mood"))
    assert from_json({**LINE, **nothing}) == from_json(LINE)
    assert SCHEMA.is_valid({**LINE, **nothing})
    assert from_json({**LINE, "mood": {"a": None, "b": 1}}).extra == {"mood": {"b": 1}}


def test_a_line_without_an_id_always_becomes_the_same_entry() -> None:
    said = {**LINE, "signs": {"dread": 1, "flatness": 2}, "strains": ["no-break"], "note": "x"}
    shuffled = dict(reversed(said.items())) | {
        "strains": {"no-break": 2},
        "signs": {"flatness": 2, "dread": 1},
    }
    assert from_json(said).id == from_json(said).id == from_json(shuffled).id
    assert codec.load(codec.dump(from_json(said))) == from_json(said), "and its id names a file"
    changed: list[dict[str, object]] = [
        {"note": "y"},
        {"date": "2026-11-21"},
        {"signs": {"dread": 2}},
        {"mood": 1},
        {"kind": "rest"},
    ]
    ids = {from_json({**said, **change}).id for change in changed} | {from_json(said).id}
    assert len(ids) == len(changed) + 1


def test_unknown_keys_are_kept() -> None:
    assert from_json({**LINE, "mood": [1, {"a": "b"}]}).extra == {"mood": [1, {"a": "b"}]}


def test_an_offset_is_kept() -> None:
    for text in ("2026-11-20T21:14:03+05:30", "2026-11-20T21:14:03.250000-03:00"):
        assert to_json(from_json({**LINE, "logged_at": text}))["logged_at"] == text
    assert to_json(from_json({**LINE, "logged_at": "2026-11-20T21:14:03Z"}))["logged_at"].endswith("+00:00")


# --- what is no entry ------------------------------------------------------------------------------------

WRONG: list[tuple[object, str]] = [
    ([], "it is a list, not an object"),
    ("x", "it is text, not an object"),
    (None, "it is empty, not an object"),
    ({"logged_at": LINE["logged_at"]}, "the date is missing"),
    ({"date": "2026-11-20"}, "the logged_at is missing"),
    ({**LINE, "date": "2026-02-30"}, "the date is not a day in the calendar"),
    ({**LINE, "date": "20261120"}, "the date is not a day such as 2026-11-20"),
    ({**LINE, "date": "2026-W47-5"}, "the date is not a day such as 2026-11-20"),
    ({**LINE, "date": 20261120}, "the date is not a day such as 2026-11-20"),
    ({**LINE, "logged_at": "2026-11-20T21:14:03"}, "logged_at has no UTC offset, such as +01:00"),
    ({**LINE, "logged_at": "soon"}, "logged_at is not a date and time such as 2026-11-20T21:14:03+01:00"),
    ({**LINE, "logged_at": 0}, "logged_at is 0, not a date and time"),
    ({**LINE, "format": 2}, "its format 2 is newer than this cfjournal, which reads up to 1"),
    ({**LINE, "format": "1"}, "the format is text, not a number from 1"),
    ({**LINE, "id": "../x"}, "the id is not 1 to 64 letters, digits, hyphens or underscores"),
    ({**LINE, "id": 7}, "the id is not 1 to 64 letters, digits, hyphens or underscores"),
    ({**LINE, "kind": "party"}, "the kind is none of shift, rest, leave, sick"),
    ({**LINE, "signs": ["dread"]}, "signs is a list, not a table of levels"),
    ({**LINE, "signs": {"dread": 5}}, "the level of dread is 5, and levels go from 0 to 4"),
    (
        {**LINE, "signs": {"dread": 2.0}},
        "the level of dread is not a whole number, and levels go from 0 to 4",
    ),
    ({**LINE, "signs": {"dread": "3"}}, "the level of dread is text, and levels go from 0 to 4"),
    ({**LINE, "signs": {"dread": None}}, "the level of dread is empty, and levels go from 0 to 4"),
    ({**LINE, "signs": {"x" * 99: 9}}, f"the level of {'x' * 39}… is 9, and levels go from 0 to 4"),
    ({**LINE, "strains": "no-break"}, "strains is text, not a list or a table of levels"),
    ({**LINE, "supports": ["rest", 2]}, "supports lists something that is not a word"),
    ({**LINE, "note": ["x"]}, "the note is a list, not text"),
    ({**LINE, "note": "a\0"}, "the note holds a NUL character"),
    ({**LINE, "bring": "\ud800"}, "the text to bring holds something that is not valid UTF-8 at character 1"),
    (
        {**LINE, "signs": {"\ud800": 1}},
        "the list of words holds something that is not valid UTF-8 at character 1",
    ),
    ({**LINE, "mood": ["\ud800"]}, "an unknown key holds something that is not valid UTF-8"),
    ({**LINE, "mood": [1, None]}, "an unknown key holds null inside a list, which a journal cannot keep"),
    ({**LINE, "mood": {"$toml": "1"}}, "what stands under $toml is not a date, a time or a float of TOML"),
    (
        {**LINE, "mood": {"$toml": "1.5\nx = 2"}},
        "what stands under $toml is not a date, a time or a float of TOML",
    ),
    ({**LINE, "mood": {"$toml": "?"}}, "what stands under $toml is not a date, a time or a float of TOML"),
]


@pytest.mark.parametrize(("obj", "says"), WRONG, ids=[says for _, says in WRONG])
def test_what_is_wrong_is_named(obj: object, says: str) -> None:
    with pytest.raises(CodecError) as caught:
        from_json(obj)
    assert caught.value.message == says


def test_bad_lines_are_named_and_good_ones_still_read() -> None:
    good = json.dumps(LINE)
    data = "\n".join([good, "", "{", "[1]", '{"date": 1}', "\udce9", good.replace("20", "21", 1), "   "])
    read, bad = read_jsonl(data.encode("utf-8", "surrogateescape"), "a.jsonl")
    assert len(read) == 2
    assert bad == [
        BadLine("a.jsonl", 3, "it is not valid JSON at character 2"),
        BadLine("a.jsonl", 4, "it is a list, not an object"),
        BadLine("a.jsonl", 5, "the date is not a day such as 2026-11-20"),
        BadLine("a.jsonl", 6, "it is not valid UTF-8"),
    ]
    assert str(bad[0]) == "a.jsonl, line 3: it is not valid JSON at character 2"


def test_two_lines_of_one_id_are_bad_unless_they_say_the_same() -> None:
    lines = [json.dumps({**LINE, "id": "abcd", "note": note}) for note in ("x", "x", "y")]
    read, bad = read_jsonl("\n".join(lines).encode(), "a.jsonl")
    assert [entry.note for entry in read] == ["x"]
    assert bad == [BadLine("a.jsonl", 3, "line 1 has the same id and says something else")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"date": "2026-11-20", "date": "2026-11-21"}', "a key stands there twice"),
        ('{"x": NaN}', "it holds NaN or Infinity, which JSON does not know"),
        (f'{{"x": {"9" * 5000}}}', "it holds a number with far too many digits"),
        ("[" * 100_000, "it is nested deeper than any entry"),
        ('{"x": "' + "x" * 17_000_000 + '"}', "it is longer than any entry (17 MB)"),
    ],
    ids=["twice", "nan", "long number", "deep", "long line"],
)
def test_what_json_lets_pass_is_not_let_pass_here(text: str, says: str) -> None:
    assert reasons(text) == [(1, says)]


def test_line_endings_and_a_byte_order_mark_of_other_systems_are_read() -> None:
    line = json.dumps(LINE).encode()
    other = line.replace(b"20", b"21", 1)
    for data in (b"\xef\xbb\xbf" + line + b"\r\n" + other + b"\r\n", line + b"\n" + other):
        read, bad = read_jsonl(data, "")
        assert (len(read), bad) == (2, [])
    assert len(read_jsonl(iter([line + b"\n", other]), "")[0]) == 2


def test_no_reason_repeats_what_was_written() -> None:
    secret = "dear diary"
    spoiled = [
        {**LINE, key: value}
        for key in LINE | {"kind": 0, "signs": 0, "strains": 0, "id": 0}
        for value in (secret, [secret], {"x": secret})
    ]
    found = [reason for obj in spoiled for _, reason in reasons(json.dumps(obj))]
    found += [reason for cut in range(80) for _, reason in reasons(json.dumps({"note": secret * 9})[:cut])]
    assert len(found) > 90
    assert not [reason for reason in found if secret[:5] in reason]


# --- the schema ------------------------------------------------------------------------------------------


@given(entries)
def test_the_schema_knows_every_line_that_is_written(entry: Entry) -> None:
    assert list(SCHEMA.iter_errors(json.loads(write_jsonl([entry])))) == []


NOT_SEEN_BY_A_SCHEMA = (
    "calendar",
    "UTC offset",
    "date and time such",
    "NUL",
    "UTF-8",
    "unknown key",
    "$toml",
    "dread is not a whole number",  # JSON Schema takes 2.0 for one
)


@pytest.mark.parametrize(("obj", "says"), WRONG, ids=[says for _, says in WRONG])
def test_the_schema_refuses_what_is_refused(obj: object, says: str) -> None:
    assert SCHEMA.is_valid(obj) == any(word in says for word in NOT_SEEN_BY_A_SCHEMA)


def test_the_schema_itself_is_one() -> None:
    meta = jsonschema.Draft202012Validator.META_SCHEMA
    assert json.loads(schema())["$schema"] == meta["$id"]
    assert list(jsonschema.Draft202012Validator(meta).iter_errors(json.loads(schema()))) == []
