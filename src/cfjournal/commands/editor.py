"""A note written in the person's own editor, in a private folder that is in memory where there is one.

Vim is told to keep no copies of its own. What an editor leaves after it failed is handed back, never thrown
away.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.errors import CfjError, UsageError, reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER_PREFIX = "cfj-note-"
FILE_NAME = "note.md"
LOCK = ".lock"

_USUAL = ("nano", "vim", "vi", "notepad")
_VIM_KEEPS_NOTHING = ("-n", "-i", "NONE", "-c", "set nobackup nowritebackup noswapfile noundofile")
_VIMS = ("vim", "nvim")


class Edited(NamedTuple):
    """What came back from the editor: the bytes of the note, whether it ended well, and the folder."""

    note: bytes
    well: bool
    folder: Path


def edit(begun: str, chosen: str | None, env: Mapping[str, str], root: Path, name: str = FILE_NAME) -> Edited:
    """Open the editor on `begun` and return what is there when it ends.

    `chosen` is the person's setting; otherwise VISUAL, EDITOR or a usual one. The folder is named for the
    journal at `root`; whoever asked removes it when the text is safe elsewhere. Raises `CfjError` if
    there is no editor.
    """
    from cfjournal import system

    command = _command(chosen or env.get("VISUAL") or env.get("EDITOR") or _usual())
    folder = system.private_folder(prefix_of(root), in_memory=True)
    path = folder / name
    lock = system.take_lock(folder / LOCK)
    try:
        path.touch(0o600)
        path.write_bytes(begun.encode("utf-8", "surrogateescape"))
        well = _run([*command, str(path)])
        return Edited(path.read_bytes() if path.exists() else b"", well, folder)
    except CfjError:
        remove(folder)
        raise
    finally:
        os.close(lock)


def left_by_editors(root: Path) -> list[Path]:
    """Return the notes and edits for this journal that cfj was killed over, and nobody is writing now."""
    from cfjournal import system

    found = []
    for folder in system.temporary_folders(prefix_of(root)):
        try:
            os.close(system.take_lock(folder / LOCK, patience=0))
            notes = (
                path for path in (folder / FILE_NAME, *sorted(folder.glob("edit-*.txt"))) if path.exists()
            )
            found += [path for path in notes if path.stat().st_size]
        except OSError:
            continue
    return found


def prefix_of(root: Path) -> str:
    """Return how the folders of this journal's notes begin: a note is offered to its own journal only."""
    from cfjournal.drafts import name_of

    return f"{FOLDER_PREFIX}{name_of(root)}-"


def remove(folder: Path) -> None:
    """Remove a folder that `edit` made."""
    shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str]) -> bool:
    """Run the editor to its end; Ctrl-C is the editor's own while it runs."""
    # set before the editor starts, and not SIG_IGN, which the editor would inherit
    ours = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError as error:
        raise UsageError(
            f"the editor {command[0]!r} could not be started ({reason_of(error)})",
            'set EDITOR, or editor = "..." in config.toml',
        ) from None
    finally:
        signal.signal(signal.SIGINT, ours)


def _command(said: str) -> list[str]:
    try:
        words = shlex.split(said)
    except ValueError:
        words = []
    if not words:
        raise UsageError("the editor that is set cannot be read as a command", 'set EDITOR to "nano", say')
    if Path(words[0]).name.casefold().removesuffix(".exe") in _VIMS:
        return [*words, *_VIM_KEEPS_NOTHING]
    return words


def _usual() -> str:
    for name in _USUAL:
        if shutil.which(name):
            return name
    raise CfjError("no editor was found", "set EDITOR to the one you use, or leave -e out and use -")
