"""Folders for tests: the bytes of what stands in one, to hold what is there afterwards against what was there."""

from __future__ import annotations

from pathlib import Path

from cfjournal import drafts, store


def files(folder: Path, *but: str) -> dict[str, bytes]:
    """Every file by its path in the folder, but for those of these names or right in a folder of such a name."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    chosen = (path for path in paths if path.name not in but and path.parent.name not in but)
    return {str(path.relative_to(folder)): path.read_bytes() for path in chosen}


def everything(root: Path, *but: str) -> dict[str, bytes]:
    """The files of a journal that a person would see, but for drafts."""
    found = files(root, drafts.FOLDER, *but)
    return {name: data for name, data in found.items() if not Path(name).name.startswith(".")}


def hidden(root: Path) -> list[str]:
    """The names of what is hidden in a journal's folder, but for its lock."""
    return [path.name for path in root.rglob(".*") if path.name != store.LOCK]
