"""Dates of birth: a date beside a word for being born. A date alone, of a visit say, tells nobody's name."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from cfjournal.identifiers.found import Found
from cfjournal.identifiers.words import lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_IN_WORDS = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    r"|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_TH = r" ?(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d)"
_GAP = r"[ /.\u2013-]{1,3}"
_FULL = rf"(?:\d{{1,2}}{_TH}|{_IN_WORDS})(?: of)?[ ./-]{{0,2}}{_MONTH}\.?,?[ ./-]{{1,2}}{_YEAR}"
_DATE = re.compile(
    r"(?<![\d/.\w])(?:(?P<iso>(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})"
    rf"|(?P<dmy>\d{{1,2}}(?:st|nd|rd|th)?{_GAP}\d{{1,2}}{_GAP}{_YEAR})"
    rf"|(?P<worded>{_FULL}|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR})"
    rf"|(?P<part>\d{{1,2}}{_TH}(?: of)? ?{_MONTH}\b|{_MONTH}\.? (?:19|20)\d\d"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?|\d{{8}}|\d{{6}}|\d{{1,2}}/\d{{1,2}}"
    r"|(?:19\d\d|20[0-2]\d)(?!\w| ?(?:h|hrs|hours)\b)))(?![\d/]|\.\d|:\d)",
    re.IGNORECASE,
)
"""A day in figures or in words; a `part` of one counts only right beside a word for being born."""
_BIRTH = re.compile(
    r"(?<!\w)(?:d[ .]{0,2}o[ .]{0,2}b(?:'?s)?\b\.?|dates? of birth|birth ?dates?|d of b\b|born|b\.(?= ?\d)"
    r"|(?P<weak>birthday|b-?day)\b(?:'s)?)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"[;!?\n]|[.](?=\s+[A-Z])(?!\s+\w+ (?:says?|said|thinks?|reckons?|insists?|swears?)\b)"
    rf"|\b(?:to be|to do|for this|on shift|{'|'.join(lists()['elsewhere'])})\b",
    re.IGNORECASE,
)
"""What, between a word for being born and a date, says that the date is another one."""
_LINK = re.compile(
    r"[\s:=,\-\u2013(.]*(?:\b(?:is|was|it's|its|on|in|the|of|falls|a|around|about|given|as|recorded|down|are|were|possibly|probably|maybe)\b[\s,:]*){0,4}",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"[\s,(=-]{0,3}(?:(?:is|was|as|being|the|her|his|their|its|my|given|listed)\b[ ]?){0,4}(?:full )?",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s*(?:,|and|&|\+|/|or|\([\w ]{0,20}\)|(?:and|,) (?:for )?\w{0,12}:?)*\s*", re.IGNORECASE)
_OF_A_YEAR = 4
_FAR = 48
_NEAR = 24


def find(text: str) -> Iterator[Found]:
    """Yield every date that seems to be one of birth, in order."""
    births = list(_BIRTH.finditer(text))
    if not births:
        return
    starts = [birth.start() for birth in births]
    last = -_FAR
    for date in _dates_beside(text, births):
        if not _is_day(date):
            continue
        at = bisect_left(starts, date.start())
        before = births[at - 1] if at else None
        after = births[at] if at < len(births) else None
        if (
            (before and _follows(text, before, date))
            or (after and _precedes(text, date, after))
            or (
                date.start() - last < _NEAR
                and date["part"] is None
                and _MORE.fullmatch(text[last : date.start()])
            )
        ):
            last = date.end()
            yield Found(*date.span(), "birth")


def _dates_beside(text: str, births: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield the dates that stand so near to a word for being born that they may belong to it, each once."""
    places: list[tuple[int, int]] = []
    for birth in births:
        start, end = max(0, birth.start() - _FAR), birth.end() + 2 * _FAR
        if places and start <= places[-1][1]:
            start = places.pop()[0]
        places.append((start, end))
    for start, end in places:
        yield from _DATE.finditer(text, start, end)


def _follows(text: str, birth: re.Match[str], date: re.Match[str]) -> bool:
    gap = text[birth.end() : date.start()] if date.start() - birth.end() <= _FAR else None
    if gap is None:
        return False
    if birth["weak"] or date["part"]:
        digits = date["part"] is not None and date[0].replace("/", "").isdigit()
        year = digits and len(date[0]) == _OF_A_YEAR and "/" not in date[0] and " the " not in gap
        too_little = digits and (birth["weak"] or (birth[0].lower() == "born" and not year))
        return bool(_LINK.fullmatch(gap)) and not too_little
    return not re.search(r"\d", gap) and not _ELSEWHERE.search(gap)


def _precedes(text: str, date: re.Match[str], birth: re.Match[str]) -> bool:
    if birth.start() - date.end() > _NEAR or date["part"] or birth[0].lower() in ("born", "b."):
        return False
    return bool(_BEHIND.fullmatch(text[date.end() : birth.start()]))


def _is_day(date: re.Match[str]) -> bool:
    """Whether a date in figures can be one: a month from 1 to 12 and a day up to 31, in either order."""
    figures = [int(part) for part in re.findall(r"\d+", date[0])]
    if date["iso"]:
        figures = figures[1:]
    if date["iso"] or date["dmy"]:
        low, high = sorted(figures[:2])
        return 1 <= low <= 12 and high <= 31
    if "/" in date[0]:
        low, high = sorted(figures)
        return 1 <= low <= 12 and high <= 31
    if date["part"] and date[0].isdigit() and len(date[0]) > _OF_A_YEAR:
        return 1 <= int(date[0][:2]) <= 31 and 1 <= int(date[0][2:4]) <= 12
    return True
