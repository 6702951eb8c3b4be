# SPDX-License-Identifier: Apache-2.0
"""Evidence drawn: the places of the original that speak for the current suggestion, and arcs to them."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from desktop_app.text.span import Span
from desktop_app.ui.panes.canvas import Canvas, VisibleRow
from desktop_app.ui.panes.contents import Role
from desktop_app.ui.panes.modes import Side
from desktop_app.ui.panes.row_layout import SideLayout

_MOST_ARCS = 6
_ORIGIN = "mention"
"""The kind of evidence that tells where a name was meant to stand."""
_LEVEL = 4.0
_FROM = 27.0
_TO = 3.0


def evidence_spans(canvas: Canvas, kind: str | None = None) -> tuple[Span, ...]:
    """Return the places that speak for the current suggestion, all or of one kind, as they were given."""
    suggestion = canvas.current_suggestion()
    if suggestion is None:
        return ()
    told = (evidence for evidence in suggestion.evidence if kind in (None, evidence.kind))
    spans = (span for evidence in told for span in evidence.spans)
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
                painter.drawRoundedRect(rect.adjusted(-1, 2, 1, -2), 4, 4)


def _rects(side: SideLayout, span: Span) -> list[QRectF]:
    low, high = (side.content.from_original(offset) for offset in (span.start, span.end))
    inset = (side.pitch - side.letter_height) / 2 - 2
    return [r.adjusted(0, inset, 0, -inset) for r in side.rects(low, high)] if low < high else []


def paint_evidence_arcs(painter: QPainter, canvas: Canvas, side: Side, left: float) -> None:
    """Draw an arc from the current suggestion to where its words come from, or else to all its places.

    Arcs run in the margin from line to line: across the words they would look like deletions.
    """
    spans = (evidence_spans(canvas, _ORIGIN) or evidence_spans(canvas))[:_MOST_ARCS]
    if not spans or canvas.rows is None:
        return
    source: QRectF | None = None
    targets: dict[int, QRectF] = {}
    for visible in canvas.visible_rows():
        if visible.layout is None:
            continue
        for mark in canvas.marks_of(visible.row, side).of(canvas.current or ""):
            if mark.role is Role.OLD:
                source = mark.rects[0].translated(left, visible.y)
        start, end = canvas.rows.index.start(visible.row), canvas.rows.index.end(visible.row)
        for span in spans:
            if start <= span.start < end:
                for rect in _rects(visible.layout.sides[side], span)[:1]:
                    targets[round(rect.top() + visible.y)] = rect.translated(left, visible.y)
    if source is None:
        return
    painter.setPen(QPen(canvas.theme.evidence_line, 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for target in targets.values():
        if abs(target.center().y() - source.center().y()) > _LEVEL:
            _paint_arc(painter, source.center().y(), target.center().y(), left)


def _paint_arc(painter: QPainter, start: float, end: float, left: float) -> None:
    bulge = min(18.0, 9.0 + abs(end - start) * 0.04)
    path = QPainterPath(QPointF(left - _FROM, start))
    outer = left - _FROM - bulge
    path.cubicTo(QPointF(outer, start), QPointF(outer, end), QPointF(left - _TO, end))
    painter.drawPath(path)
    for turn in (-3.5, 3.5):
        painter.drawLine(QPointF(left - _TO, end), QPointF(left - _TO - 5.0, end + turn))
