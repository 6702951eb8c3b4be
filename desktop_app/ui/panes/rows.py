# SPDX-License-Identifier: Apache-2.0
"""Rows: the pieces into which both texts are cut so that they can be kept level.

A row ends at a line break of the original, or where a paragraph break is suspected: damaged texts are
often a single line. A cut never goes through a suggestion, so each suggestion lies in one row, and the
row of the result is what became of the row of the original.
"""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.packed import PackedSuggestions, pack
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.text.span import Span

LONGEST_ROW = 2_000
"""Code points; a longer row is cut at the end of a sentence, as it would have to be laid out at once."""

_CUT_AFTER = 1_200
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")

Offsets = NDArray[np.integer]
Flags = NDArray[np.bool_]


class Spans:
    """The suggestions in force, by place."""

    __slots__ = ("_breaks", "_joins", "break_ends", "ends", "hidden", "starts", "suggestions")

    def __init__(
        self, suggestions: Sequence[Suggestion], joins: Callable[[Suggestion], bool] | None = None
    ) -> None:
        """Take suggestions that are sorted."""
        self.suggestions = packed = pack(suggestions)
        self.starts = np.ascontiguousarray(packed.starts)
        self.ends = np.ascontiguousarray(packed.ends)
        self._breaks = packed.take(packed.are_of([DamageKind.PARAGRAPH]) & (self.ends > self.starts))
        self.break_ends = np.ascontiguousarray(self._breaks.ends)
        """Where paragraph breaks are suspected, whatever has been decided of them."""
        self.hidden: set[int] = set()
        """Where rows would begin but for a suggestion that goes on there, as far as rows have been cut."""

        self._joins = joins
        """Tells of a suggestion at a break of the original that leaves no break in the result."""

    def breaks(self, start: int, end: int) -> Iterator[int]:
        """Yield where rows end behind suggestions that begin in ``[start, end)``."""
        starts = self._breaks.starts
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        for suggestion in self._breaks[low:high] if low < high else ():
            if self._joins is None or not self._joins(suggestion):
                yield suggestion.span.end

    def joins(self, start: int, end: int) -> bool:
        """Tell whether a decision has done away with the line breaks ``[start, end)``."""
        index = bisect_right(self.starts, start) - 1
        if self._joins is None or index < 0 or self.ends[index] != end:
            return False
        return self._joins(self.suggestions[index])

    def within(self, start: int, end: int, *, last: bool = False) -> PackedSuggestions:
        """Return the suggestions that begin in ``[start, end)``; with ``last`` also at ``end``."""
        low = bisect_left(self.starts, start)
        high = (bisect_right if last else bisect_left)(self.starts, end)
        return self.suggestions[low:high]

    def touching(self, span: Span) -> Iterator[Span]:
        """Yield the places of suggestions that overlap a span or touch it."""
        if span.start and (before := self.across(span.start)) is not None:
            yield before
        yield from self.within(span.start, span.end, last=True).spans()

    def across(self, offset: int) -> Span | None:
        """Return the place of the suggestion through which a cut at ``offset`` would go."""
        index = bisect_left(self.starts, offset) - 1
        if index >= 0 and self.ends[index] > offset:
            return Span(int(self.starts[index]), int(self.ends[index]))
        return None

    def hide(self, cuts: set[int]) -> None:
        """Take those of the cuts for hidden that would go through a suggestion."""
        offsets = np.sort(np.fromiter(cuts, self.starts.dtype))  # in order they are found far sooner
        self.hidden.update(offsets[self.are_across(offsets)].tolist())

    def are_across(self, cuts: Offsets) -> Flags:
        """Tell of each cut whether it would go through a suggestion."""
        if not len(self.starts):
            return np.zeros(len(cuts), np.bool_)
        before = np.searchsorted(self.starts, cuts.astype(self.starts.dtype)) - 1
        return (before >= 0) & (self.ends[before] > cuts)


def cut_rows(text: str, spans: Spans, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Yield the beginnings of rows in ``[start, end)`` of the original, ``start`` itself first.

    With each comes whether it continues the row before, being cut only for length. ``start`` and
    ``end`` must be beginnings of rows or ends of the text.
    """
    position = start
    yield start, False
    for cut in _hard_cuts(text, spans, start, end):
        if cut >= end:
            break
        yield from _soft_cuts(text, spans, position, cut)
        yield cut, False
        position = cut
    yield from _soft_cuts(text, spans, position, end)


def _hard_cuts(text: str, spans: Spans, start: int, end: int) -> Iterator[int]:
    breaks: deque[int] = deque()
    seen = start
    for line_end, cut in chain(_line_cuts(text, start, end), ((end, end),)):
        # Line by line: in a long text it may be far to the next break, and the window waits for each cut.
        breaks.extend(spans.breaks(seen, cut))
        seen = cut
        while breaks and breaks[0] < cut:
            yield breaks.popleft()
        if breaks and breaks[0] == cut:
            breaks.popleft()
        if spans.across(cut) is not None:
            spans.hidden.add(cut)
        elif not spans.joins(line_end, cut):
            yield cut


def _line_cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    while (found := text.find("\n", position, end)) >= 0:
        position = found + 1
        while position < end and text[position] == "\n":
            position += 1
        yield found, position


def _soft_cuts(text: str, spans: Spans, start: int, end: int) -> Iterator[tuple[int, bool]]:
    while end - start > LONGEST_ROW:
        near, far = start + _CUT_AFTER, start + LONGEST_ROW
        sentence = _SENTENCE_END.search(text, near, far)
        cut = sentence.end() if sentence else (text.rfind(" ", near, far) + 1 or far)
        while (blocking := spans.across(cut)) is not None:
            cut = blocking.end
        if cut >= end:
            return
        yield cut, True
        start = cut


@dataclass(slots=True)
class RowIndex:
    """Where rows begin in the original."""

    starts: Offsets
    """Ascending, one a row, and the length of the text last."""

    continues: Flags
    """Which rows go on with the paragraph of the row before."""

    @classmethod
    def empty(cls) -> "RowIndex":
        """Return an index without rows, to be grown."""
        return cls(np.zeros(1, np.int64), np.zeros(0, np.bool_))

    @classmethod
    def of(cls, text: str, spans: Spans) -> "RowIndex":
        """Cut a whole text."""
        return cls._from(list(cut_rows(text, spans, 0, len(text))), len(text))

    @classmethod
    def _from(cls, cuts: Sequence[tuple[int, bool]], end: int) -> "RowIndex":
        starts = np.array([*(cut for cut, _ in cuts), end], dtype=np.int64)
        return cls(starts, np.array([soft for _, soft in cuts], dtype=np.bool_))

    def __len__(self) -> int:
        return len(self.continues)

    def row_of(self, offset: int) -> int:
        """Return the row that holds an offset of the original; the end of the text is in the last."""
        row = int(np.searchsorted(self.starts, offset, side="right")) - 1
        return min(max(row, 0), len(self) - 1)

    def start(self, row: int) -> int:
        """Return where a row begins in the original."""
        return int(self.starts[row])

    def end(self, row: int) -> int:
        """Return where a row ends in the original."""
        return int(self.starts[row + 1])

    def paragraph(self, row: int) -> int:
        """Return the number, from 1, of the paragraph a row belongs to."""
        return row + 1 - int(np.count_nonzero(self.continues[: row + 1]))

    def lengths(self) -> Offsets:
        """Return the lengths of the rows in code points of the original."""
        return np.diff(self.starts)

    def grown(self, cuts: Sequence[tuple[int, bool]], end: int) -> "RowIndex":
        """Return the index with more rows behind its last; the first begins where that ended."""
        new = self._from(cuts, end)
        return RowIndex(
            np.concatenate((self.starts[:-1], new.starts)), np.concatenate((self.continues, new.continues))
        )

    def recut(self, text: str, spans: Spans, stretches: Sequence[tuple[int, int]]) -> "RowIndex":
        """Return the index with stretches of rows, each from first to last, cut anew.

        They come in order. The caller sees to it that no suggestion crosses their outer borders.
        """
        starts, continues, reached = [], [], 0
        for first, last in stretches:
            end = self.end(last)
            new = self._from(list(cut_rows(text, spans, self.start(first), end)), end)
            new.continues[0] = self.continues[first]
            starts += [self.starts[reached:first], new.starts[:-1]]
            continues += [self.continues[reached:first], new.continues]
            reached = last + 1
        return RowIndex(
            np.concatenate((*starts, self.starts[reached:])),
            np.concatenate((*continues, self.continues[reached:])),
        )
