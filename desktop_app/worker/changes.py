# SPDX-License-Identifier: Apache-2.0
"""What changes from one delivery of all suggestions to the next, in pieces small enough to pass on."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.repair.packed import PackedSuggestions, Packing
from desktop_app.repair.patterns import Patterns
from desktop_app.repair.suggestion import Suggestion

AT_ONCE = 100
"""Suggestions, or places of change, in one piece: about a millisecond of reading."""


@dataclass(frozen=True, slots=True)
class Change:
    """Some suggestions take the place of others."""

    at: int
    """Index of the first that goes, in the delivery before."""

    gone: int
    """How many go."""

    new: Sequence[Suggestion]
    """What comes in their place."""


def pieces(found: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    """Yield the changes in order, ``AT_ONCE`` suggestions or places at most in each piece."""
    piece: list[Change] = []
    room = AT_ONCE
    for change in found:
        at, gone, new = change.at, change.gone, change.new
        while True:
            part, new = new[:room], new[room:]
            piece.append(Change(at, gone, part))
            at, gone = at + gone, 0
            room -= max(1, len(part))
            if room <= 0:
                yield tuple(piece)
                piece.clear()
                room = AT_ONCE
            if not new:
                break
    if piece:
        yield tuple(piece)


class Growing:
    """The suggestions so far, as the changes tell of them."""

    def __init__(self) -> None:
        self._patterns = Patterns()
        self._whole = Packing(self._patterns).packed()
        self._parts: list[PackedSuggestions] = []
        """What stays and what has come, in order, of a delivery under way."""
        self._reached = 0
        """How many of the whole have been looked at meanwhile."""

    def take(self, piece: Iterable[Change]) -> None:
        """Keep a piece of a delivery."""
        for change in piece:
            new = Packing(self._patterns)
            for suggestion in change.new:
                new.append_numbered(suggestion, self._number_of(suggestion))
            self._parts += (self._whole[self._reached : change.at], new.packed())
            self._reached = change.at + change.gone

    def _number_of(self, suggestion: Suggestion) -> int:
        """Return the number of its pattern; what stood at its place is not kept beside it."""
        first, key = bisect_left(self._whole.starts, suggestion.span.start), hash(suggestion.id)
        near = self._whole[first : first + 2]  # an insertion may stand before it
        for number, same in zip(near.rows[:, 2].tolist(), (near.keys == key).tolist(), strict=True):
            if same:
                return self._patterns.number_in_place_of(number, suggestion)
        return self._patterns.number_of(suggestion)

    def whole(self) -> PackedSuggestions:
        """Return all suggestions, now that all pieces of a delivery are there."""
        if self._parts:
            self._parts.append(self._whole[self._reached :])
            self._whole = self._whole[:0].joined(self._parts)
            self._parts, self._reached = [], 0
        return self._whole
