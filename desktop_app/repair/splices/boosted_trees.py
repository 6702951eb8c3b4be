# SPDX-License-Identifier: Apache-2.0
"""A fitted ensemble of regression trees (Friedman 2001), evaluated for many rows at once."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_ROWS_AT_ONCE = 512
"""Bounds the memory: rows times trees numbers are alive at a time."""


class BoostedTrees:
    """Sums the leaves that a row of named features reaches, one leaf a tree."""

    __slots__ = ("_bias", "_column", "_depth", "_feature", "_next", "_roots", "_threshold", "_value")

    def __init__(
        self, features: Sequence[str], bias: float, trees: Sequence[Sequence[Sequence[float]]]
    ) -> None:
        """``trees`` are lists of nodes ``[feature, threshold, left, right]`` or ``[value]``, root first.

        Left is taken where the feature is at most the threshold; left and right are places in the list.
        """
        self._column = {name: number for number, name in enumerate(features)}
        self._bias = bias
        sizes = [len(tree) for tree in trees]
        self._roots = np.cumsum([0, *sizes], dtype=np.intp)[:-1]
        total = sum(sizes)
        self._feature = np.zeros(total, np.intp)
        self._threshold = np.zeros(total)
        self._value = np.zeros(total)
        self._next = np.zeros((total, 2), np.intp)
        for root, tree in zip(self._roots, trees, strict=True):
            for place, node in enumerate(tree, int(root)):
                if len(node) == 1:
                    self._value[place] = node[0]
                    self._next[place] = place  # a leaf leads to itself
                else:
                    self._feature[place], self._threshold[place] = int(node[0]), node[1]
                    self._next[place] = root + int(node[2]), root + int(node[3])
        self._depth = max((_depth(tree, 0) for tree in trees), default=0)

    @classmethod
    def read(cls, numbers: Mapping[str, Any]) -> "BoostedTrees":
        """Make one from what ``training/splices`` wrote."""
        return cls(numbers["features"], numbers["bias"], numbers["trees"])

    def log_odds(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """Return one number per row; features that a row lacks are 0, unknown ones are ignored."""
        found = np.empty(len(rows))
        for first in range(0, len(rows), _ROWS_AT_ONCE):
            found[first : first + _ROWS_AT_ONCE] = self._log_odds(rows[first : first + _ROWS_AT_ONCE])
        return found

    def _log_odds(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        matrix = np.zeros((len(rows), len(self._column)))
        for number, row in enumerate(rows):
            for name, value in row.items():
                if (column := self._column.get(name)) is not None:
                    matrix[number, column] = value
        at = np.broadcast_to(self._roots, (len(rows), len(self._roots)))
        own = np.arange(len(rows))[:, None]
        for _ in range(self._depth):
            right = matrix[own, self._feature[at]] > self._threshold[at]
            at = self._next[at, right.astype(np.intp)]
        summed: Floats = self._value[at].sum(axis=1)
        return self._bias + summed


def _depth(tree: Sequence[Sequence[float]], place: int) -> int:
    node = tree[place]
    if len(node) == 1:
        return 0
    return 1 + max(_depth(tree, int(node[2])), _depth(tree, int(node[3])))
