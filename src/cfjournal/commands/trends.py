"""`cfj trends`: a calendar of the year, and every line over its weeks. Changes nothing in the journal."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands.desk import sit_down
from cfjournal.commands.judged import Months, judge
from cfjournal.commands.judging import rules_of
from cfjournal.commands.pages import as_json, hand_over, in_form, warn_of
from cfjournal.days import parse_day
from cfjournal.errors import UsageError
from cfjournal.period import Period, week_of
from cfjournal.rules.episodes import PATTERNS
from cfjournal.trends import build

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.trends import Trends
    from cfjournal.vocabulary import Vocabulary

WEEKS = 52
"""Whole weeks before this one that are shown where nothing else is said: a year."""


class Asked(NamedTuple):
    """What was asked for, as typed: signs, strains, supports or patterns, and which days."""

    names: tuple[str, ...] = ()
    year: str | None = None
    since: str | None = None


def trends(edge: Edge, asked: Asked, form: str, output: Path | None) -> int:
    """Print the trends, or write them to a new file. Returns 4 if a file was unreadable."""
    desk = sit_down(edge)
    vocabulary = desk.config.vocabulary()
    names = tuple(dict.fromkeys(named(name, vocabulary) for name in asked.names))
    rules = rules_of(desk.root, vocabulary)
    months = Months(desk.open())
    period = period_of(asked, desk.today, months)
    judged = judge(months, rules, vocabulary, period)
    found = build(judged.entries, judged.history, vocabulary, period, names)
    if form == "json":
        from cfjournal.render.trends_view import trends_view

        text = as_json(trends_view(found))
    else:
        from cfjournal.render.trends_page import trends_page

        page = trends_page(found, _where_to_turn(edge, desk, found))
        text = in_form(edge, page, form, for_file=output is not None)
    hand_over(edge, text, form, output, "the trends")
    return warn_of(edge, judged.damaged)


def named(text: str, vocabulary: Vocabulary) -> str:
    """Return the id of the pattern or the tag that `text` names or begins. Raises `UsageError`."""
    word = "-".join(text.strip().lower().replace("_", " ").split())
    patterns = [pattern for pattern in PATTERNS if word and pattern.startswith(word)]
    if len(patterns) == 1 and not any(word in tag.names for tag in vocabulary.tags.values()):
        return patterns[0]
    return vocabulary.resolve(text).id


def period_of(asked: Asked, today: dt.date, months: Months) -> Period:
    """Return the days asked for, or else a year up to today, or as much of it as there is.

    Raises `UsageError`.
    """
    last = today if months.has(today) else today - dt.timedelta(days=1)
    if asked.year is not None:
        if asked.since is not None:
            raise UsageError("--year already says which days", "leave out --since, or --year")
        return _year(asked.year, today)
    if asked.since is not None:
        first = parse_day(asked.since, today)
        if first > today:
            raise UsageError(f"{first} is still to come", "name a day that is past")
        return Period(first, max(first, last))
    first = week_of(last).first - dt.timedelta(days=7 * WEEKS)
    begun = [entry.date for month in months.all[:1] for entry in months.entries(month)]
    if begun and first < min(begun) <= last:
        first = week_of(min(begun)).first
    return Period(first, last)


def _year(text: str, today: dt.date) -> Period:
    if not re.fullmatch(r"[0-9]{4}", text.strip()) or not int(text):
        raise UsageError(f"{text[:40]!r} is not a year", "write it with four digits, such as 2026")
    year = int(text)
    if year > today.year:
        raise UsageError(f"{year} is still to come", "name this year or one that is past")
    return Period(dt.date(year, 1, 1), min(dt.date(year, 12, 31), today))


def _where_to_turn(edge: Edge, desk: Desk, found: Trends) -> Sequence[str]:
    """Return where to find a person to talk to, if a sign that asks for one was asked about and is there."""
    words = desk.config.vocabulary().tags
    asks = (each for each in found.calendars if each.id in words and words[each.id].reach_out)
    if not any(any(each.days) for each in asks):
        return ()
    from cfjournal.commands.reach_out import where_to_turn

    return list(where_to_turn(desk.config, edge.env))
