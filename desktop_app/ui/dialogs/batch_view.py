# SPDX-License-Identifier: Apache-2.0
"""The table of a preview, with marks in the theme's colours and ticks under the space bar."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.ui.dialogs.batch_model import GLIMPSE, BatchModel
from desktop_app.ui.theme import Theme


class _Words(QStyledItemDelegate):
    """The changed words in the colour of old or new, struck through or underlined, the rest quiet."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, self._theme.margin_text)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        glimpse = index.data(GLIMPSE)
        if glimpse is None:
            super().paint(painter, option, index)
            return
        painter.save()
        theme = self._theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.new_quiet)
        old = index.column() == 1
        marked = QFont(option.font)
        marked.setStrikeOut(old)
        marked.setUnderline(not old)
        box = option.rect.adjusted(6, 0, -6, 0)
        quiet = option.fontMetrics
        middle = QFontMetrics(marked).elidedText(
            glimpse.middle, Qt.TextElideMode.ElideMiddle, max(40, box.width() * 3 // 4)
        )
        middle_width = QFontMetrics(marked).horizontalAdvance(middle)
        left_room = max(0, (box.width() - middle_width) // 2)
        left = quiet.elidedText(glimpse.before, Qt.TextElideMode.ElideLeft, left_room)
        x = box.left()
        for text, font, colour in (
            (left, option.font, theme.margin_text),
            (middle, marked, theme.old_line if old else theme.new_line),
            (glimpse.after, option.font, theme.margin_text),
        ):
            metrics = QFontMetrics(font)
            room = QRect(x, box.top(), box.right() - x, box.height())
            painter.setFont(font)
            painter.setPen(colour)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
            if font is marked and not text:
                painter.fillRect(x - 1, box.center().y() - metrics.ascent() // 2, 2, metrics.ascent(), colour)
            x += metrics.horizontalAdvance(shown)
        painter.restore()


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
