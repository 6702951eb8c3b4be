# SPDX-License-Identifier: Apache-2.0
"""The line above a pane that says which text it is and what may be done with it."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.ui.fonts import interface_font
from desktop_app.ui.panes.canvas import Canvas
from desktop_app.ui.panes.header_switch import HeaderSwitch

_HEIGHT = 30
_LETTERS = 12
_BASELINE = 19
_SPACE = 10


def header_height(zoom: int) -> int:
    """Return the height of a header at a zoom in percent, in logical pixels."""
    return round(_HEIGHT * zoom / 100)


class PaneHeader(QWidget):
    """A title and a remark above a text column, and where there is a choice, a switch for it."""

    switched = Signal(bool)

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._title = ""
        self._remark = ""
        self._left = 0.0
        self._switch: HeaderSwitch | None = None
        canvas.changed.connect(self.update)

    def tell(self, title: str, remark: str, left: float) -> None:
        """Say what the pane below is; ``left`` is where its column begins."""
        self._title, self._remark, self._left = title, remark, left
        self.setAccessibleName(f"{title}, {remark}" if remark else title)
        self.update()

    def offer(self, label: str, explanation: str) -> None:
        """Have a switch beside the title; none without a label."""
        if self._switch is None:
            self._switch = HeaderSwitch(self._canvas, self)
            self._switch.toggled.connect(self.switched)
        self._switch.setVisible(bool(label))
        self._switch.setText(label)
        self._switch.setAccessibleName(explanation)
        self._switch.setToolTip(explanation)
        size = self._switch.sizeHint()
        self._switch.setGeometry(
            round(self._beside()) + 2,
            (header_height(self._canvas.zoom) - size.height()) // 2,
            size.width(),
            size.height(),
        )

    def set_switch(self, on: bool) -> None:
        """Show how the choice stands, without telling anybody."""
        if self._switch is not None and self._switch.isChecked() is not on:
            self._switch.blockSignals(True)
            self._switch.setChecked(on)
            self._switch.blockSignals(False)
            self._switch.update()

    def _title_font(self) -> QFont:
        return interface_font(self._scaled(_LETTERS), QFont.Weight.DemiBold)

    def _scaled(self, pixels: int) -> int:
        return round(pixels * self._canvas.zoom / 100)

    def _beside(self) -> float:
        return self._left + QFontMetricsF(self._title_font()).horizontalAdvance(self._title) + _SPACE

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._canvas.theme
        painter.fillRect(self.rect(), theme.page)
        painter.setPen(QPen(theme.hairline, 1))
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))
        painter.setFont(self._title_font())
        painter.setPen(theme.text)
        painter.drawText(QPointF(self._left, self._scaled(_BASELINE)), self._title)
        painter.setPen(theme.margin_text)
        painter.setFont(interface_font(self._scaled(_LETTERS)))
        room = self.width() - self._beside() - _SPACE
        remark = painter.fontMetrics().elidedText(self._remark, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(QPointF(self._beside(), self._scaled(_BASELINE)), remark)
        painter.end()
