# SPDX-License-Identifier: Apache-2.0
"""A second text as suggestions: all of them make that text, none of them leave the first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.comparison import compare_texts
from desktop_app.repair.detector import CancelledError, CancelToken
from desktop_app.repair.suggestion import DamageKind
from desktop_app.text.edits import Edit, apply_edits

WORDS = st.lists(
    st.sampled_from(["Ada", "left", ",", ".", " ", " ", "\n\n", "the", "boat"]), max_size=50
).map("".join)


@given(WORDS | st.text(max_size=30), WORDS | st.text(max_size=30))
def test_accepting_all_gives_the_other_text(original: str, other: str) -> None:
    suggestions = compare_texts(original, other)
    assert apply_edits(original, [Edit(s.span, s.replacement) for s in suggestions])[0] == other
    assert all(s.original == s.span.of(original) != s.replacement for s in suggestions)
    assert all(s.kind is DamageKind.DIFFERENCE for s in suggestions)
    assert len({s.id for s in suggestions}) == len(suggestions)


def test_differences_are_sorted_into_series() -> None:
    original = (
        "the boat left , late and ice came down hard\nto the old pier where Ruth stood alone with nobody else"
    )
    other = "The boat left, late and ice came down hard\n\nto the new pier where Ruth stood with nobody else"
    titles = [s.series for s in compare_texts(original, other)]
    assert titles == ["Capital letters", "Spaces", "Paragraph breaks", "Words replaced", "Words removed"]


def test_a_change_made_everywhere_is_a_series_of_its_own() -> None:
    original = "grey boats by one pier, grey gulls on two roofs, and grey rain over us all"
    suggestions = compare_texts(original, original.replace("grey", "gray"))
    assert {s.series for s in suggestions} == {"“grey” became “gray”"}
    assert suggestions[0].explanation.endswith("So do 3 places in all.")


def test_cancelled_comparison_stops() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        compare_texts("one boat", "two boats", cancel)
