# SPDX-License-Identifier: Apache-2.0
"""One row painted, from the paper up: evidence, fills, selection, words, lines, chips."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from desktop_app.ui.fonts import interface_font
from desktop_app.ui.panes.canvas import Canvas, VisibleRow
from desktop_app.ui.panes.caret import Caret
from desktop_app.ui.panes.evidence import paint_evidence_places
from desktop_app.ui.panes.marks import Mark, paint_fill, paint_lines
from desktop_app.ui.panes.modes import Side
from desktop_app.ui.panes.row_layout import SideLayout
from desktop_app.ui.theme import Theme

_CHIP_LETTERS = 0.27
_CHIP_HEIGHT = 0.32
_BREAK_WIDTH = 5


def paint_row(
    painter: QPainter, canvas: Canvas, visible: VisibleRow, caret: Caret, left: float, hovered: str | None
) -> None:
    """Paint a row on the side of ``caret``, its column beginning at ``left``.

    ``hovered`` is the id of the suggestion under the pointer.
    """
    if visible.layout is None:
        return
    side = visible.layout.sides[caret.side]
    painter.save()
    painter.translate(left, visible.y)
    reading = len(canvas.sides) == 1 and caret.side is Side.RESULT
    marks = () if reading else canvas.marks_in_sight(visible, caret.side)
    if caret.side is not Side.RESULT:
        paint_evidence_places(painter, canvas, visible, side)
    for mark in marks:
        key = mark.suggestion.id
        state = canvas.state_of(mark.suggestion)
        paint_fill(painter, mark, state, canvas.theme, current=key == canvas.current, fade=canvas.fading(key))
    _paint_selection(painter, caret.selected_in(visible.row, len(side.content.text)), side, canvas.theme)
    painter.setPen(canvas.theme.text)
    side.draw(painter, -visible.y, canvas.viewport_height - visible.y)
    for mark in marks:
        current = mark.suggestion.id == canvas.current
        paint_lines(painter, mark, canvas.state_of(mark.suggestion), canvas.theme, current=current)
        if mark.suggestion.id == hovered and not current:
            _paint_hover(painter, mark, canvas.theme)
    _paint_chips(painter, side, canvas.theme)
    painter.restore()


def _paint_hover(painter: QPainter, mark: Mark, theme: Theme) -> None:
    painter.setPen(QPen(theme.margin_text, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in mark.rects:
        painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 1), 4, 4)


def _paint_selection(
    painter: QPainter, selected: tuple[int, int] | None, side: SideLayout, theme: Theme
) -> None:
    if selected is None:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.selection)
    for rect in side.rects(*selected):
        painter.drawRect(rect if rect.width() else rect.adjusted(0, 0, _BREAK_WIDTH, 0))


def _paint_chips(painter: QPainter, side: SideLayout, theme: Theme) -> None:
    if not side.display.chips:
        return
    font = interface_font(max(6, round(side.pitch * _CHIP_LETTERS)))
    painter.setFont(font)
    painter.setBrush(theme.uncertain_fill)
    painter.setPen(QPen(theme.uncertain_line, 1))
    for offset, name in side.display.chips:
        wide = QFontMetricsF(font).horizontalAdvance(name) + 4
        for rect in side.rects(offset, offset + 1):
            chip = QRectF(rect.center().x() - wide / 2, rect.top() + 1, wide, side.pitch * _CHIP_HEIGHT)
            painter.drawRoundedRect(chip, 2, 2)
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, name)
