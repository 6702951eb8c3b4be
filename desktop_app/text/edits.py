# SPDX-License-Identifier: Apache-2.0
"""Edits of a text, and the map between the offsets before and after them."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from desktop_app.text.span import Span

Offsets = Sequence[int]


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
        sorted_edits = tuple(edits)
        # Arrays: as lists of numbers half a million edits would take eighty megabytes.
        self._old_starts = array("q", (edit.span.start for edit in sorted_edits))
        self._old_ends = array("q", (edit.span.end for edit in sorted_edits))
        growths = accumulate((len(edit.replacement) - len(edit.span) for edit in sorted_edits), initial=0)
        starts = (start + growth for start, growth in zip(self._old_starts, growths, strict=False))
        self._new_starts = array("q", starts)
        ends = zip(self._new_starts, sorted_edits, strict=True)
        self._new_ends = array("q", (start + len(edit.replacement) for start, edit in ends))

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
