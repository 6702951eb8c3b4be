# SPDX-License-Identifier: Apache-2.0
"""The hypotheses of the beam: what each carries, and when two of them are one."""

from collections.abc import Iterator
from math import exp, log1p

from desktop_app.repair.splices.drift_path import CopyNode

Anchor = tuple[int, int]
"""Where the last write that moved anything stands, and the drift when it was made."""

Key = tuple[int, int, int, bool, int]


class Hypothesis:
    """A path with its sums; plain slots and no validation, for thousands are made per page."""

    __slots__ = ("aligned", "anchor", "drift", "end", "extra", "last", "mass", "score", "seen")

    def __init__(
        self,
        score: float,
        mass: float,
        drift: int,
        extra: int,
        end: int,
        last: CopyNode | None,
        aligned: bool,
        seen: int,
        anchor: Anchor,
    ) -> None:
        """Take the sums.

        ``score`` is that of this path, ``mass`` that of all paths which say the same of what follows;
        ``end`` is one past the last copy, ``seen`` the element up to which mentions are accounted for.
        """
        self.score = score
        self.mass = mass
        self.drift = drift
        self.extra = extra
        self.end = end
        self.last = last
        self.aligned = aligned
        self.seen = seen
        self.anchor = anchor

    def copy(self) -> "Hypothesis":
        """Return another one that says the same."""
        return Hypothesis(
            self.score,
            self.mass,
            self.drift,
            self.extra,
            self.end,
            self.last,
            self.aligned,
            self.seen,
            self.anchor,
        )


Beam = tuple[Hypothesis, ...]
"""The hypotheses kept at one place of the text."""


class Survivors:
    """Hypotheses by all that matters for what follows."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[Key, Hypothesis] = {}

    def __iter__(self) -> Iterator[Hypothesis]:
        return iter(self._found.values())

    def absorbs(self, key: Key, score: float, mass: float) -> bool:
        """Add ``mass`` to a hypothesis with ``key`` and a score no worse, if there is one."""
        old = self._found.get(key)
        if old is None or old.score < score:
            return False
        old.mass = _sum(old.mass, mass)
        return True

    def add(self, key: Key, new: Hypothesis) -> None:
        """Add ``new``, with the mass of the worse one that it takes the place of."""
        old = self._found.get(key)
        if old is not None:
            new.mass = _sum(old.mass, new.mass)
        self._found[key] = new


def key_of(hypothesis: Hypothesis) -> Key:
    """Return what tells ``hypothesis`` from others."""
    return (hypothesis.drift, *hypothesis.anchor, hypothesis.aligned, hypothesis.end)


def _sum(one: float, other: float) -> float:
    high, low = (one, other) if one > other else (other, one)
    return high + log1p(exp(low - high)) if high - low < _NEGLIGIBLE else high


_NEGLIGIBLE = 30.0
