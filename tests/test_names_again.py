"""Names told again: once found in a copy, a name counts everywhere in it, in every shape and in every format."""

from __future__ import annotations

import re
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cfjournal.agreements import Agreement, Answer
from cfjournal.identifiers import find, find_among, pseudonyms, replaced
from cfjournal.render.choice import possible
from cfjournal.render.handout import EXPORTERS
from cfjournal.store import Journal
from tests.documents import everything_in
from tests.edges import cfj
from tests.entries import plain
from tests.identifiers.figures import texts as lines_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cfjournal.entry import Entry

SECRET = "0197a1c2-1111-4222-8333-123456789abc"
TOLD = "Mrs Okafor was distressed. Margaret Okafor's son phoned; okafor again at night"

SURNAMES = (
    *("Okafor", "Jankowski", "O'Shaughnessy", "Brzezińska", "Nwosu-Clarke", "van Rijn", "dos Santos"),
    *("Mukherjee", "Lindqvist", "Papadopoulos", "Ferncliffe", "Zielinski"),
)
FIRSTS = ("Margaret", "Tobiloba", "Zofia", "Lakshmi", "Fionnuala", "Kazimierz", "Bilquis")
UNTITLED = ("Margaret", "Zofia", "Lakshmi", "Fionnuala", "Kazimierz")
"""First names by which a full name is known without a title."""

TELL = ("Mrs {s} was distressed", "spoke to dr {s}", "the {s} family has withdrawn", "Mr and Mrs {s}, both")
TELL_FIRST = ("Mrs {f} {s} slept", "Miss {f} {s}'s file")
TELL_UNTITLED = ("{f} {s} phoned", "spoke with {f} {s}'s wife")
AGAIN = (
    *(
        "and {s} again at night",
        "{s}'s son",
        "{s}",
        "is it me, or {s}?",
        "the {s}s' dog",
        "Rang {s}. Nothing.",
        "nobody told {s}",
    ),
    *(
        "({s})",
        "for\n{s}",
        "- {s}: refused",
        "{s}/visit 2",
        "{s}_file",
        "{s}-led",
        '"{s}"',
        "met Adaeze {s} there",
    ),
)
AGAIN_FIRST = (
    "{f} again",
    "told {f} so",
    "{f}'s hand",
    "was {f} asleep?",
    "{f} {s}",
    "{f}\n{s} came",
    "{f}-{f}",
)
PLAIN = ("Who covers the breaks?", "Two of us for nineteen.", "Left late.", "No break. Rain.", "")
CASES = (str, str, str.lower, str.upper, lambda text: text.replace("'", "\u2019"))


def planted(names: tuple[str, str], shapes: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return texts in which a name stands in one of these shapes, typed in one way or another."""
    first, surname = names
    shaped = st.sampled_from(shapes).map(lambda shape: shape.format(f=first, s=surname))
    typed = st.tuples(shaped, st.sampled_from(CASES)).map(lambda pair: pair[1](pair[0]))
    return st.tuples(st.sampled_from(PLAIN), typed, st.sampled_from(PLAIN)).map(" ".join)


@st.composite
def journals(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Return the names that were planted, and the texts: each name told once so that it is found, then in any shape."""
    surnames = draw(st.lists(st.sampled_from(SURNAMES), min_size=1, max_size=3, unique=True))
    firsts = draw(st.permutations(FIRSTS))
    names, texts = [], []
    for surname, first in zip(surnames, firsts, strict=False):
        with_first = draw(st.booleans())
        tell = (*TELL_FIRST, *(TELL_UNTITLED if first in UNTITLED else ())) if with_first else TELL
        texts.append(draw(st.sampled_from(tell)).format(f=first, s=surname))
        shapes = (*AGAIN, *AGAIN_FIRST) if with_first else AGAIN
        texts += draw(st.lists(planted((first, surname), shapes), min_size=1, max_size=5))
        names += [surname, first] if with_first else [surname]
    return names, draw(st.permutations(texts))


def parts_of(name: str) -> list[str]:
    """Return what must not be left of a name: `Rijn` of `van Rijn`, both of `Nwosu-Clarke`."""
    return [part.lower() for part in re.split(r"[ -]", name) if part not in ("van", "dos")]


def left_of(names: list[str], text: str) -> list[str]:
    """Return what of these names stands in a text, in any case, with any apostrophe."""
    low = text.lower().replace("\u2019", "'").replace("&#x27;", "'").replace("&#39;", "'")
    return [part for name in names for part in parts_of(name) if part in low]


def test_what_a_newcomer_found_is_replaced_in_every_shape_by_the_same_letters() -> None:
    (found,) = find_among([TOLD])
    again = replaced(TOLD, found, SECRET)
    assert [TOLD[one.start : one.end] for one in found] == ["Mrs Okafor", "Margaret Okafor", "okafor"]
    assert re.sub(r"person-\w{3}", "X", again) == "Mrs X was distressed. X's son phoned; X again at night"
    assert len(set(re.findall(r"person-\w+", again))) == 1


def test_a_name_counts_in_texts_before_and_after_the_one_that_tells_whose_it_is() -> None:
    texts = ["okafor slept", "Margaret is settled, margaret is not", "Margaret Okafor", "Mrs Okafor"]
    found = find_among(texts)
    assert [[text[one.start : one.end] for one in each] for text, each in zip(texts, found, strict=True)] == [
        ["okafor"],
        ["Margaret", "margaret"],
        ["Margaret Okafor"],
        ["Mrs Okafor"],
    ]
    assert len(pseudonyms(zip(texts, found, strict=True), SECRET)) == 1
    assert find_among(texts[:2]) == [(), ()], "where nothing tells whose it is, nothing is known"


def test_initials_count_in_other_texts_and_what_is_an_acronym_too_only_beside_what_people_do() -> None:
    texts = [
        "client RB relapsed",
        "ask RB again",
        "J.D. cried",
        "why JD?",
        "MS told me she hates it",
        "gave MS her tea",
    ]
    assert all(find_among(texts))
    assert find_among([*texts, "MS clinic ran over", "an MS nurse came"])[-2:] == [(), ()]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Young people came",
            "young and tired",
            "a Young Carers group",
            "how young!",
            "the price of it",
            "Price rises",
        ),
        *(
            "May was hard",
            "in May",
            "it may be",
            "Will anyone come?",
            "they will",
            "Rest days",
            "left a mark",
            "Mark sheets",
        ),
        *(
            "no hope left",
            "Hope is a strategy",
            "Grace period",
            "Rose Court",
            "she rose",
            "a long day",
            "Long day.",
            "On Boxing Day",
            "for St David's Day",
            "Day off",
        ),
    ],
)
def test_a_name_that_is_a_word_is_left_alone_where_it_is_the_word(text: str) -> None:
    named = "Mrs Young, Mr Price, Mrs May, Mr Will Rest, Mr Mark Long, Mrs Hope Day, Miss Grace Rose"
    assert find_among([named, text])[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "told Young so",
            "Young's bed",
            "Price cried",
            "in the night May asked",
            "May's mother",
            "was Will there?",
        ),
        *(
            "so Mark hit me",
            "Mark's hand",
            "Hope never liked soup, said Hope",
            "sat with Rose",
            "it was Day who fell",
        ),
    ],
)
def test_it_is_found_where_its_capital_letter_says_that_it_is_somebody(text: str) -> None:
    named = "Mrs Young, Mr Price, Mrs May, Mr Will Rest, Mr Mark Long, Mrs Hope Day, Miss Grace Rose"
    assert find_among([named, text])[1]


@pytest.mark.parametrize(
    "text", ["visited Bartholomew Brown", "Then Bartholomew Finch cried", "Bartholomew Brown"]
)
def test_a_first_name_that_no_list_knows_goes_with_a_surname_that_is_a_word(text: str) -> None:
    _, (found,) = find_among(["Mrs Brown rings, and Mr Finch", text])
    assert text[found.start : found.end].startswith("Bartholomew ")


@settings(max_examples=80, deadline=None)
@given(journals())
def test_no_planted_name_survives_in_any_text(journal: tuple[list[str], list[str]]) -> None:
    names, texts = journal
    assert all(left_of([name], " ".join(texts)) for name in names), "each was planted"
    found = find_among(texts)
    known = pseudonyms(zip(texts, found, strict=True), SECRET)
    copy = [replaced(text, each, SECRET, known) for text, each in zip(texts, found, strict=True)]
    assert left_of(names, "\n".join(copy)) == []


def entries_of(texts: list[str]) -> list[Entry]:
    """Return entries with each of these texts in one field of the person's own: in turn to bring, a note, agreed, said."""
    filled = [text.strip() or "Rain." for text in texts] + ["Rain."] * (-len(texts) % 4)
    made = []
    for number, (bring, note, what, said) in enumerate(zip(*(filled[at::4] for at in range(4)), strict=True)):
        answers = (Answer("not-yet", plain().date, said),)
        agreed = (Agreement(f"0a{number:06}", what, "me", None, answers),)
        made.append(plain(id=f"a{number:07}", bring=bring, note=note, agreed=agreed))
    return made


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(journals())
@pytest.mark.parametrize("form", EXPORTERS)
def test_no_planted_name_survives_in_any_format(
    form: str, tmp_path_factory: pytest.TempPathFactory, journal: tuple[list[str], list[str]]
) -> None:
    names, texts = journal
    home = tmp_path_factory.mktemp("j")
    entries = entries_of(texts)
    Journal.open(home).write_all(entries)
    parts = ",".join(part for part in possible(form) if part != "states")
    notes = [word for number in range(len(entries)) for word in ("--notes", f"a{number:07}")]
    export = partial(cfj, home, "export", "--yes", "--format", form, "--only", parts, *notes)
    assert (
        export("-o", str(home / "whole")).code == export("--pseudonyms", "-o", str(home / "copy")).code == 0
    )
    whole, copy = (everything_in(form, (home / name).read_bytes()) for name in ("whole", "copy"))
    assert form == "csv" or all(left_of([name], whole) for name in names), (
        "a table has no place for what was said"
    )
    assert left_of(names, copy) == []


@pytest.mark.parametrize("form", EXPORTERS)
def test_a_pseudonym_reads_the_same_in_every_format(form: str, tmp_path: Path) -> None:
    Journal.open(tmp_path / "j").write(
        plain(bring="Mrs Okafor, 07700 900123, J.S.", note="okafor. MRN 00482913")
    )
    path = tmp_path / "copy"
    cfj(tmp_path / "j", "export", "--yes", "--pseudonyms", "--format", form, "-o", str(path))
    text = everything_in(form, path.read_bytes())
    assert re.search(r"Mrs person-\w{3}, phone-\w{3}, person-\w{3}(?!\w)", text)
    assert "\\" not in text[text.index("person-") - 20 :][:60]


@pytest.mark.uncounted
def test_a_year_of_notes_takes_no_longer_than_each_note_by_itself() -> None:
    """Learning names from all of them may cost about half as much again; the time of a note itself is held elsewhere."""
    lines = [line for which in ("", "second-") for line in lines_of(f"{which}without.txt")]
    notes = [" ".join(lines[at % len(lines)] for at in range(day, day + 4)) for day in range(365)]
    notes[7::9] = [f"{note} Mrs Okafor slept. Margaret Okafor did not." for note in notes[7::9]]
    alone = min(seconds(lambda: [find(note) for note in notes]) for _ in range(3))
    among = min(seconds(lambda: find_among(notes)) for _ in range(3))
    assert among < 1.6 * alone


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
