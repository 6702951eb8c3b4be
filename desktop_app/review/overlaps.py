# SPDX-License-Identifier: Apache-2.0
"""Suggestions from a file, none of which may overlap another: of two that do, the one written later stays.

Whoever was killed in the middle of a search has left what was found early, and beside it what the last acts
were about. And a stranger's file may hold anything.
"""

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.packed import PackedSuggestions
from desktop_app.text.span import Span


def later_ones(written: PackedSuggestions) -> PackedSuggestions:
    """Return those that stay, sorted by span; they come in the order in which they were written."""
    order = np.lexsort((written.ends, written.starts))
    starts, ends = written.starts[order], written.ends[order]
    # What begins before the end of any that stands before it, or at the very same place.
    overlaps = starts[1:] < np.maximum.accumulate(ends)[:-1]
    overlaps |= (starts[1:] == starts[:-1]) & (ends[1:] == ends[:-1])
    if not overlaps.any():
        return written.take(order)
    stays = np.ones(len(order), np.bool_)
    holds: list[int] = []
    """Of a stretch of such, those that stay as far as one can tell."""
    for at in _with_the_ones_before(overlaps).tolist():
        if at == 0 or not overlaps[at - 1]:
            holds = [at]
            continue
        place = Span(int(starts[at]), int(ends[at]))
        while holds and place.overlaps(Span(int(starts[holds[-1]]), int(ends[holds[-1]]))):
            loser = holds[-1] if order[holds[-1]] < order[at] else at
            stays[loser] = False
            if loser == at:
                break
            holds.pop()
        if stays[at]:
            holds.append(at)
    return written.take(order[stays])


def _with_the_ones_before(overlaps: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the places that overlap one before, and those that are overlapped first."""
    either = np.zeros(len(overlaps) + 1, np.bool_)
    either[1:] = overlaps
    either[:-1] |= overlaps
    return np.flatnonzero(either)
