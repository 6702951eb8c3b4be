# SPDX-License-Identifier: Apache-2.0
"""One calm sentence above the text, where other programs would open a box."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop_app.ui.icons import IconSet
from desktop_app.ui.theme import Theme


class Tone(StrEnum):
    """What a sentence is about; the value names the icon."""

    PROBLEM = "warning"
    DONE = "done"
    NEWS = "palimpsest"


class Banner(QWidget):
    """Shows the latest sentence until it is dismissed or another comes."""

    def __init__(self, theme: Theme, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._tone = Tone.NEWS
        self._acts: list[Callable[[], object]] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 8, 7)
        layout.setSpacing(10)
        self._picture = QLabel(self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setMinimumWidth(1)  # a long sentence wraps instead of pushing the docks aside
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._picture)
        layout.addWidget(self._words, 1)
        self._buttons = [QPushButton(self), QPushButton(self)]
        for number, button in enumerate(self._buttons):
            button.setAutoDefault(False)
            button.setProperty("act", number)
            button.clicked.connect(self._act)
            layout.addWidget(button)
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.clicked.connect(self.dismiss)
        layout.addWidget(self._close)
        self.set_theme(theme)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said at the moment; empty when nothing is."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str, tone: Tone = Tone.NEWS, *acts: tuple[str, Callable[[], object]]) -> None:
        """Show a sentence, with up to two acts as buttons."""
        self._tone = tone
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._acts = [act for _, act in acts]
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(acts))
            if number < len(acts):
                button.setText(acts[number][0])
        self.set_theme(self._theme)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @Slot()
    def dismiss(self) -> None:
        """Say nothing more."""
        self._acts = []
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._theme = theme
        colour = theme.old_line if self._tone is Tone.PROBLEM else theme.new_line
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap(self._tone.value, 18, colour, ratio))
        self._close.setIcon(self._icons.icon("close"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and a bar that tells the tone by more than colour."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.base)
        colour = self._theme.old_line if self._tone is Tone.PROBLEM else self._theme.new_line
        painter.fillRect(0, 0, 3, self.height(), colour)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.border)

    def _act(self) -> None:
        button = self.sender()
        number = int(button.property("act"))
        acts = list(self._acts)
        self.dismiss()
        if number < len(acts):
            acts[number]()
