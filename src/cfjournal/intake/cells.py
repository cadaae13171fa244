"""Cells: one row of a table as an entry, by a mapping. A reason names columns, never what a cell holds."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cfjournal.entry import BARE_LEVEL, KINDS, Entry, check_text
from cfjournal.errors import UsageError
from cfjournal.exchange import MOST_BAD, BadLine
from cfjournal.fields import CodecError, check_date
from cfjournal.intake.lines import NOON, Row, Taken, derived_id
from cfjournal.intake.mapping import LEVELS, LISTS
from cfjournal.intake.tables import table_of
from cfjournal.vocabulary import normal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cfjournal.entry import Kind
    from cfjournal.intake.lines import Zone
    from cfjournal.intake.mapping import Mapping_
    from cfjournal.vocabulary import Vocabulary

_LONGEST_WORD = 60
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)


class Levels(NamedTuple):
    """Levels by word, as an entry holds them."""

    signs: dict[str, int]
    strains: dict[str, int]
    supports: dict[str, int]


def read(data: bytes, name: str, means: Mapping_, words: Vocabulary, zone: Zone) -> Taken:
    """Return the entries of a table. Raises `UsageError` when it is none, or has no column for the date."""
    table = table_of(data, name, means.encoding, means.delimiter)
    dates = means.columns_for("date")
    if not any(column in table.columns for column in dates):
        raise UsageError(
            f"{name} has no column that holds the date",
            "say with --map which one it is; `cfj import --help` shows how",
        )
    reader = _Reader(means, {called: tag for tag in words.tags.values() for called in tag.names}, zone)
    left_out = tuple(column for column in table.columns if column not in means.columns)
    taken = Taken([], [], left_out=left_out)
    for number, cells in table.rows:
        try:
            taken.rows.append(Row(number, reader.entry(cells)))
        except CodecError as error:
            taken.bad.append(BadLine(name, number, error.message))
        if len(taken.bad) >= MOST_BAD:
            break
    return taken


class _Reader(NamedTuple):
    """What it takes to read a row: the mapping, the words that cfj knows by any name, and the clock."""

    means: Mapping_
    known: Mapping[str, Any]
    zone: Zone

    def entry(self, cells: Mapping[str, str] | str) -> Entry:
        """Return the entry that a row is. Raises `CodecError`, also where `cells` says why it is none."""
        if isinstance(cells, str):
            raise CodecError(cells)
        means = self.means
        day, time = self._day(cells)
        full = {column: cell.strip() for column, cell in cells.items() if cell.strip()}
        kept = {column: full[column] for column in means.columns_for("keep") if column in full}
        asked = {} if means.asks else {"counts": False}
        ignored = means.columns_for("ignore")
        return Entry(
            derived_id(means.source, ((name, cell) for name, cell in full.items() if name not in ignored)),
            day,
            self.zone(dt.datetime.combine(day, time)),
            self._kind(cells),
            *self._levels(cells),
            note=self._text(cells, "note"),
            bring=self._text(cells, "bring"),
            extra={"imported": {**kept, "from": means.source, **asked}},
        )

    def _day(self, cells: Mapping[str, str]) -> tuple[dt.date, dt.time]:
        column = next(column for column in self.means.columns_for("date") if column in cells)
        day, time = _day(cells[column].strip(), self.means.date_format)
        for other in self.means.columns_for("time"):
            if cells.get(other, "").strip():
                time = _time(cells[other].strip(), self.means.time_format)
        return day, time or NOON

    def _kind(self, cells: Mapping[str, str]) -> Kind:
        for column in self.means.columns_for("kind"):
            if said := cells.get(column, "").strip():
                meant = self.means.values.get(column, {}).get(said.casefold(), said.casefold())
                if meant not in KINDS:
                    raise CodecError(
                        f"the kind is none of {', '.join(KINDS)}, nor among the values of its column"
                    )
                return meant
        return self.means.kind

    def _text(self, cells: Mapping[str, str], what: str) -> str:
        text = "\n\n".join(
            cells[column].strip("\n")
            for column in self.means.columns_for(what)
            if cells.get(column, "").strip()
        )
        if self.means.source == "daylio":
            text = _LINE_BREAK.sub("\n", text)
        try:
            return check_text(text, "note" if what == "note" else "text to bring")
        except UsageError as error:
            raise CodecError(error.message) from None

    def _levels(self, cells: Mapping[str, str]) -> Levels:
        levels = Levels({}, {}, {})
        for column, targets in self.means.columns.items():
            cell = cells.get(column, "").strip()
            for target in targets if cell else ():
                if target.what in LEVELS:
                    level = _level(self._meant(column, cell), column)
                    self._put(levels, target.what, f"{target.word}:{level}", column)
                elif target.what in (*LISTS, "words"):
                    self._put_all(levels, target.what, column, cell)
        return levels

    def _put_all(self, levels: Levels, what: str, column: str, cell: str) -> None:
        values = self.means.values.get(column, {})
        for word in filter(None, map(str.strip, re.split(self._separators(), cell))):
            meant = values.get(word.casefold(), "" if what == "words" else word)
            if isinstance(meant, int):
                raise CodecError(
                    f"a word in the column {column!r} is mapped to a level, and should be to a word"
                )
            if meant:
                self._put(levels, what.removesuffix("s"), meant, column)

    def _put(self, levels: Levels, group: str, said: str, column: str) -> None:
        """Set the level of a word: where it belongs if cfj knows it, else where the column says."""
        word, colon, level = said.partition(":")
        called = normal(word)
        tag = self.known.get(called)
        strange = not called or len(called) > _LONGEST_WORD or not called.isprintable()
        if not tag and (group == "word" or strange):
            raise CodecError(f"the column {column!r} holds something that is no word")
        where = {"sign": levels.signs, "strain": levels.strains, "support": levels.supports}
        held = where[tag.group if tag else group]
        named = tag.id if tag else called
        held[named] = max(held.get(named, 0), _level(level, column) if colon else BARE_LEVEL)

    def _meant(self, column: str, cell: str) -> str | int:
        return self.means.values.get(column, {}).get(cell.casefold(), cell)

    def _separators(self) -> str:
        return re.escape(self.means.separator) if self.means.separator else r"[|,;\n]"


def _level(said: str | int, column: str) -> int:
    text = str(said).strip()
    if re.fullmatch(r"[0-4]", text):
        return int(text)
    raise CodecError(f"the column {column!r} holds no level from 0 to 4, nor one of its values")


def _day(cell: str, pattern: str | None) -> tuple[dt.date, dt.time | None]:
    if pattern is not None:
        moment = _parsed(cell, pattern, "date")
        timed = any(code in pattern for code in ("%H", "%I", "%X", "%c"))
        return moment.date(), moment.time() if timed else None
    day, _, time = cell.replace("T", " ", 1).partition(" ")
    return check_date(day), _time(time, None) if time else None


def _time(cell: str, pattern: str | None) -> dt.time:
    if pattern is not None:
        return _parsed(cell, pattern, "time").time()
    if found := _TIME.fullmatch(cell):
        hour, minute, second, half = (
            int(found[1]),
            int(found[2]),
            int(found[3] or 0),
            (found[4] or "").lower(),
        )
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif half:
            hour = 99
        if hour < 24 and minute < 60 and second < 60:
            return dt.time(hour, minute, second)
    raise CodecError("the time is not one such as 21:14 or 9:14 pm")


def _parsed(cell: str, pattern: str, what: str) -> dt.datetime:
    try:
        return dt.datetime.strptime(cell, pattern)  # noqa: DTZ007  (the clock on a wall)
    except ValueError:
        raise CodecError(f"the {what} is not written as {pattern!r}") from None
