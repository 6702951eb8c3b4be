# SPDX-License-Identifier: Apache-2.0
"""How a row of the list looks: state, before → after, confidence, paragraph; a heading for each group."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import Decision, Verdict
from desktop_app.review.policy import Lane, lane
from desktop_app.ui import wording
from desktop_app.ui.suggestions.model import Role
from desktop_app.ui.theme import Theme

_ROOM_FOR_FIGURES = 36
"""Average characters of width below which the figure makes room for the words; the bars stay."""

_STEPS = {Lane.SURE: 3, Lane.LIKELY: 2, Lane.NEEDS_YOU: 1}


def paint_confidence(
    painter: QPainter, box: QRectF, suggestion_lane: Lane, colour: QColor, quiet: QColor
) -> None:
    """Draw three rising bars, as many filled as the lane has steps."""
    width, gap = 3.0, 2.0
    for step in range(3):
        height = 4.0 + 3.0 * step
        bar = QRectF(box.left() + step * (width + gap), box.bottom() - height, width, height)
        if step < _STEPS[suggestion_lane]:
            painter.fillRect(bar, colour)
        else:
            painter.setPen(QPen(quiet, 1))
            painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))


class SuggestionDelegate(QStyledItemDelegate):
    """Draws rows of one height; knows no session."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height that all rows share."""
        del index
        return QSize(200, round(option.fontMetrics.height() * 1.75))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        theme = self._theme
        if selected:
            painter.fillRect(option.rect, theme.new_quiet)
            painter.fillRect(QRect(0, option.rect.top(), 3, option.rect.height()), theme.focus)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.alternate_base)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.focus, 1.5))
            painter.drawRect(QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75))
        box = option.rect.adjusted(8, 0, -10, 0)
        suggestion = index.data(Role.SUGGESTION)
        if suggestion is None:
            self._paint_group(painter, box, option, index)
        else:
            self._paint_member(painter, box, option, index, suggestion)
        painter.restore()

    def _paint_group(
        self,
        painter: QPainter,
        box: QRect,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        members, undecided = index.data(Role.COUNTS)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        small = option.fontMetrics
        decided = wording.number(members) if undecided else f"✓ {wording.number(members)}"
        count = (
            f"{wording.number(undecided)} / {wording.number(members)}" if 0 < undecided < members else decided
        )
        width = small.horizontalAdvance(count)
        painter.setPen(self._theme.margin_text)
        painter.drawText(box.adjusted(box.width() - width, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, count)
        painter.setFont(bold)
        painter.setPen(self._theme.window_text if undecided else self._theme.margin_text)
        room = box.adjusted(0, 0, -width - 10, 0)
        # What tells the parts of a long series apart stands at the end.
        is_part = index.data(Role.GROUP).is_part
        elide = Qt.TextElideMode.ElideMiddle if is_part else Qt.TextElideMode.ElideRight
        title = QFontMetrics(bold).elidedText(str(index.data()), elide, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)

    def _paint_member(
        self,
        painter: QPainter,
        box: QRect,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        suggestion: Suggestion,
    ) -> None:
        theme, metrics = self._theme, option.fontMetrics
        decision: Decision = index.data(Role.DECISION)
        undecided = decision.verdict is Verdict.UNDECIDED
        self._paint_state(painter, box, suggestion, decision)
        line = str(index.data(Role.PARAGRAPH))
        figure = wording.confidence_text(suggestion.confidence)
        line_width = metrics.horizontalAdvance("0" * max(3, len(line)))
        figure_width = metrics.horizontalAdvance("0.00")
        painter.setPen(theme.margin_text)
        painter.drawText(
            QRect(box.right() - line_width, box.top(), line_width, box.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            line,
        )
        figures = QRect(box.right() - line_width - 8 - figure_width, box.top(), figure_width, box.height())
        if box.width() >= metrics.averageCharWidth() * _ROOM_FOR_FIGURES:
            painter.drawText(figures, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, figure)
        else:
            figures.moveLeft(box.right() - line_width - 2)
        bars = QRectF(figures.left() - 21, box.center().y() - 6, 13, 12)
        strength = theme.window_text if undecided else theme.margin_text
        paint_confidence(painter, bars, lane(suggestion), strength, theme.margin_text)
        room = QRect(box.left() + 22, box.top(), int(bars.left()) - 10 - box.left() - 22, box.height())
        self._paint_wordings(painter, room, metrics, index.data(Role.WORDINGS), undecided)

    def _paint_state(self, painter: QPainter, box: QRect, suggestion: Suggestion, decision: Decision) -> None:
        theme = self._theme
        place = QRectF(box.left(), box.top(), 16, box.height())
        if decision.verdict is Verdict.UNDECIDED:
            painter.setPen(QPen(theme.window_text, 1.4))
            if lane(suggestion) is Lane.NEEDS_YOU:
                painter.setPen(QPen(theme.window_text, 1.4, Qt.PenStyle.DotLine))
            elif lane(suggestion) is Lane.SURE:
                painter.setBrush(theme.window_text)
            painter.drawEllipse(QPointF(place.left() + 7, place.center().y()), 3.6, 3.6)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            return
        proposed = {a.text for a in suggestion.alternatives} or {suggestion.replacement}
        own = decision.verdict is Verdict.ACCEPTED and decision.replacement not in proposed
        glyph = wording.PEN if own else wording.GLYPHS[decision.verdict]
        painter.setPen(theme.new_line if decision.verdict is Verdict.ACCEPTED else theme.kept_line)
        painter.drawText(place.adjusted(1, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, glyph)

    def _paint_wordings(
        self,
        painter: QPainter,
        room: QRect,
        metrics: QFontMetrics,
        wordings: tuple[str, str],
        undecided: bool,
    ) -> None:
        before, after = wordings[0], wordings[1] or "∅"
        theme = self._theme
        arrow = " → "
        arrow_width = metrics.horizontalAdvance(arrow)
        free = max(0, room.width() - arrow_width)
        wanted = metrics.horizontalAdvance(before) + 3, metrics.horizontalAdvance(after) + 3
        if sum(wanted) <= free:
            left_width, right_width = wanted
        else:
            right_width = min(wanted[1], max(free // 2, free - wanted[0]))
            left_width = free - right_width
        x = room.left()
        for text, width, colour in (
            (before, left_width, theme.old_line if undecided else theme.margin_text),
            (arrow, arrow_width, theme.margin_text),
            (after, right_width, theme.new_line if undecided else theme.margin_text),
        ):
            painter.setPen(colour)
            cell = QRect(x, room.top(), width, room.height())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width) if text != arrow else text
            painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter, shown)
            x += width
