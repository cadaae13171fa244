"""Nothing leaves a journal that was not chosen: random journals with a mark in every private field, every format.

A mark is a word that stands nowhere else. What may be found is worked out here from the entries alone; the rest of
what was written down must be in no output, no file, no message and no record.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cfjournal.agreements import Agreement, Answer
from cfjournal.commands import supervision_export
from cfjournal.commands.judged import Months, judge
from cfjournal.entry import KINDS, Entry
from cfjournal.period import Period
from cfjournal.render.choice import PARTS, USUAL, USUAL_IN_A_TABLE
from cfjournal.render.handout import EXPORTERS
from cfjournal.rules.files import shipped
from cfjournal.store import Journal
from cfjournal.vocabulary import load
from tests.documents import everything_in, parts_of
from tests.edges import NOW, Done, cfj
from tests.entries import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CASES = 500
TODAY = NOW.date()
FIRST = TODAY - dt.timedelta(days=27)
FORMS = tuple(EXPORTERS)
MARK = re.compile(r"qz(?:no|br|ag|ex|id|sg|sr|su|la|im)\w*?zq")

OWN = """
[signs.tic]
label = "qzlasignzq"
[strains.rota]
label = "qzlastrainzq"
[supports.choir]
label = "qzlasupportzq"
"""
LABELS = {"tic": "qzlasignzq", "rota": "qzlastrainzq", "choir": "qzlasupportzq"}


@pytest.fixture(autouse=True, scope="module")
def _rules_read_once() -> Iterator[None]:
    """Spare hundreds of journals the reading of the same rules."""
    rules = shipped(load())
    with mock.patch.object(supervision_export, "rules_of", return_value=rules):
        yield


class Asked(NamedTuple):
    """What is asked of `cfj export`; `notes` and `bring` are places in the list of entries."""

    form: str
    only: tuple[str, ...] | None
    notes: tuple[int, ...]
    to_a_file: bool
    typed: bool
    bring: tuple[int, ...] = ()

    @property
    def parts(self) -> set[str]:
        usual = USUAL_IN_A_TABLE if self.form == "csv" else USUAL
        return set(self.only or usual) | ({"notes"} if self.notes else set())


def written(number: int, drawn: dict[str, Any]) -> Entry:
    """An entry with a mark of its own in every field that a person, or another program, may have written in."""
    at = TODAY - dt.timedelta(days=drawn["back"])
    n = f"{number:02}"
    return Entry(
        f"qzid{n}zq{number:04x}",
        at,
        dt.datetime.combine(at, dt.time(20), NOW.tzinfo),
        drawn["kind"],
        {**drawn["signs"], f"qzsg{n}zq": 2, "tic": 1},
        {**drawn["strains"], f"qzsr{n}zq": 2, "rota": 1},
        {**drawn["supports"], f"qzsu{n}zq": 2, "choir": 1},
        f"qzno{n}zq {drawn['text']}\n" if drawn["noted"] else "",
        f"{drawn['text']} qzbr{n}zq" if drawn["brought"] else "",
        {
            f"qzexkey{n}zq": f"qzexvalue{n}zq",
            "imported": {"from": f"qzimfrom{n}zq", "mood": f"qzimmood{n}zq"},
        },
        never_export=drawn["never"],
        agreed=(agreement(n, at),) if drawn["agreed"] else (),
    )


def agreement(n: str, at: dt.date) -> Agreement:
    unknown = {f"qzexkey{n}zq": f"qzexvalue{n}zq"}
    answer = Answer("not-yet", at, f"qzagsaid{n}zq", None, unknown)
    return Agreement(f"0a0000{n}", f"qzagwhat{n}zq", "me", None, (answer,), unknown)


levels = st.integers(0, 4)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0qz"), max_size=12)
drawn_entries = st.lists(
    st.fixed_dictionaries(
        {
            "back": st.integers(0, 40),
            "kind": st.sampled_from(KINDS),
            "signs": st.dictionaries(st.sampled_from(("dread", "flatness", "hopeless", "exhaustion")), levels, max_size=3),
            "strains": st.dictionaries(st.sampled_from(("no-break", "understaffed", "conflict")), levels, max_size=3),
            "supports": st.dictionaries(st.sampled_from(("supervision", "break")), levels, max_size=2),
            "text": texts,
            "noted": st.booleans(),
            "brought": st.booleans(),
            "agreed": st.booleans(),
            "never": st.sampled_from((False, False, True)),
        }
    ),
    min_size=1,
    max_size=6,
).map(lambda drawn: [written(number, each) for number, each in enumerate(drawn)])  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Entry], Asked]:
    entries = draw(drawn_entries)
    form = draw(st.sampled_from(FORMS))
    possible = [part for part in PARTS if form != "csv" or part not in ("states", "answers")]
    only = draw(st.one_of(st.none(), st.lists(st.sampled_from(possible), min_size=1, unique=True).map(tuple)))
    may = [at for at, entry in enumerate(entries) if entry.note and not entry.never_export]
    wanted = only is None or "notes" in only
    notes = draw(st.lists(st.sampled_from(may), unique=True).map(tuple)) if may and wanted else ()
    if only and "notes" in only and not notes:
        only = tuple(part for part in only if part != "notes") or ("bring",)
    texts = [
        at
        for at, entry in enumerate(entries)
        if entry.bring.strip() and not entry.never_export and FIRST <= entry.date <= TODAY
    ]
    wanted = only is None or "bring" in only
    bring = draw(st.lists(st.sampled_from(texts), unique=True).map(tuple)) if texts and wanted else ()
    to_a_file = form == "docx" or draw(st.booleans())
    return entries, Asked(form, only, notes, to_a_file, draw(st.booleans()), bring)


def allowed(entries: list[Entry], asked: Asked) -> set[str]:
    """The marks that the choice lets out."""
    parts = asked.parts
    open_ = [entry for entry in entries if not entry.never_export]
    inside = [entry for entry in open_ if FIRST <= entry.date <= TODAY]
    chosen = [entries[at] for at in asked.notes]
    rows = [*inside, *chosen] if asked.form == "csv" else inside
    brought = [entries[at] for at in asked.bring] or (rows if "bring" in parts else [])
    found = {entry.note for entry in chosen} | {entry.bring for entry in brought}
    for part, field in (("signs", "signs"), ("conditions", "strains"), ("supports", "supports")):
        if part in parts:
            found |= {LABELS.get(word, word) for entry in rows for word in getattr(entry, field)}
    if "agreed" in parts:
        found |= {one.what for entry in (rows if asked.form == "csv" else open_) for one in entry.agreed}
    if "answers" in parts:
        found |= {one.answers[0].said for entry in open_ for one in entry.agreed}
    return {mark for text in found for mark in MARK.findall(text)}


def marks(*texts: str) -> set[str]:
    return {mark for text in texts for mark in MARK.findall(text)}


def in_a_line(text: str) -> str:
    return " ".join(text.split())


def run(home: Path, entries: Iterable[Entry], asked: Asked, file: Path) -> Done:
    """Export from a new journal of these entries."""
    Journal.open(home).write_all(list(entries))
    (home / "config.toml").write_text(OWN, "utf-8")
    (home / "config.toml").chmod(0o600)
    args = ["--format", asked.form, "--since", str(FIRST), "--until", str(TODAY)]
    args += ["--only", ",".join(asked.only)] if asked.only else []
    for at in asked.notes:
        args += ["--notes", f"qzid{at:02}zq"]
    for at in asked.bring:
        args += ["--bring", f"qzid{at:02}zq"]
    if asked.to_a_file:
        args += ["-o", str(file)] if asked.typed else ["-o", str(file), "--yes"]
    return cfj(home, "export", *args, answers=["yes"] if asked.typed and asked.to_a_file else None)


@given(cases())
@settings(max_examples=15 if sys.gettrace() else CASES)
def test_what_was_not_chosen_is_in_no_output_no_file_and_no_record(case: tuple[list[Entry], Asked]) -> None:
    entries, asked = case
    with tempfile.TemporaryDirectory() as folder:
        home, file = Path(folder) / "j", Path(folder) / "out"
        done = run(home, entries, asked, file)
        assert done.code == 0, done.err
        data = file.read_bytes() if asked.to_a_file else done.out.encode()
        records = [path.read_text("utf-8") for path in home.glob("shared/*")]
        assert len(records) == asked.to_a_file
    may = allowed(entries, asked)
    alone = asked.parts == {"conditions"}
    for_the_person = {mark for mark in may if mark.startswith(("qzsr", "qzla"))} if alone else set()
    out = may - for_the_person
    got = everything_in(asked.form, data)
    assert marks(got) <= out
    assert marks(done.out) <= out
    assert marks(done.err) <= for_the_person
    assert {mark[:4] for mark in marks(*records)} <= ({"qzid"} if asked.notes else set())
    texts = {mark for mark in out if mark.startswith(("qzno", "qzbr", "qzag"))}
    inside = {mark for entry in entries if entry.date >= FIRST for mark in marks(entry.bring)}
    inside |= {mark for mark in out if mark.startswith("qzag")}
    chosen = marks(*(entries[at].note for at in asked.notes))
    assert marks(got) >= texts & (
        inside | chosen
    )  # what was chosen is there, or this would hold of an empty page
    assert ("never to be exported" in in_a_line(done.err)) == any(
        e.never_export and e.date >= FIRST for e in entries
    )


@given(cases())
@settings(max_examples=10 if sys.gettrace() else 100)
def test_what_is_never_exported_is_as_if_it_had_not_been_written(case: tuple[list[Entry], Asked]) -> None:
    entries, asked = case
    entries = [
        *entries,
        written(len(entries), {**HIDDEN, "back": 60}),
        written(len(entries) + 1, {**HIDDEN, "back": 3}),
    ]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        whole = run(place / "a", entries, asked, place / "a.out")
        bare = run(
            place / "b", [entry for entry in entries if not entry.never_export], asked, place / "b.out"
        )
        assert (whole.code, bare.code) == (0, 0), whole.err + bare.err
        if asked.to_a_file:
            one, two = ((place / name).read_bytes() for name in ("a.out", "b.out"))
            assert parts_of(one) == parts_of(two) if asked.form == "docx" else one == two
        else:
            assert whole.out == bare.out
    assert "left out, as if not written" in in_a_line(whole.err)
    assert "left out" not in bare.err


@pytest.mark.uncounted
def test_a_month_that_holds_nothing_else_is_no_month(tmp_path: Path) -> None:
    months = [(2024 + number // 12, number % 12 + 1) for number in range(11, 35)]
    days = [dt.date(*month, day) for month in months for day in range(1, 28, 3)]
    leave = plain("2024-12-28", id="leave-0000", kind="leave", supports={"debrief": 2})
    unread = 0
    for number, hidden in enumerate(months[-9:-3]):
        others = [
            plain(str(day), signs={}, supports={"supervision": 2})
            for day in days
            if (day.year, day.month) != hidden
        ]
        secret = plain(str(dt.date(*hidden, 9)), never_export=True)
        outs = []
        for name, entries in (("whole", [leave, *others, secret]), ("bare", [leave, *others])):
            home = tmp_path / f"{name}-{number}"
            Journal.open(home).write_all(entries)
            outs.append(cfj(home, "export", "--only", "conditions,states").out)
        assert outs[0] == outs[1]
        assert "leave" in outs[0]
        read = Months(Journal.open(tmp_path / f"whole-{number}"), for_others=True)
        judge(read, shipped(load()), load(), Period(FIRST, TODAY))
        unread += len(read.all) - len(read.read)
    assert unread > 0


HIDDEN = {
    "kind": "shift",
    "signs": {"dread": 4},
    "strains": {"no-break": 4},
    "supports": {"supervision": 2},
    "text": "",
    "noted": True,
    "brought": True,
    "agreed": True,
    "never": True,
}


# --- the mark that nothing overrides ---------------------------------------------------------------------------

SECRET = "qzno99zq"
MARKED = plain(
    "2026-11-19",
    id="0197a1c2-marked",
    note=SECRET,
    bring=SECRET,
    signs={"dread": 4, SECRET: 4},
    strains={"no-break": 4, SECRET: 2},
    supports={SECRET: 2},
    extra={SECRET: SECRET},
    agreed=(Agreement("0a000001", SECRET, "me", None, (Answer("not-yet", TODAY, SECRET),)),),
    never_export=True,
)
OTHER = plain("2026-11-18", note="an open note", bring="an open text")
FLAGS: dict[str, tuple[tuple[str, ...], ...]] = {
    "form": tuple(("--format", form) for form in FORMS),
    "only": ((), ("--only", ",".join(part for part in PARTS if part not in ("notes", "states", "answers")))),
    "since": ((), ("--since", "-8w"), ("--since", "2026-11-19", "--until", "2026-11-19")),
    "file": ((), ("-o", "{}")),
    "yes": ((), ("--yes",)),
    "choose": ((), ("--choose",)),
    "texts": ((), *(("--" + text, ident) for text in ("notes", "bring") for ident in ("2026", "0197a1c2"))),
    "to": ((), ("--for", "someone")),
}
EVERY_WAY = [tuple(itertools.chain(*way)) for way in itertools.product(*FLAGS.values())]


@pytest.mark.uncounted
@pytest.mark.parametrize("form", FORMS)
def test_the_mark_survives_every_combination_of_flags(form: str, tmp_path: Path) -> None:
    Journal.open(tmp_path / "j").write_all([MARKED, OTHER._replace(id="20260000-open")])
    ran = refused = 0
    for number, way in enumerate(way for way in EVERY_WAY if way[1] == form):
        file = tmp_path / f"{number}.out"
        args = [str(file) if word == "{}" else word for word in way]
        done = cfj(
            tmp_path / "j",
            "export",
            *args,
            answers=["all", "", "yes"] if "--choose" in way else ["yes"],
        )
        data = everything_in(form, file.read_bytes()) if file.exists() else ""
        assert SECRET not in done.out + done.err + data, way
        if "0197a1c2" in way:
            assert (done.code, data) == (2, ""), way
            refused += "nothing overrides that" in in_a_line(done.err)
        ran += done.code == 0
    assert ran > 20
    assert refused > 20
    records = "".join(path.read_text("utf-8") for path in tmp_path.glob("j/shared/*"))
    assert records
    assert "0197a1c2" not in records


def test_ones_own_whole_copy_holds_it_and_says_so(tmp_path: Path) -> None:
    Journal.open(tmp_path / "j").write_all([MARKED, OTHER])
    done = cfj(tmp_path / "j", "export", "--format", "jsonl")
    assert done.code == 0
    assert SECRET in done.out
    assert '"never_export": true' in done.out
    assert (
        done.err
        == "1 entry is marked never to be exported, and in this copy, mark and all: it is your own.\n"
    )
    again = cfj(tmp_path / "k", "import", "-", stdin=done.out.encode())
    assert again.code == 0
    assert Journal.open(tmp_path / "k").find("0197a1c2") == MARKED


def test_a_marked_entry_named_by_its_id_is_refused_in_one_sentence(tmp_path: Path) -> None:
    Journal.open(tmp_path / "j").write(MARKED)
    for word in ("0197a1c2", "last"):
        done = cfj(tmp_path / "j", "export", "--notes", word)
        assert done.out == ""
        assert done.err == (
            "cfj: error: the entry 0197a1c2 is marked never to be exported, and nothing overrides that\n"
            "cfj: hint: `cfj edit 0197a1c2 --may-export` takes the mark off\n"
        )
