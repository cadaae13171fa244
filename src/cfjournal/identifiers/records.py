"""Records: numbers by which a hospital, a court or a service keeps somebody: `MRN 00482913`, `case 22/01456`.

Only where it is said what they are. A number of a thing (an order, an incident, a crime) is nobody's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cfjournal.identifiers.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO = r"(?:(?: ?(?:no|nr|num|number|numbers|id|ref|reference)\b\.?)|[ ]?#)"
_OF_SOMEBODY = (
    r"(?:hosp(?:ital)?\.?|unit|patient|pt|client|district|custody|prison(?:er)?|case ?file|school|pupil"
    r"|service user|su)"
)
_SAID = re.compile(
    rf"(?<![\w-])(?:(?:mrn|nhi|crn|upn|urn|rio|mosaic|systmone|emis|pas|case)\b{_NO}?|{_OF_SOMEBODY}{_NO})"
    r"(?: (?:is|was)\b)?[ :=.#-]{0,3}",
    re.IGNORECASE,
)
"""What says that a number follows that is somebody's."""
_NUMBER = re.compile(
    r"(?:[A-Z]{1,4}[ /-]?)?\d{2,20}(?:[ /-]?\d{2,20}){0,3}(?:-?[A-Z]{1,3})?(?![\w/]|[.:,-]\d)",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d\d[\d/ -]*")
_FAR = 45
_DAY = re.compile(r"\d{1,2}[/ .-]\d{1,2}(?:[/ .-](?:19|20)?\d\d)?$|(?:19|20)\d\d$")
_LEAST = 5
"""Digits of a number that is one person's; a bed, a ward or a form has fewer. Four do after two letters."""
_MOST_OF_A_CASE = 9
"""Digits of a case with no year before them; a help desk's tickets are cases too, and longer."""


def find(text: str) -> Iterator[Found]:
    """Yield each number that is said to be somebody's, in order."""
    for said in _said(text):
        number = _NUMBER.match(text, said.end())
        if number and _is_long(number[0]) and not _DAY.match(number[0]):
            case = said[0][:4].lower() == "case" and number[0].isdigit()
            if not (case and len(number[0]) > _MOST_OF_A_CASE):
                yield Found(*number.span(), "record")


def _said(text: str) -> Iterator[re.Match[str]]:
    """Yield what says that a number follows, where figures do stand near behind."""
    done = 0
    for figures in _FIGURES.finditer(text):
        start, done = max(done, figures.start() - _FAR), figures.end()
        yield from _SAID.finditer(text, start, figures.start())


def _is_long(number: str) -> bool:
    digits = sum(map(str.isdigit, number))
    return digits >= _LEAST or (digits == _LEAST - 1 and number[:2].isalpha())
