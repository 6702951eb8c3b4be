# SPDX-License-Identifier: Apache-2.0
"""Dividing the suggestions among the places of the map gives what asking for each one would."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.panes.heights import RowHeights
from desktop_app.ui.panes.map_slots import height_of, slot_bounds
from desktop_app.ui.panes.rows import RowIndex

ROWS = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 90)), min_size=1, max_size=30)


@given(ROWS, st.lists(st.integers(0, 2_000), max_size=60), st.integers(1, 40))
def test_each_suggestion_lies_between_the_edges_of_its_place(
    rows: list[tuple[int, int]], places: list[int], slots: int
) -> None:
    borders = np.concatenate(([0], np.cumsum([length for length, _ in rows])))
    index = RowIndex(borders, np.zeros(len(rows), np.bool_))
    heights = RowHeights(np.array([height for _, height in rows], np.int32))
    starts = np.array(sorted(place % int(borders[-1]) for place in places), np.int32)
    edges = np.arange(1, slots) * max(1, heights.total) / slots
    bounds = slot_bounds(starts, index, heights, edges).tolist()
    assert bounds == sorted(bounds)
    assert (bounds[0], bounds[-1], len(bounds)) == (0, len(starts), slots + 1)
    walls = [-1.0, *edges.tolist(), float(heights.total)]
    for slot, (first, last) in enumerate(pairwise(bounds)):
        for start in starts[first:last].tolist():
            assert walls[slot] - 1e-6 <= height_of(start, index, heights) <= walls[slot + 1] + 1e-6


def test_without_rows_all_are_in_one_place() -> None:
    bounds = slot_bounds(np.array([3, 5], np.int32), RowIndex.empty(), RowHeights(), np.array([10.0, 20.0]))
    assert bounds.tolist() == [0, 2, 2, 2]
