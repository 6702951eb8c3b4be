# SPDX-License-Identifier: Apache-2.0
"""Small parts of the card: a line that keeps its keys, a row of buttons that may become a column."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPushButton, QWidget

_ICON_ROOM, _SIDES = 24, 18
"""Logical pixels that an icon takes on a button, and the space beside its words."""

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Line(QLineEdit):
    """A line of text that takes Return and Escape for itself, before any shortcut does."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Claim Return and Escape while there is something to finish here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
            if ends and event.modifiers() in _PLAIN:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class ButtonRow(QWidget):
    """Buttons beside each other, or below each other where they would not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

        self._buttons: list[QPushButton] = []
        self._icons: list[QIcon] = []

    def add(self, button: QPushButton) -> None:
        """Add a button at the end."""
        button.setMinimumWidth(1)  # the row sees to it that the words have room
        self._row.addWidget(button)
        self._buttons.append(button)
        self._icons.append(button.icon())

    def minimumSizeHint(self) -> QSize:
        """Return a width that holds the widest button."""
        widest = max((self._bare_width(button) for button in self._buttons), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the icons out where there is little room, and turn the row into a column where less."""
        super().resizeEvent(event)
        words = [self._bare_width(button) + self._row.spacing() for button in self._buttons]
        icons = len(words) * _ICON_ROOM
        room = event.size().width() + self._row.spacing()
        for button, icon in zip(self._buttons, self._icons, strict=True):
            button.setIcon(icon if room >= sum(words) + icons else QIcon())
        fits = room >= sum(words)
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)

    @staticmethod
    def _bare_width(button: QPushButton) -> int:
        return button.fontMetrics().horizontalAdvance(button.text()) + _SIDES

    def set_icons(self, icons: Sequence[QIcon]) -> None:
        """Take other icons, as for another theme."""
        self._icons = list(icons)
        for button, icon in zip(self._buttons, self._icons, strict=True):
            if not button.icon().isNull():
                button.setIcon(icon)
