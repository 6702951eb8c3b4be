# SPDX-License-Identifier: Apache-2.0
"""What has changed between two deliveries of all suggestions."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.packed import PackedSuggestions, Rows
from desktop_app.worker.changes import Change


def changes(before: PackedSuggestions, after: PackedSuggestions) -> Iterator[Change]:
    """Yield what turns ``before`` into ``after``, in order.

    Both are sorted, free of overlaps and packed with the same patterns.
    """
    stayed, stays = _in_both(before.rows, after.rows)
    # What lies between two that stay is one change: from the one in ``before`` to the one in ``after``.
    edges_before = np.concatenate(([-1], stayed, [len(before)]))
    edges_after = np.concatenate(([-1], stays, [len(after)]))
    changed = (np.diff(edges_before) > 1) | (np.diff(edges_after) > 1)
    for slot in np.flatnonzero(changed).tolist():
        at, end = int(edges_before[slot]) + 1, int(edges_before[slot + 1])
        first, last = int(edges_after[slot]) + 1, int(edges_after[slot + 1])
        yield Change(at, end - at, after[first:last])


def _in_both(before: Rows, after: Rows) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where the rows stand that are in both, in each of them; no two of one have the same span."""
    old, new = _places(before), _places(after)
    if not len(old):
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    found = np.minimum(np.searchsorted(old, new), len(old) - 1)
    same = (old[found] == new) & (before[found, 2] == after[:, 2])
    return found[same], np.flatnonzero(same)


def _places(rows: Rows) -> NDArray[np.int64]:
    """Return a number for each span, in their order."""
    starts = rows[:, 0].astype(np.int64)
    return (starts << 31) + (rows[:, 1] - starts)
