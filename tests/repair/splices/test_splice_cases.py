# SPDX-License-Identifier: Apache-2.0
"""Cases of spliced phrases, genuine repetition first. ⟦ and ⟧ enclose what was written over the text."""

import json
from pathlib import Path

import pytest

from desktop_app.repair.detector import CancelToken, no_progress
from desktop_app.repair.detectors.splices import SpliceDetector
from desktop_app.repair.splices.tagger import packaged_tagger

CASES = json.loads((Path(__file__).parents[2] / "cases" / "splices.json").read_text(encoding="utf-8"))
NEGATIVE = [case for case in CASES if "⟦" not in case["text"]]
POSITIVE = [case for case in CASES if "⟦" in case["text"]]


def marked(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return the text without its marks, and where the enclosed phrases begin."""
    parts: list[str] = []
    places: list[tuple[int, str]] = []
    for number, part in enumerate(text.replace("⟧", "⟦").split("⟦")):
        if number % 2:
            places.append((sum(map(len, parts)), part))
        parts.append(part)
    return "".join(parts), places


def found(text: str, *, neural: bool) -> list[tuple[int, str]]:
    suggestions = SpliceDetector(neural=neural).detect(text, CancelToken(), no_progress)
    return [(s.span.end - len(s.original.strip()), s.original.strip()) for s in suggestions]


def test_negatives_come_first_and_are_many() -> None:
    assert CASES == NEGATIVE + POSITIVE
    assert len(NEGATIVE) >= 10
    assert POSITIVE


def without_tagger(case: dict[str, str]) -> object:
    """Verse that doubles its own lines is known to fool signs and law alone."""
    marks = [pytest.mark.xfail(strict=True)] if case["label"] == "a refrain" else []
    return pytest.param(case, marks=marks, id=case["label"])


@pytest.mark.parametrize("case", [without_tagger(case) for case in NEGATIVE])
def test_genuine_repetition_is_left_alone(case: dict[str, str]) -> None:
    assert found(case["text"], neural=False) == []


@pytest.mark.skipif(packaged_tagger() is None, reason="the copy tagger's file or its library is missing")
@pytest.mark.parametrize("case", NEGATIVE, ids=lambda case: case["label"])
def test_the_tagger_leaves_genuine_repetition_alone_too(case: dict[str, str]) -> None:
    assert found(case["text"], neural=True) == []


@pytest.mark.parametrize("case", POSITIVE, ids=lambda case: case["label"])
def test_most_spliced_phrases_are_found_by_signs_and_law_alone(case: dict[str, str]) -> None:
    text, expected = marked(case["text"])
    places = found(text, neural=False)
    assert len(set(places) & set(expected)) > len(expected) / 2
    assert len(set(places) - set(expected)) <= 1


@pytest.mark.skipif(packaged_tagger() is None, reason="the copy tagger's file or its library is missing")
@pytest.mark.parametrize("case", POSITIVE, ids=lambda case: case["label"])
def test_spliced_phrases_are_found(case: dict[str, str]) -> None:
    text, expected = marked(case["text"])
    assert found(text, neural=True) == expected
