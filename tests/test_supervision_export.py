"""`cfj export` for supervision: seen before it is written, agreed to by a typed yes, and never more than was chosen."""

from __future__ import annotations

import datetime as dt
import json
import re
import stat
from typing import TYPE_CHECKING

import pytest

from cfjournal.store import Journal
from tests.documents import everything_in
from tests.edges import CTRL_C, CTRL_D, NOW, cfj
from tests.entries import plain

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    journal = tmp_path / "journal"
    cfj(journal, "log", "--date", "2026-11-18", "dread:3", "no-break", "-m", "a private zebra")
    cfj(journal, "log", "flat", "--bring", "Who covers my visits?", "-m", "a chosen walrus")
    return journal


def ident(home: Path, text: str) -> str:
    return next(path.stem for path in home.rglob("entries/**/*.toml") if text in path.read_text("utf-8"))


def test_without_a_file_it_goes_to_stdout_and_no_file_is_written(home: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    done = cfj(home, "export")
    assert done.code == 0
    assert done.out.startswith("# For supervision, Saturday 24 October to Friday 20 November 2026\n")
    assert "> Who covers my visits?\n" in done.out
    assert "can be recognised from their story" in done.err
    assert sorted(tmp_path.rglob("*")) == before


def test_no_note_is_in_it_unless_it_was_chosen(home: Path) -> None:
    plain = cfj(home, "export").out
    assert "zebra" not in plain
    assert "walrus" not in plain
    chosen = cfj(home, "export", "--notes", ident(home, "walrus")).out
    assert "> a chosen walrus\n" in chosen
    assert "zebra" not in chosen
    both = cfj(
        home, "export", "--notes", ident(home, "walrus"), "--notes", ident(home, "zebra"), "--notes", "last"
    ).out
    assert both.index("zebra") < both.index("walrus")
    assert both.count("walrus") == 1


def test_a_chosen_entry_must_be_there_and_have_a_note(home: Path) -> None:
    cfj(home, "log", "--date", "2026-11-17", "flat")
    bare = next(path for path in home.rglob("entries/**/*.toml") if "2026-11-17" in path.read_text("utf-8"))
    missing = cfj(home, "export", "--notes", bare.stem)
    assert (missing.code, missing.out) == (2, "")
    assert "has no note" in missing.err
    unknown = cfj(home, "export", "--notes", "ffffffff")
    assert (unknown.code, unknown.out) == (2, "")


def test_what_is_written_is_what_was_shown_to_the_letter(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    done = cfj(home, "export", "-o", str(path), answers=["yes"], width=200)
    assert done.code == 0
    text = path.read_text("utf-8")
    assert text in done.out
    assert text == cfj(home, "export").out
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "This is all of it" in done.err


@pytest.mark.parametrize("answer", ["", "y", "no", "yess", CTRL_D])
def test_anything_but_a_yes_writes_nothing(answer: str, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    done = cfj(home, "export", "-o", str(path), answers=[answer])
    assert done.code == 0
    assert "Nothing was written." in done.err
    assert not path.exists()


def test_an_interruption_writes_nothing(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    assert cfj(home, "export", "-o", str(path), answers=[CTRL_C]).code == 130
    assert not path.exists()


def test_yes_is_taken_for_a_named_file_only(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    nowhere = cfj(home, "export", "--yes")
    assert (nowhere.code, nowhere.out) == (2, "")
    done = cfj(home, "export", "-o", str(path), "--yes")
    assert (done.code, done.err) == (0, "")
    assert str(path) in done.out
    assert "can be recognised" in done.out
    assert path.read_text("utf-8") == cfj(home, "export").out


def test_without_a_terminal_and_without_yes_nothing_is_written(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    done = cfj(home, "export", "-o", str(path))
    assert (done.code, done.out) == (2, "")
    assert "--yes" in done.err
    assert not path.exists()


def test_a_file_that_is_there_is_left_alone_before_anything_is_asked(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("mine", "utf-8")
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "elsewhere")
    for taken in (path, link):
        for more in (["--yes"], []):
            done = cfj(home, "export", "-o", str(taken), *more, answers=["yes"])
            assert (done.code, done.out) == (2, "")
    assert path.read_text("utf-8") == "mine"
    assert not (tmp_path / "elsewhere").exists()


def test_other_days_can_be_asked_for(home: Path) -> None:
    assert cfj(home, "export", "--since", "-6w").out.startswith("# For supervision, Friday 9 October to")
    assert "Who covers" not in cfj(home, "export", "--until", "2026-11-19").out


def test_options_of_the_page_are_refused_for_a_copy(home: Path) -> None:
    for option in (["--yes"], ["--notes", "last"]):
        done = cfj(home, "export", "--format", "jsonl", *option)
        assert (done.code, done.out) == (2, "")


def test_a_damaged_entry_is_named(home: Path) -> None:
    next(home.rglob("entries/**/*.toml")).write_text("not an entry", "utf-8")
    done = cfj(home, "export")
    assert done.code == 4
    assert "could not be read" in done.err


def test_days_without_an_entry_are_no_page_of_noughts(tmp_path: Path) -> None:
    out = cfj(tmp_path / "empty", "export").out
    assert "From a private journal, in which nothing was written in these days.\n" in out


def test_what_is_said_before_the_page_is_parted_from_it_on_a_screen(home: Path) -> None:
    cfj(home, "log", "push-through")
    on_screen = cfj(home, "export", "--only", "conditions", answers=[]).err
    assert "leaders model\npushing through.\n\nNo file" in on_screen
    assert "\n\n" not in cfj(home, "export", "--only", "conditions").err


def test_it_is_never_called_anonymous(home: Path) -> None:
    done = cfj(home, "export")
    assert "anonym" not in (done.out + done.err + cfj(home, "export", "--help").out).lower()


# --- what was agreed ------------------------------------------------------------------------------------------------

UNION = "ring the union about the rota"


@pytest.fixture
def after(home: Path) -> Path:
    """The journal some weeks after supervision, which agreed on something and has been asked about it since."""
    cfj(home, "supervision", "record", UNION, "--who", "me", "--date", "2026-11-02")
    made = json.loads(cfj(home, "supervision", "list", "--json").out)[0]["id"]
    assert cfj(home, "supervision", "follow-up", made, "not-yet", "-m", "I did not dare").code == 0
    return home


@pytest.mark.parametrize("form", ["md", "html", "txt", "docx"])
def test_a_page_holds_what_was_agreed_and_how_it_stands_where_that_is_chosen(
    form: str, after: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"page.{form}"
    assert cfj(after, "export", "--yes", "--only", "agreed,states", "-o", str(path)).code == 0
    text = everything_in(form, path.read_bytes())
    assert "What was agreed" in text
    assert UNION in text
    assert "Not yet, Friday 20 November" in text
    assert "dare" not in text


def test_what_was_said_of_it_later_is_on_it_where_that_is_chosen(after: Path) -> None:
    assert "dare" not in cfj(after, "export", "--only", "bring,agreed,conditions,states,signs,supports").out
    chosen = cfj(after, "export", "--only", "agreed,answers").out
    assert "## What I said of it later\n" in chosen
    assert "> I did not dare\n" in chosen
    alone = cfj(after, "export", "--only", "answers").out
    assert "dare" in alone
    assert UNION not in alone
    table = cfj(after, "export", "--format", "csv", "--only", "answers")
    assert (table.code, table.out) == (2, "")
    assert "no place for answers" in table.err


def test_an_agreement_from_before_the_months_that_were_read_is_there_while_it_is_open(home: Path) -> None:
    days = [NOW.date() - dt.timedelta(days=back) for back in range(3, 600)]
    supports = {"supervision": 2, "debrief": 2}
    kinds = {day: "leave" if day.day < 3 else "shift" for day in days}
    Journal.open(home).write_all(
        [plain(str(day), kind=kinds[day], signs={}, supports=supports, note="", bring="") for day in days]
    )
    cfj(home, "supervision", "record", UNION, "--who", "organisation", "--date", "2025-11-10")
    before = ("--since", "2025-10-01", "--until", "2025-11-09")
    assert UNION in cfj(home, "supervision", "agenda").out
    assert UNION in cfj(home, "export", "--only", "agreed").out
    assert UNION not in cfj(home, "export", "--only", "agreed", *before).out
    made = json.loads(cfj(home, "supervision", "list", "--json").out)[0]["id"]
    cfj(home, "supervision", "follow-up", made, "done")
    assert UNION not in cfj(home, "export", "--only", "agreed", now=NOW + dt.timedelta(days=60)).out


def test_unasked_it_is_on_no_page_and_one_line_says_how_to_add_it(after: Path) -> None:
    done = cfj(after, "export")
    assert "union" not in done.out + done.err
    hint = "Not on it: 1 agreement. `--only bring,agreed,conditions,states` adds what was agreed."
    assert hint in " ".join(done.err.split())
    assert UNION in cfj(after, "export", "--only", "bring,agreed,conditions,states").out
    for args in (
        ("--only", "bring"),
        ("--only", "conditions"),
        ("--since", "2026-10-01", "--until", "2026-10-09"),
    ):
        assert "Not on it" not in cfj(after, "export", *args).err, args


def test_it_is_on_no_page_for_a_manager_and_in_no_table_unasked(after: Path, tmp_path: Path) -> None:
    for form in ("md", "html", "txt", "csv", "docx"):
        path = tmp_path / f"page.{form}"
        assert cfj(after, "export", "--yes", "--only", "conditions", "-o", str(path)).code == 0
        text = everything_in(form, path.read_bytes())
        assert "union" not in text
        assert "greed" not in text
    assert "union" not in cfj(after, "export", "--format", "csv").out
    assert "union" in cfj(after, "export", "--format", "csv", "--only", "agreed").out


def test_that_of_an_entry_that_is_never_exported_stays_out(after: Path, tmp_path: Path) -> None:
    entry = json.loads(cfj(after, "supervision", "list", "--json").out)[0]["entry"]
    assert cfj(after, "edit", entry, "--never-export").code == 0
    assert UNION in cfj(after, "supervision", "list").out
    for args in (("--only", "agreed,answers"), ("--choose",), ()):
        done = cfj(after, "export", *args, "-o", str(tmp_path / "page.md"), answers=["all", "", "no"])
        assert "union" not in done.out + done.err, args
        assert "dare" not in done.out + done.err, args


def test_before_the_yes_it_is_said_what_is_on_it(after: Path, tmp_path: Path) -> None:
    def said(*args: str) -> str:
        done = cfj(after, "export", *args, "-o", str(tmp_path / "page.md"), answers=["no"])
        return " ".join(done.err.split())

    assert "On it: what to bring, conditions and states." in said()
    manager = "On it: the conditions of the work, and nothing of what you noticed, wrote or agreed."
    assert manager in said("--only", "conditions")
    everything = "notes,bring,agreed,answers,signs"
    assert (
        "On it: what to bring, what was agreed, what you said of that later, 1 note and what you noticed."
        in said("--only", everything, "--notes", "last")
    )


# --- one text to bring of several ----------------------------------------------------------------------------------


@pytest.fixture
def three(home: Path) -> dict[str, str]:
    """Three texts to bring by their words, with the ids of their entries."""
    for day, text in ((16, "about the falcon"), (17, "about the heron")):
        cfj(home, "log", "flat", "--date", f"2026-11-{day}", "--bring", text)
    return {word: ident(home, word) for word in ("falcon", "heron", "Who covers")}


@pytest.mark.parametrize("form", ["md", "html", "txt", "docx", "csv"])
def test_texts_to_bring_can_be_chosen_one_by_one(
    form: str, three: dict[str, str], home: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"page.{form}"
    args = ("--bring", three["falcon"][:8], "--bring", three["Who covers"])
    done = cfj(home, "export", *args, "-o", str(path), answers=["yes"])
    assert done.code == 0, done.err
    text = everything_in(form, path.read_bytes())
    assert "falcon" in text
    assert "Who covers" in text
    assert "heron" not in text + done.out
    assert "On it: 2 texts to bring, " in " ".join(done.err.split())
    assert "heron" in cfj(home, "export", "--format", "csv" if form == "csv" else "md").out


def test_in_the_list_each_is_a_line_and_the_choice_is_kept(three: dict[str, str], home: Path) -> None:
    args = ("export", "--choose", "-o", "page.md")
    done = cfj(home, *args, answers=["2", "", "no"])
    assert "  2 out: bring of Tue 17 Nov: about the heron\n" in done.out
    page = done.out.rpartition("Enter: ")[2]
    assert "falcon" in page
    assert "heron" not in page
    again = " ".join(done.err.replace("\\\n", " ").split())
    assert f"cfj export --bring {three['falcon'][:8]} --bring {three['Who covers'][:8]} -o page.md" in again
    back = cfj(home, *args, "--bring", three["falcon"], answers=["bring", "", "no"])
    assert "about the heron" in back.out.rpartition("Enter: ")[2]


def test_a_text_to_bring_must_be_there_and_may_be_shown(three: dict[str, str], home: Path) -> None:
    def refused(*args: str) -> str:
        done = cfj(home, "export", *args)
        assert (done.code, done.out) == (2, "")
        assert "heron" not in done.err
        return done.err

    assert "has no text to bring" in refused("--bring", ident(home, "zebra"))
    heron = three["heron"]
    assert "--only leaves bring out" in refused("--bring", heron, "--only", "conditions")
    assert "is of none of these days" in refused("--bring", heron, "--since", "2026-11-18")
    assert "not for jsonl" in refused("--bring", heron, "--format", "jsonl")
    cfj(home, "edit", heron, "--never-export")
    assert "nothing overrides that" in refused("--bring", heron)


# --- what each format holds where nothing is said ---------------------------------------------------------------


def test_the_topic_privacy_says_what_each_format_holds_by_default(after: Path, tmp_path: Path) -> None:
    told = " ".join(cfj(after, "--plain", "learn", "privacy").out.split())
    assert "md, html, txt, docx: what to bring, conditions, states." in told
    titles = ["To bring", "What the work was like", "What may be building"]
    assert re.findall(r"^## (.*)$", cfj(after, "export").out, re.MULTILINE) == titles
    for form in ("html", "txt", "docx"):
        path = tmp_path / f"page.{form}"
        assert cfj(after, "export", "--yes", "-o", str(path)).code == 0
        text = everything_in(form, path.read_bytes())
        assert all(title in text for title in titles)
        assert not [other for other in ("What was noticed", "What held", "Notes") if other in text]
    assert "csv: a row an entry, all its signs, strains, supports, what to bring." in told
    header, *_ = cfj(after, "export", "--format", "csv").out.lstrip("\ufeff").splitlines()
    assert header == "date,kind,signs,strains,supports,bring"
    assert "for a manager: counted shifts, no more." in told
    assert "Only jsonl, your own whole copy, holds everything." in told
    assert "never a note or an entry that is never exported" in told
    for word in ("zebra", "walrus", "union", "dare"):
        assert word in cfj(after, "export", "--format", "jsonl").out
