"""Which day is it: dates as people say them, and the day a night shift belongs to.

Pure: the present moment is always passed in. A moment is an aware datetime with a fixed offset;
a day is a plain date. Zoned wall-clock times are never compared with one another.
"""

from __future__ import annotations

import datetime as dt
import re

from cfjournal.errors import UsageError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DAY_ENDS_AT = dt.time(4, 0)
"""Until this time of the morning, writing belongs to the day before (night shifts; settable)."""


def day_of(moment: dt.datetime, day_ends_at: dt.time = DAY_ENDS_AT) -> dt.date:
    """Return the day that `moment` belongs to: before `day_ends_at` it is still the day before."""
    if moment.time() < day_ends_at:
        return moment.date() - dt.timedelta(days=1)
    return moment.date()


def parse_day(text: str, today: dt.date) -> dt.date:
    """Read a day as a person writes it.

    Accepted: `2026-11-20`, `today`, `yesterday`, a weekday's name or its beginning (the last such
    day, today excluded), and `-2d`, `-3w`. Raises `UsageError` for anything else and for a date that
    does not exist.
    """
    word = text.strip().lower()
    if word == "today":
        return today
    if word == "yesterday":
        return today - dt.timedelta(days=1)
    if ago := re.fullmatch(r"-(\d{1,4})([dw])", word):
        return today - dt.timedelta(days=int(ago[1]) * (7 if ago[2] == "w" else 1))
    if (named := _weekday(word)) is not None:
        return today - dt.timedelta(days=(today.weekday() - named - 1) % 7 + 1)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        try:
            return dt.date.fromisoformat(word)
        except ValueError:
            raise UsageError(f"{text} is not a day in the calendar", "check the month and the day") from None
    raise UsageError(
        f"{text!r} is not a day cfj can read",
        "write 2026-11-20, today, yesterday, a weekday (monday) or -2d",
    )


def parse_coming(text: str, today: dt.date) -> dt.date:
    """Read the day by which something is to be done, as a person writes it.

    Accepted: `+2w`, `in 2 weeks`, `in 10 days`, `tomorrow`, a weekday (the next such day,
    today excluded), and what `parse_day` reads. Raises `UsageError` for anything else.
    """
    word = " ".join(text.lower().split())
    if word == "tomorrow":
        return today + dt.timedelta(days=1)
    if (named := _weekday(word.removeprefix("next ").removeprefix("on "))) is not None:
        return today + dt.timedelta(days=(named - today.weekday() - 1) % 7 + 1)
    if ahead := re.fullmatch(r"(?:\+|in )(\d{1,4}|an?) ?(d|w|days?|weeks?)", word):
        number = int(ahead[1]) if ahead[1].isdigit() else 1
        return today + dt.timedelta(days=number * (7 if ahead[2][0] == "w" else 1))
    try:
        return parse_day(word, today)
    except UsageError as error:
        if "calendar" not in error.message:
            error.hint = "write 2026-12-01, in 2 weeks, +2w, tomorrow or a weekday (monday)"
        raise


def _weekday(word: str) -> int | None:
    """Return the number of the one weekday that begins with `word`, from 0 for Monday."""
    named = [i for i, name in enumerate(WEEKDAYS) if len(word) >= 2 and name.startswith(word)]
    return named[0] if len(named) == 1 else None
