# SPDX-License-Identifier: Apache-2.0
"""How tall rows are, and which row lies at a height: half a million rows are no burden."""

import numpy as np
from numpy.typing import NDArray

Heights = NDArray[np.int32]

_BLOCK = 512


class RowHeights:
    """Heights of rows in pixels, estimated until a row has been laid out.

    ``top`` and ``row_at`` cost a sum over the blocks and one within a block; ``set`` costs next to
    nothing.
    """

    def __init__(self, heights: Heights | None = None) -> None:
        self.replace(np.zeros(0, np.int32) if heights is None else heights)

    def replace(self, heights: Heights) -> None:
        """Take new heights for all rows."""
        self._heights = np.asarray(heights, dtype=np.int32).copy()
        edges = np.arange(0, len(self._heights), _BLOCK)
        sums = np.add.reduceat(self._heights, edges, dtype=np.int64) if len(edges) else np.zeros(0, np.int64)
        self._sums: NDArray[np.int64] = sums
        self._tops: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        """The height of everything."""
        return int(self._block_tops()[-1])

    def height(self, row: int) -> int:
        """Return the height of a row, 0..len - 1."""
        return int(self._heights[row])

    def set(self, row: int, height: int) -> int:
        """Set the height of a row; return by how much it grew."""
        growth = height - int(self._heights[row])
        if growth:
            self._heights[row] = height
            self._sums[row // _BLOCK] += growth
            self._tops = None
        return growth

    def top(self, row: int) -> int:
        """Return the y at which a row begins, 0..total; ``row`` may be len."""
        block = min(row // _BLOCK, max(0, len(self._sums) - 1))
        start = block * _BLOCK
        return int(self._block_tops()[block]) + int(self._heights[start:row].sum(dtype=np.int64))

    def tops(self) -> NDArray[np.int64]:
        """Return the y at which each row begins, and last the total."""
        return np.concatenate(([0], np.cumsum(self._heights, dtype=np.int64)))

    def row_at(self, y: int) -> int:
        """Return the row that covers ``y``; the first above, the last below everything."""
        if not len(self._heights):
            return 0
        tops = self._block_tops()
        block = int(np.clip(np.searchsorted(tops, y, side="right") - 1, 0, len(self._sums) - 1))
        start = block * _BLOCK
        within = np.cumsum(self._heights[start : start + _BLOCK], dtype=np.int64)
        row = start + int(np.searchsorted(within, y - int(tops[block]), side="right"))
        return min(row, len(self._heights) - 1)

    def _block_tops(self) -> NDArray[np.int64]:
        if self._tops is None:
            self._tops = np.concatenate((np.zeros(1, np.int64), np.cumsum(self._sums)))
        return self._tops
