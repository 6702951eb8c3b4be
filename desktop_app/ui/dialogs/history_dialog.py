# SPDX-License-Identifier: Apache-2.0
"""All acts of the review, the latest first; one click goes back to any of them, and forward again."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListView, QVBoxLayout, QWidget

from desktop_app.review.decision import DecisionChange
from desktop_app.ui.review_controller import ReviewController
from desktop_app.ui.suggestions.context import before_and_after


class HistoryModel(QAbstractListModel):
    """The moments of a review: the present state of the text is one of them."""

    def __init__(self, controller: ReviewController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._acts = controller.history.acts

    def refresh(self) -> None:
        """Take the history anew."""
        self.beginResetModel()
        self._acts = self._controller.history.acts
        self.endResetModel()

    def position_of(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """Return how many acts are in force at the moment of a row."""
        return len(self._acts) - index.row()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of moments: one more than acts."""
        return 0 if parent.isValid() else len(self._acts) + 1

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt has it
        """Return what happened, and when."""
        if not index.isValid():
            return None
        position, now = self.position_of(index), self._controller.history.position
        if role == Qt.ItemDataRole.DisplayRole:
            if position == 0:
                return self.tr("The beginning")
            act = self._acts[position - 1]
            when = act.when.astimezone().strftime("%H:%M:%S")
            undone = self.tr("   (undone)") if position > now else ""
            return f"{when}   {act.label}{self._words(act)}{undone}"
        if role == Qt.ItemDataRole.FontRole and position == now:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def _words(self, act: DecisionChange) -> str:
        """Return what an act on a single place was about."""
        session = self._controller.session
        if session is None or len(act.after) != 1:
            return ""
        (key, decision), *_ = act.after.items()
        suggestion = session.suggestion(key)
        before, after = before_and_after(session.document.text, suggestion, decision.replacement)
        return f"   {before}" if decision.replacement is None else f"   {before} → {after or '∅'}"


class HistoryDialog(QDialog):
    """Shows the moments; Return or a double click goes there."""

    def __init__(self, controller: ReviewController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.setWindowTitle(self.tr("History"))
        self.resize(480, 520)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        words = QLabel(
            self.tr("Return goes to a moment. Nothing is lost: later acts stay in the list."), self
        )
        words.setWordWrap(True)
        layout.addWidget(words)
        self._model = HistoryModel(controller, self)
        self._list = QListView(self)
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(self.tr("Acts, the latest first"))
        self._list.setModel(self._model)
        self._list.activated.connect(self.go_to)
        layout.addWidget(self._list, 1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        box.rejected.connect(self.reject)
        layout.addWidget(box)
        self._show_now()

    @Slot(QModelIndex)
    def go_to(self, index: QModelIndex) -> None:
        """Go to the moment of a row."""
        self._controller.jump(self._model.position_of(index))
        self._model.refresh()
        self._show_now()

    def _show_now(self) -> None:
        row = self._model.rowCount() - 1 - self._controller.history.position
        self._list.setCurrentIndex(self._model.index(row, 0))
