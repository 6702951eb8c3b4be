# SPDX-License-Identifier: Apache-2.0
"""Finding the shift again where the search has lost it.

Every hidden write and every wrong length puts the search off by a word, and over a long article that
adds up until no mention stands where it is looked for. The last copies still know better: under the
right shift, which only ever grows, most of them have a fitting mention at its distance to their left.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.repair.splices.drift_path import CopyNode, copy_node, mention_place
from desktop_app.repair.splices.hypotheses import Hypothesis
from desktop_app.repair.splices.mention_reader import OVERWRITTEN, MentionReader

Floats = npt.NDArray[np.float64]

COPIES = 16
"""Copies that are asked together."""

FARTHEST = 1200
"""Elements that a mention may stand left of its copy."""

_POOR = 0.7
"""Mean log ratio of their mentions below which the shift counts as lost; chance alone gives about -1."""

_COST = 9.0
"""Natural logarithms that a path pays for its new shift: about one of ``FARTHEST``, and its growth."""

_GROWTH = (0.0, -0.7, -1.4, -2.2, -3.0, -4.0)
"""What it costs that the shift grows by so many elements from one mention to the next."""

_EVERY = 2
"""Copies from one look at the shift to the next."""

_FAR = -3.0
"""Log ratio of a mention that would stand before the text or on the copy itself."""


@dataclass(frozen=True, slots=True)
class _Units:
    """The text as the pipeline's list: each copy is one unit."""

    first: int
    """Element of the first unit."""
    element: list[int]
    """The element of each unit, ``OVERWRITTEN`` for a copy."""
    of_copy: list[int]
    """The unit of each copy, in order."""


class Regaining:
    """Seeks a shift that explains the last copies of one text's hypotheses."""

    __slots__ = ("_asked", "_reader", "_restored")

    def __init__(self, reader: MentionReader, restored: int) -> None:
        """``restored`` is the candidate of nodes that show nothing."""
        self._reader = reader
        self._restored = restored
        self._asked = 0

    def among(self, beam: list[Hypothesis], at: int) -> list[Hypothesis]:
        """Return ``beam`` and, where its best has just found a copy at ``at``, that under a better shift."""
        best = max((h for h in beam if not h.aligned), key=lambda h: h.mass, default=None)
        if best is None or best.last is None or best.last.start != at:
            return beam
        self._asked += 1
        if self._asked % _EVERY:
            return beam
        found = self.regained(best)
        return beam if found is None else [*beam, found]

    def regained(self, hypothesis: Hypothesis) -> Hypothesis | None:
        """Return ``hypothesis`` under a better shift; None if it need not or cannot be had."""
        copies = _last_copies(hypothesis.last)
        if len(copies) < COPIES:
            return None
        now = sum(node.reading.log_ratio for node in copies)
        if now > _POOR * len(copies):
            return None
        units = _units(copies)
        ratios = self._ratios(copies, units)
        best, drifts = _best_path(ratios)
        gain = best - now - _COST
        if gain < 0:
            return None
        return self._anchored(hypothesis, copies, units, drifts, gain)

    def _ratios(self, copies: list[CopyNode], units: _Units) -> Floats:
        """Return one row per copy and one column per shift: how well what stands there fits."""
        found = np.full((len(copies), FARTHEST), _FAR)
        elements = np.array(units.element)
        for row, (node, unit) in enumerate(zip(copies, units.of_copy, strict=True)):
            left = elements[max(0, unit - FARTHEST + 1) : unit][::-1]
            found[row, 1 : len(left) + 1] = self._reader.ratios(node.candidate, left)
        return found

    def _anchored(
        self,
        hypothesis: Hypothesis,
        copies: list[CopyNode],
        units: _Units,
        drifts: list[int],
        gain: float,
    ) -> Hypothesis:
        """Return the hypothesis with the shift that holds at its last mention put before all later copies."""
        last_unit = units.of_copy[-1] - drifts[-1]
        while last_unit and units.element[last_unit] == OVERWRITTEN:
            last_unit -= 1
        at = max(0, units.element[last_unit])
        behind = [row for row, unit in enumerate(units.of_copy) if unit > last_unit]
        extra = copies[behind[0]].extra if behind else hypothesis.extra
        sums = (drifts[-1], extra, drifts[-1])
        parent = hypothesis.last
        while parent is not None and parent.end > at:
            parent = parent.parent
        parent = copy_node(parent, at, at, self._restored, 1, sums, at, self._reader.own, 0.0)
        drift = drifts[-1]
        for row in behind:
            node = copies[row]
            mention = mention_place(parent, drift, node.extra, node.start)
            reading = self._reader.read(node.candidate, mention, False)
            lost = reading.lengths[0][0]
            after = drift + lost - 1
            odds = node.log_odds - node.reading.log_ratio + reading.log_ratio
            sums = (drift, node.extra, after)
            parent = copy_node(
                parent, node.start, node.end, node.candidate, lost, sums, mention, reading, odds
            )
            drift = after
        score, mass = hypothesis.score + gain, hypothesis.mass + gain
        anchor = (hypothesis.end, drift)
        return Hypothesis(
            score,
            mass,
            drift,
            hypothesis.extra,
            hypothesis.end,
            parent,
            False,
            max(hypothesis.seen, at),
            anchor,
        )


def _last_copies(last: CopyNode | None) -> list[CopyNode]:
    """Return the last copies of the article at hand, in the order of the text."""
    found: list[CopyNode] = []
    node = last
    while node is not None and len(found) < COPIES:
        if node.drift > 0 and node.drift_after == 0 and node.candidate < 0:
            break  # here the search took another article to begin
        if node.candidate >= 0:
            found.append(node)
        node = node.parent
    return found[::-1]


def _units(copies: list[CopyNode]) -> _Units:
    first = max(0, copies[0].start - FARTHEST)
    element: list[int] = []
    of_copy = []
    at = first
    for node in copies:
        element.extend(range(at, node.start))
        of_copy.append(len(element))
        element.append(OVERWRITTEN)
        at = node.end
    return _Units(first, element, of_copy)


def _best_path(ratios: Floats) -> tuple[float, list[int]]:
    """Return the sum along the best non-decreasing path through ``ratios``, and its columns."""
    came_from = []
    sums = ratios[0].copy()
    columns = np.arange(ratios.shape[1])
    for row in ratios[1:]:
        options = np.full((len(_GROWTH), len(sums)), -np.inf)
        for growth, cost in enumerate(_GROWTH):
            options[growth, growth:] = sums[: len(sums) - growth] + cost
        best = options.argmax(axis=0)
        came_from.append(columns - best)
        sums = options[best, columns] + row
    column = int(sums.argmax())
    path = [column]
    for before in reversed(came_from):
        path.append(int(before[path[-1]]))
    return float(sums.max()), path[::-1]
