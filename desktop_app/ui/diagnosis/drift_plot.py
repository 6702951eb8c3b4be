# SPDX-License-Identifier: Apache-2.0
"""The drift over the text as a plot: how far names slipped, each spliced name a dot."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.ui.diagnosis.plot_scale import Axis


@dataclass(frozen=True, slots=True)
class PlotColours:
    """What the plot is drawn with; shape tells explained dots from others, colour only helps."""

    text: QColor
    quiet: QColor
    grid: QColor
    page: QColor
    line: QColor
    stray: QColor


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """One spliced name."""

    position: int
    """Where it stands, code points of the original."""
    shift: int
    """How many words too far to the right it landed; the curve's value there if unexplained."""
    explained: bool
    """Whether the shift leads to the mention it was meant for."""
    caption: str
    """What the tooltip and a screen reader say."""
    suggestion_id: str
    """The suggestion a click leads to."""


class DriftPlot(QWidget):
    """Shift against place. Dots can be pointed at, clicked, and walked with the arrow keys."""

    chosen = Signal(str)
    """The id of the suggestion whose dot was clicked or entered."""

    _LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 14, 40
    _REACH = 12.0

    def __init__(self, colours: PlotColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._points: tuple[PlotPoint, ...] = ()
        self._length = 1
        self._current: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(180)

    def set_colours(self, colours: PlotColours) -> None:
        """Change the colours, as for another theme."""
        self._colours = colours
        self.update()

    def set_points(self, points: Sequence[PlotPoint], length: int) -> None:
        """Show ``points``, sorted by position, of a text of ``length`` code points."""
        self._points = tuple(points)
        self._length = max(1, length)
        self._current = None
        explained = sum(point.explained for point in self._points)
        self.setAccessibleName(
            self.tr("Drift over the text: %n name(s) written over words", "", len(self._points))
            + self.tr(", {0} explained by the drift").format(explained)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Prefer a wide, low plot."""
        return QSize(720, 240)

    # Painting

    def _axes(self) -> tuple[Axis, Axis]:
        most = max((point.shift for point in self._points), default=1)
        x = Axis(0, self._length, self._LEFT, max(self._LEFT + 1, self.width() - self._RIGHT))
        y = Axis(0, max(2, most * 1.08), self.height() - self._BOTTOM, self._TOP)
        return x, y

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grid, curve and dots."""
        del event
        x, y = self._axes()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grid(painter, x, y)
        painter.setPen(QPen(self._colours.line, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._curve(x, y))
        for index, point in enumerate(self._points):
            self._paint_dot(painter, QPointF(x.pixel(point.position), y.pixel(point.shift)), point, index)

    def _paint_grid(self, painter: QPainter, x: Axis, y: Axis) -> None:
        metrics = painter.fontMetrics()
        height = metrics.height()
        for tick in y.ticks(height * 1.8):
            place = round(y.pixel(tick)) + 0.5
            painter.setPen(QPen(self._colours.grid, 1))
            painter.drawLine(QPointF(x.start, place), QPointF(x.end, place))
            painter.setPen(self._colours.quiet)
            box = QRectF(0, place - height / 2, self._LEFT - 8, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(tick))
        percent = Axis(0, 100, x.start, x.end)
        for tick in percent.ticks(metrics.horizontalAdvance("100 %") * 2.2):
            place = percent.pixel(tick)
            painter.setPen(QPen(self._colours.grid, 1))
            painter.drawLine(QPointF(place, y.start), QPointF(place, y.start + 4))
            painter.setPen(self._colours.quiet)
            width = metrics.horizontalAdvance("100 %") + 8
            left = min(place - width / 2, self.width() - width)
            box = QRectF(left, y.start + 6, width, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, f"{tick} %")
        painter.setPen(self._colours.quiet)
        below = QRectF(x.start, self.height() - height - 2, x.end - x.start, height)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, self.tr("place in the text"))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self.tr("↑ words too far to the right"))

    def _curve(self, x: Axis, y: Axis) -> QPainterPath:
        """Return the shift as steps: it holds from one explained name to the next that differs."""
        path = QPainterPath()
        previous: PlotPoint | None = None
        for point in self._points:
            if not point.explained:
                continue
            place = QPointF(x.pixel(point.position), y.pixel(point.shift))
            if previous is None:
                path.moveTo(x.start, place.y())
            else:
                path.lineTo(place.x(), y.pixel(previous.shift))
            path.lineTo(place)
            previous = point
        if previous is not None:
            path.lineTo(x.end, y.pixel(previous.shift))
        return path

    def _paint_dot(self, painter: QPainter, place: QPointF, point: PlotPoint, index: int) -> None:
        current = index == self._current
        radius = 6.0 if current else 4.0
        colour = self._colours.line if point.explained else self._colours.stray
        painter.setPen(QPen(self._colours.page if point.explained else colour, 1.5))
        painter.setBrush(QBrush(colour if point.explained else self._colours.page))
        painter.drawEllipse(place, radius, radius)
        if current:
            painter.setPen(QPen(self._colours.text, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place, radius + 3, radius + 3)

    # Pointing and walking

    def point_at(self, place: QPointF) -> int | None:
        """Return the index of the dot nearest to a place of the widget, if one is within reach."""
        x, y = self._axes()
        positions = [point.position for point in self._points]
        low = bisect_left(positions, x.value(place.x() - self._REACH))
        high = bisect_left(positions, x.value(place.x() + self._REACH) + 1)
        best, best_distance = None, self._REACH
        for index in range(low, high):
            point = self._points[index]
            there = QPointF(x.pixel(point.position), y.pixel(point.shift)) - place
            distance = (there.x() ** 2 + there.y() ** 2) ** 0.5
            if distance <= best_distance:
                best, best_distance = index, distance
        return best

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the dot under the pointer and say what it is."""
        index = self.point_at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if index is None else Qt.CursorShape.PointingHandCursor)
        if index != self._current:
            self._set_current(index)
            if index is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPosition().toPoint(), self._points[index].caption, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the dot that was clicked."""
        index = self.point_at(event.position())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._points[index].suggestion_id)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the dot under the pointer."""
        del event
        self._set_current(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first dot."""
        super().focusInEvent(event)
        if self._current is None and self._points and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._set_current(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from dot to dot with the arrows; Return goes there."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        last = len(self._points) - 1
        if event.key() in steps and self._points:
            here = -1 if self._current is None else self._current
            self._set_current(min(last, max(0, here + steps[Qt.Key(event.key())])))
        elif event.key() == Qt.Key.Key_Home and self._points:
            self._set_current(0)
        elif event.key() == Qt.Key.Key_End and self._points:
            self._set_current(last)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.chosen.emit(self._points[self._current].suggestion_id)
        else:
            super().keyPressEvent(event)

    def _set_current(self, index: int | None) -> None:
        self._current = index
        self.setAccessibleDescription("" if index is None else self._points[index].caption)
        self.update()
