# SPDX-License-Identifier: Apache-2.0
"""Where a value lies on an axis, and which values are worth a tick. Pure numbers, no Qt."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """A linear axis from values to logical pixels."""

    least: float
    """The value at ``start``."""
    most: float
    """The value at ``end``; larger than ``least``."""
    start: float
    """Logical pixels."""
    end: float
    """Logical pixels; may be smaller than ``start``, as for an axis that grows upwards."""

    def pixel(self, value: float) -> float:
        """Return the place of a value."""
        return self.start + (value - self.least) / (self.most - self.least) * (self.end - self.start)

    def value(self, pixel: float) -> float:
        """Return the value at a place."""
        return self.least + (pixel - self.start) / (self.end - self.start) * (self.most - self.least)

    def ticks(self, spacing: float) -> tuple[int, ...]:
        """Return round whole values that lie at least ``spacing`` logical pixels apart.

        Steps are 1, 2 or 5 times a power of ten: what people read without counting.

        >>> Axis(0, 21, 100, 0).ticks(20)
        (0, 5, 10, 15, 20)
        """
        least_step = spacing * (self.most - self.least) / max(1.0, abs(self.end - self.start))
        power = 10 ** math.floor(math.log10(max(least_step, 1.0)))
        step = next(int(m * power) for m in (1, 2, 5, 10) if m * power >= least_step)
        first = math.ceil(self.least / step) * step
        return tuple(range(first, math.floor(self.most) + 1, step))
