"""JSON: the fields that are promised, of the types that are promised, and nothing that is not JSON."""

from __future__ import annotations

import json
import math
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from cfjournal.before import Before, Course, Moved, Share
from cfjournal.eased import Eased
from cfjournal.period import Period
from cfjournal.render import jsontypes
from cfjournal.render.jsonview import report_view
from cfjournal.render.why_json import why_view
from cfjournal.rules.engine import replay
from cfjournal.rules.files import shipped
from tests.reviewing import (
    PATTERNS,
    SUNDAY,
    WORDS,
    back,
    building,
    diary,
    empty,
    evidence,
    history,
    reading,
    review,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def misfits(value: Any, kind: Any, place: str = "") -> list[str]:
    """Return where a value is not of its type: a TypedDict, a list, a union or a plain type."""
    if is_typeddict(kind):
        if not isinstance(value, dict):
            return [f"{place} is no object"]
        hints = get_type_hints(kind)
        odd = [f"{place}: {key}" for key in hints.keys() ^ value.keys()]
        return odd + [
            fault
            for key in hints.keys() & value.keys()
            for fault in misfits(value[key], hints[key], f"{place}.{key}")
        ]
    if get_origin(kind) is list:
        if not isinstance(value, list):
            return [f"{place} is no list"]
        return [
            fault
            for at, each in enumerate(value)
            for fault in misfits(each, get_args(kind)[0], f"{place}[{at}]")
        ]
    if options := get_args(kind):
        return [] if any(not misfits(value, option) for option in options) else [f"{place}: {value!r}"]
    fits = (int, float) if kind is float else kind
    good = isinstance(value, fits) and (kind is bool or not isinstance(value, bool) or kind is NoneType)
    return [] if good else [f"{place}: {value!r} is no {kind}"]


def test_a_misfit_would_be_found() -> None:
    good = {"first": "2026-11-09", "last": "2026-11-15"}
    assert misfits(good, jsontypes.PeriodView) == []
    assert misfits({"first": "x"}, jsontypes.PeriodView) == [": last"]
    assert misfits({**good, "note": "x"}, jsontypes.PeriodView) == [": note"]
    assert misfits({**good, "last": None}, jsontypes.PeriodView) != []
    assert misfits([1, None], list[float | None]) == []
    assert misfits([1, "a"], list[float | None]) != []
    assert misfits(True, int) != []


def eased() -> Any:
    """A review in which something eased, and states and words changed."""
    changed = Before(
        Period(back(13), back(7)),
        (6, 2),
        7,
        (Course("burnout", "quiet", ((back(3), "watch"),)),),
        (Moved("dread", "dread of work", "sign", Share(2, 2, 2.0), Share(1, 3, 1 / 3)),),
    )
    return review()._replace(eased=(Eased("debrief", "debrief", 4, 5, 3, 9, back(100)),), before=changed)


@pytest.mark.parametrize("of", [review(), empty(), eased()], ids=["building", "empty", "eased"])
def test_a_report_has_the_promised_fields(of: Any) -> None:
    view = report_view(of)
    assert misfits(view, jsontypes.ReportView) == []
    assert json.loads(json.dumps(view, allow_nan=False)) == view


def test_what_changed_and_what_eased_have_their_numbers() -> None:
    view = report_view(eased())
    assert view["eased"] == [
        {
            "id": "debrief",
            "label": "debrief",
            "after": 4,
            "of": 5,
            "otherwise": 3,
            "weeks": 9,
            "since": "2026-08-07",
        }
    ]
    assert view["before"]
    assert view["before"]["moved"][0]["change"] == "more"
    assert view["before"]["moved"][0]["before"] == {"on": 1, "of": 3, "mean": 0.333}
    assert view["before"]["states"] == [
        {"pattern": "burnout", "before": "quiet", "states": [{"since": "2026-11-12", "state": "watch"}]}
    ]
    assert report_view(empty())["before"] is None
    assert report_view(empty())["step"] is None


def test_the_fields_of_the_design_are_there() -> None:
    promised = {"schema", "period", "coverage", "conditions", "signs", "patterns", "bring"}
    view = report_view(review())
    assert promised <= view.keys()
    assert {"state", "since", "evidence"} <= view["patterns"][0].keys()
    assert view["schema"] == "cfjournal-report/1"


def test_the_evidence_has_the_promised_fields() -> None:
    for found in (building()[1], history(), replay(diary(), shipped(WORDS), WORDS, until=SUNDAY)):
        view = why_view(found, (*PATTERNS, "conditions"), WORDS)
        assert misfits(view, jsontypes.WhyView) == []
        assert json.loads(json.dumps(view, allow_nan=False)) == view
        assert [each["pattern"] for each in view["patterns"]] == list(PATTERNS)
    assert len(view["conditions"]) > 2


def test_only_the_evidence_that_was_asked_for_is_given() -> None:
    found = building()[1]
    assert [each["pattern"] for each in why_view(found, ["burnout"], WORDS)["patterns"]] == ["burnout"]
    assert why_view(found, ["burnout"], WORDS)["conditions"] == []
    assert [each["rule"] for each in why_view(found, ["conditions"], WORDS)["conditions"]] == [
        "conditions.supervision"
    ]


def test_what_is_not_known_is_null() -> None:
    days = [
        reading("count(flatness, 14 shifts)", low, high)
        for low, high in ((None, None), (2, math.inf), (-math.inf, 3))
    ]
    view = why_view(
        history([], [evidence(rule("burnout.a", "burnout"), readings=days)])._replace(day=None),
        ["burnout"],
        WORDS,
    )
    assert [(each["low"], each["high"]) for each in view["patterns"][0]["evidence"][0]["readings"]] == [
        (None, None),
        (2, None),
        (None, 3),
    ]
    assert view["day"] is None
    weeks = report_view(review())["signs"][0]["weeks"]
    assert (weeks[0], weeks[1], weeks[8]) == (None, 0, None)


def test_no_styling_is_in_it() -> None:
    text = json.dumps(report_view(review()), ensure_ascii=False)
    assert "Could we talk about Thursday?" in text
    assert "private line" not in text
    assert not set(text) & set("▁▂▃▄▅▆▇█·●○")
    assert "\\u001b" not in text


def test_the_report_as_json_is_this(golden: Callable[[str, str], None]) -> None:
    golden("review.json", json.dumps(report_view(review()), indent=2) + "\n")
