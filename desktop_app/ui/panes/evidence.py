# SPDX-License-Identifier: Apache-2.0
"""Evidence drawn: the places of the original that speak for the current suggestion, and arcs to them."""

from math import atan2, cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop_app.text.span import Span
from desktop_app.ui.panes.canvas import Canvas, VisibleRow
from desktop_app.ui.panes.contents import Role
from desktop_app.ui.panes.modes import Side
from desktop_app.ui.panes.row_layout import SideLayout

_MOST_ARCS = 6


def evidence_spans(canvas: Canvas) -> tuple[Span, ...]:
    """Return the places that speak for the current suggestion, in the order they were given."""
    suggestion = canvas.current_suggestion()
    if suggestion is None:
        return ()
    spans = [span for evidence in suggestion.evidence for span in evidence.spans]
    return tuple(dict.fromkeys(span for span in spans if not span.overlaps(suggestion.span)))


def paint_evidence_places(painter: QPainter, canvas: Canvas, visible: VisibleRow, side: SideLayout) -> None:
    """Tint the places in a row; the painter stands at its beginning."""
    rows = canvas.rows
    if rows is None:
        return
    start, end = rows.index.start(visible.row), rows.index.end(visible.row)
    painter.setBrush(canvas.theme.evidence)
    painter.setPen(QPen(canvas.theme.evidence_line, 1))
    for span in evidence_spans(canvas):
        if span.start < end and span.end > start:
            for rect in _rects(side, span):
                painter.drawRoundedRect(rect.adjusted(-2, 2, 2, -2), 4, 4)


def _rects(side: SideLayout, span: Span) -> list[QRectF]:
    low, high = (side.content.from_original(offset) for offset in (span.start, span.end))
    inset = (side.pitch - side.letter_height) / 2 - 2
    return [r.adjusted(0, inset, 0, -inset) for r in side.rects(low, high)] if low < high else []


def paint_evidence_arcs(painter: QPainter, canvas: Canvas, side: Side, left: float) -> None:
    """Draw an arc from the current suggestion to each of its places that is in sight."""
    spans = evidence_spans(canvas)[:_MOST_ARCS]
    if not spans or canvas.rows is None:
        return
    source: QRectF | None = None
    targets: list[QRectF] = []
    for visible in canvas.visible_rows():
        if visible.layout is None:
            continue
        for mark in canvas.marks_of(visible, side):
            if mark.suggestion.id == canvas.current and mark.role is Role.OLD:
                source = mark.rects[0].translated(left, visible.y)
        start, end = canvas.rows.index.start(visible.row), canvas.rows.index.end(visible.row)
        for span in spans:
            if start <= span.start < end:
                targets.extend(
                    r.translated(left, visible.y) for r in _rects(visible.layout.sides[side], span)[:1]
                )
    if source is None:
        return
    color = QColor(canvas.theme.evidence_line)
    color.setAlphaF(0.8)
    for target in targets:
        _paint_arc(painter, source, target, color)


def _paint_arc(painter: QPainter, source: QRectF, target: QRectF, color: QColor) -> None:
    below = target.center().y() > source.center().y() + 2
    level = abs(target.center().y() - source.center().y()) <= 2
    start = QPointF(source.center().x(), source.bottom() + 2 if below else source.top() - 2)
    end = QPointF(target.center().x(), target.top() - 3 if below else target.bottom() + 3)
    if level:
        end = QPointF(target.center().x(), target.top() - 3)
        lift = 10 + min(16.0, abs(end.x() - start.x()) / 12)
        first, second = QPointF(start.x(), start.y() - lift), QPointF(end.x(), end.y() - lift)
    else:
        reach = (end.y() - start.y()) * 0.5
        first, second = QPointF(start.x(), start.y() + reach), QPointF(end.x(), end.y() - reach)
    path = QPainterPath(start)
    path.cubicTo(first, second, end)
    pen = QPen(color, 1.3)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    angle = atan2(end.y() - second.y(), end.x() - second.x())
    for turn in (-0.45, 0.45):
        tip = QPointF(end.x() + 6 * cos(angle + pi + turn), end.y() + 6 * sin(angle + pi + turn))
        painter.drawLine(end, tip)
