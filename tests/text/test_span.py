# SPDX-License-Identifier: Apache-2.0
"""Spans: half-open, ordered, honest about touching."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.text.span import Span


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 12))
    return Span(start, draw(st.integers(start, 12)))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_what_is_no_range_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(start, end)


@given(spans(), spans())
def test_overlap_is_mutual_and_means_sharing_or_lying_inside(a: Span, b: Span) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    shared = set(range(a.start, a.end)) & set(range(b.start, b.end))
    inside = (len(a) == 0 and b.start < a.start < b.end) or (len(b) == 0 and a.start < b.start < a.end)
    assert a.overlaps(b) == bool(shared or inside or a == b)


@given(spans(), spans())
def test_covering_is_holding_both_ends(a: Span, b: Span) -> None:
    assert a.covers(b) == (a.start <= b.start and b.end <= a.end)
    assert a.covers(a)


@given(spans(), st.integers(0, 5))
def test_length_text_and_shift(span: Span, by: int) -> None:
    text = "abcdefghijklmnopqrst"
    assert len(span.of(text)) == len(span)
    assert span.shifted(by).of("x" * by + text) == span.of(text)
