# SPDX-License-Identifier: Apache-2.0
"""Which suggestions share a place of the map: half a million of them, but only some hundred places.

Each border between two places is looked for among the suggestions, not each suggestion among the places.
"""

import numpy as np
from numpy.typing import NDArray

from desktop_app.ui.panes.heights import RowHeights
from desktop_app.ui.panes.rows import RowIndex

Starts = NDArray[np.int32]
"""Where suggestions begin, code points of the original, ascending: no text that can be opened is longer."""

Bounds = NDArray[np.int64]
"""Index of the first suggestion of each place, ascending, and the number of all last."""


def slot_bounds(starts: Starts, index: RowIndex, heights: RowHeights, edges: NDArray[np.float64]) -> Bounds:
    """Divide suggestions that begin at ``starts``, ascending, at ``edges`` in pixels from the first row.

    What lies on an edge belongs to the place below it.
    """
    if not len(heights):
        return np.array([0, *([len(starts)] * (len(edges) + 1))], np.int64)
    tops = heights.tops()
    below = np.clip(np.searchsorted(tops, edges, side="left"), 1, len(heights))
    top, begin = tops[below - 1], index.starts[below - 1]
    share = np.clip((edges - top) / np.maximum(1e-6, tops[below] - top), 0.0, 1.0)
    first = np.ceil(begin + share * (index.starts[below] - begin)).astype(starts.dtype)
    return np.concatenate(([0], np.searchsorted(starts, first, side="left"), [len(starts)]))


def height_of(start: int, index: RowIndex, heights: RowHeights) -> float:
    """Return how many pixels below the first row the offset ``start`` of the original lies."""
    row = min(index.row_of(start), len(heights) - 1)
    begin, end = index.start(row), index.end(row)
    return heights.top(row) + (start - begin) / max(1, end - begin) * heights.height(row)
