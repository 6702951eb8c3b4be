# SPDX-License-Identifier: Apache-2.0
"""How the list is divided: by series, by place, or by confidence. Pure, no Qt."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.policy import Lane, lane

PLACES_IN_A_GROUP = 50
"""Suggestions in one group of the division by place."""


LONGEST_PART = 200
"""Members of a series under one heading; a tree looks at all rows of a heading when that opens."""


class Grouping(StrEnum):
    """What the list is divided by."""

    SERIES = "series"
    PLACE = "place"
    CONFIDENCE = "confidence"


@dataclass(frozen=True, slots=True)
class Group:
    """Suggestions under one heading."""

    key: tuple[str, str]
    """What tells it from other groups, stable when members come and go."""
    kind: DamageKind | None
    """Set for a series."""
    title: str
    """A series title as the detector gave it; empty for other divisions."""
    members: tuple[Suggestion, ...]
    """At least one; all that an act on the heading is about."""
    first: int = 0
    """Of a series in several parts: the number of members in the parts before this one."""

    @property
    def rows(self) -> tuple[Suggestion, ...]:
        """The members that are listed under this heading: all, or ``LONGEST_PART`` of a longer series."""
        if len(self.members) <= LONGEST_PART:
            return self.members
        return self.members[self.first : self.first + LONGEST_PART]

    @property
    def length(self) -> int:
        """How many rows there are."""
        return min(LONGEST_PART, len(self.members) - self.first)

    def row(self, number: int) -> Suggestion:
        """Return the suggestion of a row, 0..length - 1."""
        return self.members[self.first + number]


AT_ONCE = 2_000
"""Suggestions that are divided between two yields."""


def grouped(suggestions: Sequence[Suggestion], by: Grouping) -> Generator[None, None, tuple[Group, ...]]:
    """Divide suggestions that are sorted by place, with a yield now and then.

    Series: the one that needs the editor most comes first (the least sure of its members on
    average), so that the list begins with what only a person can decide... except that nothing is
    ever hidden by it.
    """
    if by is Grouping.PLACE:
        return tuple(
            Group(("place", str(start)), None, "", tuple(suggestions[start : start + PLACES_IN_A_GROUP]))
            for start in range(0, len(suggestions), PLACES_IN_A_GROUP)
        )
    if by is Grouping.CONFIDENCE:
        lanes: dict[Lane, list[Suggestion]] = {which: [] for which in reversed(Lane)}
        for number, suggestion in enumerate(suggestions):
            lanes[lane(suggestion)].append(suggestion)
            if number % AT_ONCE == 0:
                yield
        return _in_parts(
            Group(("lane", which), None, "", tuple(sorted(found, key=_by_confidence)))
            for which, found in lanes.items()
            if found
        )
    series: dict[tuple[str, str], list[Suggestion]] = {}
    sure: dict[tuple[str, str], float] = defaultdict(float)
    """How sure all members together are."""
    for number, suggestion in enumerate(suggestions):
        key = _key(suggestion, by)
        series.setdefault(key, []).append(suggestion)
        sure[key] += suggestion.confidence
        if number % AT_ONCE == 0:
            yield
    groups = [Group(key, found[0].kind, key[1], tuple(found)) for key, found in series.items()]
    return _in_parts(
        sorted(groups, key=lambda g: (_order(sure[g.key] / len(g.members)), g.members[0].span.start))
    )


class Headings:
    """Finds suggestions under their headings by what they are: no list of half a million places."""

    def __init__(self, by: Grouping, order: tuple[Suggestion, ...], groups: Sequence[Group]) -> None:
        """Take ``groups`` as ``grouped`` has made them of ``order``."""
        self._by = by
        self._order = order
        self._groups = groups
        self._first = {group.key: at for at, group in reversed(tuple(enumerate(groups)))}
        """The first of the headings over the same members."""

    def number_of(self, key: tuple[str, str], first: int) -> int | None:
        """Return the number of the group with this key and so many members before it; None for none."""
        number = self._first.get(key)
        if number is None or first >= len(self._groups[number].members):
            return None
        return number + first // LONGEST_PART

    def find(self, suggestion: Suggestion) -> tuple[int, int] | None:
        """Return the number of its group and its row there; None for one that is not listed so."""
        if self._by is Grouping.PLACE:
            at = _place_among(self._order, suggestion, _by_place)
            return None if at is None else divmod(at, PLACES_IN_A_GROUP)
        number = self._first.get(_key(suggestion, self._by))
        if number is None:
            return None
        by = _by_place if self._by is Grouping.SERIES else _by_confidence
        at = _place_among(self._groups[number].members, suggestion, by)
        if at is None:
            return None
        part, row = divmod(at, LONGEST_PART)
        return number + part, row


def _key(suggestion: Suggestion, by: Grouping) -> tuple[str, str]:
    if by is Grouping.CONFIDENCE:
        return "lane", lane(suggestion)
    return suggestion.kind.value, suggestion.series


def _by_place(suggestion: Suggestion) -> tuple[float, float]:
    return suggestion.span.start, suggestion.span.end


def _by_confidence(suggestion: Suggestion) -> tuple[float, float]:
    return suggestion.confidence, suggestion.span.start


def _place_among(
    members: Sequence[Suggestion],
    suggestion: Suggestion,
    by: Callable[[Suggestion], tuple[float, float]],
) -> int | None:
    """Return the index of a suggestion among members sorted by ``by``; None if it is not there."""
    wanted = by(suggestion)
    at = bisect_left(members, wanted, key=by)
    while at < len(members) and by(members[at]) == wanted:
        if members[at].id == suggestion.id:
            return at
        at += 1
    return None


def _in_parts(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Put more headings over long series."""
    return tuple(
        replace(group, first=first)
        for group in groups
        for first in range(0, len(group.members), LONGEST_PART)
    )


def _order(mean: float) -> int:
    """Return 0 for series that a rule decides, up to 2 for those only a person can decide."""
    return 0 if mean >= 0.9 else 1 if mean >= 0.5 else 2
