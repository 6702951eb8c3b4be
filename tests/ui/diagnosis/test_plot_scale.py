# SPDX-License-Identifier: Apache-2.0
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.diagnosis.plot_scale import Axis


@given(
    most=st.integers(1, 10**7),
    length=st.floats(50, 4000),
    spacing=st.floats(10, 120),
)
def test_ticks_are_round_inside_and_far_enough_apart(most: int, length: float, spacing: float) -> None:
    axis = Axis(0, most, 0, length)
    ticks = axis.ticks(spacing)
    assert ticks[0] == 0
    assert all(0 <= tick <= most for tick in ticks)
    for left, right in pairwise(ticks):
        assert axis.pixel(right) - axis.pixel(left) >= spacing * 0.999
        assert str(right - left).rstrip("0") in {"1", "2", "5"}


@given(value=st.floats(0, 1000), start=st.floats(0, 500), length=st.floats(1, 1000))
def test_value_is_the_inverse_of_pixel(value: float, start: float, length: float) -> None:
    axis = Axis(0, 1000, start + length, start)
    assert abs(axis.value(axis.pixel(value)) - value) < 1e-6
