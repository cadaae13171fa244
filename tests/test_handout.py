"""What is made for other eyes, in each format: one choice, and in every format that and nothing else."""

from __future__ import annotations

import re
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from cfjournal.render import choice, docx
from cfjournal.render.choice import PARTS, Choice, parts_named
from cfjournal.render.handout import EXPORTERS, READ_AS_THEY_ARE, handout, text_of
from cfjournal.render.page import Brief, Page, Section
from cfjournal.render.tabular import write
from cfjournal.review import Bring
from tests.documents import everything_in, parts_of, rows_of, text_of_docx
from tests.edges import cfj
from tests.reviewing import WORDS, agreed, back, diary, entry, review, review_with_agreed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cfjournal.render.handout import Handout

FORMS = tuple(EXPORTERS)
every_form = pytest.mark.parametrize("form", FORMS)


def made(*parts: choice.Part, notes: tuple[str, ...] = ()) -> Handout:
    """What the week in which something builds becomes, with these parts."""
    inside = [each for each in diary() if each.date in review().period]
    return handout(review_with_agreed(), inside, Choice(parts or choice.USUAL, notes), WORDS)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    journal = tmp_path / "journal"
    cfj(journal, "log", "--date", "2026-11-18", "dread:3", "no-break", "-m", "a private zebra")
    cfj(
        journal,
        "log",
        "flat",
        "break",
        "--bring",
        "Who covers <my> visits?\nAnd *when*?",
        "-m",
        "a chosen walrus",
    )
    return journal


def ident(home: Path, text: str) -> str:
    return next(path.stem for path in home.rglob("entries/**/*.toml") if text in path.read_text("utf-8"))


# --- the formats ----------------------------------------------------------------------------------------------


@every_form
def test_the_ending_of_the_file_says_the_format(form: str, home: Path, tmp_path: Path) -> None:
    path = tmp_path / f"page.{form}"
    done = cfj(home, "export", "--yes", "-o", str(path))
    assert (done.code, done.err) == (0, "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    same = tmp_path / "same"
    assert cfj(home, "export", "--yes", "--format", form, "-o", str(same)).code == 0
    if form == "docx":
        assert parts_of(same.read_bytes()) == parts_of(path.read_bytes())
    else:
        assert same.read_bytes() == path.read_bytes()
        assert cfj(home, "export", "--format", form).out.encode() == path.read_bytes()


@pytest.mark.parametrize(
    ("form", "name", "named", "instead"),
    [
        ("html", "page.md", "md", "page.html"),
        ("md", "page.HTM", "html", "page.md"),
        ("docx", "page.jsonl", "jsonl", "page.docx"),
        ("jsonl", "page.markdown", "md", "page.jsonl"),
    ],
)
def test_an_ending_that_says_another_format_is_refused_and_both_ways_are_named(
    form: str, name: str, named: str, instead: str, home: Path, tmp_path: Path
) -> None:
    done = cfj(home, "export", "--format", form, "-o", str(tmp_path / name), answers=["yes"])
    assert (done.code, done.out) == (2, "")
    assert f"--format says {form}, and the name of the file says {named}\n" in done.err
    assert f"name it {instead}, or leave out --format {form}\n" in done.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("form", "name"), [("md", "page.markdown"), ("html", "page.HTM"), ("txt", "page.2026"), ("csv", "page")]
)
def test_an_ending_of_the_same_format_or_of_none_may_be_there(
    form: str, name: str, home: Path, tmp_path: Path
) -> None:
    assert cfj(home, "export", "--yes", "--format", form, "-o", str(tmp_path / name)).code == 0
    assert (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("page.pdf", "make it a .html file, open that in a browser, and print it to PDF from there"),
        ("page.xlsx", "make it a .csv file"),
        ("page.odt", "make it a .docx file"),
        ("page.2026", "end the name in .md, .html, .txt, .csv or .docx, or say --format"),
        ("page.jsonl", "--format jsonl if that is what you want"),
    ],
)
def test_an_ending_that_means_something_else_is_asked_about(
    name: str, hint: str, home: Path, tmp_path: Path
) -> None:
    done = cfj(home, "export", "--yes", "-o", str(tmp_path / name))
    assert (done.code, done.out) == (2, "")
    assert hint in done.err
    assert not (tmp_path / name).exists()


def test_a_format_that_is_said_makes_no_pdf(home: Path, tmp_path: Path) -> None:
    done = cfj(home, "export", "--yes", "--format", "html", "-o", str(tmp_path / "page.pdf"))
    assert (done.code, done.out) == (2, "")
    assert "print it to PDF" in done.err


def test_a_document_goes_to_no_screen(home: Path) -> None:
    done = cfj(home, "export", "--format", "docx")
    assert (done.code, done.out) == (2, "")
    assert "add -o FILE.docx" in done.err


def test_without_its_library_a_document_is_refused_in_one_sentence_before_anything_is_asked(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    done = cfj(home, "export", "-o", str(tmp_path / "page.docx"), answers=["yes"])
    assert (done.code, done.out) == (2, "")
    assert "cfj: error: a docx file needs python-docx, which is not installed here\n" in done.err
    assert (
        f"cfj: hint: choose html, or install it:\n  {sys.executable} -m pip install python-docx\n" in done.err
    )
    assert not (tmp_path / "page.docx").exists()


def test_a_document_has_headings_paragraphs_and_tables_of_the_same_words() -> None:
    parts: tuple[choice.Part, ...] = (*choice.USUAL, "agreed")
    data = EXPORTERS["docx"](made(*parts))
    body = parts_of(data)["word/document.xml"]
    assert body.count('<w:pStyle w:val="Heading1"/>') == 4
    assert body.count("<w:tbl>") == 2
    assert body.count('<w:pStyle w:val="Quote"/>') == 5
    lines = text_of(made(*parts), "docx", data)
    words = re.findall(r"\w+", text_of_docx(data).lower())
    assert sorted(words) == sorted(re.findall(r"\w+", lines.lower()))


def test_a_document_of_all_parts_has_the_same_words_too() -> None:
    whole = made(*PARTS, notes=tuple(each.id for each in diary() if each.note))
    data = EXPORTERS["docx"](whole)
    words = re.findall(r"\w+", text_of_docx(data).lower())
    assert sorted(words) == sorted(re.findall(r"\w+", text_of(whole, "docx", data).lower()))
    assert "did it happen" in text_of_docx(data)


def test_a_document_says_nothing_of_who_wrote_it() -> None:
    about = parts_of(EXPORTERS["docx"](made()))["docProps/core.xml"]
    said = re.findall(r">([^<]+)<", about)
    assert set(said) - {"\n"} == {made().page.title, "en-GB", "1", "2000-01-01T00:00:00Z"}


def test_a_document_of_what_no_page_for_others_holds_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="holds no Brief"):
        docx.write(Page("x", (), (Section("", (Brief("Also", ()),)),)))


@every_form
def test_what_would_move_the_cursor_or_break_the_file_is_made_visible(form: str) -> None:
    hostile = "\x1b[2J\x00\u202e<script>alert(1)</script>"
    asked = review()._replace(bring=(Bring("h", back(1), hostile),))
    made = handout(asked, [entry(back(1), bring=hostile)], Choice(("bring",)), WORDS)
    data = EXPORTERS[form](made)
    text = text_of(made, form, data)
    assert "alert(1)" in text
    assert not {"\x1b", "\x00", "\u202e"} & set(text + everything_in(form, data))


def test_a_web_page_draws_nothing_that_its_words_do_not_say() -> None:
    data = EXPORTERS["html"](made(*PARTS)).decode()
    assert "<polyline" not in data
    assert 'class="rows"' not in data


# --- the table ----------------------------------------------------------------------------------------------------


def test_a_table_has_a_row_an_entry_and_its_columns_are_the_parts() -> None:
    rows = rows_of(EXPORTERS["csv"](made(*choice.USUAL_IN_A_TABLE)))
    assert rows[0] == ["date", "kind", "signs", "strains", "supports", "bring"]
    assert len(rows) == 1 + review().coverage.written
    assert rows[5] == [
        "2026-11-13",
        "shift",
        "emotional flatness (strongly), less patience (a little)",
        "",
        "",
        "Could we talk about Thursday?\nAnd the rota.",
    ]
    assert rows_of(EXPORTERS["csv"](made("bring")))[0] == ["date", "kind", "bring"]


def test_a_note_stands_in_the_row_of_its_entry_and_in_no_other() -> None:
    rest = next(each for each in diary() if each.note)
    rows = rows_of(EXPORTERS["csv"](made("notes", notes=(rest.id,))))
    assert [row[2] for row in rows] == ["note", *[""] * 5, "a private line"]


def test_what_was_agreed_stands_in_the_row_of_its_day_and_a_record_alone_is_no_shift() -> None:
    record = entry(back(1), supports=["supervision"])._replace(agreed=agreed()[1:4])
    rows = rows_of(EXPORTERS["csv"](handout(review(), [record], Choice(("agreed",)), WORDS)))
    assert rows[1] == [
        "2026-11-14",
        "record",
        (
            "ring the union about the rota (me); "
            "a second person on late visits (organisation, by 2026-12-15, not-yet); "
            "read about debriefing (supervisor, done)"
        ),
    ]
    assert rows_of(EXPORTERS["csv"](handout(review(), [record], Choice(("conditions",)), WORDS))) == [
        ["date", "conditions"]
    ]


def test_a_record_alone_is_a_row_only_where_a_column_holds_something_of_it() -> None:
    record = entry(back(1), supports=["supervision"])._replace(agreed=agreed()[1:4])
    bare = entry(back(2))._replace(agreed=agreed()[1:2])

    def rows(*parts: choice.Part) -> list[list[str]]:
        return rows_of(EXPORTERS["csv"](handout(review(), [record, bare], Choice(parts), WORDS)))[1:]

    assert rows("signs", "conditions", "bring") == []
    assert rows(*choice.USUAL_IN_A_TABLE) == [
        ["2026-11-14", "record", "", "", "reflective supervision (clearly)", ""]
    ]
    assert [row[:2] for row in rows("agreed")] == [["2026-11-13", "record"], ["2026-11-14", "record"]]


def test_what_asks_for_a_person_to_talk_to_is_in_no_table() -> None:
    entries = [entry(back(1), signs={"hopeless": 3, "dread": 1})]
    rows = rows_of(EXPORTERS["csv"](handout(review(), entries, Choice(("signs",)), WORDS)))
    assert rows[1] == ["2026-11-14", "shift", "dread of work (a little)"]


def test_a_table_for_a_manager_has_shifts_and_no_levels() -> None:
    entries = [entry(back(1), strains=["no-break", "poor-pay"]), entry(back(2), "sick"), entry(back(3))]
    rows = rows_of(EXPORTERS["csv"](handout(review(), entries, Choice(("conditions",)), WORDS)))
    assert rows == [["date", "conditions"], ["2026-11-12", ""], ["2026-11-14", "breaks missed"]]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "  =1", "\x1b=1"])
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    ((shown,),) = rows_of(write([[cell]]))
    assert shown[0] == "'" or shown[0] == "\u241b"
    assert shown.lstrip(" ")[0] not in "=+-@\t\r\n"


def test_other_cells_are_as_they_are() -> None:
    cells = ["", "a, b", 'he said "no"', "two\nlines", "caf\u00e9", "1-2", "a=b"]
    assert rows_of(write([cells])) == [cells]


def test_a_table_has_no_place_for_a_state(home: Path) -> None:
    done = cfj(home, "export", "--format", "csv", "--only", "bring,states")
    assert (done.code, done.out) == (2, "")
    assert "no place for states" in done.err


# --- the parts ----------------------------------------------------------------------------------------------------

TITLES = {
    "bring": "To bring",
    "agreed": "What was agreed",
    "answers": "What I said of it later",
    "notes": "Notes",
    "conditions": "What the work was like",
    "states": "What may be building",
    "signs": "What was noticed",
    "supports": "What held",
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_there_where_it_is_chosen_and_nowhere_else(part: choice.Part) -> None:
    note = next(each.id for each in diary() if each.note)
    others = tuple(other for other in PARTS if other != part)
    base = review_with_agreed()._replace(supports=review().strains[:1])
    inside = [each for each in diary() if each.date in review().period]

    def titles(*parts: choice.Part) -> list[str]:
        page = handout(base, inside, Choice(parts, (note,)), WORDS).page
        return [section.title for section in page.sections]

    assert titles(*PARTS) == list(TITLES.values())
    assert TITLES[part] not in titles(*others)
    if part != "conditions":
        assert titles(part) == [TITLES[part]]


def test_a_page_of_all_parts_is_written_like_this(golden: Callable[[str, str], None]) -> None:
    note = next(each.id for each in diary() if each.note)
    golden(
        "handout.txt",
        text_of(made(*PARTS, notes=(note,)), "txt", EXPORTERS["txt"](made(*PARTS, notes=(note,)))),
    )


def test_only_takes_names_in_any_order_and_case() -> None:
    assert parts_named("States, bring") == ("bring", "states")


@pytest.mark.parametrize(
    ("only", "says", "hint"),
    [
        ("condition", "'condition' is no part of the page", "did you mean conditions?"),
        ("bring,feelings", "'feelings' is no part", "the parts are bring, agreed"),
        (",", "--only names no part", "the parts are"),
        ("notes", "--only asks for notes, and none is named", "add --notes ID"),
    ],
)
def test_a_part_that_is_none_is_said_with_what_was_meant(only: str, says: str, hint: str, home: Path) -> None:
    done = cfj(home, "export", "--only", only)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert hint in done.err


def test_only_is_just_that_and_a_note_beside_it_is_a_contradiction(home: Path) -> None:
    done = cfj(home, "export", "--only", "bring", "--notes", ident(home, "walrus"))
    assert (done.code, done.out) == (2, "")
    assert "--only leaves notes out" in done.err
    named = cfj(home, "export", "--only", "notes", "--notes", ident(home, "walrus"))
    assert "walrus" in named.out
    assert "Who covers" not in named.out


def test_the_conditions_alone_are_for_a_manager_and_the_person_hears_what_is_not_on_it(home: Path) -> None:
    cfj(home, "log", "push-through", "conflict")
    done = cfj(home, "export", "--only", "conditions")
    assert done.out.startswith("# Working conditions, ")
    assert "- breaks missed: 1 of 2 shifts\n" in done.out
    assert "Left off this page, because it is about people or about you: " in done.err
    assert "conflict" in done.err
    assert "conflict" not in done.out


# --- the last look ------------------------------------------------------------------------------------------------


@every_form
def test_what_is_shown_before_the_yes_is_what_is_written(form: str, home: Path, tmp_path: Path) -> None:
    path = tmp_path / f"page.{form}"
    args = ("-o", str(path), "--notes", ident(home, "walrus"))
    done = cfj(home, "export", *args, answers=["yes"], width=200)
    assert done.code == 0
    shown = done.out.partition("Type yes")[0]
    data = path.read_bytes()
    if form in READ_AS_THEY_ARE:
        assert shown == data.decode("utf-8-sig").replace("\r\n", "\n")
        assert "This is all of it, to the letter." in done.err
        return
    assert "These are all its words" in done.err
    words = (
        text_of_docx(data)
        if form == "docx"
        else re.sub(r"<[^>]+>", " ", data.decode().partition("</style>")[2])
    )
    unescaped = words.replace("&lt;", "<").replace("&gt;", ">").replace("&#x27;", "'")
    assert sorted(re.findall(r"\w+", unescaped.lower())) == sorted(re.findall(r"\w+", shown.lower()))
