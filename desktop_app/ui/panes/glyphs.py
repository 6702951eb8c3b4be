# SPDX-License-Identifier: Apache-2.0
"""The signs beside and on a mark, drawn as lines so that they are crisp at any size and need no font."""

from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen


class Glyph(StrEnum):
    """What a sign says."""

    TICK = "tick"
    """Accepted."""
    DASH = "dash"
    """The original is kept."""
    PEN = "pen"
    """The editor's own wording."""
    QUESTION = "question"
    """Uncertain, or put off."""
    GAP = "gap"
    """Something was lost here."""
    PILCROW = "pilcrow"
    """A paragraph ended here."""
    SPLICE = "splice"
    """A name stands over other words."""
    TWICE = "twice"
    """Stands twice."""
    OTHER = "other"
    """Any other change."""


_LINES: dict[Glyph, tuple[tuple[tuple[float, float], ...], ...]] = {
    Glyph.TICK: (((0.1, 0.55), (0.4, 0.85), (0.95, 0.15)),),
    Glyph.DASH: (((0.12, 0.5), (0.88, 0.5)),),
    Glyph.PEN: (
        ((0.1, 0.95), (0.18, 0.65), (0.72, 0.08), (0.94, 0.3), (0.38, 0.85), (0.1, 0.95)),
        ((0.58, 0.22), (0.8, 0.44)),
    ),
    Glyph.GAP: (((0.15, 0.9), (0.5, 0.3), (0.85, 0.9)),),
    Glyph.SPLICE: (
        ((0.05, 0.3), (0.95, 0.3), (0.7, 0.08)),
        ((0.95, 0.7), (0.05, 0.7), (0.3, 0.92)),
    ),
    Glyph.TWICE: (
        ((0.05, 0.3), (0.05, 0.95), (0.7, 0.95), (0.7, 0.3), (0.05, 0.3)),
        ((0.3, 0.3), (0.3, 0.05), (0.95, 0.05), (0.95, 0.7), (0.7, 0.7)),
    ),
    Glyph.OTHER: (((0.5, 0.08), (0.92, 0.5), (0.5, 0.92), (0.08, 0.5), (0.5, 0.08)),),
}


def glyph_path(glyph: Glyph, box: QRectF) -> QPainterPath:
    """Return the lines of a sign inside ``box``."""
    return _path(glyph, box.width(), box.height()).translated(box.topLeft())


@lru_cache(maxsize=128)
def _path(glyph: Glyph, width: float, height: float) -> QPainterPath:
    box = QRectF(0, 0, width, height)
    path = QPainterPath()
    if glyph is Glyph.QUESTION:
        x, y, w, h = box.x(), box.y(), box.width(), box.height()
        path.moveTo(x + 0.2 * w, y + 0.3 * h)
        path.cubicTo(x + 0.2 * w, y - 0.08 * h, x + 0.85 * w, y - 0.08 * h, x + 0.82 * w, y + 0.3 * h)
        path.cubicTo(x + 0.8 * w, y + 0.52 * h, x + 0.5 * w, y + 0.45 * h, x + 0.5 * w, y + 0.7 * h)
        path.moveTo(x + 0.5 * w, y + 0.93 * h)
        path.lineTo(x + 0.5 * w, y + 0.96 * h)
        return path
    if glyph is Glyph.PILCROW:
        x, y, w, h = box.x(), box.y(), box.width(), box.height()
        path.moveTo(x + 0.9 * w, y + 0.06 * h)
        path.lineTo(x + 0.42 * w, y + 0.06 * h)
        path.cubicTo(x + 0.02 * w, y + 0.06 * h, x + 0.02 * w, y + 0.52 * h, x + 0.42 * w, y + 0.52 * h)
        path.lineTo(x + 0.5 * w, y + 0.52 * h)
        for at in (0.5, 0.76):
            path.moveTo(x + at * w, y + 0.06 * h)
            path.lineTo(x + at * w, y + 0.96 * h)
        return path
    for line in _LINES[glyph]:
        points = [QPointF(box.x() + px * box.width(), box.y() + py * box.height()) for px, py in line]
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
    return path


def draw_glyph(painter: QPainter, glyph: Glyph, box: QRectF, color: QColor, width: float = 1.4) -> None:
    """Draw a sign inside ``box``."""
    pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(glyph_path(glyph, box))
    painter.restore()
