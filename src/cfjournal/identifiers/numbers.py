"""Numbers and codes that lead to a person: email addresses, phone and NHS numbers, postcodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cfjournal.identifiers.found import Found
from cfjournal.identifiers.words import lists

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOST = re.compile(
    r"(?:@| ?[(\[]at[)\]] ?)(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])"
    r"| ?@ ?(?:[\w-]{1,63}\.){1,8}(?:uk|com|net|org|co|nhs|gov|ac|ie)(?![\w-])"
    r"| at [\w-]{1,63}(?: dot [a-z]{2,24}){1,3}(?!\w)",
    re.IGNORECASE,
)
_MAILBOX = 64
"""The longest part before the @ (RFC 5321, 4.5.3.1.1)."""
_GAP = r"[ \xa0.()\u2013-]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w.,/£$€-])(?:(?:\(?\+{_GAP}|00{_GAP}(?=[1-9]))\d(?:{_GAP}\d){{7,14}}|\(?0(?:{_GAP}\d){{9,10}}"
    r"|7[1-9]\d\d[ -]?\d[ -]?\d\d[ -]?\d\d\d)(?!\d|[.,:-]\d)(?:,? ?(?:ext|x)\.? ?\d{2,6}\b)?",
    re.IGNORECASE,
)
_SAID_TO_BE_A_PHONE = re.compile(
    r"\b(?:tel(?:ephone)?|phone|fone|mob(?:ile)?|landline|cell)\b(?: ?(?:no|num|number|nr))?\b"
    r"[ .:=-]{0,3}(?:is |was )?(\d(?:[ -]?\d){5,9})(?![\d/:.-]\d?)",
    re.IGNORECASE,
)
_TEN = re.compile(r"(?<![\w.,+£$€/-])(\d{3})([ \xa0-]?)(\d{3})\2(\d{4})(?![\w/-]|[.,]\d)")
_SAID_TO_BE_NHS = re.compile(r"\b(?:nhs|chi)\b[^\d\n.]{0,30}$", re.IGNORECASE)
_SAID_TO_BE_ANOTHER = re.compile(
    rf"\b(?:{'|'.join(lists()['reference'])})\b(?: (?:no|num|number|nr|ref|is|was))*[ .:#=-]{{0,3}}$",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(
    r"\(?\d{1,2}([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)?\d\d(?!\d)|\d{1,2} \d{1,2} (?:19|20)\d\d(?!\d)"
)
_TIME = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_LOOK_BACK = 40

_POSTCODE = re.compile(
    r"(?<![\w£$€-])(?:([a-z]{1,2})\d\d?|(e|ec|n|nw|se|sw|w|wc)\d[a-z])[ \xa0-]{0,2}"
    r"(\d[abd-hjlnp-uw-z]{2})(?!\w)",
    re.IGNORECASE,
)
_ORDINALS = frozenset(["1st", "2nd", "3rd", *(f"{n}th" for n in range(10)), *(f"{n}hr" for n in range(10))])


def find(text: str) -> Iterator[Found]:
    """Yield every number and code that was found, in no order."""
    for match in _HOST.finditer(text):
        if (start := _mailbox(text, match.start())) < match.start():
            yield Found(start, match.end(), "email")
    nhs = {match.span() for match in _TEN.finditer(text) if _is_nhs(text, match)}
    for span in nhs:
        yield Found(*span, "nhs")
    for match in _PHONE.finditer(text):
        if match.span() not in nhs and _is_phone(text, match):
            opened = match[0].startswith("(") and ")" not in match[0]
            yield Found(match.start() + opened, match.end(), "phone")
    for match in _SAID_TO_BE_A_PHONE.finditer(text):
        if not (all(_TIME.fullmatch(group) for group in match[1].split()) or _is_public(match[1])):
            yield Found(*match.span(1), "phone")
    for match in _POSTCODE.finditer(text):
        if _is_postcode(match):
            yield Found(*match.span(), "postcode")


def _mailbox(text: str, end: int) -> int:
    """Return where the part of an address before the @ begins."""
    start = end
    while start and end - start < _MAILBOX and (text[start - 1].isalnum() or text[start - 1] in "._+-'"):
        start -= 1
    while start < end and text[start] in ".'":
        start += 1
    return start


def is_valid_nhs(digits: str) -> bool:
    """Whether ten digits are an NHS number: the last is a check digit, modulo 11 (NHS Data Dictionary)."""
    check = -sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return len(set(digits)) > 1 and check == int(digits[9])


def _is_nhs(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _SAID_TO_BE_NHS.search(before):
        return True
    digits = match[1] + match[3] + match[4]
    return digits[0] != "0" and is_valid_nhs(digits) and not _SAID_TO_BE_ANOTHER.search(before)


def _is_public(said: str) -> bool:
    """Whether a number is one that anybody may call for help: 116 123, 999, 0800 1111."""
    return re.sub(r"\D", "", said.replace("+44", "0").replace("(0)", "")) in lists()["public_numbers"]


def _is_phone(text: str, match: re.Match[str]) -> bool:
    said = match[0].lower().partition("x")[0]
    digits = re.sub(r"\D", "", said)
    groups = re.findall(r"\d+", said)
    if _NUMERIC_DATE.match(said) or _SAID_TO_BE_ANOTHER.search(
        text[max(0, match.start() - _LOOK_BACK) : match.start()]
    ):
        return False
    if _is_public(said) or len(set(digits)) < 3 or (groups[0] == "0" and said[1:2] == "."):
        return False
    if "+" in said or digits.startswith("00"):
        return "+" in said or len(digits) > 10
    if max(map(len, groups)) < 3 and not all(len(group) == 2 for group in groups[1:]):
        return False  # 0 1 2 3 4 5 6 7 8 9 10 is a scale
    return digits[0] == "7" or digits[1] in "123578"


def _is_postcode(match: re.Match[str]) -> bool:
    area, inward = (match[1] or match[2]).lower(), match[3]
    return area in lists()["areas"] and (inward.lower() not in _ORDINALS or match[0].isupper())
