"""Which day is it: dates as people say them, and the day a night shift belongs to.

Pure: the present moment is always passed in. A moment is an aware datetime with a fixed offset;
a day is a plain date. Zoned wall-clock times are never compared with one another. What is written in another
way than the few that stand here is read by `day_words`, which is loaded only then.
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
    """Read the day of something that has been, as a person writes it.

    Accepted: `2026-11-20`, `today`, `yesterday`, a weekday's name or its beginning (the last such
    day, today excluded), `-2d`, `-3w`, and what `day_words` reads. A day that is named with its date may be
    one to come: whoever asks says whether it can be meant. Raises `UsageError` for anything else, for a date
    that does not exist, and for what could be several days.
    """
    word = text.strip().lower()
    if word == "today":
        return today
    if word == "yesterday":
        return today - dt.timedelta(days=1)
    if ago := re.fullmatch(r"-([0-9]{1,4})([dw])", word):
        return today - dt.timedelta(days=int(ago[1]) * (7 if ago[2] == "w" else 1))
    if (named := weekday_named(word)) is not None:
        return today - dt.timedelta(days=(today.weekday() - named - 1) % 7 + 1)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
        try:
            return dt.date.fromisoformat(word)
        except ValueError:
            raise UsageError(f"{text} is not a day in the calendar", "check the month and the day") from None
    from cfjournal.day_words import read

    return read(text, today, coming=False)


def parse_coming(text: str, today: dt.date) -> dt.date:
    """Read the day by which something is to be done, as a person writes it.

    Accepted: `+2w`, `in 2 weeks`, `tomorrow`, a weekday (the next such day, today excluded), a stretch
    such as `next month` or `end of month` (its last day), and what else `day_words` reads. Raises
    `UsageError` as `parse_day` does; the day may be past.
    """
    from cfjournal.day_words import read

    return read(text, today, coming=True)


def weekday_named(word: str) -> int | None:
    """Return the number of the one weekday that begins with `word`, from 0 for Monday."""
    named = [i for i, name in enumerate(WEEKDAYS) if len(word) >= 2 and name.startswith(word)]
    return named[0] if len(named) == 1 else None
