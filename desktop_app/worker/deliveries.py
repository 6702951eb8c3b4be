# SPDX-License-Identifier: Apache-2.0
"""What has changed between two deliveries of all suggestions."""

from collections.abc import Iterator

import numpy as np

from desktop_app.repair.packed import PackedSuggestions, in_both
from desktop_app.worker.changes import Change


def changes(before: PackedSuggestions, after: PackedSuggestions) -> Iterator[Change]:
    """Yield what turns ``before`` into ``after``, in order.

    Both are sorted, free of overlaps and packed with the same patterns.
    """
    here, there, same = in_both(before, after)
    stayed, stays = here[same], there[same]
    # What lies between two that stay is one change: from the one in ``before`` to the one in ``after``.
    edges_before = np.concatenate(([-1], stayed, [len(before)]))
    edges_after = np.concatenate(([-1], stays, [len(after)]))
    changed = (np.diff(edges_before) > 1) | (np.diff(edges_after) > 1)
    for slot in np.flatnonzero(changed).tolist():
        at, end = int(edges_before[slot]) + 1, int(edges_before[slot + 1])
        first, last = int(edges_after[slot]) + 1, int(edges_after[slot + 1])
        yield Change(at, end - at, after[first:last])
