# SPDX-License-Identifier: Apache-2.0
"""A pane: one text, of which only the rows in sight exist, with its marks, its caret and its selection."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.ui.panes.canvas import Canvas, VisibleRow
from desktop_app.ui.panes.caret import Caret, Position
from desktop_app.ui.panes.caret_keys import move_by_key
from desktop_app.ui.panes.evidence import paint_evidence_arcs
from desktop_app.ui.panes.folding import FOLD_HEIGHT
from desktop_app.ui.panes.margins import NUMBER_MARGIN, PLAIN_MARGIN, STATE_MARGIN, paint_fold, paint_margins
from desktop_app.ui.panes.modes import Side
from desktop_app.ui.panes.row_painting import paint_row

_BLINK_MS = 530
_FOCUS_LINE = 2.5
_AUTOSCROLL_MS = 30


class TextPane(QWidget):
    """A read-only pane. Its text can be selected and copied, its suggestions clicked."""

    suggestion_clicked = Signal(str)
    decision_clicked = Signal(str, str)
    caret_moved = Signal()

    def __init__(self, canvas: Canvas, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self.caret = Caret(canvas, side)
        self.caret_shown = False
        """Whether the caret is at the lit phase of its blinking."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._clicks = 0
        self._last_press = QPoint()
        self._hovered: str | None = None
        self._blink = QTimer(self)
        self._blink.setInterval(_BLINK_MS)
        self._blink.timeout.connect(self._toggle_caret)
        self._autoscroll = QTimer(self)
        self._autoscroll.setInterval(_AUTOSCROLL_MS)
        self._autoscroll.timeout.connect(self._drag_on)
        self._double_click = QTimer(self)
        self._double_click.setSingleShot(True)
        canvas.changed.connect(self.update)

    @property
    def side(self) -> Side:
        """Which text the pane shows."""
        return self.caret.side

    def set_side(self, side: Side) -> None:
        """Show another text; the caret stays near its place."""
        if side is not self.caret.side:
            self.caret = Caret(self.canvas, side)

    def remembered(self) -> tuple[int, int]:
        """Return the ends of the selection as places of the original, before the rows change."""
        if not len(self.canvas.heights):
            return 0, 0
        ends = []
        for position in (self.caret.anchor, self.caret.position):
            row = min(position.row, len(self.canvas.heights) - 1)
            content = self.canvas.layout_of(row).sides[self.side].content
            ends.append(content.to_original(min(position.offset, len(content.text))))
        return ends[0], ends[1]

    def recall(self, ends: tuple[int, int]) -> None:
        """Put the selection back after the rows have changed."""
        rows = self.canvas.rows
        if rows is None or not len(rows.index):
            self.caret.move_to(Position(0, 0))
            return
        places = [(rows.index.row_of(offset), offset) for offset in ends]
        contents = {row: self.canvas.content_of(row, self.side) for row, _ in places}
        anchor, position = (Position(row, contents[row].from_original(offset)) for row, offset in places)
        self.caret.select(anchor, position)

    # Geometry

    @property
    def margins(self) -> tuple[int, int]:
        """The white space left and right of the text column, in pixels."""
        if len(self.canvas.sides) == 1:
            return NUMBER_MARGIN, NUMBER_MARGIN
        if self.side is Side.ORIGINAL:
            return NUMBER_MARGIN, PLAIN_MARGIN
        return PLAIN_MARGIN, STATE_MARGIN

    @property
    def column_left(self) -> float:
        """Where the text column begins."""
        left, right = self.margins
        spare = self.width() - left - right - self.canvas.measures.width
        return left + max(0, round(spare / 2))

    def row_at(self, y: float) -> VisibleRow | None:
        """Return the row at a height of the pane; the nearest if none is there."""
        nearest = None
        for visible in self.canvas.visible_rows():
            if nearest is not None and visible.y > y:
                break
            nearest = visible
        return nearest

    def position_at(self, point: QPointF) -> Position:
        """Return the place in the text that is nearest to a point."""
        visible = self.row_at(point.y())
        if visible is None or visible.layout is None:
            return Position(visible.row if visible is not None else 0, 0)
        side = visible.layout.sides[self.side]
        return Position(visible.row, side.hit(point.x() - self.column_left, point.y() - visible.y))

    def suggestion_near(self, point: QPointF) -> Suggestion | None:
        """Return the suggestion whose mark is under a point."""
        visible = self.row_at(point.y())
        if visible is None or visible.layout is None:
            return None
        local = QPointF(point.x() - self.column_left, point.y() - visible.y)
        marks = self.canvas.marks_in_sight(visible, self.side)
        hits = [
            (mark.quiet, abs(area.center().x() - local.x()), number)
            for number, mark in enumerate(marks)
            for area in mark.area
            if area.contains(local)
        ]
        return marks[min(hits)[2]].suggestion if hits else None

    def caret_rect(self) -> QRectF:
        """Return where the caret stands in the pane."""
        if not len(self.canvas.heights):
            return QRectF()
        rect = self.caret.rect()
        return rect.translated(self.column_left, self.canvas.y_of(self.caret.position.row))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self.canvas.theme.page)
        left = self.column_left
        width = self.canvas.measures.width
        for visible in self.canvas.visible_rows():
            if visible.layout is None:
                count = self.canvas.folding.folded(visible.row)
                box = QRectF(left, visible.y, width, FOLD_HEIGHT)
                paint_fold(painter, self.canvas, box, self.tr("%n unchanged paragraphs", "", count))
                continue
            paint_row(painter, self.canvas, visible, self.caret, left, self._hovered)
            paint_margins(painter, self.canvas, visible, self.side, left, left + width)
        if self.side is not Side.RESULT:
            paint_evidence_arcs(painter, self.canvas, self.side, left)
        self._paint_caret(painter)
        if self.hasFocus():
            painter.fillRect(QRectF(0, 0, self.width(), _FOCUS_LINE), self.canvas.theme.focus)
        painter.end()

    def _paint_caret(self, painter: QPainter) -> None:
        there = len(self.canvas.heights) and self.canvas.folding.shown(self.caret.position.row)
        if self.caret_shown and self.hasFocus() and there:
            painter.fillRect(self.caret_rect(), self.canvas.theme.text)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.canvas.rows is None:
            return
        near = (event.position().toPoint() - self._last_press).manhattanLength() < 6
        self._clicks = self._clicks + 1 if near and self._double_click.isActive() else 1
        self._last_press = event.position().toPoint()
        self._double_click.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
        self._press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def _press(self, event: QMouseEvent) -> None:
        visible = self.row_at(event.position().y())
        if visible is not None and visible.layout is None:
            self.canvas.unfold(visible.row)
            return
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.caret.move_to(self.position_at(event.position()), select=extend)
        if self._clicks == 2:
            self.caret.select_word()
        elif self._clicks >= 3:
            self.caret.select_row()
        self.caret_has_moved(scroll=False)
        suggestion = self.suggestion_near(event.position())
        if suggestion is not None and self._clicks == 1 and not extend:
            self.suggestion_clicked.emit(suggestion.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event.position())
            outside = not 0 <= event.position().y() < self.height()
            if outside and not self._autoscroll.isActive():
                self._autoscroll.start()
            elif not outside:
                self._autoscroll.stop()
            return
        self._hover(self.suggestion_near(event.position()))

    def _hover(self, suggestion: Suggestion | None) -> None:
        hovered = suggestion.id if suggestion is not None else None
        if hovered != self._hovered:
            self._hovered = hovered
            shape = Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.IBeamCursor
            self.setCursor(shape)
            self.update()

    def _drag(self, point: QPointF) -> None:
        if self._clicks == 1 and self.canvas.rows is not None:
            self.caret.move_to(self.position_at(point), select=True)
            self.caret_has_moved(scroll=False)

    def _drag_on(self) -> None:
        point = QPointF(self.mapFromGlobal(self.cursor().pos()))
        beyond = point.y() if point.y() < 0 else point.y() - self.height()
        self.canvas.scroll_by(round(beyond / 2))
        self._drag(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._autoscroll.stop()
        clipboard = QGuiApplication.clipboard()
        if self.caret.has_selection and clipboard.supportsSelection():
            clipboard.setText(self.selected_text(), clipboard.Mode.Selection)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            suggestion = self.suggestion_near(QPointF(event.pos()))
            text = suggestion.explanation or suggestion.series if suggestion is not None else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.canvas.rows is None:
            return
        menu = self.context_menu(self.suggestion_near(QPointF(event.pos())))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def context_menu(self, suggestion: Suggestion | None) -> QMenu:
        """Return what can be done at a place: decide on its suggestion, and copy."""
        menu = QMenu(self)
        if suggestion is not None:
            self.suggestion_clicked.emit(suggestion.id)
            for label, verdict in (
                (self.tr("Accept"), Verdict.ACCEPTED),
                (self.tr("Keep the original"), Verdict.KEPT),
                (self.tr("Decide later"), Verdict.LATER),
                (self.tr("Reset to undecided"), Verdict.UNDECIDED),
            ):
                decide = partial(self.decision_clicked.emit, suggestion.id, verdict.value)
                menu.addAction(label).triggered.connect(decide)
            menu.addSeparator()
        copying = menu.addAction(self.tr("Copy"), self.copy)
        copying.setEnabled(self.caret.has_selection)
        menu.addAction(self.tr("Select all"), self.select_all)
        return menu

    def select_all(self) -> None:
        """Select the whole text."""
        self.caret.select_all()
        self.caret_has_moved(scroll=False)

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.canvas.rows is not None and move_by_key(self.caret, event, self.lines_in_sight()):
            self.caret_has_moved()
        elif event.matches(QKeySequence.StandardKey.Copy) and self.caret.has_selection:
            self.copy()
        else:
            super().keyPressEvent(event)

    def lines_in_sight(self) -> int:
        """Return how many lines a page is."""
        return max(1, int(self.height() / self.canvas.measures.pitch) - 1)

    def copy(self) -> None:
        """Copy what is selected."""
        if self.caret.has_selection:
            QGuiApplication.clipboard().setText(self.selected_text())

    def selected_text(self) -> str:
        """Return the selected text as it stands in the pane's text, never as Qt shows it."""
        session = self.canvas.session
        if session is None:
            return ""
        if self.side is Side.RESULT:
            return self.shown_text()
        return self.caret.original_span().of(session.document.text)

    def shown_text(self) -> str:
        """Return the selected text as it is shown, proposals included."""
        rows = self.canvas.rows
        if rows is None:
            return ""
        first, last = self.caret.selection
        parts = []
        for row in range(first.row, last.row + 1):
            content = self.canvas.content_of(row, self.side)
            start = first.offset if row == first.row else 0
            end = last.offset if row == last.row else len(content.text)
            parts.append(content.text[start:end])
            if row < last.row:
                parts.extend(piece.text for piece in content.terminator)
        return "".join(parts)

    def caret_has_moved(self, *, scroll: bool = True) -> None:
        """Show the caret where it is now."""
        if scroll and len(self.canvas.heights):
            rect = self.caret.rect()
            self.canvas.bring_into_view(self.caret.position.row, rect.top(), rect.bottom())
        self.caret_shown = True
        if self.hasFocus():
            self._blink.start()
        self.caret_moved.emit()
        self.update()

    def _toggle_caret(self) -> None:
        self.caret_shown = not self.caret_shown
        self.update(self.caret_rect().toAlignedRect().adjusted(-2, -2, 2, 2))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.caret_shown = True
        if QGuiApplication.styleHints().cursorFlashTime() > 0:
            self._blink.start()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._blink.stop()
        self.caret_shown = False
        self.update()
