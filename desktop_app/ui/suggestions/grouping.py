# SPDX-License-Identifier: Apache-2.0
"""How the list is divided: by series, by place, or by confidence. Pure, no Qt."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import itemgetter

import numpy as np

from desktop_app.repair.keys import Places
from desktop_app.repair.ordering import ranks, stable_order
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.policy import Lane, lanes_of
from desktop_app.steps import Steps

PLACES_IN_A_GROUP = 50
"""Suggestions in one group of the division by place."""


LONGEST_PART = 200
"""Members of a series under one heading; a tree looks at all rows of a heading when that opens.

Of the longest series each heading has more of them: a tree looks at all headings too.
"""


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
    order: PackedSuggestions
    """All suggestions that were divided, by place."""
    places: Places
    """Which of these are the members, at least one: all that an act on the heading is about."""
    first: int = 0
    """Of a series in several parts: the number of members in the parts before this one."""

    @property
    def part(self) -> int:
        """How many members a part has, but for the last; the same while a series does not grow fourfold.

        A tree looks at all headings, and at all rows of one that is unfolded: both must be few.
        """
        part = LONGEST_PART
        while part * part < len(self.places):
            part *= 2
        return part

    @property
    def listed(self) -> Places:
        """Where those stand that are listed here: all members, or a part of a longer series."""
        return self.places[self.first : self.first + self.part]

    @property
    def rows(self) -> PackedSuggestions:
        """The members that are listed under this heading."""
        return self.order.take(self.listed)

    @property
    def length(self) -> int:
        """How many rows there are."""
        return min(self.part, len(self.places) - self.first)

    @property
    def is_part(self) -> bool:
        """Whether other members stand under headings of their own."""
        return self.length < len(self.places)

    def row(self, number: int) -> Suggestion:
        """Return the suggestion of a row, 0..length - 1."""
        return self.order[self.place(number)]

    def place(self, number: int) -> int:
        """Return where the suggestion of a row stands among all."""
        return int(self.places[self.first + number])


def grouped(order: PackedSuggestions, by: Grouping, shown: Places | None = None) -> Steps[tuple[Group, ...]]:
    """Divide suggestions that are sorted by place, or only those ``shown``, with yields in between.

    Series: those that a rule decides come first, by how sure their members are on average, and those
    last that only a person can decide.
    """
    some = np.arange(len(order)) if shown is None else shown
    yield
    if by is Grouping.PLACE:
        return tuple(
            Group(("place", str(start)), None, "", order, some[start : start + PLACES_IN_A_GROUP])
            for start in range(0, len(some), PLACES_IN_A_GROUP)
        )
    if by is Grouping.CONFIDENCE:
        return _in_parts((yield from _by_lane(order, some)))
    return _in_parts((yield from _by_series(order, some)))


def _by_series(order: PackedSuggestions, some: Places) -> Steps[list[Group]]:
    series = order.series[some]
    yield
    places, sizes = yield from stable_order(series)
    groups = []
    for number, members in _parted(some[places], sizes):
        kind, title = order.patterns.title(number)
        rank = _order(float(np.mean(order.confidences[members]))), int(members[0])
        groups.append((rank, Group((kind.value, title), kind, title, order, members)))
        yield
    groups.sort(key=itemgetter(0))
    return [group for _, group in groups]


def _by_lane(order: PackedSuggestions, some: Places) -> Steps[list[Group]]:
    """Return a group for each lane, the surest last, and in each the surest last."""
    levels, which = yield from ranks(order.confidences[some])
    places, sizes = yield from stable_order(which)
    members = some[places]
    lanes = lanes_of(levels)
    bounds = np.concatenate(([0], np.cumsum(sizes)))
    groups = []
    for code, lane in reversed(tuple(enumerate(Lane))):
        here = np.flatnonzero(lanes == code)  # neighbours: lanes are stretches of confidence
        if len(here):
            of_lane = members[bounds[here[0]] : bounds[here[-1] + 1]]
            groups.append(Group(("lane", lane), None, "", order, of_lane))
    return groups


def _parted(places: Places, sizes: Places) -> Iterator[tuple[int, Places]]:
    """Yield each number that there is, and the places that have it."""
    end = 0
    for number, size in enumerate(sizes.tolist()):
        end += size
        if size:
            yield number, places[end - size : end]


class Headings:
    """Finds suggestions under their headings: no list of half a million places."""

    def __init__(self, by: Grouping, order: PackedSuggestions, groups: Sequence[Group]) -> None:
        """Take ``groups`` as ``grouped`` has made them of ``order``."""
        self._by = by
        self._order = order
        self._groups = groups
        self._first = {group.key: at for at, group in reversed(tuple(enumerate(groups)))}
        """The first of the headings over the same members."""

    def number_of(self, key: tuple[str, str], first: int) -> int | None:
        """Return the number of the group with this key and so many members before it; None for none."""
        number = self._first.get(key)
        if number is None or first >= len(self._groups[number].places):
            return None
        return number + first // self._groups[number].part

    def find(self, place: int) -> tuple[int, int] | None:
        """Return the number of the group, and the row there, of a suggestion that stands at ``place``.

        None for one that is not shown.
        """
        if self._by is Grouping.PLACE:
            number = bisect_right(self._groups, place, key=_first_place) - 1
        else:
            number = self._first.get(self._key(place), -1)
        if number < 0:
            return None
        places = self._groups[number].places
        if self._by is Grouping.CONFIDENCE:
            found = np.flatnonzero(places == place)
        else:
            at = int(np.searchsorted(places, place))
            found = np.flatnonzero(places[at : at + 1] == place) + at
        if not len(found):
            return None
        part, row = divmod(int(found[0]), self._groups[number].part)
        return number + part, row

    def _key(self, place: int) -> tuple[str, str]:
        one = self._order[place : place + 1]
        if self._by is Grouping.CONFIDENCE:
            return "lane", tuple(Lane)[int(lanes_of(one.confidences)[0])]
        kind, title = one.patterns.title(int(one.series[0]))
        return kind.value, title


def _first_place(group: Group) -> int:
    return group.place(0)


def _in_parts(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Put more headings over long series."""
    return tuple(
        replace(group, first=first) for group in groups for first in range(0, len(group.places), group.part)
    )


def _order(mean: float) -> int:
    """Return 0 for series that a rule decides, up to 2 for those only a person can decide."""
    return 0 if mean >= 0.9 else 1 if mean >= 0.5 else 2
