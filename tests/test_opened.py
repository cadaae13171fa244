"""What is exported, opened in LibreOffice: documents and web pages in its writer, tables in its spreadsheet."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from cfjournal.commands.demo import bundled
from cfjournal.exchange import write_jsonl
from cfjournal.render.choice import PARTS
from tests.documents import rows_of
from tests.edges import cfj

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice")
WITHOUT = "soffice is not here (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui)"
pytestmark = [pytest.mark.skipif(not OFFICE, reason=WITHOUT), pytest.mark.uncounted]

TABLE = "Text - txt - csv (StarCalc):44,34,76,1"
"""Commas, double quotes, UTF-8: what its dialog offers for such a file, and without a screen must be said."""

FORMULA = "=1+1"
ALL = ",".join(part for part in PARTS if part != "notes")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that the bundled diary becomes, as written by the program and opened by the office."""
    place = tmp_path_factory.mktemp("opened")
    assert cfj(place / "j", "import", "-", stdin=write_jsonl(bundled()).encode()).code == 0
    assert cfj(place / "j", "log", "understaffed", "--bring", f"{FORMULA}\nand caf\u00e9").code == 0
    for form in ("docx", "html", "txt", "csv"):
        only = ALL.replace(",states", "").replace(",answers", "") if form == "csv" else ALL
        assert (
            cfj(place / "j", "export", "--yes", "--only", only, "-o", str(place / f"page.{form}")).code == 0
        )
        manager = str(place / f"manager.{form}")
        assert cfj(place / "j", "export", "--yes", "--only", "conditions", "-o", manager).code == 0
    (place / "unsafe.csv").write_text(f"{FORMULA},x\n", "utf-8")
    convert(place, "txt:Text", *place.glob("*.docx"))
    convert(place, "txt:Text", *place.glob("*.html"))
    convert(place, f"csv:{TABLE}", *place.glob("*.csv"), reading=f"--infilter={TABLE}")
    return place


def convert(place: Path, to: str, *files: Path, reading: str = "--headless") -> None:
    """Open the files in the office, and let it write what it read beside them, in folders by their endings."""
    assert OFFICE
    assert files
    out = place / files[0].suffix[1:]
    profile = f"-env:UserInstallation=file://{place}/profile"
    command = [
        OFFICE,
        profile,
        "--headless",
        reading,
        "--convert-to",
        to,
        "--outdir",
        str(out),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert len(list(out.iterdir())) == len(files)


def words(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize("form", ["docx", "html"])
@pytest.mark.parametrize("name", ["page", "manager"])
def test_the_writer_reads_the_words_that_were_shown(folder: Path, form: str, name: str) -> None:
    read = (folder / form / f"{name}.txt").read_text("utf-8-sig")
    assert words(read) == words((folder / f"{name}.txt").read_text("utf-8"))
    assert len(words(read)) > 40


def test_the_writer_shows_headings_facts_and_quotations_in_their_order(folder: Path) -> None:
    lines = (folder / "docx" / "page.txt").read_text("utf-8-sig").splitlines()
    at = [lines.index(each) for each in ("To bring", "What the work was like", "What may be building")]
    assert at == sorted(at)
    assert lines[lines.index("understaffed") + 1].startswith("15 of 15 shifts")
    assert "and caf\u00e9" in lines


@pytest.mark.parametrize("name", ["page", "manager"])
def test_the_spreadsheet_reads_every_cell_as_it_was_written(folder: Path, name: str) -> None:
    written = rows_of((folder / f"{name}.csv").read_bytes())
    read = rows_of((folder / "csv" / f"{name}.csv").read_bytes())
    assert len(read) == len(written) > 10
    assert read == written


def test_the_spreadsheet_runs_no_cell(folder: Path) -> None:
    assert rows_of((folder / "csv" / "unsafe.csv").read_bytes()) == [["2", "x"]], "it would have"
    cells = [cell for row in rows_of((folder / "csv" / "page.csv").read_bytes()) for cell in row]
    assert f"'{FORMULA}\nand caf\u00e9" in cells
