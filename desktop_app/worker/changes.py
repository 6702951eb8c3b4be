# SPDX-License-Identifier: Apache-2.0
"""What changes from one delivery of all suggestions to the next, in pieces small enough to pass on."""

from array import array
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from desktop_app.repair.packed import PackedSuggestions, Packing
from desktop_app.repair.patterns import Facts, Patterns
from desktop_app.repair.suggestion import DamageKind
from desktop_app.repair.suggestion_rows import row_of, suggestion_of
from desktop_app.steps import Steps

AT_ONCE = 100
"""Suggestions, or places of change, in one piece: less than a millisecond of reading."""


@dataclass(frozen=True, slots=True)
class Change:
    """Some suggestions take the place of others."""

    at: int
    """Index of the first that goes, in the delivery before."""

    gone: int
    """How many go."""

    new: PackedSuggestions
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


class Teller:
    """Tells of changes in plain values, and of each pattern once."""

    def __init__(self) -> None:
        self._told = bytearray()
        """For each pattern whether it was told."""

    def told(self, piece: Iterable[Change]) -> list[Any]:
        """Return a piece as lists of strings and numbers: the patterns that it needs, and the changes."""
        patterns, changes = [], []
        for change in piece:
            new = change.new
            for number in new.rows[:, 2].tolist():
                if not self._is_told(number):
                    self._told[number] = True
                    patterns.append([number, *_told_pattern(new.patterns, number)])
            changes.append([change.at, change.gone, new.rows[:, :3].ravel().tolist()])
        return [patterns, changes]

    def _is_told(self, number: int) -> bool:
        self._told.extend(bytes(max(0, number + 1 - len(self._told))))
        return bool(self._told[number])


def _told_pattern(patterns: Patterns, number: int) -> list[Any]:
    pattern = patterns.pattern(number)
    if isinstance(pattern, bytes):
        facts = patterns.facts_of(number)
        return [b64encode(pattern).decode("ascii"), facts.kind.value, facts.series, facts.best, facts.second]
    return [row_of(pattern)]


class Growing:
    """The suggestions so far, as a teller tells of them."""

    def __init__(self) -> None:
        self._patterns = Patterns()
        self._numbers = array("i")
        """Of each pattern the number that it has here, by the number that it was told with."""
        self._whole = Packing(self._patterns).packed()
        self._gone = array("q")
        """Which of the whole go, by the delivery under way."""
        self._new = Packing(self._patterns)
        """What comes with it."""

    def take(self, told: list[Any]) -> None:
        """Keep a piece of a delivery."""
        patterns, changes = told
        for number, *pattern in patterns:
            self._numbers.extend([-1] * (number + 1 - len(self._numbers)))
            self._numbers[number] = self._heard(*pattern)
        for at, gone, rows in changes:
            self._gone.extend(range(at, at + gone))
            self._add(rows)

    def _heard(self, pattern: Any, *facts: Any) -> int:  # noqa: ANN401 - plain values
        if not facts:
            return self._patterns.number_of(suggestion_of(pattern))
        kind, series, best, second = facts
        return self._patterns.add_written(b64decode(pattern), Facts(DamageKind(kind), series, best, second))

    def _add(self, flat: list[int]) -> None:
        for start, end, told in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
            number = self._numbers[told]
            key = hash(self._patterns.id_of(start, end, number))
            self._new.append_row(start, end, number, key)
            if self._patterns.is_of_one(number):
                self._drop_before(start, number, key)

    def _drop_before(self, start: int, number: int, key: int) -> None:
        """Do not keep what was written of a suggestion before."""
        first = bisect_left(self._whole.starts, start)
        near = self._whole[first : first + 2]  # an insertion may stand before it
        for old, same in zip(near.rows[:, 2].tolist(), (near.keys == key).tolist(), strict=True):
            if same:
                self._patterns.replace(old, number)

    def whole(self) -> Steps[PackedSuggestions]:
        """Return all suggestions, now that all pieces of a delivery are there."""
        if self._gone or self._new:
            stays = yield from self._whole.leaving_out(np.array(self._gone, np.intp))
            self._whole = yield from stays.mixing_with(self._new.packed())
            self._gone, self._new = array("q"), Packing(self._patterns)
        return self._whole
