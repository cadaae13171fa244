"""`cfj why`: the whole evidence behind a state, and what would clear it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cfjournal.commands.desk import sit_down
from cfjournal.commands.judged import Months, judge
from cfjournal.commands.judging import rules_of
from cfjournal.commands.pages import as_json, hand_over, in_form, warn_of
from cfjournal.errors import UsageError
from cfjournal.period import Period
from cfjournal.rules.episodes import PATTERNS

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.commands.edge import Edge

CONDITIONS = "conditions"
ASKABLE = (*PATTERNS, CONDITIONS)


LOOK_BACK = dt.timedelta(days=7 * 12 - 1)
"""The weeks over which the excess is drawn are judged day by day too."""


def why(edge: Edge, asked: str | None, form: str, output: Path | None, *, whole: bool) -> int:
    """Print the evidence about a pattern or all, or write it to a new file. Returns 4 for unreadable ones."""
    patterns = PATTERNS if asked is None else (pattern_named(asked),)
    desk = sit_down(edge)
    vocabulary = desk.config.vocabulary()
    rules = rules_of(desk.root, vocabulary)
    judged = judge(Months(desk.open()), rules, vocabulary, Period(desk.today - LOOK_BACK, desk.today))
    if form == "json":
        from cfjournal.render.why_json import why_view

        text = as_json(why_view(judged.history, patterns, vocabulary))
    else:
        from cfjournal.render.why_page import why_page

        page = why_page(judged.history, patterns, vocabulary, whole=whole)
        text = in_form(edge, page, form, for_file=output is not None)
    hand_over(edge, text, form, output, "the evidence")
    return warn_of(edge, judged.damaged)


def pattern_named(text: str) -> str:
    """Return the pattern, or "conditions", that `text` names or begins. Raises `UsageError`."""
    word = "-".join(text.strip().lower().replace("-", " ").split())
    found = [name for name in ASKABLE if word and name.startswith(word)]
    if len(found) == 1:
        return found[0]
    said = f"{text[:40]!r} could be {' or '.join(found)}" if found else f"there is no pattern {text[:40]!r}"
    raise UsageError(said, f"ask for {', '.join(ASKABLE[:-1])} or {ASKABLE[-1]}")
