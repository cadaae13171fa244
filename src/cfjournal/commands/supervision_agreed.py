"""The agreements of a whole journal: found, listed by `cfj supervision list`, and named by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal import entry_files, reading
from cfjournal.agreements import Made, by_urgency, made_in
from cfjournal.commands.desk import sit_down
from cfjournal.commands.searching import may_hold
from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry
    from cfjournal.reading import Damaged
    from cfjournal.store import Journal

LIST_HINT = "`cfj supervision list --all` shows them with their ids"


class Agreed(NamedTuple):
    """Every agreement of a journal, the most urgent first, their entries by id, and unreadable files."""

    made: tuple[Made, ...]
    entries: dict[str, Entry]
    damaged: tuple[Damaged, ...]

    def named(self, word: str) -> Made:
        """Return the agreement whose id begins with `word`. Raises `UsageError` for none or several."""
        word = word.strip().lower()
        found = [made for made in self.made if word and made.agreement.id.lower().startswith(word)]
        exact = [made for made in found if made.agreement.id.lower() == word]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if not found:
            raise UsageError(f"no agreement begins with {word[:40]!r}", LIST_HINT)
        named = ", ".join(f"{made.agreement.id} of {made.date}" for made in found[:6])
        raise UsageError(f"{len(found)} agreements begin with {word[:40]!r}", f"they are {named}")


def agreed_in(journal: Journal) -> Agreed:
    """Read every entry that holds an agreement; other files are looked into, and not parsed.

    Of an entry that stands in several files, those that decide which counts, or are marked, are read too.
    """
    with journal.readable():
        paths = list(entry_files.files(journal.root, entry_files.months(journal.root)))
        asked = {path for path in paths if may_hold(path, [b"agreed"])}
        found = reading.read(asked)
        names = {entry_files.file_name(entry.id) for entry in found.entries}
        others = {
            path for path in paths if path.name in names or (names and may_hold(path, [b"never_export"]))
        }
        if others - asked:
            found = reading.read(asked | others)
    entries = {entry.id: entry for entry in found.entries if entry.agreed}
    return Agreed(tuple(by_urgency(made_in(entries.values()))), entries, found.damaged)


def list_agreed(edge: Edge, *, everything: bool, as_json: bool) -> int:
    """Print the open agreements, or all. Returns 4 if an entry was unreadable."""
    from cfjournal.commands.pages import as_json as printed
    from cfjournal.commands.pages import laid_out, warn_of

    desk = sit_down(edge)
    agreed = agreed_in(desk.open())
    made = agreed.made if everything else tuple(each for each in agreed.made if each.agreement.open)
    if as_json:
        from cfjournal.render.agreed_view import agreed_view

        edge.emit(printed([agreed_view(each, desk.today) for each in made]))
    elif made:
        from cfjournal.render.agreed_page import list_page

        edge.stdout.write(laid_out(edge, list_page(made, desk.today)))
    else:
        edge.tell(nothing(agreed.made))
    return warn_of(edge, agreed.damaged)


def nothing(made: Iterable[Made]) -> str:
    """Say that nothing is open, and how to record or see more."""
    if any(made):
        return "Nothing is open. `cfj supervision list --all` shows what was agreed before."
    return "Nothing is recorded yet. `cfj supervision record` keeps what was agreed."
