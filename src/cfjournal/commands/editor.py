"""A note written in the person's own editor, in a private folder that is in memory where there is one.

Vim is told to keep no copies of its own. What an editor leaves after it failed is handed back, never thrown
away.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.errors import CfjError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER_PREFIX = "cfj-note-"
FILE_NAME = "note.md"

_USUAL = ("nano", "vim", "vi", "notepad")
_VIM_KEEPS_NOTHING = ("-n", "-i", "NONE", "-c", "set nobackup nowritebackup noswapfile noundofile")
_VIMS = ("vim", "nvim")


class Edited(NamedTuple):
    """What came back from the editor: the bytes of the note, and whether the editor ended well."""

    note: bytes
    well: bool


def edit(begun: str, chosen: str | None, env: Mapping[str, str]) -> Edited:
    """Open the editor on `begun` and return what is there when it ends.

    `chosen` is the person's setting; otherwise VISUAL, EDITOR or a usual one. Raises `UsageError` if there is
    none.
    """
    from cfjournal import system

    command = _command(chosen or env.get("VISUAL") or env.get("EDITOR") or _usual())
    folder = system.private_folder(FOLDER_PREFIX, in_memory=True)
    path = folder / FILE_NAME
    try:
        path.touch(0o600)
        path.write_bytes(begun.encode("utf-8", "surrogateescape"))
        well = _run([*command, str(path)])
        return Edited(path.read_bytes() if path.exists() else b"", well)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str]) -> bool:
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError as error:
        raise UsageError(
            f"the editor {command[0]!r} could not be started ({error.strerror})",
            'set EDITOR, or editor = "..." in config.toml',
        ) from None


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
