# SPDX-License-Identifier: Apache-2.0
"""Edits of a text, and the map between the offsets before and after them."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from desktop_app.text.span import Span

Offsets = Sequence[int]

Columns = NDArray[np.int64]
"""Code points, one row for each edit."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace what stands at ``span`` by ``replacement``."""

    span: Span
    """Where, in code points of the text before the edit."""

    replacement: str
    """What will stand there; empty to delete."""


class OffsetMap:
    """Maps code point offsets between a text and the same text after sorted, disjoint edits.

    An offset inside an edit has no exact partner: it maps to the near end of the same edit on the
    other side, so that a place on one side always finds the change it belongs to.
    """

    __slots__ = ("_new_ends", "_new_starts", "_old_ends", "_old_starts")

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        chosen = tuple(edits)
        spans = np.array([(edit.span.start, edit.span.end) for edit in chosen], np.int64).reshape(-1, 2)
        lengths = np.array([len(edit.replacement) for edit in chosen], np.int64)
        self._take(spans[:, 0], spans[:, 1], lengths)

    @classmethod
    def of_columns(cls, starts: Columns, ends: Columns, lengths: Columns) -> "OffsetMap":
        """Return the map for edits of these spans, sorted and disjoint, by texts so long."""
        made = cls()
        made._take(starts, ends, lengths)
        return made

    def _take(self, starts: Columns, ends: Columns, lengths: Columns) -> None:
        growths = lengths - (ends - starts)
        new_starts = starts + np.cumsum(growths) - growths
        # Arrays of Python's: each of their numbers is asked for alone.
        columns = (starts, ends, new_starts, new_starts + lengths)
        self._old_starts, self._old_ends, self._new_starts, self._new_ends = map(_array, columns)

    def edits_between(self, start: int, end: int) -> tuple[int, int]:
        """Return the first edit that touches ``[start, end]`` of the result, and the one behind the last."""
        return bisect_left(self._new_ends, start), bisect_right(self._new_starts, end)

    def new_start(self, edit: int) -> int:
        """Return where an edit begins in the result."""
        return self._new_starts[edit]

    def to_result(self, offset: int) -> int:
        """Return where ``offset`` of the text before lies in the text after."""
        return _across(offset, self._old_starts, self._old_ends, self._new_starts, self._new_ends)

    def to_original(self, offset: int) -> int:
        """Return where ``offset`` of the text after lies in the text before."""
        return _across(offset, self._new_starts, self._new_ends, self._old_starts, self._old_ends)

    def result_span(self, span: Span) -> Span:
        """Return the span of the result that ``span`` of the original became.

        For the span of an edit this is exactly the span of its replacement, also where it is empty
        or touches other edits.
        """
        index = bisect_left(self._old_starts, span.start)
        while index < len(self._old_starts) and self._old_starts[index] == span.start:
            if self._old_ends[index] == span.end:
                return Span(self._new_starts[index], self._new_ends[index])
            index += 1
        start = self.to_result(span.start)
        return Span(start, max(start, self.to_result(span.end)))

    def edit_at_result(self, offset: int) -> int | None:
        """Return the index of the edit whose replacement holds or touches result offset ``offset``."""
        index = bisect_right(self._new_starts, offset) - 1
        if index >= 0 and offset <= self._new_ends[index]:
            return index
        return None


def _array(column: Columns) -> "array[int]":
    return array("q", np.ascontiguousarray(column, np.int64).tobytes())


def _across(offset: int, starts: Offsets, ends: Offsets, to_starts: Offsets, to_ends: Offsets) -> int:
    index = bisect_right(starts, offset) - 1
    if index < 0:
        return offset
    if offset >= ends[index]:
        return to_ends[index] + offset - ends[index]
    return min(to_starts[index] + offset - starts[index], to_ends[index])


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """Return ``text`` after ``edits`` and the map of offsets between both.

    ``edits`` are sorted by span and share no code point; otherwise ``ValueError``.

    >>> apply_edits("He said , no", [Edit(Span(7, 8), "")])[0]
    'He said, no'
    """
    chosen = tuple(edits)
    for left, right in pairwise(chosen):
        if left.span.end > right.span.start or left.span == right.span:
            raise ValueError(f"edits at {left.span} and {right.span} overlap or are out of order")
    if chosen and chosen[-1].span.end > len(text):
        raise ValueError(f"edit at {chosen[-1].span} lies behind the text of {len(text)} code points")
    parts: list[str] = []
    position = 0
    for edit in chosen:
        parts.append(text[position : edit.span.start])
        parts.append(edit.replacement)
        position = edit.span.end
    parts.append(text[position:])
    return "".join(parts), OffsetMap(chosen)
