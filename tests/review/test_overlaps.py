# SPDX-License-Identifier: Apache-2.0
"""Of two suggestions in a file that overlap the one written later stays."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.packed import pack
from desktop_app.review.overlaps import later_ones
from desktop_app.text.span import Span
from tests.sessions import suggestion

TEXT = "abcdefghijklmnopqrstuvwxyz"
SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 20), st.integers(0, 5))
MANY = st.lists(SPANS, unique=True, max_size=20)


def stays(written: list[Span]) -> list[Span]:
    return later_ones(pack(suggestion(TEXT, span.start, span.end, "x") for span in written)).spans()


def apart(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return kept


@given(MANY)
def test_none_that_stay_overlap_and_the_last_one_stays(written: list[Span]) -> None:
    left = stays(written)
    assert left == sorted(left)
    assert set(left) <= set(written)
    assert not any(before.overlaps(after) for before, after in pairwise(left))
    assert not written or written[-1] in left


@given(MANY, MANY)
def test_what_came_later_takes_the_place_of_what_it_overlaps_only(
    early: list[Span], late: list[Span]
) -> None:
    early, late = apart(early), apart(late)
    written = [span for span in early if span not in late] + late
    free = [span for span in early if not any(span.overlaps(other) for other in late)]
    assert stays(written) == sorted(free + late)
