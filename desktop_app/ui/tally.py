# SPDX-License-Identifier: Apache-2.0
"""The figures of a review, kept up to date by what changes instead of counted anew. No widgets."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane, lane
from desktop_app.review.session import ReviewSession


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


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one suggestion adds to the figures."""

    which: Lane
    series: tuple[str, str]
    decided: bool
    looked_at: bool
    as_proposed: bool


class Tally:
    """Figures by lane and by series of one session."""

    def __init__(self, session: ReviewSession | None = None) -> None:
        self._session = session
        self._order: tuple[Suggestion, ...] = ()
        self._entries: dict[str, _Entry] = {}
        self._alike: dict[_Entry, _Entry] = {}
        """Each kind of entry once: a long text has half a million suggestions of a few dozen kinds."""
        self.lanes = LaneCounts()
        self._series: Counter[tuple[str, str]] = Counter()
        self._undecided: Counter[tuple[str, str]] = Counter()
        for _ in self.counting(session):
            pass

    def counting(self, session: ReviewSession | None, at_once: int = 2_000) -> Iterator[None]:
        """Count all anew, ``at_once`` suggestions until each yield; only at the end the figures hold."""
        self._session = session
        self._order = session.suggestions if session else ()
        self._entries.clear()
        self._alike.clear()
        self.lanes = LaneCounts()
        self._series.clear()
        self._undecided.clear()
        for number, suggestion in enumerate(self._order, 1):
            self._add(suggestion)
            if number % at_once == 0:
                yield

    def is_of(self, session: ReviewSession | None) -> bool:
        """Tell whether these are the figures of the suggestions in force in ``session``."""
        return session is not None and session is self._session and session.suggestions is self._order

    def update(self, ids: Iterable[str]) -> None:
        """Take in that these decisions or suggestions have changed."""
        if self._session is None:
            return
        if not self.is_of(self._session):
            for _ in self.counting(self._session):
                pass
            return
        for key in ids:
            if key in self._entries:
                self._count(self._entries.pop(key), -1)
                self._add(self._session.suggestion(key))

    def series(self, suggestion: Suggestion) -> tuple[int, int]:
        """Return how many members the series of a suggestion has, and how many are undecided."""
        key = (suggestion.kind.value, suggestion.series)
        return self._series[key], self._undecided[key]

    def _add(self, suggestion: Suggestion) -> None:
        assert self._session is not None
        decision = self._session.decision(suggestion.id)
        decided = decision.verdict is not Verdict.UNDECIDED
        looked = decided and decision.who != "policy" and decision.verdict is not Verdict.LATER
        entry = _Entry(
            lane(suggestion),
            (suggestion.kind.value, suggestion.series),
            decided,
            looked,
            looked and decision.replacement == suggestion.replacement,
        )
        entry = self._alike.setdefault(entry, entry)
        self._entries[suggestion.id] = entry
        self._count(entry, 1)

    def _count(self, entry: _Entry, by: int) -> None:
        lanes = self.lanes
        lanes.all[entry.which] += by
        lanes.decided[entry.which] += by * entry.decided
        lanes.looked_at[entry.which] += by * entry.looked_at
        lanes.as_proposed[entry.which] += by * entry.as_proposed
        self._series[entry.series] += by
        self._undecided[entry.series] += by * (not entry.decided)
