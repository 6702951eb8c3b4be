# SPDX-License-Identifier: Apache-2.0
"""Sorting bit by bit gives what sorting at once would."""

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair import ordering
from desktop_app.repair.ordering import ranks, stable_order
from desktop_app.steps import at_once

BLOCKS = st.sampled_from([1, 7, 50_000])


@given(st.lists(st.integers(0, 9), max_size=40), BLOCKS, st.booleans())
def test_places_are_sorted_by_number_and_place(numbers: list[int], block: int, large: bool) -> None:
    told = np.array([70_000 * n if large else n for n in numbers], np.int32)
    with patch.object(ordering, "AT_ONCE", block):
        order, sizes = at_once(stable_order(told))
    assert order.tolist() == np.argsort(told, kind="stable").tolist()
    assert sizes.tolist() == np.bincount(told).tolist()


@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=40), BLOCKS)
def test_ranks_tell_the_different_values_apart(values: list[float], block: int) -> None:
    with patch.object(ordering, "AT_ONCE", block):
        every, found = at_once(ranks(np.array(values)))
    assert every.tolist() == sorted(set(values))
    assert every[found].tolist() == values
