"""Archive: what is packed comes back, and nothing that was not packed here is believed."""

from __future__ import annotations

import datetime as dt
import io
import os
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfjournal import archive
from cfjournal.archive import ArchiveError, NoArchiveError, is_plain, opened, pack

if TYPE_CHECKING:
    from pathlib import Path

MADE = dt.datetime(2026, 11, 20, 21, 14, 3, tzinfo=dt.UTC)


def unpacked(path: Path) -> dict[str, bytes]:
    with opened(path) as held:
        return {name: held.read(name) for name in held.names}


def zipped(path: Path, *files: tuple[zipfile.ZipInfo | str, bytes], way: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", way) as made:
        for info, data in files:
            made.writestr(info, data)
    return path


@given(st.dictionaries(st.sampled_from(["a", "b/c", "b/d.toml", "é"]), st.binary(max_size=300)))
def test_what_is_packed_comes_back(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    path = tmp_path_factory.mktemp("a") / "x.zip"
    path.write_bytes(pack(files, MADE))
    assert unpacked(path) == files


def test_a_text_that_says_one_thing_a_million_times_comes_back_too(tmp_path: Path) -> None:
    files = {"long": b"a" * 1_000_000, "longer": b"ab " * 333_333}
    path = tmp_path / "x.zip"
    path.write_bytes(pack(files, MADE))
    assert unpacked(path) == files


def test_the_same_files_make_the_same_archive_and_only_their_owner_may_read_them() -> None:
    data = pack({"a": b"x"}, MADE)
    assert data == pack({"a": b"x"}, MADE)
    (info,) = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert stat.S_IMODE(info.external_attr >> 16) == 0o600
    assert info.date_time == (2026, 11, 20, 21, 14, 2), "in steps of two seconds"


def test_more_than_a_backup_can_hold_is_not_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    pack({"a": b"", "b": b""}, MADE)
    with pytest.raises(ArchiveError, match="more than a backup can"):
        pack({"a": b"", "b": b"", "c": b""}, MADE)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../x",
        "a/../../x",
        "a//b",
        "./a",
        "a/",
        "C:/x",
        "a\\b",
        "a\nb",
        "a\x1bb",
        "a/. /b",
        "a*",
        "",
    ],
)
def test_a_name_that_could_lead_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    assert not is_plain(name)
    if name:
        path = zipped(tmp_path / "x.zip", (name, b"x"))
        with pytest.raises(ArchiveError, match=r"leads out of|a link, a folder"), opened(path):
            pass


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO])
def test_links_folders_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    info = zipfile.ZipInfo("a")
    info.external_attr = (kind | 0o600) << 16
    with (
        pytest.raises(ArchiveError, match="a link, a folder or a device"),
        opened(zipped(tmp_path / "x", (info, b"/etc"))),
    ):
        pass


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = zipped(tmp_path / "x", ("a", b"1"), ("a", b"2"))
    with pytest.raises(ArchiveError, match="two files of one name"), opened(path):
        pass


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(tmp_path: Path, way: int) -> None:
    with (
        pytest.raises(ArchiveError, match="a way that cfjournal does not use"),
        opened(zipped(tmp_path / "x", ("a", b"x" * 99), way=way)),
    ):
        pass


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    for data, says in (
        (b"\0" * 3_000_000, "far more than any text"),
        (b"\0" * 13_000_000, "larger than any"),
    ):
        with pytest.raises(ArchiveError, match=says), opened(zipped(tmp_path / "x", ("a", data))):
            pass


def test_an_archive_larger_than_any_journal_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "x", ("a", os.urandom(600)), ("b", os.urandom(600)))
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    with pytest.raises(ArchiveError, match="larger than any journal"), opened(path):
        pass


def test_every_cut_is_seen(tmp_path: Path) -> None:
    data = pack({"a": b"something", "b/c": b"else"}, MADE)
    path = tmp_path / "x.zip"
    for cut in range(len(data)):
        path.write_bytes(data[:cut])
        with pytest.raises(ArchiveError):
            unpacked(path)
    path.write_bytes(data + b"more")
    with pytest.raises(ArchiveError, match="after its end"):
        unpacked(path)


def test_no_flipped_byte_changes_what_a_file_says_unseen(tmp_path: Path) -> None:
    files = {"a": b"something", "b/c": b"else " * 40}
    data = bytearray(pack(files, MADE))
    path, refused = tmp_path / "x.zip", 0
    for at in range(len(data)):
        data[at] ^= 0x41
        path.write_bytes(data)
        try:
            found = unpacked(path)
        except ArchiveError:
            refused += 1
        else:
            assert set(found.values()) <= set(files.values()), (
                at
            )  # which names there are, `backup_file` knows
        data[at] ^= 0x41
    assert refused > len(data) // 3


def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b'{"date": "2026-01-01"}\n' * 9000)
    with pytest.raises(NoArchiveError, match=r"not a \.zip"), opened(path):
        pass
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NoArchiveError, match="not a regular file"), opened(tmp_path / "pipe"):
        pass
