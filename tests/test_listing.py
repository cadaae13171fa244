"""`list`, `show`, `search` and `check`: what is read back, what is found, and what a damaged file does to it."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cfjournal.commands import searching
from cfjournal.exchange import to_json
from cfjournal.store import Journal
from tests.edges import cfj, edge_for, run_at
from tests.entries import plain

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry


def journal_of(home: Path, *entries: Entry) -> list[Entry]:
    Journal.open(home).write_all(entries)
    return list(entries)


def ids(text: str) -> list[str]:
    """The short ids in lines of a list."""
    return [
        word for line in text.splitlines() for word in line.split() if len(word) == 8 and word != "Noticed:"
    ]


@pytest.fixture
def four(tmp_path: Path) -> list[Entry]:
    return journal_of(
        tmp_path,
        plain(
            "2025-12-30",
            note="An old one about the Night",
            bring="",
            signs={"dread": 1},
            strains={},
            supports={},
        ),
        plain(
            "2026-09-01",
            note="",
            bring="Stra\u00dfe",
            signs={},
            strains={"no-break": 3},
            supports={"debrief": 2},
        ),
        plain("2026-11-19", kind="rest", note="", bring="", signs={"flatness": 0}, strains={}, supports={}),
        plain("2026-11-20", note="two words and\na second line about the night", signs={"dread": 3}),
    )


# --- list ---------------------------------------------------------------------------------------------------


def test_a_list_has_a_line_an_entry_the_latest_last(tmp_path: Path, four: list[Entry]) -> None:
    lines = cfj(tmp_path, "list").out.splitlines()
    assert [line.split("  ")[-1] for line in lines] == [
        "dread 1; An old one about the Night",
        "no-break; debrief; Stra\u00dfe",
        "rest",
        # cut nowhere, because this is a pipe
        f"understaffed, incident; supervision; dread 3; {' '.join(four[3].note.split())}; {four[3].bring}",
    ]
    assert [line[:15].rstrip() for line in lines] == ["Tue 30 Dec 2025", "Tue  1 Sep  " + four[1].id[:3], "Thu 19 Nov  " + four[2].id[:3], "Fri 20 Nov  " + four[3].id[:3]]  # fmt: skip
    assert all(entry.short_id in line for entry, line in zip(four, lines, strict=True))


@pytest.mark.parametrize(
    ("args", "which"),
    [
        (["--limit", "2"], [2, 3]),
        (["-n", "1"], [3]),
        (["--since", "2026-09-01"], [1, 2, 3]),
        (["--until", "2026-11-19"], [0, 1, 2]),
        (["--since", "yesterday", "--until", "yesterday"], [2]),
        (["--until", "2026-11-19", "-n", "1"], [2]),
        (["--since", "2026-10-01", "--until", "2026-10-31"], []),
    ],
    ids=lambda value: " ".join(value) if value and isinstance(value[0], str) else "",
)
def test_a_list_can_be_narrowed(tmp_path: Path, four: list[Entry], args: list[str], which: list[int]) -> None:
    assert json.loads(cfj(tmp_path, "list", "--json", *args).out) == [
        to_json(four[number]) for number in which
    ]


def test_a_line_fits_the_terminal_and_is_whole_in_a_pipe(tmp_path: Path, four: list[Entry]) -> None:
    edge = edge_for(tmp_path, answers=[], width=40)
    cut = run_at(edge, "list").out.splitlines()
    assert max(map(len, cut)) <= 40
    assert cut[-1].endswith("\u2026")
    assert cfj(tmp_path, "list", width=40).out.splitlines()[-1].endswith("who covers the breaks?")


@pytest.mark.parametrize("args", [["list"], ["list", "--since", "2026-01-01"], ["search", "x"]], ids=" ".join)
def test_nothing_is_valid_json_and_said_in_words(tmp_path: Path, args: list[str]) -> None:
    assert cfj(tmp_path, *args, "--json") == (0, "[]\n", "")
    done = cfj(tmp_path, *args)
    assert (done.code, done.out) == (0, "")
    assert done.err
    assert not tmp_path.joinpath("journal.toml").exists(), "looking makes nothing"


def test_a_period_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    done = cfj(tmp_path, "list", "--since", "today", "--until", "yesterday")
    assert (done.code, done.out) == (2, "")
    assert "ends before it begins" in done.err


def test_reading_the_latest_opens_only_the_months_it_needs(
    tmp_path: Path, four: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    real = Journal.read

    def counted(self: Journal, period: Any = None) -> Any:
        read.append(period.first.month)
        return real(self, period)

    monkeypatch.setattr(Journal, "read", counted)
    assert len(cfj(tmp_path, "list", "-n", "3").out.splitlines()) == 3
    assert read == [11, 9]


# --- show ---------------------------------------------------------------------------------------------------


def test_an_entry_is_shown_in_full_conditions_first(tmp_path: Path, four: list[Entry]) -> None:
    done = cfj(tmp_path, "show")
    assert done.out == (
        "Friday 20 November, shift\n"
        f"Written Friday 20 November at 21:14 (UTC+01:00), id {four[3].short_id}\n"
        "\nWhat weighed\n  understaffed  2  clearly\n  incident      2  clearly\n"
        "\nWhat held\n  supervision  2  clearly\n"
        "\nWhat you noticed\n  dread  3  strongly\n"
        "\nNote\n  two words and\n  a second line about the night\n"
        "\nTo bring to supervision\n  who covers the breaks?\n"
    )


def test_plainly_each_fact_has_a_line_with_its_name(tmp_path: Path, four: list[Entry]) -> None:
    lines = cfj(tmp_path, "show", "--plain").out.splitlines()
    assert lines == [
        f"id: {four[3].id}",
        "date: 2026-11-20",
        "logged at: 2026-11-20T21:14:03+01:00",
        "kind: shift",
        "sign: dread 3 strongly",
        "strain: understaffed 2 clearly",
        "strain: incident 2 clearly",
        "support: supervision 2 clearly",
        "note: two words and",
        "note: a second line about the night",
        "bring: who covers the breaks?",
    ]


@pytest.mark.parametrize(
    "which", ["last", "ID", "today", "2026-11-20", "friday", "20.11.", "20 nov", "20/11/2026"]
)
def test_an_entry_is_named_by_its_id_or_its_day(tmp_path: Path, four: list[Entry], which: str) -> None:
    said = four[3].id[:6] if which == "ID" else which
    now = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC) if which == "friday" else None
    done = cfj(tmp_path, "show", said, "--json", **({"now": now} if now else {}))  # type: ignore[arg-type]
    assert json.loads(done.out) == [to_json(four[3])]


def test_a_day_shows_all_its_entries(tmp_path: Path) -> None:
    journal_of(tmp_path, plain(note="first"), plain(note="second"))
    done = cfj(tmp_path, "show", "today")
    assert done.out.count("Friday 20 November, shift") == 2


@pytest.mark.parametrize(
    ("which", "code", "message"),
    [
        ("2026-11-18", 1, "there is no entry for Wednesday 18 November"),
        ("2026-11-31", 2, "not a day in the calendar"),
        ("zzzzzzzz", 2, "no entry begins with"),
    ],
)
def test_what_is_not_there_is_said(
    tmp_path: Path, four: list[Entry], which: str, code: int, message: str
) -> None:
    done = cfj(tmp_path, "show", which)
    assert (done.code, done.out) == (code, "")
    assert message in done.err


HOSTILE = "[smith] [/foo] \x1b[2J\x1b]0;title\x07 \x9b31m \u202eevil\u202c \r over"


@pytest.mark.parametrize("args", [["list"], ["show"], ["show", "--plain"], ["search", "smith"]], ids=" ".join)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_note_cannot_steer_the_terminal(tmp_path: Path, args: list[str], encoding: str) -> None:
    journal_of(tmp_path, plain(note=HOSTILE, bring=HOSTILE, signs={"x\x1b[2J": 3}))
    out = run_at(edge_for(tmp_path, encoding=encoding), *args).out
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u202c", "\r"} & set(out)
    assert "[smith] [/foo]" in out
    assert "31m" in out


# --- search -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "which"),
    [
        (["night"], [0, 3]),
        (["NIGHT"], [0, 3]),
        (["night", "second"], [3]),
        (["two words"], [3]),
        (["words two"], []),
        (["strasse"], [1]),
        (["STRASSE"], [1]),
        (["stra\u00dfe"], [1]),
        (["who covers"], [3]),
        (["--sign", "dread"], [0, 3]),
        (["--sign", "dread:2"], [3]),
        (["--sign", "dread=2"], [3]),
        (["--sign", "dread2"], [3]),
        (["--sign", "flat"], []),
        (["--sign", "flat:0"], [0, 1, 2, 3]),
        (["--strain", "no-break"], [1]),
        (["--strain", "no-break", "--support", "debrief"], [1]),
        (["--strain", "no-break", "--sign", "dread"], []),
        (["--kind", "rest"], [2]),
        (["night", "--since", "2026-01-01"], [3]),
        (["night", "--until", "2026-01-01"], [0]),
        ([], [0, 1, 2, 3]),
        (["..."], []),
    ],
    ids=lambda value: " ".join(map(str, value)),
)
def test_everything_asked_for_must_hold(
    tmp_path: Path, four: list[Entry], args: list[str], which: list[int]
) -> None:
    found = json.loads(cfj(tmp_path, "search", "--json", *args).out)
    assert found == [to_json(four[number]) for number in which]


def test_a_strain_is_not_looked_for_among_the_signs(tmp_path: Path) -> None:
    done = cfj(tmp_path, "search", "--sign", "no-break")
    assert (done.code, done.err.splitlines()[1]) == (2, "cfj: hint: write --strain no-break")


def test_a_word_that_is_a_sign_is_pointed_out_when_no_note_holds_it(
    tmp_path: Path, four: list[Entry]
) -> None:
    assert "cfj search --sign tearful" in cfj(tmp_path, "search", "crying").err
    assert cfj(tmp_path, "search", "qqqq").err == "Nothing found.\n"


WORD = st.text(st.sampled_from("aAbBsS\u017f\u212a\u00df\u0130\ufb00kK \n'\"\\\x01\u00e9"), max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("aAbBsS\u017f\u212a\u00dfkK \n'\"\\\r\x01\u00e9\ufb00f"), max_size=20), WORD)
def test_no_file_that_holds_the_text_is_passed_over(
    tmp_path_factory: pytest.TempPathFactory, note: str, text: str
) -> None:
    home = tmp_path_factory.mktemp("journal")
    (entry,) = journal_of(home, plain(note=note, bring=""))
    wanted = searching.Wanted((text.casefold(),))
    found = searching.search(Journal.open(home), wanted, None).entries
    assert found == ((entry,) if text.casefold() in f"{note}\n".casefold() else ())


def test_the_characters_that_fold_to_ascii_are_all_known() -> None:
    found = [
        chr(code)
        for code in range(128, sys.maxunicode + 1)
        if any("a" <= c <= "z" or c.isdigit() for c in chr(code).casefold() if c.isascii())
    ]
    assert sorted(searching.FOLDS_TO_ASCII) == found


def test_files_that_cannot_hold_it_are_not_parsed(
    tmp_path: Path, four: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    from cfjournal import reading

    parsed = []
    real = reading.load_file

    def counted(path: Path) -> Any:
        parsed.append(path)
        return real(path)

    monkeypatch.setattr(reading, "load_file", counted)
    assert len(cfj(tmp_path, "search", "words").out.splitlines()) == 1
    assert len(parsed) < len(four)


def test_a_file_that_was_edited_by_hand_is_searched_too(tmp_path: Path, four: list[Entry]) -> None:
    path = Journal.open(tmp_path).path_of(four[2])
    text = path.read_text("utf-8")
    path.write_text(text.replace("\n\n", '\nnote = "a \\u0077ord by hand"\n\n', 1), "utf-8")
    assert four[2].short_id in cfj(tmp_path, "search", "WORD by hand").out


# --- damage ---------------------------------------------------------------------------------------------------


@pytest.fixture
def damaged(tmp_path: Path, four: list[Entry]) -> Path:
    path = Journal.open(tmp_path).path_of(four[2])
    path.write_bytes(path.read_bytes()[:-20])
    return path


@pytest.mark.parametrize("args", [["list"], ["search"], ["search", "night"], ["show", "today"]], ids=" ".join)
def test_a_damaged_file_is_warned_of_once_and_its_neighbours_are_shown(
    tmp_path: Path, damaged: Path, args: list[str]
) -> None:
    done = cfj(tmp_path, *args)
    assert done.code == 0
    assert done.out
    assert "cfj check" in done.err or args == ["show", "today"]
    assert done.err.count("could not be read") <= 1


def test_check_names_it_and_says_so_in_its_exit_code(tmp_path: Path, damaged: Path) -> None:
    before = damaged.read_bytes()
    done = cfj(tmp_path, "check")
    assert done.code == 4
    assert done.out.startswith("3 entries, and one thing to look at.\n\ndamaged: entries/2026/11/")
    assert damaged.name in done.out
    assert "To do: " in done.out
    assert damaged.read_bytes() == before
    found = json.loads(cfj(tmp_path, "check", "--json").out)
    assert (found["entries"], [finding["kind"] for finding in found["findings"]]) == (3, ["damaged"])


def test_check_is_content_with_a_journal_that_is_well(tmp_path: Path, four: list[Entry]) -> None:
    tmp_path.chmod(0o700)
    for path in tmp_path.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert cfj(tmp_path, "check") == (0, "4 entries, and every file is as it should be.\n", "")
    assert json.loads(cfj(tmp_path, "check", "--json").out) == {"entries": 4, "findings": []}


def test_check_reads_at_forty_columns(tmp_path: Path, damaged: Path) -> None:
    lines = cfj(tmp_path, "check", width=40).out.splitlines()
    assert all(len(line) <= 40 or "/" in line for line in lines)
