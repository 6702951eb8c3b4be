# SPDX-License-Identifier: Apache-2.0
"""The suggestions of a batch, and what a preview says of each when somebody looks. No widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

from desktop_app.repair.keys import Places
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.review.decision import Verdict
from desktop_app.review.series import odd_ones_first
from desktop_app.review.session import ReviewSession
from desktop_app.review.verdicts import CODES
from desktop_app.steps import Steps
from desktop_app.ui import wording
from desktop_app.ui.dialogs.batch_model import BatchRow
from desktop_app.ui.suggestions.context import Glimpse, around, visible
from desktop_app.ui.suggestions.paragraphs import ParagraphNumbers

_AROUND = 24
"""Code points shown before and behind a change."""

_IN_SIGHT = 256


class SuggestionRows(Sequence[BatchRow]):
    """A row for each suggestion, with a little of the text around it."""

    def __init__(
        self,
        text: str,
        suggestions: PackedSuggestions,
        paragraphs: ParagraphNumbers,
        wordings: Mapping[str, str],
    ) -> None:
        """``wordings`` are those to show in place of the suggestions' own proposals, by id."""
        self._text = text
        self._suggestions = suggestions
        self._paragraphs = paragraphs
        self._wordings = wordings
        self._row = lru_cache(_IN_SIGHT)(self._made)

    def __len__(self) -> int:
        return len(self._suggestions)

    @overload
    def __getitem__(self, index: int) -> BatchRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[BatchRow, ...]: ...
    def __getitem__(self, index: int | slice) -> BatchRow | tuple[BatchRow, ...]:
        if isinstance(index, slice):
            return tuple(map(self._row, range(len(self))[index]))
        return self._row(range(len(self))[index])

    def _made(self, number: int) -> BatchRow:
        suggestion = self._suggestions[number]
        left, right = around(self._text, suggestion, before=_AROUND, after=_AROUND)
        new = self._wordings.get(suggestion.id, suggestion.replacement)
        return BatchRow(
            self._paragraphs.of(suggestion.span.start),
            Glimpse(left, visible(suggestion.original), right),
            Glimpse(left, visible(new), right),
            wording.confidence_text(suggestion.confidence),
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch act is about."""

    text: str
    open_ones: PackedSuggestions
    """Those that are undecided, the odd ones first."""
    decided: int
    """How many others there are, which stay as they are."""
    paragraphs: ParagraphNumbers
    wordings: Mapping[str, str]
    """What is proposed for some in place of their first alternative, by id."""

    def rows(self, suggestions: PackedSuggestions) -> SuggestionRows:
        """Return the rows of a preview of some of them."""
        return SuggestionRows(self.text, suggestions, self.paragraphs, self.wordings)


def batch_of(
    session: ReviewSession,
    order: PackedSuggestions,
    places: Places,
    wordings: Mapping[str, str] | None = None,
) -> Steps[Batch]:
    """Make what there is to say about some suggestions of a session, with yields in between."""
    text = session.document.text
    codes = session.verdicts_on(order)[places]
    yield
    open_ones = order.take(places[codes == CODES[Verdict.UNDECIDED]])
    yield
    odd = yield from odd_ones_first(open_ones, text)
    paragraphs = ParagraphNumbers(text, order)
    yield
    return Batch(text, odd, len(places) - len(odd), paragraphs, wordings or {})
