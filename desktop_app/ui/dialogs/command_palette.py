# SPDX-License-Identifier: Apache-2.0
"""Every act by its name: type a few letters, press Return."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.action_set import ActionSet
from desktop_app.ui.actions import ACTIONS, menu_title

_SHOWN = 12
_KEYS = Qt.ItemDataRole.UserRole + 1


def matches(words: str, name: str) -> bool:
    """Tell whether every word typed begins, or stands in, a word of the name."""
    return all(part in name.casefold() for part in words.casefold().split())


class _Row(QStyledItemDelegate):
    """A name at the left, its key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), round(option.fontMetrics.height() * 1.75))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        palette = option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.PlaceholderText
        painter.setPen(palette.color(role))
        box = option.rect.adjusted(0, 0, -10, 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, str(index.data(_KEYS) or ""))


class CommandPalette(QDialog):
    """A list of acts that a line of text narrows down."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setWindowTitle(self.tr("Command palette"))
        self.setMinimumWidth(520)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(6)
        self._words = QLineEdit(self)
        self._words.setPlaceholderText(self.tr("What do you want to do?"))
        self._words.setAccessibleName(self.tr("Find an act by its name"))
        self._words.setMinimumHeight(34)
        self._words.textChanged.connect(self._narrow)
        self._words.returnPressed.connect(self._run)
        self._words.installEventFilter(self)
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Acts"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMinimumHeight(round(self.fontMetrics().height() * 1.9 * _SHOWN))
        self._list.setUniformItemSizes(True)
        self._delegate = _Row(self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.itemClicked.connect(self._clicked)
        layout.addWidget(self._words)
        layout.addWidget(self._list)
        self._narrow("")

    @Slot(str)
    def _narrow(self, words: str) -> None:
        self._list.clear()
        for spec in ACTIONS:
            action = self._actions[spec.id]
            menu = menu_title(spec.group).replace("&", "")
            name = spec.label.replace("&", "").rstrip("…")
            if spec.id == "palette" or not matches(words, f"{menu} {name} {spec.status_tip}"):
                continue
            keys = self._actions.key_text(spec.id) or self._actions.letter_text(spec.id)
            item = QListWidgetItem(name, self._list)
            item.setData(_KEYS, keys)
            item.setToolTip(spec.status_tip)
            item.setData(Qt.ItemDataRole.UserRole, spec.id)
            if not action.isEnabled():
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.setCurrentRow(self._next_enabled(-1, 1))

    def _next_enabled(self, row: int, step: int) -> int:
        for distance in range(1, self._list.count() + 1):
            there = (row + step * distance) % self._list.count()
            if self._list.item(there).flags() & Qt.ItemFlag.ItemIsEnabled:
                return there
        return -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk the list while the line keeps the focus."""
        if watched is self._words and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._list.count():
                self._list.setCurrentRow(self._next_enabled(self._list.currentRow(), step))
                return True
        return super().eventFilter(watched, event)

    @Slot(QListWidgetItem)
    def _clicked(self, item: QListWidgetItem) -> None:
        self._list.setCurrentItem(item)
        self._run()

    @Slot()
    def _run(self) -> None:
        item = self._list.currentItem()
        self.accept()
        if item is not None:
            self._actions[str(item.data(Qt.ItemDataRole.UserRole))].trigger()
