# SPDX-License-Identifier: Apache-2.0
"""What holds for every detector: its cases, and laws for any text whatever."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import desktop_app.repair.detectors as room
from desktop_app.repair.detector import CancelledError, CancelToken, Detector, no_progress
from desktop_app.repair.detectors import DETECTORS
from desktop_app.repair.suggestion import Suggestion
from desktop_app.text.edits import Edit, apply_edits
from tests.repair.cases import Case, cases_of

# Splices are judged by a search over the whole text, not by rules: they have laws and cases of their own.
HERE = [d for d in DETECTORS if d.name != "splices"]
NAMES = [detector.name for detector in HERE]
NASTY = " ,.;:?!'\"’“”‘()[]-–—/…$%&<>`@#=\n\t\0aAbszZ019" + (
    " \u00a0\u200b\u00ad\ufeff\ud800\U0001f642\u05d0\u202eâ€™Ã©Â\ufffd"
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=NASTY, max_size=120),
    st.lists(
        st.sampled_from(
            [
                "call",
                ",",
                ".",
                '"',
                "'",
                "did",
                "n't",
                "(",
                ")",
                "The",
                "the",
                "   ",
                "    ",
                "\n",
                "-",
                "&amp;",
                "-LRB-",
                "##ing",
                "Ã©",
                "@-@",
                "<p>",
                "$",
                "5",
                "Read More",
                "  ",
                "\u200b",
                "can",
                "not",
                "‘",
                "’s",
            ]
        ),
        max_size=40,
    ).map(" ".join),
)


def found(detector: Detector, text: str) -> tuple[Suggestion, ...]:
    return tuple(detector.detect(text, CancelToken(), no_progress))


def repaired(detector: Detector, text: str) -> str:
    return apply_edits(text, [Edit(s.span, s.replacement) for s in found(detector, text)])[0]


def test_every_file_of_the_room_is_registered() -> None:
    files = {path.stem for path in Path(room.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == {type(detector).__module__.removeprefix(f"{room.__name__}.") for detector in DETECTORS}
    names = [detector.name for detector in DETECTORS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", NAMES)
def test_negatives_come_first_and_are_many(name: str) -> None:
    negative = [case.negative for case in cases_of(name)]
    assert sum(negative) >= 10
    assert negative == sorted(negative, reverse=True)
    assert not all(negative)


@pytest.mark.parametrize(
    ("detector", "case"),
    [pytest.param(d, case, id=f"{d.name}: {case.label}") for d in HERE for case in cases_of(d.name)],
)
def test_case(detector: Detector, case: Case) -> None:
    if case.negative:
        assert [(s.original, s.replacement, s.series) for s in found(detector, case.text)] == []
    assert repaired(detector, case.text) == case.repaired


@pytest.mark.parametrize("detector", HERE, ids=NAMES)
@given(text=TEXTS)
@example(text="\ud800 , \udfff .  \0 ' ")
@example(text=" " * 70)
@example(text="a" * 600 + " ,")
def test_suggestions_are_sorted_disjoint_and_true_to_the_text(detector: Detector, text: str) -> None:
    suggestions = found(detector, text)
    for suggestion in suggestions:
        assert suggestion.span.of(text) == suggestion.original
        assert suggestion.detector == detector.name
        assert suggestion.series
        assert suggestion.explanation
        assert all(a.text != suggestion.original for a in suggestion.alternatives)
        assert all(0 <= a.confidence <= 1 for a in suggestion.alternatives)
        assert all(e.start >= 0 and e.end <= len(text) for x in suggestion.evidence for e in x.spans)
    for left, right in pairwise(suggestions):
        assert left.span < right.span
        assert not left.span.overlaps(right.span)
    assert suggestions == found(detector, text)
    assert len({s.id for s in suggestions}) == len(suggestions)


@pytest.mark.parametrize("detector", HERE, ids=NAMES)
def test_accepting_all_leaves_nothing_to_repair(detector: Detector) -> None:
    for case in cases_of(detector.name):
        after = repaired(detector, case.text)
        assert repaired(detector, after) == after, case.label


@pytest.mark.parametrize("detector", HERE, ids=NAMES)
@pytest.mark.parametrize(
    "unit",
    [
        "x",
        " ",
        "\n",
        "'",
        '" ',
        ", ",
        "a , ",
        "( ",
        "- ",
        "&",
        "<",
        "the ",
        "The end . ",
        "Ã©",
        "&amp;",
        "\0",
        ".\n",
        "0",
    ],
)
def test_hostile_text_takes_linear_time(detector: Detector, unit: str) -> None:
    text = unit * (200_000 // len(unit))
    began = time.perf_counter()
    found(detector, text)
    assert time.perf_counter() - began < 12


@pytest.mark.parametrize("detector", HERE, ids=NAMES)
def test_cancelled_work_stops(detector: Detector) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        list(detector.detect("The ferry left , late . " * 50, cancel, no_progress))
