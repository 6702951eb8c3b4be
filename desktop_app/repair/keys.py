# SPDX-License-Identifier: Apache-2.0
"""Keys of suggestions, and where a few stand among a million. Pure numpy.

A million keys are looked through block by block: what is computed of a block is small enough for the memory
that the process holds already. For whole arrays the system would be asked each time, which takes longer
than the search.
"""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]
"""The hashes of ids: of this process only, and so many bits that no two of a text are the same."""

Places = NDArray[np.intp]
"""Indexes of suggestions, ascending."""

_BLOCK = 8_192
"""Keys that are looked at together: 64 kilobytes."""

_MANY, _LAST_BITS = 10_000, 0xFFFF


def keys_of(ids: Collection[str]) -> Keys:
    """Return the keys of ids, in their order."""
    return np.fromiter(map(hash, ids), np.int64, len(ids))


def first_place(keys: Keys, wanted: int) -> int | None:
    """Return where a key stands first, None if it is not there."""
    for start in range(0, len(keys), _BLOCK):
        found = np.flatnonzero(keys[start : start + _BLOCK] == wanted)
        if len(found):
            return start + int(found[0])
    return None


def matches(keys: Keys, wanted: Keys) -> tuple[Places, Places]:
    """Return where the keys stand that are wanted, and for each which of the wanted it is."""
    if not len(wanted) or not len(keys):
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    order = np.argsort(wanted)
    ordered = wanted[order]
    if len(wanted) < _MANY:
        # Most of a million keys are told apart from a few by their last bits, without any search.
        possible = np.zeros(_LAST_BITS + 1, np.bool_)
        possible[ordered & _LAST_BITS] = True
        blocks = range(0, len(keys), _BLOCK)
        places = np.concatenate(
            [start + np.flatnonzero(possible[keys[start : start + _BLOCK] & _LAST_BITS]) for start in blocks]
        )
    else:
        places = np.arange(len(keys))
    near = keys[places]
    at = np.minimum(np.searchsorted(ordered, near), len(ordered) - 1)
    same = ordered[at] == near
    return places[same], order[at[same]]
