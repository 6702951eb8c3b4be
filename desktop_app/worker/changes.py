# SPDX-License-Identifier: Apache-2.0
"""What changes from one delivery of all suggestions to the next, in pieces small enough to pass on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

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
        self._whole: tuple[Suggestion, ...] = ()
        self._pending: list[Change] = []

    def take(self, piece: Iterable[Change]) -> None:
        """Keep a piece of a delivery."""
        self._pending += piece

    def whole(self) -> tuple[Suggestion, ...]:
        """Return all suggestions, now that all pieces of a delivery are there."""
        if not self._pending:
            return self._whole
        self._whole = tuple(chain.from_iterable(self._parts()))
        self._pending.clear()
        return self._whole

    def _parts(self) -> Iterator[Sequence[Suggestion]]:
        """Yield what stays and what comes, in order."""
        reached = 0
        for change in self._pending:
            yield self._whole[reached : change.at]
            yield change.new
            reached = change.at + change.gone
        yield self._whole[reached:]
