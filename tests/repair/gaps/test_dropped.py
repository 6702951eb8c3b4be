# SPDX-License-Identifier: Apache-2.0
"""Dash or word, and what the text proves about a dropped word."""

import pytest

from desktop_app.repair.gaps.compounds import Compounds, neighbours
from desktop_app.repair.gaps.dashes import dash_confidence, dash_style, is_range
from desktop_app.text.scanning import never_cancelled
from desktop_app.text.span import Span


@pytest.mark.parametrize(
    ("before", "after", "dash"),
    [
        ("boats", "although", True),
        ("time", "I", True),
        ("1911", "1913", True),
        ("a", "boat", False),
        ("his", "role", False),
        ("Ruth", "sailed", False),
        (",", "harbour", False),
        ("boats", ".", False),
    ],
)
def test_words_around_tell_a_dash(before: str, after: str, dash: bool) -> None:
    assert (dash_confidence(before, after, 3, False) >= 0.5) is dash


def test_the_length_decides_where_the_pipeline_marks_it() -> None:
    assert (
        dash_confidence("leaders", "people", 5, True) > 0.5 > dash_confidence("leaders", "although", 4, True)
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"), [("1911", "13", True), ("5", "boats", False), ("", "5", False)]
)
def test_ranges(before: str, after: str, expected: bool) -> None:
    assert is_range(before, after) is expected


@pytest.mark.parametrize(
    ("text", "style"),
    [("no dash", " — "), ("it was – late", " – "), ("it was—late", "—"), ("a - b - c – d", " - ")],
)
def test_dashes_are_written_as_the_text_writes_them(text: str, style: str) -> None:
    assert dash_style(text, never_cancelled) == style


def test_a_compound_between_the_same_words_is_a_proof() -> None:
    text = "The old ice-bound harbour closed . Two ice - bound harbour masters . Its old    harbour opened"
    compounds = Compounds(text, never_cancelled)
    gap = Span(text.index("    "), text.index("    ") + 4)
    (proof,) = compounds.proofs(*neighbours(text, gap))
    assert proof.compound == "ice-bound"
    assert proof.spans[0].of(text) == "ice-bound"
    assert proof.confidence == 0.8


def test_function_words_prove_nothing() -> None:
    text = "One of the ice-bound of them . Some of the    of them"
    gap = Span(text.index("    "), text.index("    ") + 4)
    assert Compounds(text, never_cancelled).proofs(*neighbours(text, gap)) == ()
