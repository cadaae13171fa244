"""Trash: every version of an entry that was taken out of the journal, and by that its history.

What a change takes out stands here before it is made, the file byte for byte: `MOMENT-DID-ID.toml`. What came
with one (an import, a restore) is a list of ids: `MOMENT-DID.toml`. The files of one moment are one step of
`cfj undo`, which puts them back and removes them. Writing an entry leaves nothing here: its `logged_at` says
when. So the trash grows by what a person took out, and `cfj trash empty` alone destroys.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast, get_args

from cfjournal import codec, disk, entry_files
from cfjournal.fields import FORMAT, check_format, check_id
from cfjournal.reading import Damaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from cfjournal.entry import Entry

Did = Literal["edit", "delete", "restore", "import", "undo", "copy", "empty"]
STEPS = ("edit", "delete", "restore", "import")
"""What can be undone. No step is what an undo took out, what a sync program had left beside an entry that was
taken out, and the moment at which the trash was emptied, before which nothing can be undone."""

FOLDER = "trash"
HEAD = "# cfjournal change\n"
_NAME = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z)"
    rf"-({'|'.join(get_args(Did))})(?:-([0-9a-z][0-9a-z_~-]{{0,79}}))?\.toml",
    re.ASCII,
)
_MOMENT = "%Y-%m-%dT%H-%M-%S.%fZ"


class Kept(NamedTuple):
    """A version of an entry: the file that keeps it, when and why it was taken out, and its exact bytes."""

    path: Path
    moment: dt.datetime
    did: Did
    entry: Entry
    data: bytes


class Came(NamedTuple):
    """The ids of the entries that came with a change, and the file that lists them."""

    path: Path
    moment: dt.datetime
    did: Did
    ids: tuple[str, ...]


class Contents(NamedTuple):
    """All that is in the trash, in the order in which it came there; `others` are no files of ours."""

    kept: tuple[Kept, ...] = ()
    came: tuple[Came, ...] = ()
    damaged: tuple[Damaged, ...] = ()
    others: tuple[Path, ...] = ()

    @property
    def emptied(self) -> dt.datetime | None:
        """The moment at which the trash was last emptied, if it was."""
        return max((one.moment for one in self.came if one.did == "empty"), default=None)


def read(root: Path) -> Contents:
    """Return what the trash of the journal in `root` holds. Raises `OSError` when it cannot be listed."""
    kept, came, damaged, others = [], [], [], []
    for path in _visible(root):
        named = name_of(path)
        if named is None:
            others.append(path)
            continue
        moment, did, entry_id = named
        try:
            text = entry_files.read_text(path)
            if entry_id:
                kept.append(Kept(path, moment, did, codec.load(text), text.encode()))
            else:
                came.append(Came(path, moment, did, _ids(text)))
        except FileNotFoundError:  # it was taken out while this was read
            continue
        except codec.CodecError as error:
            damaged.append(Damaged(path, str(error)))
    return Contents(tuple(kept), tuple(came), tuple(damaged), tuple(others))


def deleted(root: Path) -> dict[str, Entry]:
    """Return, by id, the entries whose last change here was that they were deleted, as they were then."""
    last = {one.entry.id: one for one in sorted(read(root).kept, key=lambda one: one.moment)}
    return {id_: one.entry for id_, one in last.items() if one.did == "delete"}


def name_of(path: Path) -> tuple[dt.datetime, Did, str] | None:
    """Return the moment, the change and the id (or "") that the name of a file here says; None for others."""
    if not (found := _NAME.fullmatch(path.name)):
        return None
    try:
        moment = dt.datetime.strptime(found[1], _MOMENT).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
    return moment, cast("Did", found[2]), found[3] or ""


def next_moment(root: Path, moment: dt.datetime) -> dt.datetime:
    """Return `moment`, or if the trash knows a later one (a clock was set back), the one after that."""
    latest = max((named[0] for path in _visible(root) if (named := name_of(path))), default=None)
    moment = moment.astimezone(dt.UTC)
    return moment if latest is None or moment > latest else latest + dt.timedelta(microseconds=1)


def place(root: Path, moment: dt.datetime, did: Did, entry_id: str = "", number: int = 1) -> Path:
    """Return the file for the version of an entry, or without an id for the list of those that came."""
    stem = entry_files.file_name(entry_id).removesuffix(".toml") if entry_id else ""
    end = f"-{stem}" + (f"~{number}" if number > 1 else "") if stem else ""
    return root / FOLDER / f"{moment.astimezone(dt.UTC):{_MOMENT}}-{did}{end}.toml"


def listed(root: Path, moment: dt.datetime, did: Did, ids: Sequence[str] = ()) -> Mapping[Path, bytes]:
    """Return the file that says which entries came with a change, and its bytes."""
    lines = "".join(f'    "{check_id(one)}",\n' for one in ids)
    came = f"came = [\n{lines}]\n" if ids else "came = []\n"
    return {place(root, moment, did): f"{HEAD}format = {FORMAT}\n{came}".encode()}


def leftovers(root: Path) -> list[Path]:
    """Return the hidden files here that an interrupted write has left."""
    return [path for path in _all(root) if path.name.startswith(".") and disk.is_leftover(path)]


def _visible(root: Path) -> Iterable[Path]:
    return (path for path in _all(root) if not path.name.startswith("."))


def _all(root: Path) -> list[Path]:
    try:
        return sorted((root / FOLDER).iterdir())
    except FileNotFoundError:
        return []


def _ids(text: str) -> tuple[str, ...]:
    import tomllib

    try:
        held: Mapping[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError):
        raise codec.CodecError("it is not valid TOML") from None
    check_format(held.get("format"))
    if not isinstance(ids := held.get("came"), list):
        raise codec.CodecError("it does not say which entries came")
    return tuple(check_id(one) for one in ids)
