"""Changes: what is taken out is in the trash, the last step can be undone, and no fault or kill loses a version."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cfjournal import changes, checkup, codec, history, trash
from cfjournal.errors import CfjError, DamagedError, NotSavedError, UsageError
from cfjournal.store import Journal, pending, read_draft
from tests.entries import plain
from tests.faults import CALLS, ERRORS, Faults, killed_at
from tests.folders import everything, hidden

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cfjournal.entry import Entry

LONG = bool(os.environ.get("CFJ_LONG"))
"""Whether every kill is followed by all the undoing there is, not every third."""

START = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
"""After every entry of these tests was written."""


def minute(number: int) -> dt.datetime:
    return START + dt.timedelta(minutes=number)


def entries_in(root: Path) -> list[Entry]:
    found = Journal.open(root).read()
    assert (found.damaged, found.changed) == ((), ())
    return list(found.entries)


def versions_in(root: Path) -> set[bytes]:
    """Every version of an entry that stands in a visible file of the journal or of its trash."""
    paths = [*root.glob("entries/*/*/[!.]*.toml"), *root.glob("trash/[!.]*.toml")]
    return {data for path in paths if (data := path.read_bytes()).startswith(codec.HEAD.encode())}


def edit(root: Path, was: Entry, number: int, **fields: object) -> Entry:
    entry = was._replace(**fields, changed_at=minute(number))  # type: ignore[arg-type]
    Journal.open(root).write(entry, was=was)
    return entry


def undo(root: Path, number: int) -> str:
    step = history.last_step(root)
    if not step:
        raise CfjError("there is nothing to undo")
    changes.undo(Journal.open(root), step, minute(number))
    return step.did


def undo_all(root: Path) -> list[str]:
    did: list[str] = []
    while history.last_step(root):
        did.append(undo(root, 100 + len(did)))
        assert len(did) < 50
    return did


def restore(root: Path, number: int, *entries: Entry) -> None:
    kept = {one.entry.id: one for one in trash.read(root).kept if one.entry in entries}
    if len(kept) < len(entries):
        raise CfjError("the trash cannot be read")
    changes.restore(Journal.open(root), list(kept.values()), minute(number))


OLD, OTHER, THIRD = plain(note="old"), plain("2026-10-01", note="other"), plain("2026-10-02", note="third")
NEW = plain(note="new")


@pytest.fixture
def standing(root: Path) -> Path:
    """A journal of three entries, each written by itself."""
    for entry in (OLD, OTHER, THIRD):
        Journal.open(root).write(entry)
    return root


# --- what each change does ---------------------------------------------------------------------------------


def test_an_edit_keeps_what_was_there_and_can_be_undone_step_by_step(standing: Path) -> None:
    before = everything(standing)
    first = edit(standing, OLD, 1, note="first")
    second = edit(standing, first, 2, note="second", date=dt.date(2026, 9, 30))
    assert second in entries_in(standing)
    assert [one.entry for one in trash.read(standing).kept] == [OLD, first]
    assert (undo(standing, 3), first in entries_in(standing)) == ("edit", True)
    assert (undo(standing, 4), OLD in entries_in(standing)) == ("edit", True)
    assert before.items() <= everything(standing).items()
    assert sorted(one.entry.note for one in trash.read(standing).kept) == ["first", "second"]
    assert hidden(standing) == []


def test_a_delete_moves_all_of_them_or_none(standing: Path) -> None:
    before = everything(standing)
    with pytest.raises(NotSavedError, match=r"was changed elsewhere, so nothing was deleted"):
        changes.delete(Journal.open(standing), [OLD, OTHER._replace(note="as it never was")], minute(1))
    assert everything(standing) == before
    places = changes.delete(Journal.open(standing), [OLD, OTHER], minute(1))
    assert entries_in(standing) == [THIRD]
    assert [path.parent for path in places] == [standing / "trash"] * 2
    assert [codec.load(path.read_text("utf-8")) for path in places] == [OLD, OTHER]
    assert undo(standing, 2) == "delete"
    assert everything(standing) == before


def test_what_a_sync_program_left_beside_goes_with_the_entry_and_is_kept(standing: Path) -> None:
    path = Journal.open(standing).path_of(OLD)
    copy = path.with_name(f"{OLD.id} (conflicted copy).toml")
    copy.write_text(codec.dump(OLD._replace(note="theirs")), "utf-8")
    path.with_name(f"{OLD.id} 2.toml").write_bytes(path.read_bytes())
    changes.delete(Journal.open(standing), [OLD], minute(1))
    assert entries_in(standing) == [OTHER, THIRD], "no copy comes up in its place"
    assert [(one.did, one.entry.note) for one in trash.read(standing).kept] == [
        ("copy", "theirs"),
        ("delete", "old"),
    ]
    assert undo(standing, 2) == "delete"
    assert OLD in entries_in(standing)


def test_what_was_deleted_can_be_restored_and_that_undone(standing: Path) -> None:
    before = entries_in(standing)
    changes.delete(Journal.open(standing), [OLD, OTHER], minute(1))
    restore(standing, 2, OLD, OTHER)
    assert entries_in(standing) == before
    assert undo_all(standing)[:2] == ["restore", "delete"]


def test_an_earlier_version_takes_the_place_of_a_later_one_which_is_kept(standing: Path) -> None:
    later = edit(standing, OLD, 1, note="later", date=dt.date(2026, 9, 30))
    restore(standing, 2, OLD)
    assert (OLD in entries_in(standing), later in entries_in(standing)) == (True, False)
    with pytest.raises(UsageError, match="already holds this version"):
        restore(standing, 3, OLD)
    assert undo(standing, 4) == "restore"
    assert (OLD in entries_in(standing), later in entries_in(standing)) == (False, True)
    assert undo(standing, 5) == "edit"
    assert OLD in entries_in(standing)


def test_an_import_is_one_step(standing: Path) -> None:
    before = entries_in(standing)
    came = [plain(f"2025-{month:02}-01", note=f"came {month}") for month in range(1, 13)]
    Journal.open(standing).write_all([*came, OLD._replace(note="replaced")], minute(1))
    assert len(entries_in(standing)) == 15
    assert undo(standing, 2) == "import"
    assert entries_in(standing) == before
    assert {one.entry.note for one in trash.read(standing).kept} == {one.note for one in came} | {"replaced"}
    assert Journal.open(standing).write_all(before, minute(3)) == []
    assert undo(standing, 4) == "log", "an import that brings nothing is no step"


def test_undo_goes_back_over_every_kind_in_their_order(root: Path) -> None:
    states = [entries_in(root)]

    def done(*_: object) -> None:
        states.append(entries_in(root))

    first, second = (plain(note=str(n), logged_at=minute(n)) for n in (1, 3))
    done(Journal.open(root).write(first))
    done(edited := edit(root, first, 2, note="edited"))
    done(Journal.open(root).write(second))
    done(changes.delete(Journal.open(root), [edited, second], minute(4)))
    restore(root, 5, second)
    done()
    done(Journal.open(root).write_all([OTHER, edited], minute(6)))
    done(edit(root, edited, 7, date=dt.date(2026, 1, 1)))
    kinds = ["edit", "import", "restore", "delete", "log", "edit", "log"]
    for number, (kind, state) in enumerate(zip(kinds, states[-2::-1], strict=True)):
        assert undo(root, 10 + number) == kind
        assert entries_in(root) == state, kind
    assert history.last_step(root) is None


def test_what_an_undo_took_out_can_be_restored(standing: Path) -> None:
    assert undo(standing, 1) == "log"
    (gone,) = trash.read(standing).kept
    assert (gone.did, gone.entry.id) == ("undo", max(OLD, OTHER, THIRD, key=lambda one: one.order).id)
    restore(standing, 2, gone.entry)
    assert len(entries_in(standing)) == 3
    assert undo(standing, 3) == "restore"
    assert [one.entry for one in trash.read(standing).kept] == [gone.entry], "it is not kept twice"


def test_a_clock_that_was_set_back_does_not_mix_the_order_of_changes(standing: Path) -> None:
    first = edit(standing, OLD, 5, note="first")
    second = edit(standing, first, -5000, note="second")
    assert [one.entry for one in trash.read(standing).kept] == [OLD, first]
    assert undo(standing, -4000) == "edit"
    assert first in entries_in(standing)
    assert second in [one.entry for one in trash.read(standing).kept]
    late = plain(note="late", logged_at=minute(6))
    Journal.open(standing).write(late)
    edit(standing, late, -3000, note="edited")
    assert (undo(standing, -2000), undo(standing, -1000)) == ("edit", "log"), "written before it was edited"


def test_emptying_destroys_what_is_there_and_nothing_before_it_can_be_undone(standing: Path) -> None:
    edited = edit(standing, OLD, 1, note="edited")
    changes.delete(Journal.open(standing), [OTHER], minute(2))
    (standing / "trash" / ".x.toml.1234.old").write_text("left by a kill")
    (standing / "trash" / "mine.txt").write_text("not of the trash's making")
    before = entries_in(standing)
    assert changes.empty(Journal.open(standing), minute(3)) == 3
    assert entries_in(standing) == before
    assert sorted(path.name for path in (standing / "trash").iterdir()) == [
        "2026-11-21T09-03-00.000000Z-empty.toml",
        "mine.txt",
    ]
    assert history.last_step(standing) is None
    later = edit(standing, edited, 4, note="later")
    assert (undo(standing, 5), history.last_step(standing)) == ("edit", None)
    assert edited in entries_in(standing)
    assert [one.entry for one in trash.read(standing).kept] == [later]
    assert changes.empty(Journal.open(standing), minute(6)) == 2
    assert len(list((standing / "trash").iterdir())) == 2


def test_an_entry_whose_clock_was_ahead_is_not_taken_for_one_written_since_the_emptying(root: Path) -> None:
    Journal.open(root).write_all([plain(logged_at=minute(60))], minute(1))
    changes.empty(Journal.open(root), minute(2))
    assert history.last_step(root) is None
    later = plain(logged_at=minute(3))
    Journal.open(root).write(later)
    assert (undo(root, 4), history.last_step(root)) == ("log", None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_nobody_else_may_read_the_trash(standing: Path) -> None:
    old = os.umask(0)
    try:
        edit(standing, OLD, 1, note="edited")
        Journal.open(standing).write_all([NEW], minute(2))
        changes.delete(Journal.open(standing), [NEW], minute(3))
    finally:
        os.umask(old)
    found = list((standing / "trash").iterdir())
    assert len(found) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in found} == {0o600}
    assert stat.S_IMODE((standing / "trash").stat().st_mode) == 0o700


# --- what is in the way ----------------------------------------------------------------------------------


def test_two_edits_at_once_lose_neither(standing: Path) -> None:
    edit(standing, OLD, 1, note="theirs")
    with pytest.raises(
        NotSavedError, match=f"the entry {OLD.short_id} was changed elsewhere since"
    ) as caught:
        edit(standing, OLD, 2, note="mine")
    (draft,) = pending(standing)
    assert str(draft) in caught.value.message
    kept = read_draft(draft)
    assert not isinstance(kept, str)
    assert (kept.id, kept.note) == (OLD.id, "mine")
    assert "theirs" in [entry.note for entry in entries_in(standing)]


def test_an_edit_of_what_was_moved_or_deleted_meanwhile_is_kept_beside(standing: Path) -> None:
    moved = edit(standing, OLD, 1, date=dt.date(2026, 9, 1))
    with pytest.raises(NotSavedError, match="was changed elsewhere since"):
        edit(standing, OLD, 2, note="mine")
    changes.delete(Journal.open(standing), [moved], minute(3))
    with pytest.raises(NotSavedError, match="was taken out of the journal since it was opened") as caught:
        edit(standing, moved, 4, note="mine")
    assert "cfj trash list" in caught.value.hint
    assert len(pending(standing)) == 2
    assert entries_in(standing) == [OTHER, THIRD]


def test_an_edit_of_a_misnamed_file_gives_it_its_name(standing: Path) -> None:
    path = Journal.open(standing).path_of(OLD)
    path.rename(path.with_name("renamed.toml"))
    edited = edit(standing, OLD, 1, note="edited")
    assert path.exists()
    assert Journal.open(standing).read().copies == ()
    assert edited in entries_in(standing)
    assert undo(standing, 2) == "edit"
    assert OLD in entries_in(standing)


def test_a_step_is_undone_only_while_it_is_the_last(standing: Path) -> None:
    edited = edit(standing, OLD, 1, note="edited")
    step = history.last_step(standing)
    assert step
    edit(standing, edited, 2, note="again")
    before = everything(standing)
    with pytest.raises(NotSavedError, match="was changed in the meantime, so nothing was undone"):
        changes.undo(Journal.open(standing), step, minute(3))
    assert everything(standing) == before


def test_what_cannot_be_read_is_not_written_over_by_an_undo(standing: Path) -> None:
    edit(standing, OLD, 1, note="edited")
    path = Journal.open(standing).path_of(OLD)
    path.write_bytes(b"format = ")
    with pytest.raises(NotSavedError, match="cannot be read and was left alone"):
        undo(standing, 2)
    assert path.read_bytes() == b"format = "


@pytest.mark.parametrize("data", [b"", b"format = 1", b"\xff"])
def test_a_damaged_step_is_named_and_what_is_before_it_is_not_undone_by_mistake(
    standing: Path, data: bytes
) -> None:
    edit(standing, OLD, 1, note="edited")
    (step,) = (standing / "trash").iterdir()
    step.write_bytes(data)
    with pytest.raises(DamagedError, match="the last change cannot be undone") as caught:
        history.last_step(standing)
    assert str(step) in caught.value.message
    step.unlink()
    found = history.last_step(standing)
    assert found
    assert found.did == "log"


def test_a_step_that_was_made_undone_by_hand_is_passed_over(standing: Path) -> None:
    edited = edit(standing, OLD, 1, note="edited")
    Journal.open(standing).path_of(edited).write_text(codec.dump(OLD), "utf-8")
    assert undo(standing, 2) == "log"


# --- faults ----------------------------------------------------------------------------------------------


class Case(NamedTuple):
    """A change: what stands before it, and the change itself."""

    before: Callable[[Path], object]
    change: Callable[[Path], object]


LATER = OLD._replace(note="later", changed_at=minute(1))
MOVED = OLD._replace(note="moved", date=dt.date(2026, 9, 30), changed_at=minute(1))


def _write(*pairs: tuple[Entry, Entry]) -> Callable[[Path], object]:
    return lambda root: [Journal.open(root).write(entry, was=was) for was, entry in pairs]


def _delete(number: int, *entries: Entry) -> Callable[[Path], object]:
    return lambda root: changes.delete(Journal.open(root), entries, minute(number))


def _restore(number: int, *entries: Entry) -> Callable[[Path], object]:
    return lambda root: restore(root, number, *entries)


def _undo(root: Path) -> str:
    return undo(root, 50)


def _import(number: int) -> Callable[[Path], object]:
    return lambda root: Journal.open(root).write_all([NEW, OLD, OTHER._replace(note="x")], minute(number))


def _both(*steps: Callable[[Path], object]) -> Callable[[Path], object]:
    return lambda root: [step(root) for step in steps]


def _nothing(_: Path) -> None:
    pass


CASES = {
    "an edit": Case(_nothing, _write((OLD, LATER))),
    "an edit of the date": Case(_nothing, _write((OLD, MOVED))),
    "a delete": Case(_nothing, _delete(1, OLD)),
    "a delete of several": Case(_write((OLD, LATER)), _delete(2, LATER, OTHER)),
    "a restore": Case(_delete(1, OLD, OTHER), _restore(2, OLD, OTHER)),
    "a restore of an earlier version": Case(_write((OLD, MOVED)), _restore(2, OLD)),
    "an import": Case(_nothing, _import(1)),
    "an undo of a log": Case(_nothing, _undo),
    "an undo of an edit": Case(_write((OLD, LATER)), _undo),
    "an undo of an edit of the date": Case(_write((OLD, MOVED)), _undo),
    "an undo of a delete": Case(_delete(1, OLD, OTHER), _undo),
    "an undo of a restore": Case(_both(_delete(1, OLD), _restore(2, OLD)), _undo),
    "an undo of a restored version": Case(_both(_write((OLD, MOVED)), _restore(2, OLD)), _undo),
    "an undo of an import": Case(_import(1), _undo),
    "emptying the trash": Case(
        _both(_write((OLD, LATER)), _delete(2, OTHER)),
        lambda root: changes.empty(Journal.open(root), minute(3)),
    ),
}
every_change = pytest.mark.parametrize("name", CASES)


def template_of(standing: Path, name: str, tmp_path: Path) -> tuple[Path, list[Entry]]:
    """A copy of the journal as it is before the change, and what it holds after it."""
    CASES[name].before(standing)
    template = tmp_path / "template"
    shutil.copytree(standing, template)
    CASES[name].change(standing)
    return template, entries_in(standing)


def anew(standing: Path, template: Path) -> None:
    shutil.rmtree(standing)
    shutil.copytree(template, standing)


@every_change
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
def test_whatever_fails_all_is_as_it_was_and_nothing_is_falsely_said(
    standing: Path, name: str, lasting: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template, after = template_of(standing, name, tmp_path)
    failed = absorbed = 0
    before = everything(template)
    for call in CALLS:
        for at in range(1, 100):
            anew(standing, template)
            faults = Faults(standing, call, at, ERRORS[(at + len(call)) % len(ERRORS)], lasting)
            error = None
            with monkeypatch.context() as patched:
                faults.install(patched)
                try:
                    CASES[name].change(standing)
                except (CfjError, OSError) as caught:
                    error = caught
            if not faults.injected:
                break
            if error is None:
                absorbed += 1
                assert entries_in(standing) == after, (call, at, faults.met)
                continue
            failed += 1
            assert versions_in(template) <= versions_in(standing) or lasting, (call, at)
            assert everything(standing) == before, (call, at, faults.met, str(error))
            assert not pending(standing) or "edit" in name
            CASES[name].change(standing)
            assert entries_in(standing) == after, (call, at)
        else:
            pytest.fail("the calls never ended")
    print(f"{name}: {failed} failed well, {absorbed} did not matter")
    assert failed >= 10


@pytest.mark.uncounted
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are made by forking here")
@every_change
def test_a_kill_at_any_call_loses_no_version_and_is_explained(
    standing: Path, name: str, tmp_path: Path
) -> None:
    template, after = template_of(standing, name, tmp_path)
    before, versions = entries_in(template), versions_in(template)
    if name == "emptying the trash":
        versions = {path.read_bytes() for path in template.glob("entries/*/*/*.toml")}
    whole = {codec.dump(one) for one in (*before, *after)}
    kills = 0
    for number in range(1, 200):
        anew(standing, template)
        if not killed_at(number, standing, lambda: CASES[name].change(standing)):
            break
        kills += 1
        assert {codec.dump(entry) for entry in entries_in(standing)} <= whole, number
        assert versions <= versions_in(standing), number
        findings = checkup.check(standing)
        assert {finding.kind for finding in findings} <= {"leftover", "copy"}, (number, findings)
        if number % 3 and not LONG:
            continue
        ids = {entry.id for entry in entries_in(standing)}
        undo_all(standing)
        assert ids <= {codec.load(data.decode()).id for data in versions_in(standing)}
        assert versions <= versions_in(standing), number
    else:
        pytest.fail("the calls never ended")
    assert entries_in(standing) == after
    print(f"{name}: killed {kills} times")
    assert kills >= 12
