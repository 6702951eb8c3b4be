# SPDX-License-Identifier: Apache-2.0
"""What the tagger says about the number of lost words, for the search to weigh."""

from math import exp, log

from desktop_app.repair.splices.mentions import Lengths, MentionModel, MentionReading
from desktop_app.repair.splices.tagger import TaggerScores

_WEIGHT = 0.8
"""How far the tagger is believed; the search itself tells the rest by the shifts that follow."""


class SeenLengths:
    """Turns the lengths of mentions into lengths that also suit the hole."""

    __slots__ = ("_known", "_scores", "_usual")

    def __init__(self, scores: TaggerScores, model: MentionModel) -> None:
        self._scores = scores
        self._usual = dict(model.lost.lengths)
        self._known: dict[tuple[int, Lengths], Lengths] = {}

    def of(self, start: int, reading: MentionReading) -> Lengths:
        """Return ``reading.lengths`` for a copy at element ``start``, the likeliest first."""
        key = start, reading.lengths
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._weighed(start, reading.lengths)
        return found

    def forget(self) -> None:
        """Drop what was worked out for places that the search has passed."""
        self._known.clear()

    def _weighed(self, start: int, lengths: Lengths) -> Lengths:
        seen = self._scores.lengths[start]
        last = len(seen) - 1
        weighed = []
        for n, odds in lengths:
            # The last class is "so many or more": compared with the usual share of all of these.
            usual = sum(exp(o) for m, o in self._usual.items() if m == n or (m >= last and n >= last))
            weighed.append((n, odds + _WEIGHT * (float(seen[min(n, last)]) - log(usual + 0.005))))
        highest = max(odds for _, odds in weighed)
        total = highest + log(sum(exp(odds - highest) for _, odds in weighed))
        return tuple(sorted(((n, odds - total) for n, odds in weighed), key=lambda item: -item[1]))
