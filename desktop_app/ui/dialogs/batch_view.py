# SPDX-License-Identifier: Apache-2.0
"""The table of a preview, with marks in the theme's colours and ticks under the space bar."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.ui.dialogs.batch_model import BatchModel
from desktop_app.ui.theme import Theme


class _Words(QStyledItemDelegate):
    """Old words in the colour of old, new in that of new; the column titles say which is which."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        colour = {1: self._theme.old_line, 2: self._theme.new_line}.get(
            index.column(), self._theme.margin_text
        )
        option.palette.setColor(QPalette.ColorRole.Text, colour)
        option.palette.setColor(QPalette.ColorRole.HighlightedText, colour)


class BatchView(QTableView):
    """Shows a BatchModel; Space ticks all selected rows."""

    def __init__(self, theme: Theme, model: BatchModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch = model
        self.setModel(model)
        self._delegate = _Words(theme, self)
        self.setItemDelegate(self._delegate)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme.new_quiet)
        self.setPalette(palette)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.8))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, self.fontMetrics().horizontalAdvance("00000") + 40)
        self.setColumnWidth(3, self.fontMetrics().horizontalAdvance("Sure 0.00"))
        self.setAccessibleName(self.tr("Places that would change"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the space bar tick, also where several rows are selected."""
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        rows = {index.row() for index in self.selectionModel().selectedIndexes()}
        first = self._batch.index(min(rows, default=0), 0)
        ticked = self._batch.data(first, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        for row in sorted(rows):
            self._batch.setData(self._batch.index(row, 0), wanted, Qt.ItemDataRole.CheckStateRole)
