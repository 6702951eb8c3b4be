# SPDX-License-Identifier: Apache-2.0
"""A tick box on the page: the stock one vanishes there, its frame being the window's colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.ui.fonts import interface_font
from desktop_app.ui.panes.canvas import Canvas
from desktop_app.ui.panes.glyphs import Glyph, draw_glyph

_LETTERS = 12
_BOX = 13
_SPACE = 6


class HeaderSwitch(QAbstractButton):
    """A choice that is on or off, in the theme's own colours."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        canvas.changed.connect(self.update)

    def _scaled(self, pixels: int) -> int:
        return round(pixels * self._canvas.zoom / 100)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(interface_font(self._scaled(_LETTERS)))
        width = metrics.horizontalAdvance(self.text()) + self._scaled(_BOX) + 2 * _SPACE
        return QSize(width, max(self._scaled(22), metrics.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._canvas.theme
        painter.setFont(interface_font(self._scaled(_LETTERS)))
        side = self._scaled(_BOX)
        box = QRectF(1, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(theme.focus if self.isChecked() else theme.margin_text, 1.2))
        painter.setBrush(theme.focus if self.isChecked() else theme.page)
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            draw_glyph(painter, Glyph.TICK, box.adjusted(3, 3, -3, -3), theme.page, 1.8)
        painter.setPen(theme.text if self.underMouse() else theme.margin_text)
        words = QRectF(box.right() + _SPACE, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.focus, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(-1, 1, -1, -1), 4, 4)
        painter.end()
