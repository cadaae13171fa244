"""Entries for tests: one that is plain, and strategies for those that a hostile world comes up with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from cfjournal.agreements import OUTCOMES, WHO, Agreement, Answer
from cfjournal.entry import KINDS, Entry, new_id

if TYPE_CHECKING:
    from collections.abc import Mapping

HOSTILE = (
    "\r\n",
    "\r",
    "\n",
    '"""',
    "'''",
    "'",
    '"',
    "\\",
    "\\u0041",
    "\t",
    "\x01",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\u2028",
    "\u202e",
    "\ufeff",
    "é",
    "e\u0301",
    "\U0001f9d1\u200d\U0001f692",
    "[2026-01-01]",
    "\n[signs]\n",
    "\n# end 00000000\n",
    "# cfjournal entry\n",
    " = ",
    "<<<<<<< HEAD\n",
    " ",
)
"""Pieces that texts are put together from: what breaks parsers, terminals and line counting."""


def plain(day: str = "2026-11-20", **fields: Any) -> Entry:
    """An ordinary entry of `day`, with whatever is said of it."""
    date = dt.date.fromisoformat(day)
    moment = dt.datetime.combine(date, dt.time(21, 14, 3), dt.timezone(dt.timedelta(hours=1)))
    said: Mapping[str, Any] = {
        "signs": {"dread": 3, "flatness": 2},
        "strains": {"understaffed": 2, "incident": 2},
        "supports": {"supervision": 2},
        "note": "Two of us for nine.\nI held it together.",
        "bring": "who covers the breaks?",
    }
    return Entry(**{"id": new_id(), "date": date, "logged_at": moment, **said, **fields})


whole_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80)
texts = st.one_of(whole_texts, st.lists(st.one_of(st.sampled_from(HOSTILE), whole_texts)).map("".join))
words = st.one_of(st.sampled_from(["dread", "flatness", "no-break", "supervision"]), texts.filter(bool))
levels = st.dictionaries(words, st.integers(0, 4), max_size=5)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
moments = st.datetimes(dt.datetime(1970, 1, 3), dt.datetime(2999, 12, 29), timezones=offsets)  # noqa: DTZ001
ids = st.one_of(
    st.builds(new_id),
    st.from_regex(r"[0-9a-zA-Z][0-9a-zA-Z_-]{3,63}", fullmatch=True).filter(lambda word: len(word) > 4),
)

_scalars = st.one_of(
    texts, st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False), st.dates(), moments
)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
_known = {
    "agreed",
    "format",
    "id",
    "date",
    "logged_at",
    "changed_at",
    "kind",
    "signs",
    "strains",
    "supports",
    "note",
    "bring",
    "never_export",
}
extras = st.dictionaries(texts.filter(lambda key: key not in _known), _values, max_size=3)

_some_extras = st.one_of(
    st.just({}), st.dictionaries(st.sampled_from(["mood", 'é "', "a.b"]), _values, max_size=2)
)
answers = st.builds(
    Answer,
    outcome=st.sampled_from(OUTCOMES),
    asked=st.dates(dt.date(1970, 1, 1)),
    said=texts,
    by=st.one_of(st.none(), st.dates(dt.date(1970, 1, 1))),
    extra=_some_extras,
)
agreements = st.builds(
    Agreement,
    id=ids,
    what=texts.filter(str.strip),
    who=st.sampled_from(WHO),
    by=st.one_of(st.none(), st.dates(dt.date(1970, 1, 1))),
    answers=st.lists(answers, max_size=3).map(tuple),
    extra=_some_extras,
)
entries = st.builds(
    Entry,
    id=ids,
    date=st.dates(dt.date(1970, 1, 1), dt.date(2999, 12, 31)),
    logged_at=moments,
    kind=st.sampled_from(KINDS),
    signs=levels,
    strains=levels,
    supports=levels,
    note=texts,
    bring=texts,
    extra=st.one_of(st.just({}), extras),
    changed_at=st.one_of(st.none(), moments),
    never_export=st.booleans(),
    agreed=st.one_of(st.just(()), st.lists(agreements, max_size=3, unique_by=lambda one: one.id).map(tuple)),
)
"""Any entry at all."""
