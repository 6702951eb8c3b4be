# SPDX-License-Identifier: Apache-2.0
"""Folding: runs of paragraphs in which nothing is suggested become one quiet bar."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.ui.panes.changed_part import QUIET
from desktop_app.ui.panes.review_rows import ReviewRows

FOLD_HEIGHT = 34
"""Pixels of the bar that stands for a folded run."""

_FEWEST = 2


class Folding:
    """Which rows are folded; nothing, unless ``on``."""

    def __init__(self) -> None:
        self.on = False
        self._counts: NDArray[np.int32] = np.zeros(0, np.int32)
        """0: shown; > 0: the first of so many folded rows; < 0: so many rows after the first of a run."""
        self._unfolded: set[int] = set()

    def unfold_none(self) -> None:
        """Forget which runs the reader has opened."""
        self._unfolded.clear()

    def fold(self, rows: ReviewRows, current: str | None) -> None:
        """Find the runs of at least two rows that have none but quiet suggestions."""
        count = len(rows.index)
        self._counts = np.zeros(count, np.int32)
        if not self.on or not count:
            return
        suggestions = rows.spans.suggestions
        shown = ~suggestions.are_of(QUIET)
        if current is not None and (place := suggestions.find(current)) is not None:
            shown[place] = True
        changed = np.zeros(count, np.bool_)
        places = np.searchsorted(rows.index.starts, suggestions.starts[shown], side="right") - 1
        changed[np.clip(places, 0, count - 1)] = True
        edges = np.flatnonzero(np.diff(np.concatenate(([True], changed, [True])).astype(np.int8)))
        for first, after in zip(edges[::2], edges[1::2], strict=True):
            if after - first >= _FEWEST and not self._is_open(rows, int(first), int(after)):
                self._counts[first:after] = -np.arange(after - first)
                self._counts[first] = after - first

    def _is_open(self, rows: ReviewRows, first: int, after: int) -> bool:
        start, end = rows.index.start(first), rows.index.start(after)
        return any(start <= place < end for place in self._unfolded)

    def unfold_at(self, offset: int) -> None:
        """Keep the run open that holds an offset of the original."""
        self._unfolded.add(offset)

    def apply(self, heights: NDArray[np.int32]) -> None:
        """Give folded rows no height, but the first of each run that of the bar."""
        heights[self._counts < 0] = 0
        heights[self._counts > 0] = FOLD_HEIGHT

    def shown(self, row: int) -> bool:
        """Tell whether a row is neither hidden nor the bar of a run."""
        return row >= len(self._counts) or self._counts[row] == 0

    def hidden(self, row: int) -> bool:
        """Tell whether a row has vanished into the bar above it."""
        return row < len(self._counts) and bool(self._counts[row] < 0)

    def folded(self, row: int) -> int:
        """Return how many rows the bar at ``row`` stands for; 0 if there is none."""
        return max(0, int(self._counts[row])) if row < len(self._counts) else 0

    def next_row(self, row: int) -> int:
        """Return the row after this one, or after the run that begins with it."""
        return row + max(1, self.folded(row))
