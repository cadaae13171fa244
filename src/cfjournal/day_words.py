"""Day words: days in the many ways that people write them, beyond the few that `days` knows by itself.

One table of forms. Each gives the days that it can mean: none is a date that no calendar has, and between two
nobody guesses. A date without a year is that of this year, or of the next or the last one where that is near.
Pure, and loaded only where the short forms do not do.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.days import WEEKDAYS, weekday_named
from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PAST_HINT = "write 2026-11-20, 20 nov, yesterday, monday, 3 days ago or -2d"
COMING_HINT = "write 2026-12-01, 1 dec, tomorrow, monday, in 2 weeks or end of month"

NEAR = dt.timedelta(days=183)
"""Half a year: a date without a year is meant to lie in another year only if it is nearer than this."""

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""Numbers as words, up to a dozen."""

WORDS = {"day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "day after tomorrow": 2}
"""How many days ahead each of these lies."""

DAYS_IN = {"d": 1, "w": 7, "f": 14}
"""Days in a day, a week and a fortnight, by the first letter."""

MONTHS_IN = {"m": 1, "y": 12}
"""Months in a month and a year."""


class SeveralDaysError(UsageError):
    """What was written can be read as more than one of `days`."""

    def __init__(self, text: str, days: tuple[dt.date, ...]) -> None:
        either = " or ".join(day.isoformat() for day in days)
        super().__init__(f"{text[:40]!r} can be read as two days", f"write {either}")
        self.days = days


class _Now(NamedTuple):
    """The day from which one looks, and whether ahead."""

    today: dt.date
    coming: bool


def read(text: str, today: dt.date, *, coming: bool) -> dt.date:
    """Return the one day that `text` means, seen from `today`.

    `coming` says that it is one to come where the words leave that open. Raises `UsageError` for what is no
    day, `SeveralDaysError` for what could be more than one.
    """
    word = re.sub(r"^(?:by|on|until) ", "", " ".join(text.casefold().replace(",", " ").split()))
    for form, days_of in (_COMING_FORMS if coming else _FORMS).items():
        if found := re.fullmatch(form, word):
            return _one_of(text, days_of(found, _Now(today, coming)))
    raise UsageError(f"{text[:40]!r} is not a day cfj can read", COMING_HINT if coming else PAST_HINT)


def _one_of(text: str, days: Iterable[dt.date]) -> dt.date:
    found = tuple(dict.fromkeys(days))
    if not found:
        raise UsageError(
            f"{' '.join(text.split())[:40]} is not a day in the calendar", "check the month and the day"
        )
    if len(found) > 1:
        raise SeveralDaysError(text, found)
    return found[0]


def _dates(year: int, month: int, day: int) -> list[dt.date]:
    try:
        return [dt.date(year, month, day)]
    except ValueError:
        return []


def _moved(today: dt.date, days: int) -> list[dt.date]:
    try:
        return [today + dt.timedelta(days=days)]
    except OverflowError:
        return []


def _month_on(today: dt.date, months: int) -> list[dt.date]:
    """Return the same day so many months on, or the last day of a month that is shorter."""
    years, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    if not dt.MINYEAR <= years <= dt.MAXYEAR:
        return []
    return [dt.date(years, month + 1, min(today.day, calendar.monthrange(years, month + 1)[1]))]


def _without_year(month: int, day: int, now: _Now) -> list[dt.date]:
    """Return the date of this year, or of the next one (the last one) where that is near and this one's not
    on the side that is looked to. What is left on the wrong side is for whoever asks to refuse.
    """
    on = 1 if now.coming else -1
    here, beyond = (_dates(year, month, day) for year in (now.today.year, now.today.year + on))
    fits = here and (here[0] - now.today).days * on >= 0
    near = beyond and abs(beyond[0] - now.today) <= NEAR
    return beyond if near and not fits else here


def _in_year(year: str | None, month: int, day: int, now: _Now) -> list[dt.date]:
    if year is None:
        return _without_year(month, day, now)
    return _dates(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _year_first(found: re.Match[str], _: _Now) -> list[dt.date]:
    return _dates(int(found["year"]), int(found["month"]), int(found["day"]))


def _dotted(found: re.Match[str], now: _Now) -> list[dt.date]:
    return _in_year(found["year"], int(found["month"]), int(found["day"]), now)


def _slashed(found: re.Match[str], now: _Now) -> list[dt.date]:
    """Return both readings: the day stands first in most places, and the month in some."""
    one, other = int(found["one"]), int(found["other"])
    return _in_year(found["year"], other, one, now) + _in_year(found["year"], one, other, now)


def _named(found: re.Match[str], now: _Now) -> list[dt.date]:
    """Return a date with the month's name, and refuse a weekday beside it that it is not."""
    month = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(found["month"]))
    days = _in_year(found["year"], month, int(found["day"]), now)
    weekday = weekday_named(found["weekday"] or "")
    for day in days:
        if weekday not in (None, day.weekday()):
            is_one = f"{day} is a {WEEKDAYS[day.weekday()].capitalize()}"
            raise UsageError(
                f"{is_one}, not a {WEEKDAYS[weekday].capitalize()}", f"write {day} if it is meant"
            )
    return days


def _weekday(found: re.Match[str], now: _Now) -> list[dt.date]:
    """Return the nearest such day on the side that is looked to, today left out.

    "next friday" on a Monday is this week's to some and next week's to others, and so is "last friday" on a
    Sunday: then both are returned.
    """
    named = weekday_named(found["weekday"]) or 0
    ahead, back = (named - now.today.weekday() - 1) % 7 + 1, (now.today.weekday() - named - 1) % 7 + 1
    which = found["which"] or ("next" if now.coming else "last")
    days = ahead if which == "next" else -back
    if which == "this":
        days = (named - now.today.weekday()) % 7 if now.coming else named - now.today.weekday()
    same_week = 0 <= now.today.weekday() + days <= 6
    other = days + (7 if days > 0 else -7) if found["which"] in ("next", "last") and same_week else days
    return _moved(now.today, days) + _moved(now.today, other)


def _span(found: re.Match[str], now: _Now) -> list[dt.date]:
    said, unit = found["number"], found["unit"][0]
    number = 1 if said in ("a", "an") else NUMBERS.index(said) + 1 if said in NUMBERS else int(said)
    number *= -1 if found["ago"] else 1
    if unit in MONTHS_IN:
        return _month_on(now.today, number * MONTHS_IN[unit])
    return _moved(now.today, number * DAYS_IN[unit])


def _word(found: re.Match[str], now: _Now) -> list[dt.date]:
    return _moved(now.today, WORDS[found["word"]])


def _stretch(found: re.Match[str], now: _Now) -> list[dt.date]:
    """Return the last day of this or the next week (to Sunday), month or year: until then it is done."""
    on = 1 if "next " in found[0] else 0
    if found["unit"] == "week":
        return _moved(now.today, 6 - now.today.weekday() + 7 * on)
    first = now.today.replace(day=1) if found["unit"] == "month" else now.today.replace(month=12, day=1)
    ends = _month_on(first, on * MONTHS_IN[found["unit"][0]])
    return [day.replace(day=calendar.monthrange(day.year, day.month)[1]) for day in ends]


def _beginnings(names: Iterable[str], least: int) -> str:
    """Return a pattern of each of `names` or a beginning of it of so many letters."""
    return "|".join(name[:letters] for name in names for letters in range(len(name), least - 1, -1))


_WEEKDAY = _beginnings(WEEKDAYS, 2)
_MONTH = _beginnings(MONTHS, 3)
_DAY = r"(?P<day>[0-9]{1,2})"
_NAMED_DAY = rf"{_DAY}(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>[0-9]{4})"
_NUMBER = rf"(?P<number>[0-9]{{1,4}}|an?|{'|'.join(NUMBERS)})"
_UNIT = r"(?P<unit>(?:day|week|fortnight|month|year)s?|[dw])"
_ON = rf"(?:(?P<weekday>{_WEEKDAY})\.? )?"

_STRETCH = r"(?:(?:the )?end of (?:the |this |next )?|this |next )(?P<unit>week|month|year)"

_FORMS: dict[str, Callable[[re.Match[str], _Now], list[dt.date]]] = {
    rf"(?:the )?(?P<word>{'|'.join(WORDS)})": _word,
    rf"(?:(?P<which>last|next|this) )?(?P<weekday>{_WEEKDAY})": _weekday,
    rf"{_YEAR}(?P<by>[-/.])(?P<month>[0-9]{{1,2}})(?P=by){_DAY}": _year_first,
    rf"{_DAY}\. ?(?P<month>[0-9]{{1,2}})(?:\.? ?|\. ?(?P<year>[0-9]{{2}}|[0-9]{{4}}))": _dotted,
    r"(?P<one>[0-9]{1,2})(?P<by>[-/])(?P<other>[0-9]{1,2})(?:(?P=by)(?P<year>[0-9]{4}))?": _slashed,
    rf"{_ON}{_NAMED_DAY}(?: of)?[ -]?(?P<month>{_MONTH})\.?(?:[ -]{_YEAR})?": _named,
    rf"{_ON}(?P<month>{_MONTH})\.?[ -]?{_NAMED_DAY}(?: {_YEAR})?": _named,
    rf"(?:\+|in ){_NUMBER} ?{_UNIT}(?P<ago>)": _span,
    rf"(?P<ago>-){_NUMBER} ?{_UNIT}": _span,
    rf"{_NUMBER} ?{_UNIT}(?P<ago> ago)": _span,
}
"""How days are written, and what reads each form."""

_COMING_FORMS = {**_FORMS, _STRETCH: _stretch}
"""What else is read where a day is to come: a stretch of days, in which something is to be done."""
