"""Where python-docx is not installed: what the hint says to type is typed, and then a document can be made."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cfjournal

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.skipif(not find_spec("pip"), reason="pip is not here"),
    pytest.mark.skipif(not find_spec("docx"), reason="python-docx is not here"),
]

HIDDEN = ("docx", "python_docx")


def wheel_of_docx(folder: Path) -> None:
    """Pack the library that is installed here as a wheel, so that it can be installed without a network."""
    found = distribution("python-docx")
    with zipfile.ZipFile(folder / f"python_docx-{found.version}-py3-none-any.whl", "w") as packed:
        for file in found.files or ():
            if file.parts[0].startswith(HIDDEN) and file.suffix != ".pyc":
                packed.write(str(file.locate()), str(file))


def places() -> Iterator[Path]:
    """The folders that programs of this interpreter are imported from, without its own library."""
    folders = (Path(each) for each in sys.path if each.endswith("site-packages"))
    yield from (folder for folder in folders if folder.is_dir())


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """An interpreter in a folder with a space in its name, that finds all that is installed here but docx."""
    others = tmp_path / "others"
    others.mkdir()
    for folder in places():
        for each in folder.iterdir():
            if not each.name.startswith(HIDDEN) and not (others / each.name).exists():
                (others / each.name).symlink_to(each)
    (others / "cfjournal").unlink(missing_ok=True)
    (others / "cfjournal").symlink_to(Path(cfjournal.__file__).parent)
    venv.create(tmp_path / "a place", with_pip=False, symlinks=True)
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    wheel_of_docx(wheels)
    return tmp_path / "a place" / "bin" / "python"


def run(command: list[str], place: Path) -> subprocess.CompletedProcess[str]:
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "CFJ_HOME": str(place / "journal"),
        "PYTHONPATH": str(place / "others"),
        "LC_ALL": "C.UTF-8",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(place / "wheels"),
        "PIP_NO_DEPS": "1",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    return subprocess.run(
        command, env=env, cwd=place, capture_output=True, text=True, timeout=100, check=False
    )


@pytest.mark.uncounted
def test_the_hint_works_as_it_is_written(python: Path, tmp_path: Path) -> None:
    cfj = [str(python), "-m", "cfjournal"]
    assert run([*cfj, "log", "flat", "--bring", "Who covers my visits?"], tmp_path).returncode == 0
    export = [*cfj, "export", "--yes", "-o", "page.docx"]
    before = run(export, tmp_path)
    assert before.returncode == 2, before.stderr
    assert "a docx file needs python-docx, which is not installed here" in before.stderr
    assert not (tmp_path / "page.docx").exists()
    command = before.stderr.rstrip("\n").splitlines()[-1]
    typed = shlex.split(command)
    assert typed == [str(python), "-m", "pip", "install", "python-docx"]
    installed = run(typed, tmp_path)
    assert installed.returncode == 0, installed.stderr
    after = run(export, tmp_path)
    assert after.returncode == 0, after.stderr
    assert zipfile.is_zipfile(tmp_path / "page.docx")


@pytest.mark.uncounted
def test_where_there_is_no_pip_the_hint_names_a_program_that_needs_none(python: Path, tmp_path: Path) -> None:
    (tmp_path / "others" / "pip").unlink()
    done = run([str(python), "-m", "cfjournal", "export", "--yes", "-o", "page.docx"], tmp_path)
    assert done.returncode == 2
    typed = shlex.split(done.stderr.rstrip("\n").splitlines()[-1])
    assert typed == ["uv", "pip", "install", "--python", str(python), "python-docx"]
    if uv := shutil.which("uv"):
        offline = ["--offline", "--no-index", "--no-deps", "--find-links", str(tmp_path / "wheels")]
        assert run([uv, *typed[1:], *offline], tmp_path).returncode == 0
