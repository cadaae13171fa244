"""The page for a manager: the work, counted, and nothing of the person, whatever they noted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from cfjournal.period import Period
from cfjournal.render import plain
from cfjournal.render.choice import Choice
from cfjournal.render.conditions_page import FINDINGS, STRAINS, conditions_page, left_off
from cfjournal.render.handout import EXPORTERS, handout
from cfjournal.review import build
from cfjournal.rules.engine import replay
from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.files import shipped
from tests.documents import everything_in, text_of_docx
from tests.reviewing import SUNDAY, WORDS, back, building, entry, evidence, history, review, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from cfjournal.entry import Entry
    from cfjournal.review import Review

RULES = shipped(WORDS)
FOUR_WEEKS = Period(back(27), SUNDAY)
ALONE = Choice(("conditions",))


def judged(entries: list[Entry]) -> Review:
    return build(entries, replay(entries, RULES, WORDS, until=SUNDAY), WORDS, FOUR_WEEKS)


def worn() -> list[Entry]:
    """Twelve shifts on nine of which no break was had, and much that is nobody else's."""
    return [
        entry(
            back(at),
            signs={"dread": 3, "flatness": 2, "hopeless": 1},
            strains=[
                "understaffed",
                "distress-dismissed",
                "push-through",
                "moral-strain",
                *(["no-break"] if at < 9 else []),
            ],
            supports=["supervision"] if at == 11 else ["break"],
            bring="Something to bring.",
            note="Something private.",
        )
        for at in range(12)
    ]


def test_it_is_written_like_this(golden: Callable[[str, str], None]) -> None:
    golden("conditions.txt", plain.say(conditions_page(judged(worn()))))


def test_it_counts_shifts_and_compares_with_nobodys_usual() -> None:
    text = plain.say(conditions_page(judged(worn())))
    assert "breaks missed: 9 of 12 shifts\n" in text
    assert "usual" not in text
    assert plain.say(conditions_page(review())).count("understaffed: 4 of 5 shifts\n") == 1


def test_every_strain_was_decided_upon() -> None:
    stay_off = {"distress-dismissed", "push-through", "conflict", "moral-strain", "poor-pay"}
    assert set(STRAINS) | stay_off == set(WORDS.strains)
    assert set(STRAINS) & stay_off == set()


def test_every_rule_about_conditions_was_decided_upon() -> None:
    stay_off = {"conditions.culture", "conditions.settling"}
    about = {rule.id: str(rule.when) for rule in RULES.rules if rule.pattern == "conditions"}
    assert {about[name] for name in about if name not in stay_off} == set(FINDINGS)
    assert not {about[name] for name in stay_off} & set(FINDINGS)


def test_the_person_is_told_what_stays_off_it() -> None:
    assert left_off(judged(worn())) == [
        "distress treated as weakness",
        "leaders model pushing through",
        "work against my values",
    ]


def test_a_rule_of_ones_own_stays_off_with_its_words() -> None:
    own = rule(
        "conditions.breaks", "conditions", when="count(dread, 12 shifts) >= 6", says="I dread all of it"
    )
    found = history([], [evidence(own, sentence="I dread all of it.")])
    page = conditions_page(build(worn(), found, WORDS, FOUR_WEEKS))
    assert "What stands out" not in [section.title for section in page.sections]


def test_who_never_notes_what_holds_is_not_said_to_lack_it() -> None:
    entries = [entry(back(at), strains=["no-break"]) for at in range(27)]
    text = plain.say(conditions_page(judged(entries)))
    assert "supervision" not in text
    assert "debrief" not in text
    noted = plain.say(conditions_page(judged([*entries, entry(back(27), supports=["break"])])))
    assert "reflective supervision: none since Monday 19 October\n" in noted


def test_days_without_a_shift_are_no_business_of_it() -> None:
    text = plain.say(conditions_page(judged([entry(back(1), "sick"), entry(back(9), "leave")])))
    assert text.endswith("No shift was noted in these days.\n")


NOT_FOR_A_MANAGER = (
    *(tag.label for tag in WORDS.tags.values() if tag.group == "sign"),
    *(label for name in ("distress-dismissed", "push-through", "moral-strain", "conflict", "poor-pay") for label in [WORDS.tags[name].label]),
    *(name.replace("-", " ") for name in PATTERNS),
    *PATTERNS,
    *("unknown", "quiet", "watch", "building", "easing", "journal", "diary", "mood", "feel", "entry", "cfj"),
)  # fmt: skip
"""Nowhere in a file, not even in the names of its styles."""
NOR_IN_ITS_WORDS = ("sign", "strain", "rule", "your", "usual", "steady", "entries")
"""What would give away what it was noted for; of a web page or a document in its words, not its styles."""
MARKER = "QZX"
texts = st.just(MARKER)
some = st.lists(st.sampled_from([*WORDS.strains, f"own-{MARKER}"]), max_size=5)
DAYS = st.lists(
    st.builds(
        lambda at, kind, signs, strains, supports: entry(
            back(at),
            kind,
            signs={**signs, f"own-{MARKER}": 2},
            strains=strains,
            supports=supports,
            note=MARKER,
            bring=MARKER,
            ident=f"{MARKER}-{at}",
        ),
        st.integers(0, 60),
        st.sampled_from(("shift", "shift", "shift", "rest", "leave", "sick")),
        st.dictionaries(st.sampled_from(WORDS.signs), st.integers(0, 4), max_size=4),
        some,
        st.lists(st.sampled_from([*WORDS.supports, f"own-{MARKER}"]), max_size=3),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda each: each.id,
)


def given_away(form: str, data: bytes) -> list[str]:
    """What of all that must not be there is in a file."""
    text = re.sub(r"[\s\\]+", " ", everything_in(form, data).lower())
    words = (
        text.rpartition("</style>")[2] if form == "html" else text_of_docx(data) if form == "docx" else text
    )
    found = [word for word in (*NOT_FOR_A_MANAGER, MARKER.lower()) if word in text]
    return found + [word for word in NOR_IN_ITS_WORDS if word in words]


@given(DAYS)
def test_no_feeling_no_state_and_nothing_private_is_on_it(entries: list[Entry]) -> None:
    made = handout(judged(entries), entries, ALONE, WORDS)
    for form in ("md", "html", "txt", "csv"):
        assert given_away(form, EXPORTERS[form](made)) == []


@given(DAYS)
@settings(max_examples=15)
def test_nor_in_any_part_of_a_document(entries: list[Entry]) -> None:
    data = EXPORTERS["docx"](handout(judged(entries), entries, ALONE, WORDS))
    assert given_away("docx", data) == []


def test_what_must_not_be_on_it_would_be_found() -> None:
    entries, found = building()
    made = handout(
        build(entries, found, WORDS, FOUR_WEEKS), entries, Choice(("conditions", "states", "signs")), WORDS
    )
    for form in ("md", "html", "txt", "docx"):
        assert len(given_away(form, EXPORTERS[form](made))) > 8
