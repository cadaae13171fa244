"""A hundred hostile files: each ends in one clear sentence, soon, in little memory, and touches nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.hostile import MOST_BYTES, MOST_CPU_S, SECRET, cases

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory cannot be limited so"),
    pytest.mark.uncounted,
]

CASES = [f"{case.how} {case.name}" for case in cases()] if sys.platform == "linux" else []
every_case = pytest.mark.parametrize("name", CASES)


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """How each of them ended, in a process that has nothing of this one's."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile", str(tmp_path_factory.mktemp("hostile"))],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def test_there_are_a_hundred_and_all_of_them_were_met(ended: Mapping[str, Any]) -> None:
    assert list(ended) == CASES
    assert len(set(CASES)) >= 100


@every_case
def test_it_ends_in_one_sentence_and_touches_nothing(ended: Mapping[str, Any], name: str) -> None:
    found = ended[name]
    out, err = found["said"]
    assert found["code"] in found["codes"], (found["code"], err[-500:])
    assert "went wrong inside" not in err
    assert "Traceback" not in err
    assert SECRET not in out + err
    assert len(out + err) < 4000
    assert found["untouched"]
    if name.startswith("entry "):
        assert "1 entry, and " in out
        assert "hostile.toml" in out
    else:
        assert err.count("cfj: error: ") == err.count("cfj: hint: ") == 1


@every_case
def test_it_takes_little_time_and_memory(ended: Mapping[str, Any], name: str) -> None:
    assert ended[name]["cpu"] < MOST_CPU_S
    assert ended[name]["peak"] < MOST_BYTES
