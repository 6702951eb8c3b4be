# SPDX-License-Identifier: Apache-2.0
"""Many suggestions in little memory: three numbers for each that differs from others by its place only.

A megabyte of damaged text has forty thousand suggestions, and most say of some place what others say of
theirs: no space belongs before this comma. What they have in common is kept once, as a pattern. The others
are patterns of their own, written down: a quarter of what they take as objects.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Self, overload
from zlib import compress, decompress

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.suggestion import Suggestion, suggestion_id
from desktop_app.repair.suggestion_rows import row_of, suggestion_of
from desktop_app.text.span import Span

Rows = NDArray[np.int32]
"""Shape ``[suggestions, 3]``: start, end (code points) and the number of the pattern."""

_BLOCK = 4_096
"""Rows that are read at a time."""


class Patterns:
    """What packed suggestions have in common; a suggestion like no other is a pattern of its own."""

    def __init__(self) -> None:
        self._known: list[Suggestion | bytes] = []
        """One of those that follow a pattern; or the only one, as compressed JSON."""
        self._numbers: dict[object, int] = {}

    def number_of(self, suggestion: Suggestion) -> int:
        """Return the number of the pattern that ``suggestion`` follows, a new one if there is none."""
        s = suggestion
        # Evidence names places, so whoever has some is like no other.
        if s.evidence or s.id != suggestion_id(s.detector, s.span, s.original):
            written = _written(s)
            return self._number_of(written, written)
        said = (s.kind, s.original, s.detector, s.series, s.explanation)
        return self._number_of((*said, s.certainty, s.alternatives, s.lost_words, s.lost_shares), s)

    def _number_of(self, key: object, pattern: Suggestion | bytes) -> int:
        number = self._numbers.setdefault(key, len(self._known))
        if number == len(self._known):
            self._known.append(pattern)
        return number

    def number_in_place_of(self, number: int, suggestion: Suggestion) -> int:
        """Return the number of the pattern that ``suggestion`` follows where one of ``number`` has stood.

        A pattern of its own that is replaced is kept no longer: rows that still have its number show the
        new one.
        """
        known = self._known[number]
        instead = self.number_of(suggestion)
        if instead != number and isinstance(known, bytes):
            del self._numbers[known]
            new = self._known[instead]
            self._known[number] = new if isinstance(new, bytes) else _written(suggestion)
        return instead

    def suggestion(self, start: int, end: int, number: int) -> Suggestion:
        """Return the suggestion of a row."""
        pattern = self._known[number]
        if isinstance(pattern, bytes):
            return suggestion_of(json.loads(decompress(pattern)))
        span = Span(start, end)
        return replace(pattern, id=suggestion_id(pattern.detector, span, pattern.original), span=span)


def _written(suggestion: Suggestion) -> bytes:
    return compress(json.dumps(row_of(suggestion), separators=(",", ":")).encode("ascii"), 1)


class PackedSuggestions(Sequence[Suggestion]):
    """Suggestions that are made anew whenever they are looked at; never changes."""

    __slots__ = ("_patterns", "rows")

    def __init__(self, patterns: Patterns, rows: Rows) -> None:
        self._patterns = patterns
        self.rows = rows
        """What there is; not to be changed. Rows of the same patterns are equal where suggestions are."""

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Suggestion: ...
    @overload
    def __getitem__(self, at: slice) -> Self: ...
    def __getitem__(self, at: int | slice) -> Suggestion | Self:
        if isinstance(at, slice):
            return self.of(self.rows[at])
        return self._patterns.suggestion(*self.rows[at].tolist())

    def __iter__(self) -> Iterator[Suggestion]:
        for start in range(0, len(self.rows), _BLOCK):
            for row in self.rows[start : start + _BLOCK].tolist():
                yield self._patterns.suggestion(*row)

    def of(self, rows: Rows) -> Self:
        """Return the suggestions of other rows of the same patterns."""
        return type(self)(self._patterns, rows)


class Packing:
    """Suggestions that are packed as they come."""

    def __init__(self, patterns: Patterns, suggestions: Iterable[Suggestion] = ()) -> None:
        self._patterns = patterns
        self._numbers = array("i")
        for suggestion in suggestions:
            self.append(suggestion)

    def append(self, suggestion: Suggestion) -> None:
        """Take one more."""
        span = suggestion.span
        self._numbers.extend((span.start, span.end, self._patterns.number_of(suggestion)))

    def packed(self) -> PackedSuggestions:
        """Return those that have come so far."""
        rows = np.array(self._numbers, np.int32).reshape(-1, 3)
        return PackedSuggestions(self._patterns, rows)


def pack(suggestions: Iterable[Suggestion]) -> PackedSuggestions:
    """Return ``suggestions`` packed, in their order, with patterns of their own."""
    return Packing(Patterns(), suggestions).packed()
