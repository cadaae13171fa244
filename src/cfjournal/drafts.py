"""Drafts: texts that were typed and are not in the journal, kept until the person has them back.

Kept in the journal's own folder; where that takes nothing, in the state folder, then in a temporary one,
under a name of the journal's, so that a text is offered to the journal it was typed for and to no other.
"""

from __future__ import annotations

from binascii import crc32
from os import fsencode
from typing import TYPE_CHECKING

from cfjournal import codec, disk, entry_files, system

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry

FOLDER = "drafts"
_TEMPORARY = "cfjournal-unsaved-"
_EDIT = "edit-"


def save_draft(root: Path, what: str | Entry, name: str) -> Path:
    """Keep a typed text or an entry that is not in the journal, and return the file that now holds it.

    Raises `OSError` when no folder of this computer takes it.
    """
    text, ending = (what, ".txt") if isinstance(what, str) else (codec.dump(what), ".toml")
    data = _bytes(text)
    trouble: OSError | None = None
    for place in (_in_journal, _in_state, _in_temporary):
        try:
            folder = place(root)
            disk.put({folder / f"{name}{ending}": data})
        except OSError as error:
            trouble = trouble or error
        else:
            return folder / f"{name}{ending}"
    raise trouble or OSError


def pending(root: Path) -> list[Path]:
    """Return the files that hold texts which are not in the journal, oldest first."""
    places = [_in_journal(root), _in_state(root), *system.temporary_folders(_temporary(root))]
    found = [path for place in places for path in place.glob("[!.]*") if path.suffix in {".txt", ".toml"}]
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path))


def read_draft(path: Path) -> str | Entry:
    """Return what `save_draft` kept: the entry, or the text where it is no entry. Raises `OSError`."""
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    if path.suffix == ".txt":
        return text
    try:
        return codec.load(text)
    except codec.CodecError:
        return text


def name_for(name: str, edited: str = "") -> str:
    """Return `name` as that of a draft which is an edit of the entry with the id `edited`, if it is one."""
    return f"{_EDIT}{_stem(edited)}-{name}" if edited else name


def edited_in(path: Path) -> str:
    """Return the first eight characters of the id that a draft is an edit of, or "" for one that is none."""
    return path.stem.removeprefix(_EDIT)[:8] if path.stem.startswith(_EDIT) else ""


def is_edit_of(path: Path, entry_id: str) -> bool:
    """Whether the draft is an edit of the entry with this id."""
    return path.stem.rpartition("-")[0] == f"{_EDIT}{_stem(entry_id)}"


def _stem(entry_id: str) -> str:
    return entry_files.file_name(entry_id).removesuffix(".toml")


def _in_journal(root: Path) -> Path:
    return root / FOLDER


def _in_state(root: Path) -> Path:
    return system.state_folder() / FOLDER / name_of(root)


def _in_temporary(root: Path) -> Path:
    return system.private_folder(_temporary(root))


def _temporary(root: Path) -> str:
    return f"{_TEMPORARY}{name_of(root)}-"


def name_of(root: Path) -> str:
    """Return what the places outside a journal call it: eight digits made of its path."""
    return f"{crc32(fsencode(root.absolute())):08x}"


def _bytes(text: str) -> bytes:
    """Return the text's bytes: also of one that came in through a locale that could not read it."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
