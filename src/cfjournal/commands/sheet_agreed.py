"""The part of a sheet that holds what was agreed, in the notation of the entry's file, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cfjournal.agreements import Agreement


def agreed_text(agreed: Iterable[Agreement]) -> str:
    """Return the agreements as a text, in the notation of the entry's file."""
    from tomli_w import dumps

    from cfjournal.agreed_fields import tables_of

    return dumps({"agreed": tables_of(agreed)}).rstrip("\n")


def read_agreed(text: str) -> tuple[Agreement, ...]:
    """Return the agreements that a text holds. Raises `UsageError`, never with the words in it."""
    import tomllib

    from cfjournal.agreed_fields import check_agreed, check_texts
    from cfjournal.codec import CodecError, refuse_bombs

    try:
        refuse_bombs(text)
        table = tomllib.loads(text)
        agreed = check_agreed(table.pop("agreed", []))
    except CodecError as error:
        raise UsageError(error.message) from None
    except (ValueError, RecursionError):
        raise UsageError('a line cannot be read; words stand in quotes, as in who = "me"') from None
    if table:
        raise UsageError("something stands outside of an agreement; put it below a line [[agreed]]")
    check_texts(agreed)
    return agreed
