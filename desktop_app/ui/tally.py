# SPDX-License-Identifier: Apache-2.0
"""The figures of a review, kept up to date by what changes instead of counted anew. No widgets."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.decision import UNDECIDED, Decision, Verdict
from desktop_app.review.policy import Lane, lane
from desktop_app.review.session import ReviewSession
from desktop_app.ui.slices import Sliced, at_once

_AT_ONCE = 500
"""Suggestions that are counted between two yields: well below a millisecond."""


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
    kind: DamageKind
    series: str
    verdict: Verdict
    by_policy: bool
    as_proposed: bool


class Tally:
    """Figures by lane and by series of one session."""

    def __init__(self, session: ReviewSession | None = None) -> None:
        self._session = session
        self._order: tuple[Suggestion, ...] = ()
        self._decided: dict[str, _Entry] = {}
        """Of those on which there was a decision; what the others add follows from themselves."""
        self._alike: dict[_Entry, _Entry] = {}
        """Each kind of entry once: a long text has half a million suggestions of a few dozen kinds."""
        self.lanes = LaneCounts()
        self._series: Counter[tuple[DamageKind, str]] = Counter()
        self._undecided: Counter[tuple[DamageKind, str]] = Counter()
        at_once(self.counting(session))

    def counting(self, session: ReviewSession | None, some: int = _AT_ONCE) -> Sliced:
        """Count all anew, ``some`` suggestions until each yield; only at the end the figures hold."""
        self._session = session
        self._order = session.suggestions if session else ()
        self._decided.clear()
        self._alike.clear()
        self.lanes = LaneCounts()
        self._series.clear()
        self._undecided.clear()
        numbers: Counter[_Entry] = Counter()
        for start in range(0, len(self._order), some):
            numbers.update(self._add(suggestion) for suggestion in self._order[start : start + some])
            yield
        for entry, number in numbers.items():
            self._count(entry, number)
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
        for key in ids:
            if self._session.place_of(key) is not None:
                suggestion = self._session.suggestion(key)
                before = self._decided.pop(key, None) or self._entry(suggestion, UNDECIDED)
                self._count(before, -1)
                self._count(self._add(suggestion), 1)

    def series(self, suggestion: Suggestion) -> tuple[int, int]:
        """Return how many members the series of a suggestion has, and how many are undecided."""
        key = (suggestion.kind, suggestion.series)
        return self._series[key], self._undecided[key]

    def _add(self, suggestion: Suggestion) -> _Entry:
        assert self._session is not None
        decision = self._session.decision(suggestion.id)
        entry = self._entry(suggestion, decision)
        if decision is not UNDECIDED:
            self._decided[suggestion.id] = entry
        return entry

    def _entry(self, suggestion: Suggestion, decision: Decision) -> _Entry:
        entry = _Entry(
            lane(suggestion),
            suggestion.kind,
            suggestion.series,
            decision.verdict,
            decision.who == "policy",
            decision is not UNDECIDED and decision.replacement == suggestion.replacement,
        )
        return self._alike.setdefault(entry, entry)

    def _count(self, entry: _Entry, by: int) -> None:
        decided = entry.verdict is not Verdict.UNDECIDED
        looked_at = decided and not entry.by_policy and entry.verdict is not Verdict.LATER
        series = (entry.kind, entry.series)
        lanes = self.lanes
        lanes.all[entry.which] += by
        lanes.decided[entry.which] += by * decided
        lanes.looked_at[entry.which] += by * looked_at
        lanes.as_proposed[entry.which] += by * (looked_at and entry.as_proposed)
        self._series[series] += by
        self._undecided[series] += by * (not decided)
