"""Text on its way to a screen: what a terminal would obey is made visible, days are said in words.

Pure. Notes are stored exactly as written; only what is shown passes through here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

_OBEYED = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
"""C0 but tab and newline, DEL, C1, line and paragraph separators, bidirectional controls, lone surrogates."""

_PICTURES = 0x2400  # Unicode's pictures of the C0 controls begin here


def visible(text: str, unicode: bool = True) -> str:
    r"""Return `text` with each control character that a terminal would obey shown: ESC as ␛ or \x1b.

    Newline and tab stay. A carriage return before a newline is the end of a line and is left out.
    """
    if text.isprintable():  # nearly always, and then the pattern need not even be compiled
        return text
    return re.sub(_OBEYED, lambda found: _shown(found[0], unicode), text.replace("\r\n", "\n"))


def one_line(text: str, unicode: bool = True) -> str:
    """Return `text` on one line: every run of white space a single space, controls made visible."""
    return " ".join(visible(text, unicode).split())


def shortened(text: str, width: int, unicode: bool = True) -> str:
    """Return `text` in at most `width` columns, with an ellipsis where it was cut."""
    if columns(text) <= width:
        return text
    mark = "…" if unicode else "..."
    kept = ""
    for character in text:
        if columns(kept + character) > width - len(mark):
            break
        kept += character
    return kept.rstrip() + mark


def wrapped(text: str, width: int, indent: str = "", hang: str | None = None) -> str:
    """Return `text` in lines of at most `width` columns, broken between words only: a path stays whole.

    Every line begins with `indent`; with `hang`, all but the first begin with that instead.
    """
    from textwrap import fill

    after = indent if hang is None else hang
    return fill(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=after,
        break_on_hyphens=False,
        break_long_words=False,
    )


def columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def short_day(day: dt.date, today: dt.date) -> str:
    """Return `Fri 20 Nov`, with the year when it is not this one."""
    words = f"{_DAYS[day.weekday()][:3]} {day.day:2} {_MONTHS[day.month - 1][:3]}"
    return words if day.year == today.year else f"{words} {day.year}"


def day_in_words(day: dt.date, today: dt.date) -> str:
    """Return `Friday 20 November`, with the year when it is not this one."""
    words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _shown(character: str, unicode: bool) -> str:
    code = ord(character)
    if unicode and code < 0x20:
        return chr(_PICTURES + code)
    if unicode and code == 0x7F:
        return "␡"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
