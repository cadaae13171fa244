"""`cfj shared`: what was handed on, when and by which rules, and whether a file is still that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cfjournal import shares
from cfjournal.commands.desk import sit_down
from cfjournal.commands.pages import as_json, laid_out
from cfjournal.errors import CfjError, UsageError, reason_of
from cfjournal.render.shared_page import list_page, share_page, view

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from cfjournal.commands.edge import Edge
    from cfjournal.render.shared_page import Same
    from cfjournal.share import Share

SEE_ALL = "cfj shared lists what was shared"


def shared(edge: Edge, which: str | None, *, json: bool) -> int:
    """Print what was shared, the newest first, or one of them whole.

    Returns 1 if `which` names a file whose bytes are not those that were shared.
    """
    desk = sit_down(edge)
    with desk.open().readable():
        found = shares.read(desk.root)
    for path in found.unread:
        edge.tell(f"cfj: warning: {path} cannot be read as the record of a share")
    if which is None:
        _list(edge, found.shares, desk.today, json=json)
        return 0
    number, same = _meant(found.shares, which)
    share = found.shares[number - 1]
    if json:
        edge.emit(as_json({**view(number, share), "same": same}))
    else:
        edge.stdout.write(laid_out(edge, share_page(number, share, same, desk.today)))
    return 1 if same is False else 0


def _list(edge: Edge, found: Sequence[Share], today: dt.date, *, json: bool) -> None:
    numbered = list(enumerate(found, 1))[::-1]
    if json:
        edge.emit(as_json([view(number, share) for number, share in numbered]))
    elif numbered:
        edge.stdout.write(laid_out(edge, list_page(numbered, today)))
    else:
        edge.tell("Nothing was shared yet. `cfj export -o FILE` writes a page, and keeps a record of it.")


def _meant(found: Sequence[Share], which: str) -> tuple[int, Same]:
    """Return the number of the share that is meant, and whether the file is its bytes (None: not looked at).

    Of several of the same bytes, or of the same name, the latest is meant. Raises `UsageError`.
    """
    if which in {str(number) for number, _ in enumerate(found, 1)}:
        return int(which), None
    path = Path(which)
    data = _bytes(path) if which else None
    digest = None if data is None else shares.sum_of(data)
    for number, share in reversed(list(enumerate(found, 1))):
        if share.sha256 == digest:
            return number, True
    for number, share in reversed(list(enumerate(found, 1))):
        if share.file == path.name:
            return number, None if data is None else False
    raise UsageError(f"nothing is known of a share {which[:60]!r}", SEE_ALL)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.exists() else None
    except OSError as error:
        raise CfjError(f"{path} could not be read ({reason_of(error)})", "name a file you can read") from None
