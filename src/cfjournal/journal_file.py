"""Journal file: `journal.toml`, which says what a journal is: its format, its id, its reference period.

Keys that this version does not know are kept. Knows no entries.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cfjournal import disk, entry_files
from cfjournal.errors import CfjError, NotSavedError, UsageError
from cfjournal.fields import FORMAT, CodecError, NewerFormatError, check_format

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "journal.toml"
_AS_MADE = rf'format = {FORMAT}\nid = "([0-9a-f-]{{36}})"\n'


def read(root: Path) -> dict[str, Any]:
    """Return what the journal's settings hold; nothing where there are none.

    Raises `CodecError` for a damaged file, `CfjError` for one of a newer format.
    """
    try:
        held = _loaded(entry_files.read_text(root / NAME))
    except FileNotFoundError:
        return {}
    except CodecError:
        raise
    except (ValueError, RecursionError):
        raise CodecError("it is not valid TOML") from None
    try:
        check_format(held.get("format"))
    except NewerFormatError as error:
        raise CfjError(
            f"the journal in {root} was made by a newer cfjournal: {error.message}",
            "upgrade cfjournal on this computer and try again; nothing was changed",
        ) from None
    return held


def is_sound(data: bytes) -> bool:
    """Whether these bytes are the settings of a journal that this version reads."""
    try:
        check_format(_loaded(data.decode()).get("format"))
    except (ValueError, RecursionError):
        return False
    return True


def _loaded(text: str) -> dict[str, Any]:
    """Return what the settings say; of a journal that was only made, without waking a TOML parser."""
    if (made := re.fullmatch(_AS_MADE, text)) is not None:
        return {"format": FORMAT, "id": made[1]}
    import tomllib

    return tomllib.loads(text)


def make(root: Path, journal_id: str) -> None:
    """Write the settings of a new journal where there are none. Raises `OSError`."""
    if not (root / NAME).exists():
        disk.put({root / NAME: f'format = {FORMAT}\nid = "{journal_id}"\n'.encode()})


def change(root: Path, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Set the keys of `changes` (None removes one), keep all others, and return the whole.

    Raises `NotSavedError` rather than write over a file that cannot be read, `UsageError` for values that
    do not read back the same, and `OSError`.
    """
    from tomli_w import dumps

    try:
        held = {**read(root), **changes}
    except CodecError as error:
        raise NotSavedError(
            f"{root / NAME} cannot be read and was left alone: {error}", "run cfj check"
        ) from None
    settings = {key: value for key, value in held.items() if value is not None}
    text = dumps(settings)
    import tomllib

    if tomllib.loads(text) != settings:
        raise UsageError("the journal's settings cannot be written in a way that reads back the same")
    disk.put({root / NAME: text.encode()})
    return settings
