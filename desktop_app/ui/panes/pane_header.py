# SPDX-License-Identifier: Apache-2.0
"""The line above a pane that says which text it is and what may be done with it."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.ui.fonts import interface_font
from desktop_app.ui.panes.canvas import Canvas

HEADER_HEIGHT = 30


class PaneHeader(QWidget):
    """A title and a remark, above a text column."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._title = ""
        self._remark = ""
        self._left = 0.0
        canvas.changed.connect(self.update)

    def tell(self, title: str, remark: str, left: float) -> None:
        """Say what the pane below is; ``left`` is where its column begins."""
        self._title, self._remark, self._left = title, remark, left
        self.setAccessibleName(f"{title}, {remark}" if remark else title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._canvas.theme
        painter.fillRect(self.rect(), theme.page)
        painter.setPen(QPen(theme.hairline, 1))
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))
        font = interface_font(12, QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.text)
        painter.drawText(QPointF(self._left, 19), self._title)
        painter.setPen(theme.margin_text)
        beside = self._left + QFontMetricsF(font).horizontalAdvance(self._title) + 10
        painter.setFont(interface_font(12))
        painter.drawText(QPointF(beside, 19), self._remark)
        painter.end()
