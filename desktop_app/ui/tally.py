# SPDX-License-Identifier: Apache-2.0
"""The figures of a review, kept up to date by what changes instead of counted anew. No widgets."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import Decision, Verdict
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


_Series = tuple[str, str]

# What has become of a suggestion, as bits of a number: a tally adds up twenty thousand of them at once.
_OPEN = 0
_DECIDED = 1
_LOOKED_AT = 2
_AS_PROPOSED = 4
_STATES = 8


class Tally:
    """Figures by lane and by series of one session."""

    def __init__(self, session: ReviewSession | None = None) -> None:
        self._session = session
        self._order: tuple[Suggestion, ...] = ()
        self._groups: list[tuple[Lane, _Series]] = []
        self._fixed: dict[str, tuple[int, str]] = {}
        """Group and proposal of each suggestion: what no decision changes."""
        self._entries: dict[str, int] = {}
        """Group and state of each: ``_STATES * group + state``."""
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

    def _begin(self, order: tuple[Suggestion, ...]) -> None:
        numbers: dict[tuple[Lane, _Series], int] = {}
        self._order = order
        self._fixed = {}
        for s in order:
            group = numbers.setdefault((lane(s), (s.kind.value, s.series)), len(numbers))
            self._fixed[s.id] = (group, s.replacement)
        self._groups = list(numbers)
        self._entries.clear()
        self.lanes = LaneCounts()
        self._series.clear()
        self._undecided.clear()

    def _count(self, entries: Counter[int], by: int) -> None:
        lanes = self.lanes
        for entry, times in entries.items():
            group, state = divmod(entry, _STATES)
            which, series = self._groups[group]
            number = by * times
            lanes.all[which] += number
            lanes.decided[which] += number * bool(state & _DECIDED)
            lanes.looked_at[which] += number * bool(state & _LOOKED_AT)
            lanes.as_proposed[which] += number * bool(state & _AS_PROPOSED)
            self._series[series] += number
            self._undecided[series] += number * (state == _OPEN)


def _state(decision: Decision, proposal: str) -> int:
    if decision.verdict is Verdict.UNDECIDED:
        return _OPEN
    if decision.verdict is Verdict.LATER or decision.who == "policy":
        return _DECIDED
    return _DECIDED | _LOOKED_AT | (_AS_PROPOSED if decision.replacement == proposal else 0)
