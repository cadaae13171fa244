"""Quick: reads the text of an entry that is exactly as `codec.dump` writes it, without a TOML parser.

A report reads hundreds of entries, and tomllib takes ten times as long. Anything else than the plain shape
(unknown keys, escapes, edits by hand) is left to tomllib; a test holds that both always agree.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import cast

from cfjournal.entry import BARE_LEVEL, KINDS, Entry, Kind

_TEXT = r"""(?:"([^"\\\0-\x1f\x7f]*)"|'''\n?([^\0-\x08\x0b-\x1f\x7f]*?)''')\n"""
_MOMENT = r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{6})?[+-]\d\d:\d\d)"
_LEVELS = r"((?:[A-Za-z0-9_-]+ = [0-4]\n)+)"
_SHAPE = re.compile(
    r"# cfjournal entry\nformat = 1\n"
    r'id = "([0-9a-z][0-9a-z-]{0,63})"\n'
    r"date = (\d{4}-\d\d-\d\d)\n"
    rf"logged_at = {_MOMENT}\n(?:changed_at = {_MOMENT}\n)?"
    rf'kind = "({"|".join(KINDS)})"\n(never_export = true\n)?'
    r'(?:supports = \[\n((?:    "[A-Za-z0-9_-]+",\n)+)\]\n)?'
    rf"(?:note = {_TEXT})?(?:bring = {_TEXT})?"
    rf"(?:\n\[supports\]\n{_LEVELS})?(?:\n\[strains\]\n{_LEVELS})?(?:\n\[signs\]\n{_LEVELS})?"
    r"# end [0-9a-f]{8}\n",
    re.ASCII,
)


def load(text: str) -> Entry | None:
    """Return the entry that `text` holds, or None where only a TOML parser can say."""
    if not (shape := _SHAPE.fullmatch(text)):
        return None
    entry_id, day, moment, later, kind, mark, listed, note, long_note, bring, long_bring, *tables = (
        shape.groups()
    )
    supports, strains, signs = map(_levels, tables)
    texts = note or long_note or "", bring or long_bring or ""
    if supports is None or strains is None or signs is None or any("'''" in text for text in texts):
        return None
    if listed:
        if supports:
            return None
        supports = dict.fromkeys(re.findall(r'"(.+)"', listed), BARE_LEVEL)
    try:
        when = date.fromisoformat(day), datetime.fromisoformat(moment)
        changed = datetime.fromisoformat(later) if later else None
    except ValueError:
        return None
    named = signs, strains, supports
    entry = Entry(entry_id, *when, cast("Kind", kind), *named, *texts, changed_at=changed)
    return entry._replace(never_export=True) if mark else entry


def _levels(lines: str | None) -> dict[str, int] | None:
    """Return the levels, or None where a word stands twice, which TOML forbids."""
    if not lines:
        return {}
    pairs = [line.split(" = ") for line in lines.splitlines()]
    levels = {word: int(level) for word, level in pairs}
    return levels if len(levels) == len(pairs) else None
