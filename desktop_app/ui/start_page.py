# SPDX-License-Identifier: Apache-2.0
"""What the window shows without a text: what to do next, and the files of before."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop_app.ui.action_set import ActionSet
from desktop_app.ui.icons import IconSet
from desktop_app.ui.theme import Theme

_SHOWN = 6


class StartPage(QWidget):
    """Open, paste, try: three ways in, and anything may be dropped here."""

    recent_chosen = Signal(str)

    def __init__(
        self, theme: Theme, icons: IconSet, actions: ActionSet, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._picture = QLabel(self)
        self._title = QLabel(self.tr("Open a damaged text"), self)
        font = QFont(self.font())
        font.setPixelSize(round(self.fontInfo().pixelSize() * 1.7))
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        words = QLabel(
            self.tr(
                "Drop a file here, or two files to compare them. "
                "Nothing leaves this computer, and the file itself is never changed."
            ),
            self,
        )
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setFixedWidth(self.fontMetrics().averageCharWidth() * 62)
        words.setMinimumHeight(words.heightForWidth(words.width()))
        words.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for action_id, text in (
            ("open", self.tr("Open…")),
            ("paste_new", self.tr("Paste from clipboard")),
            ("sample", self.tr("Try the sample")),
        ):
            button = QPushButton(text, self)
            button.setMinimumHeight(34)
            button.setToolTip(actions[action_id].toolTip())
            button.clicked.connect(actions[action_id].trigger)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        for widget in (self._picture, self._title):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(6)
        layout.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(18)
        layout.addLayout(buttons)
        layout.addSpacing(24)
        layout.addLayout(self._recent)
        layout.addStretch(3)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap("palimpsest", 44, theme.margin_text, ratio))

    def show_recent(self, paths: Sequence[str]) -> None:
        """List the files of before that are still there."""
        while self._recent.count():
            item = self._recent.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for path in [p for p in paths if Path(p).exists()][:_SHOWN]:
            button = QToolButton(self)
            button.setAutoRaise(True)
            button.setText(Path(path).name)
            button.setToolTip(path)
            button.setProperty("path", path)
            button.clicked.connect(self._choose)
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def _choose(self) -> None:
        button = self.sender()
        if button is not None:
            self.recent_chosen.emit(str(button.property("path")))
