"""Identifiers in what is handed on: pointed at on the screen, counted elsewhere, replaced in the copy when asked."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING

import pytest

from cfjournal import identifiers, shares
from cfjournal.agreements import Agreement, Answer
from cfjournal.render.handout import EXPORTERS
from cfjournal.store import Journal
from cfjournal.vocabulary import load
from tests.documents import everything_in
from tests.edges import NOW, cfj
from tests.entries import plain
from tests.identifiers.figures import marked
from tests.identifiers.figures import texts as lines

if TYPE_CHECKING:
    from pathlib import Path

PHONE, NAME, EMAIL, OWN = "07700 900123", "Mrs Jones", "j.smith@example.org", "Marta"
ONLY = ("--only", "bring,agreed,conditions,states")
FOUND = "found 1 phone number, 3 names and 1 name on your list"
TOLD = "A person can be recognised from their story: read it with that in mind."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    entry = plain(
        id="0197a1c2-0000",
        bring=f"{NAME} rang on {PHONE}.\nCould we talk about {NAME} and {OWN}?",
        note=f"wrote to {EMAIL}",
        agreed=(
            Agreement(
                "0a000001", f"ring {NAME}", "me", None, (Answer("not-yet", plain().date, f"{OWN} did"),)
            ),
        ),
    )
    Journal.open(tmp_path / "j").write(entry)
    (tmp_path / "j" / "config.toml").write_text(f'names = ["{OWN}"]\n', "utf-8")
    return tmp_path / "j"


def flat(text: str) -> str:
    return " ".join(text.split())


def test_elsewhere_than_on_a_screen_they_are_counted_by_kind_and_not_repeated(home: Path) -> None:
    done = cfj(home, "export", *ONLY)
    assert f"We looked for obvious identifiers and {FOUND}. {TOLD}" in done.err
    assert "These may tell" not in done.out + done.err
    for said in (PHONE, NAME, OWN):
        assert said in done.out
        assert said not in done.err


def test_on_a_screen_each_is_said_with_its_place_in_a_line_of_its_own(home: Path, tmp_path: Path) -> None:
    done = cfj(home, "export", *ONLY, "-o", str(tmp_path / "page.md"), answers=["no"])
    assert done.out.partition("These may tell who is meant")[2].splitlines()[1:6] == [
        "  To bring, Friday 20 November: Mrs Jones, name",
        "  To bring, Friday 20 November: 07700 900123, phone number",
        "  To bring, Friday 20 November, line 2: Mrs Jones, name",
        "  To bring, Friday 20 November, line 2: Marta, name on your list",
        "  What was agreed, Friday 20 November, mine to do: Mrs Jones, name",
    ]
    assert FOUND in flat(done.err)
    narrow = cfj(home, "export", answers=[], width=40).out
    assert max(map(len, narrow.partition("These may")[2].splitlines()[1:])) <= 40


def test_only_what_is_shown_is_looked_at(home: Path) -> None:
    assert "email" not in cfj(home, "export").err
    noted = cfj(home, "export", "--only", "notes", "--notes", "0197a1c2")
    assert "found 1 email address. " in noted.err
    agreed = cfj(home, "export", "--only", "agreed")
    assert "found 1 name. " in agreed.err
    assert "found 1 name on your list. " in cfj(home, "export", "--only", "answers").err
    Journal.open(home).write(plain("2026-09-01", bring=f"{NAME} again, and {PHONE}"))
    assert FOUND in cfj(home, "export", *ONLY).err  # what was marked before these days is not on it
    assert (
        FOUND.replace("1 phone number", "2 phone numbers").replace("3 names", "4 names")
        in cfj(home, "export", *ONLY, "--since", "-12w").err
    )
    assert TOLD in cfj(home, "export", "--only", "states").err
    assert "We looked" not in cfj(home, "export", "--only", "states").err


def test_nothing_found_is_said_and_promises_nothing(tmp_path: Path) -> None:
    Journal.open(tmp_path).write(plain(bring="Who covers the breaks?"))
    assert f"We looked for obvious identifiers and found none. {TOLD}" in cfj(tmp_path, "export").err


@pytest.mark.parametrize("form", EXPORTERS)
def test_pseudonyms_take_their_place_in_every_format_and_the_journal_keeps_its_words(
    form: str, home: Path, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in home.rglob("entries/**/*.toml")}
    path = tmp_path / f"page.{form}"
    parts = "bring,notes,agreed" + ("" if form == "csv" else ",answers")
    done = cfj(
        home, "export", "--pseudonyms", "--yes", "--only", parts, "--notes", "0197a1c2", "-o", str(path)
    )
    assert done.code == 0
    assert "each replaced by a pseudonym. " in done.out
    text = everything_in(form, path.read_bytes())
    for said in (PHONE, NAME, EMAIL, OWN, "Jones"):
        assert said not in text + done.out + done.err
    persons = re.findall(r"person-(\w+)", text)
    assert len(persons) >= 3
    assert len(set(persons)) == 1
    assert {file: file.read_bytes() for file in home.rglob("entries/**/*.toml")} == before
    (share,) = shares.read(home).shares
    assert share.pseudonyms
    record = next(home.glob("shared/*")).read_text("utf-8")
    letters = [f"person {each}" for each in persons]
    assert not [said for said in (PHONE, NAME, EMAIL, OWN, *letters) if said in record]


def test_the_same_person_is_the_same_letters_in_every_copy(home: Path) -> None:
    persons = set()
    for args in (["--format", "md"], ["--format", "txt"], ["--only", "agreed"], ["--since", "-9w"]):
        persons |= set(re.findall(r"person-(\w+)", cfj(home, "export", "--pseudonyms", *args).out))
    assert len(persons) == 1


def test_what_is_shown_before_the_yes_has_the_pseudonyms(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    done = cfj(home, "export", "--pseudonyms", "-o", str(path), answers=["yes"], width=200)
    assert path.read_text("utf-8") in done.out
    assert "Jones" not in done.out
    assert "These may tell" not in done.out


def test_of_the_synthetic_texts_nothing_that_is_found_is_left(tmp_path: Path) -> None:
    texts = [marked(line).text for line in lines("with.txt")]
    Journal.open(tmp_path).write_all(
        [plain(id=f"a{number:07}", bring=text) for number, text in enumerate(texts)]
    )
    whole, copy = (cfj(tmp_path, "export", "--format", "csv", *more).out for more in ((), ("--pseudonyms",)))
    told = ("email", "phone", "nhs", "postcode")
    found = {
        text[one.start : one.end] for text in texts for one in identifiers.find(text) if one.kind in told
    }
    assert len([said for said in found if said in whole]) > 100
    assert [said for said in found if said in copy] == []


def test_a_name_is_learned_from_what_is_not_shown_too(tmp_path: Path) -> None:
    Journal.open(tmp_path).write(plain(bring="Could we talk about jones?", note=f"{NAME} rang."))
    copy = cfj(tmp_path, "export", "--only", "bring", "--pseudonyms")
    assert "jones" not in copy.out
    assert "found 1 name, each" in flat(copy.err)
    Journal.open(tmp_path).write(plain("2026-11-18", id="4b000000-1", note="Mrs Okafor", never_export=True))
    Journal.open(tmp_path).write(plain("2026-11-17", id="4b000000-2", bring="okafor", note=""))
    copy = cfj(tmp_path, "export", "--only", "bring", "--pseudonyms")
    assert "okafor" in copy.out, "an entry that is never exported is as if not written"


def test_a_name_that_is_told_again_elsewhere_in_the_copy_is_pointed_at_and_counted(tmp_path: Path) -> None:
    agreed = (
        Agreement(
            "0a000001", "ring jones", "me", None, (Answer("not-yet", plain().date, "Jones's son did"),)
        ),
    )
    Journal.open(tmp_path).write(plain(bring=f"{NAME} rang.", note="Rain.", agreed=agreed))
    done = cfj(tmp_path, "export", "--only", "bring,agreed,answers", answers=[])
    assert done.out.partition("These may tell who is meant")[2].splitlines()[1:5] == [
        "  To bring, Friday 20 November: Mrs Jones, name",
        "  What was agreed, Friday 20 November, mine to do: jones, name",
        "  What I said of it later, Friday 20 November, of what was agreed on Friday 20",
        "  November, mine to do: Jones, name",
    ]
    assert "found 3 names. " in flat(done.err)


@pytest.mark.parametrize("form", EXPORTERS)
def test_a_name_in_a_word_of_the_persons_own_goes_too(form: str, tmp_path: Path) -> None:
    home = tmp_path / "j"
    words = {"walk": 2, **dict.fromkeys(("supervision", "sleep", "time-off", "debrief", "break", "team"), 3)}
    Journal.open(home).write(plain(bring="Mrs Okafor slept", supports=words))
    (home / "config.toml").write_text('[supports.walk]\nlabel = "walk with okafor"\n', "utf-8")
    for more in ((), ("--pseudonyms",)):
        path = tmp_path / f"{len(more)}"
        parts = ("--only", "bring,supports", "--format", form, "-o", str(path))
        assert cfj(home, "export", "--yes", *parts, *more).code == 0
        assert ("okafor" in everything_in(form, path.read_bytes()).lower()) is not bool(more)


def test_no_word_that_cfj_ships_is_taken_for_somebody() -> None:
    labels = [tag.label for tag in load().tags.values()]
    assert len(labels) > 50
    assert [label for label in labels if identifiers.find(label)] == []


def test_a_journal_without_an_id_makes_no_pseudonyms(home: Path) -> None:
    (home / "journal.toml").write_text("damaged", "utf-8")
    done = cfj(home, "export", "--pseudonyms")
    assert (done.code, done.out) == (4, "")
    assert "no id that pseudonyms could be made with" in done.err


def test_shares_say_whether_pseudonyms_stood_in_them(home: Path, tmp_path: Path) -> None:
    for number, more in enumerate(((), ("--pseudonyms",))):
        later = NOW + dt.timedelta(minutes=number)
        cfj(home, "export", "--yes", "-o", str(tmp_path / f"{number}.md"), *more, now=later)
    assert [each["pseudonyms"] for each in json.loads(cfj(home, "shared", "--json").out)] == [True, False]
    assert "pseudonyms: yes\n" in cfj(home, "shared", "2", "--plain").out


def test_nothing_is_ever_called_anonymous(home: Path) -> None:
    done = cfj(home, "export", "--pseudonyms")
    assert "anonym" not in (done.out + done.err + cfj(home, "export", "--help").out).lower()


def test_who_is_on_the_list_with_a_whole_name_is_found_by_a_part_of_it() -> None:
    found = identifiers.find("bartholomew and the finch; Bartholomew Finch", ["Bartholomew Finch"])
    assert [(one.start, one.end, one.kind) for one in found] == [(0, 11, "own"), (27, 44, "own")]


def test_whose_sister_it_is_stays_and_a_sister_of_the_ward_does_not(tmp_path: Path) -> None:
    Journal.open(tmp_path).write(plain(bring="his sister Odile Finch rang. Sister Okafor came.", note=""))
    said = cfj(tmp_path, "export", "--only", "bring", "--pseudonyms").out
    assert re.search(r"> his sister person-\w{3} rang\. person-\w{3} came\.", said)
