"""A date of which only a record of supervision is there was not told: no page counts it, in JSON or in words.

A record of today is another matter: a page that must show it ends today, as with any entry of today.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cfjournal.agreements import Agreement
from cfjournal.store import Journal
from tests.edges import NOW, cfj
from tests.entries import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.entry import Entry

TODAY = NOW.date()
PAGES = (
    ("report",),
    ("report", "--since", "-5w"),
    ("trends",),
    ("why", "--all"),
    ("supervision", "agenda"),
    ("export", "--format", "txt"),
    ("export", "--format", "txt", "--only", "conditions"),
    ("export", "--format", "txt", "--only", "conditions,states,signs,supports"),
    ("export", "--format", "csv"),
    ("export", "--format", "csv", "--only", "conditions"),
)
VIEWS = (("report",), ("trends",), ("why",), ("supervision", "agenda"))
OF_AGREEMENTS = ("agreements",)
COUNTED = re.compile(r"\d+ (?:of|shift|day|rest|week|entr)|unwritten|not written", re.IGNORECASE)

days_told = st.lists(
    st.tuples(
        st.sampled_from(("shift", "shift", "shift", "rest", "leave")),
        st.dictionaries(st.sampled_from(("dread", "flatness")), st.integers(1, 4)),
        st.dictionaries(st.sampled_from(("no-break", "incident")), st.just(2)),
        st.dictionaries(st.sampled_from(("break", "supervision", "debrief")), st.just(2)),
        st.booleans(),
    ),
    min_size=7,
    max_size=50,
)


def diary(told: Sequence[tuple[Any, ...]]) -> list[Entry]:
    """A day for each, back from the day before yesterday; the last of each says whether it was written.

    The first and the last day always are.
    """
    fields = ("kind", "signs", "strains", "supports")
    return [
        plain(
            str(TODAY - dt.timedelta(days=back)),
            id=f"day-{back:04}",
            note="",
            bring="",
            **dict(zip(fields, each[:4], strict=True)),
        )
        for back, each in enumerate(told, 2)
        if each[4] or back in (2, len(told) + 1)
    ]


def record(back: int, *, supervision: bool) -> Entry:
    return plain(
        str(TODAY - dt.timedelta(days=back)),
        id=f"record-{back:04}",
        signs={},
        strains={},
        supports={"supervision": 2} if supervision else {},
        note="",
        bring="",
        agreed=(Agreement(f"0a00{back:04}", "ring the union", "me"),),
    )


def left_out(these: Sequence[str], among: Sequence[str]) -> list[str]:
    """What `among` holds beyond `these`, which must all be in it in their order."""
    rest = iter(these)
    wanted = next(rest, None)
    more = []
    for line in among:
        if line == wanted:
            wanted = next(rest, None)
        else:
            more.append(line)
    assert wanted is None, f"{wanted!r} is no longer said"
    return more


@settings(max_examples=12)
@given(days_told, st.sets(st.integers(1, 40), min_size=1, max_size=4))
def test_it_changes_no_count_on_any_page(told: list[tuple[Any, ...]], recorded: set[int]) -> None:
    written = diary(told)
    dates = {entry.date for entry in written}
    known = {back for back in recorded if TODAY - dt.timedelta(days=back) > min(dates)}
    alone = {back for back in known if TODAY - dt.timedelta(days=back) not in dates} or {1}
    with tempfile.TemporaryDirectory() as folder:
        without, with_them = Path(folder) / "a", Path(folder) / "b"
        Journal.open(without).write_all(written)
        Journal.open(with_them).write_all([*written, *(record(each, supervision=False) for each in alone)])
        assert '"what": "ring the union"' in cfj(with_them, "supervision", "list", "--json").out
        for page in PAGES:
            said = [cfj(home, "--plain", *page).out.splitlines() for home in (without, with_them)]
            assert said[0], page
            for line in left_out(*said):
                assert not COUNTED.search(line), (page, line)
        for view in VIEWS:
            views = [json.loads(cfj(home, *view, "--json").out) for home in (without, with_them)]
            for each in views:
                for key in OF_AGREEMENTS:
                    each.pop(key, None)
            assert views[0] == views[1], view


@settings(max_examples=8)
@given(days_told, st.integers(1, 6))
def test_supervision_that_it_names_is_known_and_its_date_is_no_written_day(
    told: list[tuple[Any, ...]], back: int
) -> None:
    written = [entry for entry in diary(told) if (TODAY - entry.date).days != back]
    with tempfile.TemporaryDirectory() as folder:
        without, with_it = Path(folder) / "a", Path(folder) / "b"
        Journal.open(without).write_all(written)
        Journal.open(with_it).write_all([*written, record(back, supervision=True)])
        views = [json.loads(cfj(home, "report", "--json").out) for home in (without, with_it)]
        for key in ("coverage", "signs", "patterns", "supports"):
            assert views[0][key] == views[1][key], key
        page = cfj(with_it, "export", "--format", "txt", "--only", "conditions,supports").out
        kept = ("last reflective supervision", "reflective supervision: ", "No reflective supervision")
        bare = cfj(without, "export", "--format", "txt", "--only", "conditions,supports").out
        same = [
            [line for line in each.splitlines() if not line.startswith(kept) and "upervision" not in line]
            for each in (bare, page)
        ]
        assert [line for line in same[0] if COUNTED.search(line)] == [
            line for line in same[1] if COUNTED.search(line)
        ]
