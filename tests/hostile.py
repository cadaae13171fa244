"""Hostile: files made to hurt whoever reads them, and a runner that lets each meet `cfj` in a process of its own.

`python -m tests.hostile FOLDER` makes them all and reads each in a forked child that may have 300 MB of memory
and 2 s of the processor, then prints how each ended as JSON.
"""

from __future__ import annotations

import io
import json
import os
import resource
import stat
import struct
import sys
import time
import traceback
import warnings
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cfjournal import backup_file
from cfjournal.backup_file import Manifest
from cfjournal.codec import file_of
from cfjournal.exchange import write_jsonl
from tests.edges import NOW
from tests.entries import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECRET = "something nobody else should read"
MOST_BYTES = 300_000_000
MOST_CPU_S = 2
PACE_S = 0.01
"""A quiet machine takes so long over the sum in `slowness`; shared ones take up to three times that."""
GOOD = plain("2026-11-01", note=SECRET)
TOML = file_of(plain("2026-11-02", note=SECRET)).decode()
LINE = write_jsonl([plain("2026-11-03", note=SECRET)]).strip()


class Case(NamedTuple):
    """A hostile file: how it is met, how it is made, and with what codes `cfj` may end."""

    name: str
    how: str
    content: Any
    codes: tuple[int, ...]
    args: tuple[str, ...] = ()


def entry_cases() -> Iterator[Case]:
    """Entry files; `cfj check` must name each and still count its neighbour."""

    def toml(old: str, new: str) -> str:
        assert old in TOML
        return TOML.replace(old, new)

    files: dict[str, Any] = {
        "dotted key": "a" + ".a" * 1_400_000 + " = 1",
        "dotted table": "[a" + ".a" * 1_400_000 + "]",
        "nested arrays": "x = " + "[" * 1_000_000,
        "nested tables": "x = " + "{a=" * 900_000,
        "too large": TOML + "#" * 3_000_000,
        "20 MB note": toml(SECRET, SECRET * 700_000),
        "NUL": toml(SECRET, SECRET + "\0"),
        "not UTF-8": TOML.encode() + b"\xff",
        "UTF-16": TOML.encode("utf-16"),
        "empty": "",
        "no end": TOML[:40],
        "git marks": "<<<<<<< HEAD\n" + TOML + "=======\n>>>>>>> x\n",
        "number of 5000 digits": toml("dread = 3", "dread = " + "9" * 5000),
        "year 99999": toml("2026-11-02", "99999-11-02"),
        "30 February": toml("2026-11-02", "2026-02-30"),
        "no id": "\n".join(line for line in TOML.splitlines() if not line.startswith("id")),
        "id that leads out": "\n".join('id = "../../x"' if line.startswith("id") else line for line in TOML.splitlines()),
        "id that is a device": "\n".join('id = "con"' if line.startswith("id") else line for line in TOML.splitlines()),
        "level 5": toml("dread = 3", "dread = 5"),
        "level 1.5": toml("dread = 3", "dread = 1.5"),
        "level nan": toml("dread = 3", "dread = nan"),
        "format -1": toml("format = 1", "format = -1"),
        "format 2": toml("format = 1", "format = 2"),
        "kind": toml('"shift"', '"party"'),
        "signs as list": toml("[signs]", "[[signs]]"),
        "note as table": TOML.replace("note = ", "note = {x = ", 1),
        "no offset": toml("+01:00", ""),
        "key twice": toml('kind = "shift"', 'kind = "shift"\nkind = "rest"'),
        "200,000 keys": "".join(f"a{n} = 1\n" for n in range(200_000)),
        "quotes without end": 'x = """' + SECRET * 80_000,
        "a million quotes": "x = " + '"' * 2_900_000,
        "tables without end": "[[a]]\n" * 480_000,
        "a folder": lambda path: path.mkdir(),
        "a pipe": os.mkfifo,
        "a link to itself": lambda path: path.symlink_to(path),
        "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    }  # fmt: skip
    return (Case(name, "entry", content, (4,), ("check",)) for name, content in files.items())


def line_cases() -> Iterator[Case]:
    """Files of JSON Lines."""

    def changed(**fields: Any) -> str:
        return json.dumps({**json.loads(LINE), **fields})

    files: dict[str, Any] = {
        "nested arrays": '{"x": ' + "[" * 500_000,
        "nested objects": '{"x": ' * 300_000,
        "line of 17 MB": changed(note="x" * 17_000_000),
        "15 MB of lists": '{"x": [' + "[]," * 5_000_000 + "[]]}",
        "15 MB of numbers": '{"x": [' + "1," * 7_000_000 + "1]}",
        "NaN": LINE.replace('"dread": 3', '"dread": NaN'),
        "key twice": LINE.replace('"kind"', '"kind": "rest", "kind"'),
        "number of 5000 digits": LINE.replace('"dread": 3', '"dread": ' + "9" * 5000),
        "half a character": changed(note=SECRET + "\ud800"),
        "NUL": changed(note=SECRET + "\0"),
        "not UTF-8": LINE.encode() + b"\xff",
        "UTF-16": LINE.encode("utf-16"),
        "65 MB": b" " * 65_000_000,
        "600,000 lines": b"\n" * 600_000,
        "a million bad lines": ("{" + SECRET + "\n") * 450_000,
        "one id, two entries": LINE + "\n" + changed(note="other"),
        "date as number": changed(date=5),
        "level 99": changed(signs={"dread": 99}),
        "id that leads out": changed(id="../../x"),
        "kind": changed(kind=SECRET),
        "note as list": changed(note=[SECRET]),
        "note of 2 MB": changed(note=SECRET * 70_000),
        "a list": "[" + LINE + "]",
        "a text": '{"' + SECRET + '"}',
        "cut": LINE[:-9],
        "a date that is a bomb": changed(x={"$toml": "{a" + ".a" * 500_000 + "=1}"}),
        "a date that is nested": changed(x={"$toml": "[" * 100_000}),
        "an offset of a year": changed(logged_at="2026-11-20T21:14:03+99:00"),
        "a folder": lambda path: path.mkdir(),
        "a pipe": os.mkfifo,
        "a device": lambda path: path.symlink_to("/dev/zero"),
        "a link to itself": lambda path: path.symlink_to(path),
    }  # fmt: skip
    return (
        Case(name, "import", content, (1, 2), ("import", "{}", "--from", "jsonl"))
        for name, content in files.items()
    )


def table_cases() -> Iterator[Case]:
    """Tables, mappings and exports of jrnl."""
    head = "date,note\n"
    files: dict[str, Any] = {
        "quotes without end": head + '2026-11-20,"' + SECRET * 150_000,
        "a million columns": head + "," * 1_000_000,
        "a cell of 10 MB": head + "2026-11-20," + "x" * 10_000_000 + "\n",
        "400,000 lines": head + "\n" * 400_000,
        "200,000 bad lines": head + f"x,{SECRET}\n" * 200_000,
        "NUL": head + f"2026-11-20,{SECRET}\0\n",
        "not UTF-8": head.encode() + b"\xff",
        "UTF-16 cut": head.encode("utf-16")[:-1],
        "columns twice": "date,date\n2026-11-20,x\n",
        "no date": f"{SECRET}\nx\n",
        "300 columns": "date," + ",".join(map(str, range(300))) + "\n",
        "17 MB": head + "x" * 17_000_000,
        "an archive": zlib.compress(os.urandom(9000)),
        "wide characters": head + "\U0001f9d1" * 3_900_000,
    }
    for name, content in files.items():
        yield Case(f"table: {name}", "import", content, (1, 2), ("import", "{}", "--from", "csv"))
    for name, content in {
        "dotted key": "a" + ".a" * 31_000 + " = 1",
        "nested": "x = " + "[" * 60_000,
        "65 KB": "#" * 65_000,
        "patterns": 'date-format = "' + "%d" * 99 + '"',
        "a stray sign": 'date-format = "%"',
        "two days": 'date-format = "%d %d"',
        "device": lambda path: path.symlink_to("/dev/zero"),
    }.items():
        args = ("import", "{}.csv", "--from", "csv", "--map", "{}")
        yield Case(f"mapping: {name}", "mapping", content, (2,), args)
    for name, content in {
        "nested": '{"entries": ' + "[" * 500_000,
        "15 MB of lists": '{"entries": [' + "[]," * 5_000_000 + "[]]}",
        "no entries": '{"entries": {"a": "' + SECRET + '"}}',
        "17 MB": '{"entries": ["' + "x" * 17_000_000 + '"]}',
        "no date": '{"entries": [{"title": "' + SECRET + '"}]}',
        "200,000 bad ones": '{"entries": [' + '"x",' * 200_000 + '"x"]}',
        "wide characters": '{"entries": ["' + "\U0001f9d1" * 3_900_000 + '"]}',
    }.items():
        yield Case(f"jrnl: {name}", "import", content, (1, 2), ("import", "{}", "--from", "jrnl"))


def zipped(*files: tuple[Any, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files, with whatever names and modes."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", way) as archive:
        warnings.simplefilter("ignore")
        for info, data in files:
            archive.writestr(info, data)
    return made.getvalue()


def a_backup() -> bytes:
    """A backup as it should be."""
    files = {"entries/2026/11/x.toml": TOML.encode(), "journal.toml": b'format = 1\nid = "x"\n'}
    return backup_file.pack(Manifest(NOW, "asked for", "x", 1, NOW.date(), NOW.date()), files)


def with_changes(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """A backup in which some files are others."""
    with zipfile.ZipFile(io.BytesIO(a_backup())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    return zipped(*files.items())


def more(name: str, mode: int = stat.S_IFREG, data: bytes = SECRET.encode(), **fields: Any) -> bytes:
    """A backup in which there is one more file."""
    info = zipfile.ZipInfo("placeholder")
    info.filename = info.orig_filename = name
    info.external_attr = (mode | 0o600) << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(io.BytesIO(a_backup())) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    made = zipped(*files, (info, data))
    for old, new in fields.get("bytes", {}).items():
        made = made.replace(old, new)
    return made


def overlapping() -> bytes:
    """An archive whose every name stands for the same three megabytes: 600 KB that unpack to gigabytes."""
    body = zlib.compress(os.urandom(30_000) * 90)[2:-4]
    made = zipped(("aaaaa", b""))
    local, start = made[: 30 + 5], 0
    central = made[made.index(b"PK\x01\x02") : made.index(b"PK\x05\x06")]
    size = struct.pack("<LLL", 0, len(body), 2_700_000)
    entry = bytearray(central)
    entry[10:12], entry[16:28] = struct.pack("<H", 8), size
    names = b"".join(bytes(entry[:46]) + f"{n:05}".encode() for n in range(2000))
    head = bytearray(local)
    head[8:10], head[14:26] = struct.pack("<H", 8), size
    data = bytes(head) + body
    return (
        data
        + names
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2000, 2000, len(names), len(data) + start, 0)
    )


def crowded(count: int, said: int) -> bytes:
    """An archive with so many names, which says that it has another number."""
    central = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *[0] * 6, 0, 0, 0, 6, *[0] * 4, 0, 0)
        + f"{n % 10**6:06}".encode()
        for n in range(count)
    )
    return (
        b"PK\x03\x04" + central + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, said, said, len(central), 4, 0)
    )


def says(**fields: Any) -> bytes:
    """A backup that says something else of itself."""
    return with_changes(
        lambda files: files.update(
            {"manifest.json": json.dumps({**json.loads(files["manifest.json"]), **fields}).encode()}
        )
    )


def archive_cases() -> Iterator[Case]:
    """What `cfj restore` may be given."""
    whole = a_backup()
    files: dict[str, Any] = {
        "no archive": SECRET.encode() * 9000,
        "empty": b"",
        "cut": whole[:-30],
        "only an end": whole[-22:],
        "no manifest": zipped(("entries/2026/11/x.toml", TOML.encode())),
        "more after the end": whole + SECRET.encode(),
        "one byte": whole[:700] + bytes([whole[700] ^ 1]) + whole[701:],
        "absolute": more("/etc/cron.d/x"),
        "dots": more("../../x"),
        "dots within": more("entries/../../x"),
        "backslash": more("..\\x"),
        "drive": more("C:x"),
        "control characters": more("entries/\x1b[31m"),
        "NUL in a name": more("entries/xxx", bytes={b"entries/xxx": b"entries/x\0x"}),
        "link": more("entries/l", stat.S_IFLNK, b"/etc/passwd"),
        "device": more("entries/d", stat.S_IFCHR),
        "pipe": more("entries/p", stat.S_IFIFO),
        "folder": more("entries/f/", stat.S_IFDIR, b""),
        "one name twice": more("journal.toml"),
        "unlisted": more("entries/2026/11/y.toml"),
        "bomb": more("entries/b", data=b"\0" * 3_000_000),
        "large bomb": more("entries/b", data=b"\0" * 400_000_000),
        "bzip2": zipped(("manifest.json", b"{}"), way=zipfile.ZIP_BZIP2),
        "lzma": zipped(("manifest.json", b"{}"), way=zipfile.ZIP_LZMA),
        "encrypted": zipped(("manifest.json", b"{}")).replace(b"\x01\x02\x14\x03\x14\x00\x00", b"\x01\x02\x14\x03\x14\x00\x01"),
        "overlapping": overlapping(),
        "50,000 empty files": crowded(50_000, 50_000),
        "220,000 files and lies about it": crowded(220_000, 3),
        "400,000 files": crowded(400_000, 3),
        "zip64": b"PK\x03\x04" + b"PK\x06\x07" + b"\0" * 16 + whole[-22:],
        "checksum": with_changes(lambda files: files.update({"journal.toml": b"format = 1"})),
        "missing": with_changes(lambda files: files.pop("journal.toml")),
        "no sums": with_changes(lambda files: files.pop("SHA256SUMS")),
        "sums not UTF-8": with_changes(lambda files: files.update(SHA256SUMS=b"\xff" * 99)),
        "nested manifest": with_changes(lambda files: files.update({"manifest.json": b"[" * 9999})),
        "no manifest but a text": with_changes(lambda files: files.update({"manifest.json": SECRET.encode()})),
        "long manifest": with_changes(lambda files: files.update({"manifest.json": os.urandom(50_000).hex().encode()})),
        "newer format": says(format=2),
        "format as text": says(format=SECRET),
        "made never": says(made=SECRET),
        "minus entries": says(entries=-1),
        "days that are none": says(first=SECRET),
        "a folder itself": lambda path: path.mkdir(),
        "a pipe itself": os.mkfifo,
        "a device itself": lambda path: path.symlink_to("/dev/zero"),
    }  # fmt: skip
    return (
        Case(f"restore: {name}", "restore", content, (1, 2, 4), ("restore", "{}", "--apply"))
        for name, content in files.items()
    )


def cases() -> list[Case]:
    """All of them."""
    return [*entry_cases(), *line_cases(), *table_cases(), *archive_cases()]


def prepare(case: Case, folder: Path) -> list[str]:
    """Make the journal with its good entry and the hostile file; return the arguments."""
    month = folder / "j" / "entries" / "2026" / "11"
    month.mkdir(parents=True)
    (folder / "j" / "journal.toml").write_bytes(b'format = 1\nid = "x"\n')
    (month / f"{GOOD.id}.toml").write_bytes(file_of(GOOD))
    path = month / "hostile.toml" if case.how == "entry" else folder / "hostile"
    if callable(case.content):
        case.content(path)
    else:
        path.write_bytes(
            case.content.encode("utf-8", "surrogatepass") if isinstance(case.content, str) else case.content
        )
    (folder / "hostile.csv").write_bytes(b"date\n2026-11-20\n")
    return [arg.replace("{}", str(path)) for arg in case.args]


def meet(args: list[str], folder: Path) -> dict[str, Any]:
    """Run `cfj` in a child within the limits; return how it ended, what it said and what it took."""
    sys.stdout.flush()
    began = time.monotonic()
    if not (child := os.fork()):
        try:
            for number, name in ((1, "out"), (2, "err")):
                os.dup2(os.open(folder / name, os.O_CREAT | os.O_WRONLY), number)
            resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
            resource.setrlimit(resource.RLIMIT_CPU, (5 * MOST_CPU_S, 5 * MOST_CPU_S))
            os.environ["CFJ_HOME"] = str(folder / "j")
            sys.argv = ["cfj", *args]
            from cfjournal.cli import main

            main()
        except BaseException:  # noqa: BLE001  (a child that goes on would be a second parent)
            traceback.print_exc()
        os._exit(99)
    _, status, used = os.wait4(child, 0)
    said = (folder / "out").read_text("utf-8"), (folder / "err").read_text("utf-8")
    took = (used.ru_utime + used.ru_stime) / slowness()
    return {
        "code": os.waitstatus_to_exitcode(status),
        "said": said,
        "cpu": took,
        "peak": used.ru_maxrss * 1024,
        "wall": time.monotonic() - began,
    }


def slowness() -> float:
    """Return how many times slower this machine is just now than a quiet one on which this was measured."""
    began = time.process_time()
    assert sum(number * number for number in range(100_000))
    return max(1.0, (time.process_time() - began) / PACE_S)


def state(folder: Path) -> list[str]:
    """Name every file of the journal, and how many bytes it has."""
    return sorted(
        f"{path} {path.lstat().st_size}" for path in (folder / "j").rglob("*") if path.name != ".lock"
    )


def make_all(top: Path) -> None:
    """Make every file, and note down how each is met: in a child, so that none of it is in this process."""
    if not (child := os.fork()):
        made = []
        for number, case in enumerate(cases()):
            args = prepare(case, top / str(number))
            made.append((f"{case.how} {case.name}", str(top / str(number)), args, case.codes))
        (top / "made.json").write_text(json.dumps(made), "utf-8")
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


def main() -> None:
    """Let each meet `cfj`."""
    top, ended = Path(sys.argv[1]), {}
    make_all(top)
    for name, place, args, codes in json.loads((top / "made.json").read_text("utf-8")):
        folder = Path(place)
        before = state(folder)
        ended[name] = {**meet(args, folder), "codes": codes, "untouched": state(folder) == before}
    print(json.dumps(ended))


if __name__ == "__main__":
    main()
