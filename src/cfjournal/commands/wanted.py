"""Wanted: what `cfj export` was asked for, refused where it contradicts itself, and what is chosen by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cfjournal.commands.exporting_jsonl import refuse_taken
from cfjournal.commands.judged import may_be_shown
from cfjournal.entry import check_text
from cfjournal.errors import UsageError
from cfjournal.render.choice import Choice, in_order, parts_named, possible, usual
from cfjournal.render.phrases import joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry
    from cfjournal.store import Journal


class Wanted(NamedTuple):
    """What was asked for: the format, the days, the parts, the ids of notes and of texts to bring."""

    form: str = "md"
    since: str | None = None
    until: str | None = None
    only: str | None = None
    notes: Sequence[str] = ()
    bring: Sequence[str] = ()
    choose: bool = False
    pseudonyms: bool = False
    output: Path | None = None
    to: str = ""
    yes: bool = False


def refuse_to_guess(edge: Edge, wanted: Wanted) -> None:
    """Raise `UsageError` for what does not go together or cannot be here, before anything is asked."""
    if wanted.output is None:
        _refuse_without_a_file(wanted)
    else:
        refuse_taken(wanted.output)
    if wanted.output is not None and not wanted.yes and not edge.interactive:
        raise UsageError(
            "there is no terminal in which to show the page and ask",
            "read it with `cfj export`, then add --yes",
        )
    if wanted.choose and not edge.interactive:
        raise UsageError(
            "--choose asks, and there is no terminal to ask in",
            "name the parts with --only, and notes with --notes",
        )
    if wanted.form == "docx":
        _refuse_without_a_library()
    check_text(wanted.to, "text after --for")


def _refuse_without_a_file(wanted: Wanted) -> None:
    if wanted.form == "docx":
        raise UsageError("a docx file cannot be shown on a screen", "add -o FILE.docx")
    if wanted.yes:
        raise UsageError(
            "--yes agrees to writing a file, and no file is named", "add -o FILE, or leave out --yes"
        )
    if wanted.to:
        raise UsageError(
            "--for says who gets a file, and no file is named", "add -o FILE, or leave out --for"
        )


def _refuse_without_a_library() -> None:
    """Raise `UsageError` where documents cannot be made, and say what would help here."""
    from cfjournal.render import docx

    try:
        docx.empty()
    except UsageError as error:
        import sys
        from importlib.util import find_spec
        from shlex import quote

        python = quote(sys.executable)
        install = f"{python} -m pip install" if find_spec("pip") else f"uv pip install --python {python}"
        error.hint = f"choose html, or install it:\n  {install} python-docx"
        raise


def entry_with(journal: Journal, word: str, field: Literal["note", "bring"]) -> Entry:
    """Return the entry that `word` names. Raises `UsageError` where it has no such text to show to others."""
    entry = journal.find(word)
    if not may_be_shown(entry):
        raise UsageError(
            f"the entry {entry.short_id} is marked never to be exported, and nothing overrides that",
            f"`cfj edit {entry.short_id} --may-export` takes the mark off",
        )
    if not getattr(entry, field).strip():
        text = "note" if field == "note" else "text to bring"
        raise UsageError(
            f"the entry {entry.short_id} has no {text}", "`cfj list` shows what each entry holds"
        )
    return entry


def choice_of(wanted: Wanted, noted: Sequence[Entry], brought: Sequence[Entry]) -> Choice:
    """Return what the options say is to be shown. Raises `UsageError` where they contradict one another."""
    notes, bring = (tuple(dict.fromkeys(entry.id for entry in named)) for named in (noted, brought))
    if wanted.only is None:
        parts = usual(wanted.form)
        return Choice(in_order({*parts, "notes"}) if notes else parts, notes, bring)
    parts = parts_named(wanted.only)
    for part, named in (("notes", notes), ("bring", bring)):
        if named and part not in parts:
            raise UsageError(
                f"--only leaves {part} out, and --{part} names one",
                f"write --only {part},... or leave out --{part}",
            )
    if "notes" in parts and not notes and not wanted.choose:
        raise UsageError(
            "--only asks for notes, and none is named", "add --notes ID; `cfj list` shows the ids"
        )
    if unfit := [part for part in parts if part not in possible(wanted.form)]:
        raise UsageError(
            f"a table with a row an entry has no place for {joined(unfit)}", "leave that out of --only"
        )
    return Choice(parts, notes, bring)
