"""Agreed fields: the agreements of a stored entry as tables, for TOML and for JSON, and back, checked.

Apart from `fields`, so that writing an entry without any need not load it. No reason holds a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cfjournal.agreements import OUTCOMES, WHO, Agreement, Answer, texts_of
from cfjournal.entry import check_text
from cfjournal.errors import UsageError
from cfjournal.fields import CodecError, check_date, check_id, check_string, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Checks = Mapping[str, Callable[[object], object]]


def check_agreed(value: object) -> tuple[Agreement, ...]:
    """Return `value` if it is a list of agreements, each under an id of its own. Raises `CodecError`."""
    tables = _tables(value, "agreed")
    found = tuple(Agreement(**_values(table, _AGREEMENT, ("id", "what", "who"))) for table in tables)
    if len({agreement.id for agreement in found}) < len(found):
        raise CodecError("agreed holds two agreements with the same id")
    return found


def tables_of(
    agreed: Iterable[Agreement],
    day: Callable[[Any], Any] = lambda value: value,
    other: Callable[[Any], Any] = lambda value: value,
) -> list[dict[str, Any]]:
    """Return the agreements as tables; `day` says how a date is written, `other` a key that is not known."""

    def table(record: Agreement | Answer) -> dict[str, Any]:
        known = {key: value for key, value in record._asdict().items() if value and key != "extra"}
        known |= {key: day(known[key]) for key in ("by", "asked") if key in known}
        return known | {key: other(value) for key, value in record.extra.items()}

    return [
        {**table(one), **({"answers": [table(each) for each in one.answers]} if one.answers else {})}
        for one in agreed
    ]


def check_texts(agreed: Iterable[Agreement]) -> None:
    """Raise `UsageError` for a text that cannot be stored exactly, never with the text in it."""
    for text in texts_of(agreed):
        check_text(text, "text of an agreement")


def with_extra(agreed: Iterable[Agreement], of: Callable[[Mapping[str, Any]], Any]) -> tuple[Agreement, ...]:
    """Return the agreements with what they hold under unknown keys read by `of`. Raises `CodecError`."""
    try:
        check_texts(agreed := tuple(agreed))
    except UsageError as error:
        raise CodecError(error.message) from None
    return tuple(
        one._replace(
            extra=of(one.extra), answers=tuple(each._replace(extra=of(each.extra)) for each in one.answers)
        )
        for one in agreed
    )


def _tables(value: object, key: str) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise CodecError(f"{key} is {kind_of(value)}, not a list of tables")
    return value


def _values(table: Mapping[str, Any], checks: Checks, needed: Iterable[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for key, value in table.items():
        if value is None:
            continue
        if check := checks.get(key):
            values[key] = check(value)
        else:
            extra[key] = value
    for key in needed:
        if key not in values:
            raise CodecError(f"agreed holds something without its {key}")
    return {**values, **({"extra": extra} if extra else {})}


def _one_of(words: tuple[str, ...], key: str) -> Callable[[object], object]:
    def check(value: object) -> object:
        if isinstance(value, str) and value in words:
            return value
        raise CodecError(f"the {key} of an agreement is none of {', '.join(words)}")

    return check


def _what(value: object) -> str:
    text = check_string(value, "what was agreed")
    if not text.strip():
        raise CodecError("agreed holds an agreement without words")
    return text


def _answers(value: object) -> tuple[Answer, ...]:
    return tuple(Answer(**_values(each, _ANSWER, ("outcome", "asked"))) for each in _tables(value, "answers"))


_ANSWER: Checks = {
    "outcome": _one_of(OUTCOMES, "outcome"),
    "asked": check_date,
    "said": lambda value: check_string(value, "what was said of an agreement"),
    "by": check_date,
}
_AGREEMENT: Checks = {
    "id": check_id,
    "what": _what,
    "who": _one_of(WHO, "who"),
    "by": check_date,
    "answers": _answers,
}
