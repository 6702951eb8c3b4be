# SPDX-License-Identifier: Apache-2.0
"""The figures of a review, kept up to date by what changes instead of counted anew. No widgets."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from desktop_app.repair.packed import PackedSuggestions, pack
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane, lanes_of
from desktop_app.review.session import ReviewSession
from desktop_app.review.verdicts import CODES, counted
from desktop_app.steps import at_once
from desktop_app.ui.slices import Sliced

_AT_ONCE = 50
"""Decided suggestions that are counted between two yields: a millisecond or two."""


@dataclass(frozen=True, slots=True)
class LaneCounts:
    """How many suggestions are in each lane, and what became of them."""

    all: Counter[Lane] = field(default_factory=Counter)
    decided: Counter[Lane] = field(default_factory=Counter)
    looked_at: Counter[Lane] = field(default_factory=Counter)
    """Accepted or kept by a person."""
    as_proposed: Counter[Lane] = field(default_factory=Counter)
    """Of these, accepted with the best alternative."""

    @property
    def share(self) -> int:
        """Percent decided, rounded down so that 100 means all."""
        return 100 * self.decided.total() // max(1, self.all.total())


class _Entry(NamedTuple):
    """What one suggestion adds to the figures."""

    which: Lane
    series: int
    """Its number among the patterns."""
    verdict: Verdict
    by_policy: bool
    as_proposed: bool


class Tally:
    """Figures by lane and by series of one session."""

    def __init__(self, session: ReviewSession | None = None) -> None:
        self._session = session
        self._order = pack(())
        self._decided: dict[str, _Entry] = {}
        """Of those that are or were decided; what the others add follows from themselves."""
        self.lanes = LaneCounts()
        self._series: Counter[int] = Counter()
        self._undecided: Counter[int] = Counter()
        at_once(self.counting(session))

    def counting(self, session: ReviewSession | None, some: int = _AT_ONCE) -> Sliced:
        """Count all anew, ``some`` decided ones until each yield; only at the end the figures hold."""
        self._session = session
        self._order = order = session.suggestions if session else pack(())
        self._decided.clear()
        self.lanes = LaneCounts()
        self.lanes.all.update(counted(Lane, lanes_of(order.confidences)))
        yield
        series = order.series
        yield
        self._series = counted(range(int(series.max(initial=-1)) + 1), series)
        self._undecided = Counter(self._series)
        if session is None:
            return self
        yield
        decided = order.take(np.flatnonzero(session.verdicts != CODES[Verdict.UNDECIDED]))
        for start in range(0, len(decided), some):
            part = decided[start : start + some]
            for key, entry in zip(part.ids(), self._entries(part), strict=True):
                self._decided[key] = entry
                self._count_decided(entry, 1)
            yield
        return self

    def is_of(self, session: ReviewSession | None) -> bool:
        """Tell whether these are the figures of the suggestions in force in ``session``."""
        return session is not None and session is self._session and session.suggestions is self._order

    def update(self, ids: Iterable[str]) -> None:
        """Take in that these decisions or suggestions have changed."""
        if self._session is None:
            return
        if not self.is_of(self._session):
            at_once(self.counting(self._session))
            return
        changed = self._order.take(self._order.places_of(ids))
        for key, entry in zip(changed.ids(), self._entries(changed), strict=True):
            if (before := self._decided.pop(key, None)) is not None:
                self._count_decided(before, -1)
            self._decided[key] = entry
            self._count_decided(entry, 1)

    def series(self, suggestion: Suggestion) -> tuple[int, int]:
        """Return how many members the series of a suggestion has, and how many are undecided."""
        number = self._order.patterns.series_number(suggestion.kind, suggestion.series)
        return self._series[number], self._undecided[number]

    def _entries(self, suggestions: PackedSuggestions) -> Iterator[_Entry]:
        """Yield what each adds by the decision on it."""
        assert self._session is not None
        lanes = tuple(Lane)
        for key, which, series, proposed in zip(
            suggestions.ids(),
            lanes_of(suggestions.confidences).tolist(),
            suggestions.series.tolist(),
            suggestions.replacements(),
            strict=True,
        ):
            decision = self._session.decision(key)
            as_proposed = decision.replacement == proposed
            yield _Entry(lanes[which], series, decision.verdict, decision.who == "policy", as_proposed)

    def _count_decided(self, entry: _Entry, by: int) -> None:
        decided = entry.verdict is not Verdict.UNDECIDED
        looked_at = decided and not entry.by_policy and entry.verdict is not Verdict.LATER
        lanes = self.lanes
        lanes.decided[entry.which] += by * decided
        lanes.looked_at[entry.which] += by * looked_at
        lanes.as_proposed[entry.which] += by * (looked_at and entry.as_proposed)
        self._undecided[entry.series] -= by * decided
