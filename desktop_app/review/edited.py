# SPDX-License-Identifier: Apache-2.0
"""The result: a text with all accepted decisions carried out, brought up to date where a decision changed it.

A quarter of a million edits are columns, and a keystroke among them changes a few rows: the whole text is put
together only for somebody who wants to see it whole.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.keys import keys_of, matches
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.review.decision import Decision
from desktop_app.review.own_changes import touching
from desktop_app.text.edits import Edit, OffsetMap
from desktop_app.text.span import Span

Offsets = NDArray[np.int64]


class Edited:
    """A text after edits; never changes. All offsets are code points."""

    def __init__(self, text: str, starts: Offsets, ends: Offsets, words: Sequence[str]) -> None:
        """Take spans of ``text``, sorted and disjoint (else ``ValueError``), and what stands there now."""
        if (ends[:-1] > starts[1:]).any() or ((starts[1:] == starts[:-1]) & (ends[1:] == ends[:-1])).any():
            raise ValueError("edits overlap or are out of order")
        self._text, self._starts, self._ends, self._words = text, starts, ends, words
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        self.offsets = OffsetMap.of_columns(starts, ends, lengths)
        """Between the text and the result."""
        self._whole: str | None = None

    @classmethod
    def of(cls, text: str, suggestions: PackedSuggestions, decisions: Mapping[str, Decision]) -> "Edited":
        """Return a text after the decisions on suggestions, which are sorted and disjoint."""
        accepted = [key for key, decision in decisions.items() if decision.replacement is not None]
        words = [decision.replacement for decision in decisions.values() if decision.replacement is not None]
        places, which = matches(suggestions.keys, keys_of(accepted))
        rows = suggestions.rows[places].astype(np.int64)
        return cls(text, rows[:, 0], rows[:, 1], [words[number] for number in which.tolist()])

    def renewed(
        self, spans: Iterable[Span], suggestions: PackedSuggestions, decisions: Mapping[str, Decision]
    ) -> "Edited":
        """Return the same after suggestions at ``spans`` have come, gone, or been decided on anew."""
        starts, ends, words = self._starts, self._ends, list(self._words)
        for span in spans:
            first = int(np.searchsorted(ends, span.start))
            last = int(np.searchsorted(starts, span.end, side="right"))
            edits = [
                Edit(s.span, decision.replacement)
                for s in touching(suggestions, span)
                if (decision := decisions.get(s.id)) is not None and decision.replacement is not None
            ]
            words[first:last] = [edit.replacement for edit in edits]
            starts = _with(starts, first, last, [edit.span.start for edit in edits])
            ends = _with(ends, first, last, [edit.span.end for edit in edits])
        return Edited(self._text, starts, ends, words)

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits, sorted and disjoint."""
        rows = zip(self._starts.tolist(), self._ends.tolist(), self._words, strict=True)
        return tuple(Edit(Span(start, end), words) for start, end, words in rows)

    def whole(self) -> str:
        """Return the result."""
        if self._whole is None:
            self._whole = "".join(self._parts(0, 0, len(self._words)))
        return self._whole

    def between(self, start: int, end: int) -> str:
        """Return what stands in the result between two of its offsets."""
        if self._whole is not None or start >= end:
            return "" if self._whole is None else self._whole[start:end]
        first, last = self.offsets.edits_between(start, end)
        begin = min(start, self.offsets.new_start(first)) if first < len(self._words) else start
        original = self.offsets.to_original(begin)
        if first < last and begin == self.offsets.new_start(first):
            original = int(self._starts[first])
        found = "".join(self._parts(original, first, last, limit=end - begin))
        return found[start - begin : end - begin]

    def _parts(self, position: int, first: int, last: int, *, limit: int | None = None) -> Iterable[str]:
        """Yield the text from an offset of the original on, with some edits, and what is behind them."""
        rows = zip(self._starts[first:last].tolist(), self._ends[first:last].tolist(), strict=True)
        for (start, end), words in zip(rows, self._words[first:last], strict=True):
            yield self._text[position:start]
            yield words
            position = end
        yield self._text[position:] if limit is None else self._text[position : position + limit]


def _with(column: Offsets, first: int, last: int, instead: list[int]) -> Offsets:
    return np.concatenate((column[:first], np.array(instead, np.int64), column[last:]))
