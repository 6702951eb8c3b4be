# SPDX-License-Identifier: Apache-2.0
"""Sums over blocks are the sums."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.panes.heights import RowHeights

HEIGHTS = st.lists(st.integers(0, 90), min_size=1, max_size=1500)


@given(HEIGHTS, st.lists(st.tuples(st.integers(0, 1499), st.integers(0, 300)), max_size=8))
def test_tops_are_prefix_sums(heights: list[int], changes: list[tuple[int, int]]) -> None:
    rows = RowHeights(np.array(heights, np.int32))
    for row, height in changes:
        if row < len(heights):
            assert rows.set(row, height) == height - heights[row]
            heights[row] = height
    assert rows.total == sum(heights)
    for row in (0, len(heights) // 2, len(heights)):
        assert rows.top(row) == sum(heights[:row])
    assert list(rows.tops()) == [sum(heights[:row]) for row in range(len(heights) + 1)]


@given(HEIGHTS, st.integers(0, 100_000))
def test_the_row_at_a_height_covers_it(heights: list[int], y: int) -> None:
    rows = RowHeights(np.array(heights, np.int32))
    row = rows.row_at(y)
    if y < rows.total:
        assert rows.top(row) <= y < rows.top(row + 1)
    else:
        assert row == len(heights) - 1 or rows.top(row + 1) == rows.total
