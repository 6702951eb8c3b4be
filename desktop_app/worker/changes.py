# SPDX-License-Identifier: Apache-2.0
"""What has changed between two deliveries of all suggestions, in pieces small enough to pass on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.repair.suggestion import Suggestion

AT_ONCE = 100
"""Suggestions, or places of change, in one piece: about a millisecond of reading."""

_STRIDE = 256
"""Suggestions that are compared in one step where nothing has changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """Some suggestions take the place of others."""

    at: int
    """Index of the first that goes, in the delivery before."""

    gone: int
    """How many go."""

    new: tuple[Suggestion, ...]
    """What comes in their place."""


def changes(before: Sequence[Suggestion], after: Sequence[Suggestion]) -> Iterator[Change]:
    """Yield what turns ``before`` into ``after``, both sorted and free of overlaps, in order."""
    i = j = start = 0
    new: list[Suggestion] = []
    while i < len(before) or j < len(after):
        if not new and start == i and before[i : i + _STRIDE] == after[j : j + _STRIDE]:
            i, j = min(len(before), i + _STRIDE), min(len(after), j + _STRIDE)
            start = i
            continue
        old = before[i] if i < len(before) else None
        one = after[j] if j < len(after) else None
        if old is not None and one is not None and (old is one or old == one):
            if new or start < i:
                yield Change(start, i - start, tuple(new))
                new.clear()
            i, j = i + 1, j + 1
            start = i
        elif one is None or (old is not None and old.span <= one.span):
            i += 1
        else:
            new.append(one)
            j += 1
    if new or start < i:
        yield Change(start, i - start, tuple(new))


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
        grown: list[Suggestion] = []
        reached = 0
        for change in self._pending:
            grown += self._whole[reached : change.at]
            grown += change.new
            reached = change.at + change.gone
        grown += self._whole[reached:]
        self._whole = tuple(grown)
        self._pending.clear()
        return self._whole
