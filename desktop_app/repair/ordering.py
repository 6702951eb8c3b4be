# SPDX-License-Identifier: Apache-2.0
"""A million numbers sorted bit by bit. Pure numpy.

A counting sort goes through blocks; sorting all at once would hold up a window for a tenth of a second.
"""

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.keys import Places
from desktop_app.steps import Steps

AT_ONCE = 50_000
"""Numbers between two yields: about two milliseconds."""

Ranks = NDArray[np.int32]
"""Numbers from 0, few of them different."""


def ranks(values: NDArray[np.float64]) -> Steps[tuple[NDArray[np.float64], Ranks]]:
    """Return the different values, ascending, and the number among these that each is."""
    seen: set[float] = set()
    for start in range(0, len(values), AT_ONCE):
        seen.update(np.unique(values[start : start + AT_ONCE]).tolist())
        yield
    every = np.array(sorted(seen), np.float64)
    found = np.empty(len(values), np.int32)
    for start in range(0, len(values), AT_ONCE):
        found[start : start + AT_ONCE] = np.searchsorted(every, values[start : start + AT_ONCE])
        yield
    return every, found


def stable_order(numbers: Ranks) -> Steps[tuple[Places, Places]]:
    """Return the places of numbers in their order, ascending where they are equal, and how many each has."""
    count = int(numbers.max(initial=-1)) + 1
    sizes = np.zeros(count, np.intp)
    parts: list[tuple[Ranks, Places]] = []
    for start in range(0, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        # Numbers of sixteen bits are sorted without comparing any.
        places = np.argsort(part.astype(np.uint16) if count <= 2**16 else part, kind="stable")
        parts.append((part[places], start + places))
        sizes += np.bincount(part, minlength=count)
        yield
    free = np.cumsum(sizes) - sizes
    """Where the next of each is put."""
    order = np.empty(len(numbers), np.intp)
    for part, places in parts:
        here = np.bincount(part, minlength=count)
        before = np.cumsum(here) - here
        order[(free - before)[part] + np.arange(len(part))] = places
        free += here
        yield
    return order, sizes
