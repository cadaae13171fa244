"""Bytes: an entry's file cut at each byte, and each of its bytes flipped; nothing partial passes in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cfjournal.store import Journal
from tests.edges import cfj
from tests.entries import plain
from tests.trust.table import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SPOILED, NEIGHBOUR = plain("2026-11-19", note="Two of us for nine."), plain("2026-11-20", note="a neighbour")


def cuts(data: bytes) -> Iterator[bytes]:
    """The file as a write that never ended leaves it."""
    return (data[:at] for at in range(len(data)))


def flips(data: bytes) -> Iterator[bytes]:
    """The file as a tired disk gives it back: one bit of a byte is another, a different bit each time."""
    return (data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :] for at in range(len(data)))


@pytest.mark.uncounted
@pytest.mark.parametrize("spoil", [cuts, flips])
def test_a_spoiled_file_is_named_and_its_neighbour_is_read(tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    journal = Journal.open(tmp_path)
    path, _ = journal.write_all([SPOILED, NEIGHBOUR])
    whole = path.read_bytes()
    tried = named = harmless = 0
    for data in spoil(whole):
        path.write_bytes(data)
        tried += 1
        found = journal.read()
        assert NEIGHBOUR in found.entries
        if found.damaged or found.changed:
            named += 1
            if tried % 10 == 0:
                checked = cfj(tmp_path, "check")
                assert path.name in checked.out
                assert checked.code == (4 if found.damaged else 0)
        else:
            harmless += 1
            assert SPOILED in found.entries, "what passes without a word is what was written"
    assert tried == len(whole) > 250
    assert named >= tried - 2
    assert named + harmless == tried
    count("a byte cut or flipped", tried, tried)
