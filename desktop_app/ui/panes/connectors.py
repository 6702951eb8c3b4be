# SPDX-License-Identifier: Apache-2.0
"""The strip between the panes: curved bands from what stands to what is proposed, with buttons to decide."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.ui.panes.canvas import Canvas
from desktop_app.ui.panes.contents import Role
from desktop_app.ui.panes.glyphs import Glyph, draw_glyph
from desktop_app.ui.panes.marks import Mark
from desktop_app.ui.panes.modes import Side

STRIP_WIDTH = 48
_BUTTON = 20.0
_REACH = 14.0


@dataclass(frozen=True, slots=True)
class Band:
    """One connector in sight: heights in pixels of the strip."""

    suggestion: Suggestion
    left: float
    """The middle of the mark in the original."""

    right: float
    """The middle of the mark in the result."""

    height: float

    @property
    def middle(self) -> float:
        """Where the buttons are."""
        return (self.left + self.right) / 2


class ConnectorStrip(QWidget):
    """Bands for the suggestions in sight that say something else, and always for the current one."""

    decision_clicked = Signal(str, str)
    suggestion_clicked = Signal(str)

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._pointer: QPointF | None = None
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        canvas.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(STRIP_WIDTH, 200)

    def bands(self) -> list[Band]:
        """Return the bands in sight, at most one for any two lines; the current one is last."""
        canvas = self._canvas
        found: dict[tuple[int, int], Band] = {}
        current: Band | None = None
        for visible in canvas.visible_rows():
            if visible.layout is None:
                continue
            olds = canvas.marks_of(visible.row, Side.ORIGINAL)
            news = canvas.marks_of(visible.row, Side.RESULT)
            sides = (canvas.marks_in_sight(visible, side) for side in (Side.RESULT, Side.ORIGINAL))
            for suggestion_id in dict.fromkeys(mark.suggestion.id for marks in sides for mark in marks):
                old = next((mark for mark in olds.of(suggestion_id) if mark.role is Role.OLD), None)
                mark = next(news.of(suggestion_id), None)
                is_current = suggestion_id == canvas.current
                if old is None or mark is None or (mark.quiet and not is_current):
                    continue
                if not is_current and not canvas.state_of(mark.suggestion).is_open:
                    continue
                band = _band(old, mark, visible.y)
                if is_current:
                    current = band
                else:
                    found.setdefault((round(band.left), round(band.right)), band)
        bands = list(found.values())
        if current is not None:
            key = (round(current.left), round(current.right))
            bands = [band for at, band in found.items() if at != key] + [current]
        return bands

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._canvas.theme.page)
        bands = self.bands()
        hovered = self._hovered(bands)
        for band in bands:
            if band.suggestion.id == self._canvas.current:
                self._paint_current(painter, band)
            else:
                self._paint_quiet(painter, band, hovered=band is hovered)
        for band in bands:
            if band is hovered or (hovered is None and band.suggestion.id == self._canvas.current):
                self._paint_buttons(painter, band)
        painter.end()

    def _paint_quiet(self, painter: QPainter, band: Band, *, hovered: bool) -> None:
        theme = self._canvas.theme
        if hovered:
            self._fill(painter, band, theme.old_quiet, theme.new_quiet)
        # Two halves, not one gradient: that would take ten times as long to stroke.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width, level, rise = self.width(), (band.left + band.right) / 2, (band.right - band.left) / 4
        middle = QPointF(width / 2, level)
        left = QPainterPath(QPointF(0, band.left))
        left.cubicTo(QPointF(width / 4, band.left), QPointF(width * 3 / 8, band.left + rise), middle)
        right = QPainterPath(middle)
        right.cubicTo(
            QPointF(width * 5 / 8, band.right - rise),
            QPointF(width * 3 / 4, band.right),
            QPointF(width, band.right),
        )
        for path, color in ((left, theme.old_line), (right, theme.new_line)):
            painter.setPen(QPen(_soft(color), 1.2))
            painter.drawPath(path)

    def _paint_current(self, painter: QPainter, band: Band) -> None:
        theme = self._canvas.theme
        self._fill(painter, band, theme.old_fill, theme.new_fill)
        painter.setPen(QPen(theme.text, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = band.height / 2
        painter.drawPath(self._curve(band.left - half, band.right - half))
        painter.drawPath(self._curve(band.left + half, band.right + half))

    def _fill(self, painter: QPainter, band: Band, old: QColor, new: QColor) -> None:
        half = band.height / 2
        path = self._curve(band.left - half, band.right - half)
        path.lineTo(self.width(), band.right + half)
        middle = self.width() / 2
        path.cubicTo(
            QPointF(middle, band.right + half),
            QPointF(middle, band.left + half),
            QPointF(0, band.left + half),
        )
        path.closeSubpath()
        gradient = QLinearGradient(0, 0, self.width(), 0)
        gradient.setColorAt(0.15, old)
        gradient.setColorAt(0.85, new)
        painter.fillPath(path, gradient)

    def _curve(self, left: float, right: float) -> QPainterPath:
        path = QPainterPath(QPointF(0, left))
        middle = self.width() / 2
        path.cubicTo(QPointF(middle, left), QPointF(middle, right), QPointF(self.width(), right))
        return path

    def _buttons(self, band: Band) -> tuple[QRectF, QRectF]:
        middle = self.width() / 2
        top = band.middle - _BUTTON / 2
        return (
            QRectF(middle - _BUTTON - 1.5, top, _BUTTON, _BUTTON),
            QRectF(middle + 1.5, top, _BUTTON, _BUTTON),
        )

    def _paint_buttons(self, painter: QPainter, band: Band) -> None:
        theme = self._canvas.theme
        signs = ((Glyph.TICK, theme.new_line), (Glyph.DASH, theme.old_line))
        for box, (glyph, color) in zip(self._buttons(band), signs, strict=True):
            over = self._pointer is not None and box.contains(self._pointer)
            painter.setPen(QPen(color, 1.4))
            painter.setBrush(color if over else theme.page)
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
            draw_glyph(painter, glyph, box.adjusted(6, 6, -6, -6), theme.page if over else color, 1.8)

    def _hovered(self, bands: list[Band]) -> Band | None:
        if self._pointer is None:
            return None
        for band in bands:
            if band.suggestion.id == self._canvas.current and any(
                box.adjusted(-2, -2, 2, 2).contains(self._pointer) for box in self._buttons(band)
            ):
                return band
        share = min(1.0, max(0.0, self._pointer.x() / max(1, self.width())))
        near = [
            (abs(band.left + (band.right - band.left) * share - self._pointer.y()), index)
            for index, band in enumerate(bands)
        ]
        if not near or min(near)[0] > _REACH:
            return None
        return bands[min(near)[1]]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        hovered = self._hovered(self.bands())
        shape = Qt.CursorShape.PointingHandCursor if hovered is not None else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        verdict = self._verdict_at(hovered)
        if verdict is Verdict.ACCEPTED:
            self.setToolTip(self.tr("Accept"))
        elif verdict is Verdict.KEPT:
            self.setToolTip(self.tr("Keep the original"))
        else:
            self.setToolTip("")
        self.update()

    def _verdict_at(self, band: Band | None) -> Verdict | None:
        if band is None or self._pointer is None:
            return None
        accept, keep = self._buttons(band)
        if accept.contains(self._pointer):
            return Verdict.ACCEPTED
        return Verdict.KEPT if keep.contains(self._pointer) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pointer = event.position()
        band = self._hovered(self.bands())
        if band is None:
            return
        verdict = self._verdict_at(band)
        if verdict is not None:
            self.decision_clicked.emit(band.suggestion.id, verdict.value)
        else:
            self.suggestion_clicked.emit(band.suggestion.id)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()


def _band(old: Mark, new: Mark, y: int) -> Band:
    return Band(old.suggestion, y + old.anchor.y(), y + new.anchor.y(), old.rects[0].height())


def _soft(color: QColor) -> QColor:
    soft = QColor(color)
    soft.setAlphaF(0.55)
    return soft
