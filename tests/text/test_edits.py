# SPDX-License-Identifier: Apache-2.0
"""Edits and the offset map, against the plainest way to do the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.text.edits import Edit, OffsetMap, apply_edits
from desktop_app.text.span import Span


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(max_size=20))
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=10).map(sorted))
    edits: list[Edit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if not edits or edits[-1].span != Span(start, end):
            edits.append(Edit(Span(start, end), draw(st.text(max_size=3))))
    return text, edits


@given(edited_texts())
def test_applying_from_the_end_gives_the_same(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.span.start] + edit.replacement + expected[edit.span.end :]
    assert apply_edits(text, edits)[0] == expected


@given(edited_texts())
def test_each_edit_is_where_the_map_says(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    result, offsets = apply_edits(text, edits)
    for index, edit in enumerate(edits):
        span = offsets.result_span(edit.span)
        assert span.of(result) == edit.replacement
        found = offsets.edit_at_result(span.start)
        assert found is not None
        assert found >= index


@given(edited_texts())
def test_unchanged_characters_map_there_and_back(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    result, offsets = apply_edits(text, edits)
    for place, character in enumerate(text):
        if not any(e.span.start <= place < e.span.end for e in edits):
            assert result[offsets.to_result(place)] == character
            assert offsets.to_original(offsets.to_result(place)) == place


@given(edited_texts())
def test_the_map_is_monotone_and_ends_meet(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    result, offsets = apply_edits(text, edits)
    there = [offsets.to_result(i) for i in range(len(text) + 1)]
    back = [offsets.to_original(i) for i in range(len(result) + 1)]
    assert there == sorted(there)
    assert back == sorted(back)
    assert (there[-1], back[-1]) == (len(result), len(text))
    assert all(0 <= i <= len(result) for i in there)
    assert all(0 <= i <= len(text) for i in back)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(2, 4), ""), Edit(Span(3, 5), "")],
        [Edit(Span(4, 5), ""), Edit(Span(1, 2), "")],
        [Edit(Span(1, 1), "a"), Edit(Span(1, 1), "b")],
        [Edit(Span(8, 9), "a")],
    ],
)
def test_overlapping_disordered_or_outlying_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match=r"overlap|behind"):
        apply_edits("palimps", edits)


def test_a_place_inside_an_edit_maps_into_its_replacement() -> None:
    offsets = OffsetMap([Edit(Span(2, 6), "xy")])
    assert [offsets.to_result(i) for i in (2, 3, 4, 5, 6)] == [2, 3, 4, 4, 4]
    assert offsets.edit_at_result(1) is None
    assert offsets.edit_at_result(3) == 0
