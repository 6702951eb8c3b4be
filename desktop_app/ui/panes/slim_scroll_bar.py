# SPDX-License-Identifier: Apache-2.0
"""A scroll bar without arrows that stays out of the way of the map beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from desktop_app.ui.panes.canvas import Canvas

_WIDTH = 12
_SHORTEST = 28.0


class SlimScrollBar(QScrollBar):
    """Vertical; everything but its looks is Qt's."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._canvas = canvas
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        canvas.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 100)

    def handle(self) -> QRectF:
        """Return where the handle is."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        area = QStyle.SubControl.SC_ScrollBarSlider
        box = QRectF(self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, area, self))
        groove = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarGroove, self
        )
        lacking = max(0.0, _SHORTEST - box.height()) / 2
        box.adjust(0, -lacking, 0, lacking)
        # Without arrows the groove takes the whole length; stretch the place of the handle likewise.
        scale = self.height() / max(1, groove.height())
        return QRectF(2, (box.top() - groove.top()) * scale + 2, _WIDTH - 4, box.height() * scale - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._canvas.theme
        painter.fillRect(self.rect(), theme.page)
        if self.maximum() > self.minimum():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            color = QColor(theme.margin_text)
            color.setAlphaF(0.75 if self.underMouse() or self.isSliderDown() else 0.4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawRoundedRect(self.handle(), 4, 4)
        painter.end()
