"""Judged: as much of a journal as a review needs is read, no more, and the answer is that of reading all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from cfjournal.commands.judged import Months, judge
from cfjournal.period import Period
from cfjournal.render.review_page import review_page
from cfjournal.review import build
from cfjournal.rules.engine import replay
from cfjournal.rules.files import shipped
from cfjournal.store import Journal
from tests.reviewing import WORDS, entry

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry

RULES = shipped(WORDS)
LAST = dt.date(2026, 11, 20)
WEEK = Period(LAST - dt.timedelta(days=6), LAST)


def years(number: int) -> list[Entry]:
    """Return so many years of working days, calm but for the last six weeks, the first supervision long ago."""
    entries = []
    for back in range(365 * number):
        date = LAST - dt.timedelta(days=back)
        if date.weekday() < 5:
            signs = {"flatness": 3, "dread": 2} if back < 42 else {"impatience": back % 3 % 2}
            supports = ["supervision"] if back == 365 * number - 10 else ["break"] if back % 2 else []
            entries.append(
                entry(date, signs=signs, strains=["no-break"] if back < 42 else [], supports=supports)
            )
    return entries


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Journal:
    opened = Journal.open(tmp_path_factory.mktemp("years"))
    opened.write_all(years(3))
    return opened


def test_the_review_is_that_of_the_whole_journal(journal: Journal) -> None:
    entries = years(3)
    for last in (LAST, LAST - dt.timedelta(days=30), LAST - dt.timedelta(days=300)):
        week = Period(last - dt.timedelta(days=6), last)
        found = judge(Months(journal), RULES, WORDS, week)
        whole = replay(entries, RULES, WORDS, until=last)
        some = build(found.entries, found.history, WORDS, week, whole_from=found.whole_from)
        full = build(entries, whole, WORDS, week)
        assert (some.strains, some.signs, some.supports) == (full.strains, full.signs, full.supports)
        assert some.reference == full.reference
        assert some.coverage == full.coverage
        pages = [review_page(each).sections[1:] for each in (some, full)]
        assert pages[0] == pages[1]
        assert "Is something building?" in str(pages[0])


def test_months_between_the_reference_and_the_last_weeks_are_not_opened(journal: Journal) -> None:
    months = Months(journal)
    found = judge(months, RULES, WORDS, WEEK)
    assert len(months.all) >= 36
    assert len(months.read) <= 24
    assert found.whole_from is not None
    assert {entry.date for entry in years(3) if entry.date >= found.whole_from} <= {
        each.date for each in found.entries
    }


def test_what_lies_in_unread_months_is_not_taken_for_the_last_time(journal: Journal) -> None:
    found = judge(Months(journal), RULES, WORDS, WEEK)
    review = build(found.entries, found.history, WORDS, WEEK, whole_from=found.whole_from)
    supervision = next(each for each in review.last_times if each.id == "supervision")
    assert supervision.last is None
    assert found.whole_from is not None
    assert supervision.known_from >= found.whole_from


def test_a_month_is_read_once(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Period | None] = []
    read = Journal.read

    def noted(self: Journal, period: Period | None = None) -> object:
        asked.append(period)
        return read(self, period)

    monkeypatch.setattr(Journal, "read", noted)
    months = Months(journal)
    assert months.has(LAST)
    judge(months, RULES, WORDS, WEEK)
    assert len(asked) == len(set(asked)) == len(months.read) > 2


def test_a_day_without_an_entry_is_known_without_reading_much(journal: Journal) -> None:
    months = Months(journal)
    assert not months.has(LAST + dt.timedelta(days=1))
    assert not months.has(dt.date(1999, 1, 1))
    assert list(months.read) == [(2026, 11)]


def test_an_empty_journal_is_judged_too(tmp_path: Path) -> None:
    found = judge(Months(Journal.open(tmp_path / "none")), RULES, WORDS, WEEK)
    assert (found.entries, found.whole_from, found.damaged) == ((), None, ())


def test_a_damaged_file_is_named_once_and_the_others_are_read(tmp_path: Path) -> None:
    opened = Journal.open(tmp_path)
    first, second = entry(LAST), entry(LAST - dt.timedelta(days=1))
    path = opened.write(first)
    opened.write(second)
    path.write_text("not an entry", "utf-8")
    (tmp_path / "journal.toml").write_text("damaged too", "utf-8")
    found = judge(Months(Journal.open(tmp_path)), RULES, WORDS, WEEK)
    assert found.entries == (second,)
    assert sorted(each.path.name for each in found.damaged) == sorted([path.name, "journal.toml"])
