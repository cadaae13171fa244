"""Desk: where a command sits down, with the journal's folder, the person's settings and what day it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.days import day_of
from cfjournal.display import day_in_words

if TYPE_CHECKING:
    import datetime as dt

    from cfjournal.commands.edge import Edge
    from cfjournal.config import Config
    from cfjournal.store import Journal


class Desk(NamedTuple):
    """The journal's folder, the settings and today, by the person's own end of the day."""

    root: Path
    config: Config
    today: dt.date

    def open(self, *, create: bool = False) -> Journal:
        """Return the journal. Raises `CfjError` when there is none or it cannot be used."""
        from cfjournal.store import Journal

        return Journal.open(self.root, create=create)

    def said(self, day: dt.date) -> str:
        """Return `day` in words."""
        return day_in_words(day, self.today)


def sit_down(edge: Edge) -> Desk:
    """Return the desk of whoever runs the command. Raises `UsageError` for settings that are wrong."""
    from cfjournal import config, store

    root = store.journal_root(edge.journal, edge.env)
    path = Path(edge.env["CFJ_CONFIG"]) if edge.env.get("CFJ_CONFIG") else root / config.FILE_NAME
    settings = config.load(path)
    return Desk(root, settings, day_of(edge.now, settings.day_ends_at))
