# SPDX-License-Identifier: Apache-2.0
"""The next of those that are wanted, in either direction and round the end."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.review.verdicts import next_of


@given(st.lists(st.booleans(), max_size=12), st.data())
def test_the_next_is_the_first_on_the_way_round(wanted: list[bool], data: st.DataObject) -> None:
    number = len(wanted)
    here = data.draw(st.integers(-1, number))
    forward = [*range(here + 1, number), *range(min(here + 1, number))]
    backward = [*range(max(here, 0) - 1, -1, -1), *range(number - 1, max(here, 0) - 1, -1)]
    for way, backwards in ((forward, False), (backward, True)):
        expected = next((place for place in way if wanted[place]), None)
        assert next_of(np.array(wanted, np.bool_), here, backwards=backwards) == expected
