# SPDX-License-Identifier: Apache-2.0
"""What the other occurrences of a phrase, its rivals and its neighbours say about one of them.

Where one `Byron` was plainly written over a `his`, the next `Byron` in the same article is suspect, too;
where the name stands alone among pronouns, it is probably genuine.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from math import log, log1p

import numpy as np

from desktop_app.repair.splices.anomaly import probabilities
from desktop_app.repair.splices.candidates import LONGEST_PHRASE, Candidate
from desktop_app.repair.splices.closed_classes import PRONOUN_GROUP
from desktop_app.repair.splices.element_table import ElementTable
from desktop_app.repair.splices.tagger import TaggerScores

_NEAR = 150
_PRONOUNS_LEFT = 12
_TAGGED_WINDOW = 100
_NEVER, _LEAST, _SURE_END = 8.0, -9.0, 5.0
"""Stand for: no such occurrence, no odds at all, nothing behind that could go on."""


class Occurrences:
    """Looks at the occurrences of all phrases of one text. Distances count elements."""

    __slots__ = ("_candidates", "_log_odds", "_places", "_scores", "_shares", "_starts", "_sums", "_table")

    def __init__(
        self,
        table: ElementTable,
        candidates: Sequence[Candidate],
        log_odds: Sequence[float],
        scores: TaggerScores | None,
    ) -> None:
        """``log_odds`` are those of each candidate being a copy, the law aside."""
        self._table = table
        self._candidates = candidates
        self._log_odds = log_odds
        self._scores = scores
        self._shares = probabilities(log_odds)
        self._starts = [candidate.start for candidate in candidates]
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, candidate in enumerate(candidates):
            self._places[candidate.key].append((candidate.start, index))
        self._sums = np.zeros(1)
        if scores is not None:
            self._sums = np.concatenate(([0.0], np.cumsum(scores.begin_probabilities(), dtype=np.float64)))

    def features(self, index: int) -> dict[str, float]:
        """Return what is known of candidate ``index`` from others, as named numbers."""
        candidate = self._candidates[index]
        start, end = candidate.start, candidate.end
        places = self._places[candidate.key]
        at = bisect_left(places, (start, index))
        before = places[at - 1] if at else None
        after = places[at + 1] if at + 1 < len(places) else None
        low = bisect_left(places, (start - _NEAR, -1))
        high = bisect_left(places, (start + _NEAR, -1))
        near = [self._shares[other] for _, other in places[low:high] if other != index]
        others = sum(self._shares[other] for _, other in places) - self._shares[index]
        pronouns = (
            PRONOUN_GROUP.get(form) for form in self._table.lower[max(0, start - _PRONOUNS_LEFT) : start]
        )
        found = {
            "before far": log1p(start - before[0]) if before else _NEVER,
            "after far": log1p(after[0] - start) if after else _NEVER,
            "before odds": max(_LEAST + 1, self._log_odds[before[1]]) if before else _LEAST,
            "after odds": max(_LEAST + 1, self._log_odds[after[1]]) if after else _LEAST,
            "near": log1p(len(near)),
            "near mean": sum(near) / len(near) if near else 0.0,
            "others": log(len(places)),
            "others mean": others / (len(places) - 1) if len(places) > 1 else 0.0,
            "pronoun left": float(any(pronouns)),
            "size": float(candidate.length),
            "rival": self._rival(index),
            "doubled": self._doubled(start, end),
        }
        if self._scores is not None:
            found |= self._tagged(start, end)
        return found

    def _rival(self, index: int) -> float:
        """Return the best log-odds of those that overlap candidate ``index``."""
        own, best = self._candidates[index], _LEAST
        other = bisect_left(self._starts, own.start - LONGEST_PHRASE)
        while other < len(self._candidates) and self._starts[other] < own.end:
            if other != index and self._candidates[other].end > own.start:
                best = max(best, self._log_odds[other])
            other += 1
        return best

    def _doubled(self, start: int, end: int) -> float:
        """Return 1 where the same phrase stands right beside it, 0.5 where one element is between."""
        forms, length = self._table.lower, end - start
        own = forms[start:end]
        if own in (forms[max(0, start - length) : start], forms[end : end + length]):
            return 1.0
        apart = forms[max(0, start - length - 1) : max(0, start - 1)], forms[end + 1 : end + 1 + length]
        return 0.5 if own in apart else 0.0

    def _tagged(self, start: int, end: int) -> dict[str, float]:
        assert self._scores is not None
        begins, goes_on = self._scores.begins, self._scores.goes_on
        low, high = max(0, start - _TAGGED_WINDOW), min(len(begins), start + _TAGGED_WINDOW)
        return {
            "tagged begins": float(begins[start]),
            "tagged inside": float(goes_on[start + 1 : end].min(initial=_SURE_END)),
            "tagged on": float(goes_on[end]) if end < len(goes_on) else -_SURE_END,
            "tagged next": float(begins[end]) if end < len(begins) else _LEAST,
            "tagged before": float(max(begins[start - 1], goes_on[start - 1])) if start else _LEAST,
            "tagged around": log(float(self._sums[high] - self._sums[low]) + 0.1),
        }
