# SPDX-License-Identifier: Apache-2.0
"""A review as rows: what each side of each row shows, and which rows a change touches."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain, islice
from time import perf_counter

import numpy as np

from desktop_app.repair.packed import PackedSuggestions
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span
from desktop_app.ui.panes.changed_part import is_quiet
from desktop_app.ui.panes.contents import RowContent, Wording, inline_pieces, original_pieces, result_pieces
from desktop_app.ui.panes.modes import Side
from desktop_app.ui.panes.rows import RowIndex, Spans, cut_rows

_BATCH = 256

_MOST_LOCAL_CHANGES = 1_000
"""Changes that are looked at one by one; of more only those that move a cut are."""

_MOST_LOCAL_ROWS = 2_000
"""Rows that are cut anew at once; if it were more, all are, in slices."""

_MOST_CHANGES = 20_000
"""Decisions from which on all rows are cut anew, in slices."""

_MOST_TOUCHING = 64
"""Changes of which the rows are told one by one."""


@dataclass(frozen=True, slots=True)
class RowsChange:
    """What a refresh did to the rows."""

    level: bool
    """Whether there are as many rows as before."""

    touched: frozenset[int] | None
    """The rows with other contents; None where these are many."""


class ReviewRows:
    """The rows of one session. They are cut in slices of time, the first at once."""

    def __init__(self, session: ReviewSession, *, preview: bool = True) -> None:
        self.session = session
        self.preview = preview
        """Whether the result shows the wording proposed for what is undecided."""

        self.tried: tuple[str, str] | None = None
        """A suggestion and the wording that is being tried for it, shown before it is decided."""

        self.rebuild()

    # Cutting

    def rebuild(self) -> None:
        """Begin anew; ``grow`` cuts the rows."""
        self._take_suggestions()
        self.index = RowIndex.empty()
        text = self.session.document.text
        self._cuts: Iterator[tuple[int, bool]] | None = cut_rows(text, self.spans, 0, len(text))
        self._pending: tuple[int, bool] | None = None

    @property
    def complete(self) -> bool:
        """Whether all rows are cut."""
        return self._cuts is None

    def grow(self, seconds: float) -> int:
        """Cut rows for about so long; return how many were added."""
        if self._cuts is None:
            return 0
        until = perf_counter() + seconds
        cuts = [] if self._pending is None else [self._pending]
        finished = False
        while not finished and (not cuts or perf_counter() < until):
            batch = list(islice(self._cuts, _BATCH))
            finished = len(batch) < _BATCH
            cuts.extend(batch)
        if finished:
            self._cuts = None
            self.index = self.index.grown(cuts, len(self.session.document.text))
            return len(cuts)
        self._pending = cuts.pop()
        self.index = self.index.grown(cuts, self._pending[0])
        return len(cuts)

    def refresh(self, ids: Set[str]) -> RowsChange | None:
        """Take in what changed in the session; None when everything has to be cut anew."""
        former, old = self._suggestions, self.spans
        structure = self.session.suggestions is not former
        if (structure and not self.complete) or len(ids) > _MOST_CHANGES:
            return None
        if structure:
            self._take_suggestions()
            self.spans.hide(old.hidden)
        known: list[Span] | None = None
        if structure and len(ids) > _MOST_LOCAL_CHANGES:
            breaking = self._cuts_moved(ids, former, old)
        elif (known := self._known(ids, former)) is None or structure:
            breaking = known
        else:
            breaking = self._breaking(ids)
        if breaking is None or len(breaking) > _MOST_LOCAL_ROWS:
            return None
        before = len(self.index)
        stretches = self._stretches(breaking, old)
        if sum(end - begin for begin, end in stretches) > _MOST_LOCAL_ROWS:
            return None
        if stretches:
            self.index = self.index.recut(self.session.document.text, self.spans, stretches)
        told = known is not None and len(known) <= _MOST_TOUCHING
        return RowsChange(len(self.index) == before, self._rows_of(known or ()) if told else None)

    def _rows_of(self, places: Iterable[Span]) -> frozenset[int]:
        row_of = self.index.row_of
        return frozenset(row for s in places for row in range(row_of(s.start), row_of(s.end) + 1))

    def _known(self, ids: Set[str], former: PackedSuggestions) -> list[Span] | None:
        """Return where these stand; None if some can be found neither now nor before."""
        now = self.session.suggestions
        known = now.take(now.places_of(ids))
        places = known.spans()
        if len(places) == len(ids):
            return places
        rest = set(ids).difference(known.ids())
        gone = former.take(former.places_of(rest))
        places += gone.spans()
        try:
            places += [self.session.suggestion(key).span for key in rest.difference(gone.ids())]
        except KeyError:
            return None
        return places

    def _breaking(self, ids: Set[str]) -> list[Span]:
        """Return the places where a decision can change where rows begin."""
        suggestions, text = self.session.suggestions, self.session.document.text
        decided = suggestions.take(suggestions.places_of(ids))
        breaks = decided.are_of([DamageKind.PARAGRAPH]).tolist()
        return [
            span
            for span, is_break in zip(decided.spans(), breaks, strict=True)
            if is_break or text.find("\n", span.start, span.end) >= 0
        ]

    def _cuts_moved(self, ids: Set[str], former: PackedSuggestions, old: Spans) -> list[Span] | None:
        """Return where new findings come or go at the cuts; None if some can be found nowhere.

        Hundreds of thousands may be new, and nearly all lie within their rows.
        """
        cuts = self.index.starts[1:-1]
        moved = chain(
            cuts[self.spans.are_across(cuts)].tolist(),
            old.hidden - self.spans.hidden,
            np.setxor1d(old.break_ends, self.spans.break_ends).tolist(),
        )
        # A decision may join lines or leave them apart, wherever its suggestion is now.
        decided = self._known(ids & self.session.decisions.keys(), former)
        if decided is None:
            return None
        return decided + [Span(cut, cut) for cut in moved]

    def _stretches(self, changed: Iterable[Span], old: Spans) -> list[tuple[int, int]]:
        """Return the rows, as they are now, that have to be cut anew: first and last of each stretch."""
        end = len(self.session.document.text)
        stretches: list[tuple[int, int]] = []
        for span in sorted(changed):
            near = [span, *old.touching(span), *self.spans.touching(span)]
            first = self.index.row_of(max(0, min(s.start for s in near) - 1))
            last = self.index.row_of(min(max(s.end for s in near) + 1, end))
            while self.spans.across(self.index.start(first)) is not None and first:
                first -= 1
            while self.spans.across(self.index.end(last)) is not None and last < len(self.index) - 1:
                last += 1
            while stretches and first <= stretches[-1][1] + 1:
                before = stretches.pop()
                first, last = min(first, before[0]), max(last, before[1])
            stretches.append((first, last))
        return stretches

    def _take_suggestions(self) -> None:
        self._suggestions = self.session.suggestions
        self.spans = Spans(self._suggestions, self._joins)

    def _joins(self, suggestion: Suggestion) -> bool:
        decision = self.session.decision(suggestion.id)
        if decision.replacement is None:
            return decision.verdict is Verdict.KEPT and "\n" not in suggestion.original
        start = suggestion.span.start
        whole_line = start == 0 or self.session.document.text[start - 1] == "\n"
        return "\n" not in decision.replacement and not whole_line

    # What a row shows

    def suggestions_in(self, row: int) -> Sequence[Suggestion]:
        """Return the suggestions of a row, by place."""
        end = self.index.end(row)
        return self.spans.within(self.index.start(row), end, last=end == len(self.session.document.text))

    def is_changed(self, row: int) -> bool:
        """Tell whether a row has more than quiet suggestions."""
        return any(not is_quiet(s) for s in self.suggestions_in(row))

    def row_of(self, suggestion: Suggestion) -> int:
        """Return the row of a suggestion in force."""
        return self.index.row_of(suggestion.span.start)

    def content(self, row: int, side: Side) -> RowContent:
        """Return what a side of a row shows."""
        start, end = self.index.start(row), self.index.end(row)
        text = self.session.document.text
        suggestions = self.suggestions_in(row)
        if side is Side.ORIGINAL:
            return RowContent(original_pieces(text, start, end, suggestions))
        wordings = [self.wording(s) for s in suggestions]
        if side is Side.RESULT:
            return RowContent(result_pieces(text, start, end, wordings))
        struck = frozenset(
            w.suggestion.id for w in wordings if self._proposes(w.suggestion) and not is_quiet(w.suggestion)
        )
        return RowContent(inline_pieces(text, start, end, wordings, struck))

    def wording(self, suggestion: Suggestion) -> Wording:
        """Return what the result shows for a suggestion."""
        decision = self.session.decision(suggestion.id)
        tried = self.tried is not None and self.tried[0] == suggestion.id
        if tried and self.tried is not None:
            return Wording(suggestion, False, self.tried[1])
        if decision.replacement is not None:
            return Wording(suggestion, True, decision.replacement)
        text = suggestion.replacement if self._proposes(suggestion) else suggestion.original
        return Wording(suggestion, False, text)

    def _proposes(self, suggestion: Suggestion) -> bool:
        return self.preview and self.session.decision(suggestion.id).verdict is Verdict.UNDECIDED

    # Places in the result

    def result_start(self, row: int) -> int:
        """Return where a row begins in the result."""
        start = self.index.start(row)
        for suggestion in self.spans.within(start, start + 1):
            if self.session.decision(suggestion.id).replacement is not None:
                return self.session.offsets.result_span(suggestion.span).start
            break
        return self.session.offsets.to_result(start)

    def row_of_result(self, offset: int) -> int:
        """Return the row in which an offset of the result lies."""
        row = self.index.row_of(self.session.offsets.to_original(offset))
        while row + 1 < len(self.index) and self.result_start(row + 1) <= offset:
            row += 1
        while row and self.result_start(row) > offset:
            row -= 1
        return row

    def typing(self, first: tuple[int, int], last: tuple[int, int], typed: str) -> tuple[Span, str, int]:
        """Return the edit of the result that typing over a stretch of the result pane means.

        ``first`` and ``last`` are rows with shown offsets, in order. The third value is where the caret
        comes to stand, in the result after the edit.
        """
        head_content = self.content(first[0], Side.RESULT)
        head_start = self.result_start(first[0])
        if first == last:
            low, high, before, behind = head_content.insertion(first[1])
            span = Span(head_start + low, head_start + high)
        else:
            tail_content = self.content(last[0], Side.RESULT)
            low, before = head_content.head(first[1])
            high, behind = tail_content.tail(last[1])
            start = head_start + low
            span = Span(start, max(start, self.result_start(last[0]) + high))
        return span, before + typed + behind, span.start + len(before) + len(typed)
