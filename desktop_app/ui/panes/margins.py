# SPDX-License-Identifier: Apache-2.0
"""What stands beside the text: numbers of paragraphs, the kind of damage, bars, and what was decided."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from desktop_app.ui.fonts import interface_font
from desktop_app.ui.panes.canvas import Canvas, VisibleRow
from desktop_app.ui.panes.glyphs import Glyph, draw_glyph
from desktop_app.ui.panes.marks import KIND_GLYPHS, Mark, MarkState
from desktop_app.ui.panes.modes import Side

NUMBER_MARGIN = 54
"""Pixels left of the original: number, kind, bar."""

STATE_MARGIN = 36
"""Pixels right of the result: bar, sign of the decision."""

PLAIN_MARGIN = 14
"""Pixels on the side where nothing stands."""

_RANK = (
    MarkState.EDITED,
    MarkState.LATER,
    MarkState.KEPT,
    MarkState.ACCEPTED,
    MarkState.UNCERTAIN,
    MarkState.UNDECIDED,
)


@dataclass(slots=True)
class _Line:
    """What the margin tells of one line."""

    box: QRectF
    marks: list[tuple[Mark, MarkState]]


def paint_margins(
    painter: QPainter, canvas: Canvas, visible: VisibleRow, side: Side, left: float, right: float
) -> None:
    """Paint both margins of a row whose text column runs from ``left`` to ``right``."""
    if visible.layout is None or canvas.rows is None:
        return
    lines: dict[int, _Line] = {}
    reading = len(canvas.sides) == 1 and side is Side.RESULT
    for mark in canvas.marks_in_sight(visible, side):
        state = canvas.state_of(mark.suggestion)
        current = mark.suggestion.id == canvas.current
        if (mark.quiet or reading) and not current:
            continue
        box = mark.rects[0]
        line = lines.setdefault(round(box.top()), _Line(box, []))
        line.marks.append((mark, state))
    numbered = side is not Side.RESULT or reading
    if numbered and not canvas.rows.index.continues[visible.row]:
        _paint_number(painter, canvas, visible, side, left)
    for line in lines.values():
        box = line.box.translated(0, visible.y)
        if side is not Side.RESULT or reading:
            _paint_kind(painter, canvas, line, box, left)
        if side is not Side.ORIGINAL and not reading:
            _paint_state(painter, canvas, line, box, right)


def _paint_number(painter: QPainter, canvas: Canvas, visible: VisibleRow, side: Side, left: float) -> None:
    if visible.layout is None or canvas.rows is None:
        return
    font = interface_font(max(9, round(11 * canvas.zoom / 100)))
    painter.setFont(font)
    painter.setPen(canvas.theme.margin_text)
    layout = visible.layout.sides[side]
    box = QRectF(left - NUMBER_MARGIN, visible.y, NUMBER_MARGIN - 30, layout.pitch)
    baseline = _baseline(canvas.measures.font, layout.pitch)
    number = str(canvas.rows.index.paragraph(visible.row))
    x = box.right() - QFontMetricsF(font).horizontalAdvance(number)
    painter.drawText(QPointF(max(2.0, x), box.top() + baseline), number)


def _baseline(font: QFont, pitch: float) -> float:
    metrics = QFontMetricsF(font)
    return (pitch - metrics.height()) / 2 + metrics.ascent()


def _paint_kind(painter: QPainter, canvas: Canvas, line: _Line, box: QRectF, left: float) -> None:
    theme = canvas.theme
    is_current = any(mark.suggestion.id == canvas.current for mark, _ in line.marks)
    open_marks = [(mark, state) for mark, state in line.marks if state.is_open]
    if is_current:
        _paint_bar(painter, QRectF(left - 11, box.top() - 2, 4, box.height() + 4), canvas)
    elif open_marks:
        pale = theme.old_line
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pale)
        painter.drawRoundedRect(QRectF(left - 10, box.top() + 1, 2, box.height() - 2), 1, 1)
    if open_marks or is_current:
        chosen = next(
            (mark for mark, _ in line.marks if mark.suggestion.id == canvas.current),
            (open_marks or line.marks)[0][0],
        )
        glyph = KIND_GLYPHS.get(chosen.suggestion.kind, Glyph.OTHER)
        color = theme.text if is_current else theme.margin_text
        draw_glyph(painter, glyph, QRectF(left - 23, box.center().y() - 4, 8, 8), color, 1.2)


def _paint_state(painter: QPainter, canvas: Canvas, line: _Line, box: QRectF, right: float) -> None:
    theme = canvas.theme
    is_current = any(mark.suggestion.id == canvas.current for mark, _ in line.marks)
    states = [state for _, state in line.marks]
    if is_current:
        _paint_bar(painter, QRectF(right + 7, box.top() - 2, 4, box.height() + 4), canvas)
    elif any(state.is_open for state in states):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.new_line)
        painter.drawRoundedRect(QRectF(right + 8, box.top() + 1, 2, box.height() - 2), 1, 1)
    for state in _RANK:
        if state in states and (glyph := state.glyph) is not None:
            blue = state in (MarkState.ACCEPTED, MarkState.EDITED)
            color = theme.new_line if blue else theme.margin_text
            draw_glyph(painter, glyph, QRectF(right + 17, box.center().y() - 4.5, 9, 9), color, 1.5)
            return


def _paint_bar(painter: QPainter, bar: QRectF, canvas: Canvas) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(canvas.theme.text)
    painter.drawRoundedRect(bar, 2, 2)


def paint_fold(painter: QPainter, canvas: Canvas, box: QRectF, text: str) -> None:
    """Paint the bar that stands for folded rows."""
    theme = canvas.theme
    painter.setPen(QPen(theme.hairline, 1))
    y = round(box.center().y()) + 0.5
    font = interface_font(round(12 * canvas.zoom / 100))
    painter.setFont(font)
    width = QFontMetricsF(font).horizontalAdvance(text) + 40
    middle = box.center().x()
    painter.drawLine(QPointF(box.left(), y), QPointF(middle - width / 2, y))
    painter.drawLine(QPointF(middle + width / 2, y), QPointF(box.right(), y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.margin_text)
    for dot in range(3):
        painter.drawEllipse(QPointF(middle - width / 2 + 12 + dot * 5, y), 1.3, 1.3)
    painter.setPen(theme.margin_text)
    words = QRectF(middle - width / 2 + 28, box.top(), width - 28, box.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
