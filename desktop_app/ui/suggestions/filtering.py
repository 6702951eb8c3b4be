# SPDX-License-Identifier: Apache-2.0
"""What of the list is shown: by words, kind, lane and state."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from desktop_app.repair.packed import PackedSuggestions
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.decision import Decision, Verdict
from desktop_app.review.policy import Lane, lane, lanes_of
from desktop_app.ui.suggestions.model import Role, SuggestionModel


@dataclass(frozen=True, slots=True)
class Filter:
    """What a suggestion must be to be shown; None asks for nothing."""

    words: str = ""
    """Some part of original, proposal, series or note; upper and lower case alike."""
    kind: DamageKind | None = None
    which_lane: Lane | None = None
    verdict: Verdict | None = None

    @property
    def empty(self) -> bool:
        """Whether everything passes."""
        return self == _EVERYTHING

    def passes(self, suggestion: Suggestion, decision: Decision) -> bool:
        """Tell whether a suggestion is shown."""
        if self.kind is not None and suggestion.kind is not self.kind:
            return False
        if self.verdict is not None and decision.verdict is not self.verdict:
            return False
        if self.which_lane is not None and lane(suggestion) is not self.which_lane:
            return False
        if not self.words:
            return True
        words = self.words.casefold()
        shown = decision.replacement or suggestion.replacement
        return any(
            words in part.casefold()
            for part in (suggestion.original, shown, suggestion.series, decision.note)
        )


_EVERYTHING = Filter()


class SuggestionFilter(QSortFilterProxyModel):
    """Shows the suggestions a filter lets pass, and the groups that have any."""

    def __init__(self, model: SuggestionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter = _EVERYTHING
        self._all_pass = True
        self._model = model
        self._passing: tuple[object, object, NDArray[np.bool_]] | None = None
        """What is listed, the filter, and what may pass it, as they were last."""
        self.setRecursiveFilteringEnabled(True)
        self.setDynamicSortFilter(True)
        self.setSourceModel(model)

    @property
    def filter(self) -> Filter:
        """What is asked for."""
        return self._filter

    def set_filter(self, wanted: Filter) -> None:
        """Ask for something else."""
        if wanted != self._filter:
            self._filter = wanted
            self._all_pass = wanted.empty
            self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Tell whether a row is shown; groups are shown for their members."""
        if self._all_pass:
            return True
        if not parent.isValid():
            return False
        place = self._model.place_at(row, parent)
        if not self._may_pass()[place]:
            return False
        decision = self._model.index(row, 0, parent).data(Role.DECISION)
        return self._filter.passes(self._model.order[place], decision)

    def _may_pass(self) -> NDArray[np.bool_]:
        """Tell of all that is listed what may pass, by what no decision changes and all columns tell."""
        order, wanted = self._model.order, self._filter
        if self._passing is None or self._passing[0] is not order or self._passing[1] is not wanted:
            passing = np.ones(len(order), np.bool_)
            if wanted.kind is not None:
                passing &= order.are_of([wanted.kind])
            if wanted.which_lane is not None:
                passing &= lanes_of(order.confidences) == tuple(Lane).index(wanted.which_lane)
            self._passing = order, wanted, passing
        return self._passing[2]

    def hasChildren(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> bool:  # noqa: B008
        """Tell whether there is anything below an index, without a look at each of its rows."""
        if not self._all_pass:
            return super().hasChildren(parent)
        return not parent.parent().isValid() if parent.isValid() else bool(self._model.groups)

    def shown(self) -> PackedSuggestions:
        """Return the suggestions shown, in the order of the list."""
        if self._all_pass:
            parts = [group.listed for group in self._model.groups]
            return self._model.order.take(np.concatenate([np.zeros(0, np.intp), *parts]))
        places = [
            self._model.place_at(self.mapToSource(self.index(row, 0, parent)).row(), self.mapToSource(parent))
            for parent in (self.index(group, 0) for group in range(self.rowCount()))
            for row in range(self.rowCount(parent))
        ]
        return self._model.order.take(np.array(places, np.intp))
