# SPDX-License-Identifier: Apache-2.0
"""The pane that can be written in. It tells what was typed, and shows what came of it."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.repair.suggestion import Suggestion
from desktop_app.ui.panes.canvas import Canvas
from desktop_app.ui.panes.caret import Position
from desktop_app.ui.panes.caret_keys import is_caret_key
from desktop_app.ui.panes.modes import Side
from desktop_app.ui.panes.text_pane import TextPane

_Key = QKeySequence.StandardKey
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_DELETIONS = (
    (_Key.Delete, True, "character"),
    (_Key.DeleteEndOfWord, True, "word"),
    (_Key.DeleteStartOfWord, False, "word"),
    (_Key.DeleteEndOfLine, True, "line"),
    (_Key.DeleteCompleteLine, True, "row"),
    (_Key.Backspace, False, "character"),
)
_CLIPBOARD = (_Key.Copy, _Key.Cut, _Key.Paste)


class ResultPane(TextPane):
    """The result, editable while it shows the result."""

    typed = Signal(object, str)
    """The span of the result that is to be replaced, and the text that was typed."""

    editing_changed = Signal(bool)

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(canvas, Side.RESULT, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._preedit = ""
        self._caret_after: int | None = None

    @property
    def editable(self) -> bool:
        """Whether typing has a meaning here."""
        return self.side is Side.RESULT and self.canvas.rows is not None

    # Edits

    def insert(self, text: str) -> None:
        """Type ``text`` over the selection, or at the caret."""
        self._replace(*self.caret.selection, text)

    def _replace(self, first: Position, last: Position, text: str) -> None:
        rows = self.canvas.rows
        if rows is None or not self.editable or not len(rows.index):
            return
        span, typed, caret = rows.typing(first, last, text)
        if rows.session.result_between(span.start, span.end) == typed:
            return
        self._caret_after = caret
        self.typed.emit(span, typed)

    def take_caret(self) -> None:
        """Put the caret where the last edit left it, once the session has carried the edit out."""
        rows, wanted = self.canvas.rows, self._caret_after
        if rows is None or wanted is None or not len(rows.index):
            return
        self._caret_after = None
        self.select_result(wanted, wanted)
        self.caret_has_moved()

    def select_result(self, start: int, end: int) -> None:
        """Select places of the result."""
        rows = self.canvas.rows
        if rows is None or not len(rows.index):
            return
        ends = []
        for offset in (start, end):
            row = rows.row_of_result(offset)
            shown = self.canvas.content_of(row, self.side).from_real(offset - rows.result_start(row))
            ends.append(Position(row, shown))
        self.caret.select(ends[0], ends[1])

    def _delete(self, unit: str, *, forward: bool) -> None:
        if self.caret.has_selection and unit != "row":
            self.insert("")
            return
        here = self.caret.position
        if unit == "line":
            self.caret.to_line_end(forward=forward, select=True)
        elif unit == "row":
            self.caret.select_row()
        else:
            self.caret.move_to(self.caret.next_position(forward=forward, words=unit == "word"), select=True)
        if self.caret.has_selection:
            self.insert("")
        else:
            self.caret.move_to(here)

    def cut(self) -> None:
        """Copy what is selected, and take it out."""
        if self.caret.has_selection:
            self.copy()
            self.insert("")

    def paste(self) -> None:
        """Put the clipboard's text in place of the selection."""
        text = QGuiApplication.clipboard().text()
        if text:
            self.insert(text.replace("\r\n", "\n").replace("\r", "\n"))

    def context_menu(self, suggestion: Suggestion | None) -> QMenu:
        menu = super().context_menu(suggestion)
        if self.editable:
            menu.addSeparator()
            menu.addAction(self.tr("Cut"), self.cut).setEnabled(self.caret.has_selection)
            menu.addAction(self.tr("Paste"), self.paste).setEnabled(QGuiApplication.clipboard().text() != "")
        return menu

    # Keys

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._is_typing(event):
                event.accept()
                return True
            event.ignore()
            return False
        return super().event(event)

    def _is_typing(self, event: QKeyEvent) -> bool:
        """Tell whether a key means text here; undo, redo and everything else belong to the window."""
        if not self.editable:
            return False
        if any(event.matches(key) for key in (_Key.Undo, _Key.Redo)):
            return False
        if is_caret_key(event) or any(event.matches(key) for key in _CLIPBOARD):
            return True
        if _is_backspace(event) or any(event.matches(key) for key, _, _ in _DELETIONS):
            return True
        return _text_of(event) != ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.editable:
            super().keyPressEvent(event)
            return
        for key, forward, unit in _DELETIONS:
            if event.matches(key) or (key is _Key.Backspace and _is_backspace(event)):
                self._delete(unit, forward=forward)
                return
        if event.matches(_Key.Cut):
            self.cut()
        elif event.matches(_Key.Paste):
            self.paste()
        elif text := _text_of(event):
            self.insert(text)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton and self.editable:
            clipboard = QGuiApplication.clipboard()
            if clipboard.supportsSelection():
                self.caret.move_to(self.position_at(event.position()))
                self.insert(clipboard.text(clipboard.Mode.Selection))
            return
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.editing_changed.emit(self.editable)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.editing_changed.emit(False)

    # Input methods

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        if event.commitString():
            self.insert(event.commitString())
        self.update()
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        ask = Qt.InputMethodQuery
        rows = self.canvas.rows
        if query == ask.ImEnabled:
            return self.editable
        if rows is None or not len(rows.index):
            return super().inputMethodQuery(query)
        row, offset = self.caret.position
        side = self.canvas.layout_of(row).sides[self.side]
        if query == ask.ImCursorRectangle:
            return self.caret_rect()
        if query == ask.ImFont:
            return self.canvas.measures.font
        if query == ask.ImSurroundingText:
            return side.display.qt
        if query in (ask.ImCursorPosition, ask.ImAnchorPosition):
            place = self.caret.anchor if query == ask.ImAnchorPosition else self.caret.position
            return side.display.to_qt(place.offset if place.row == row else offset)
        if query == ask.ImCurrentSelection:
            return self.shown_text()
        return super().inputMethodQuery(query)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._preedit and len(self.canvas.heights):
            painter = QPainter(self)
            theme, font = self.canvas.theme, self.canvas.measures.font
            rect = self.caret_rect()
            box = QRectF(
                rect.left(), rect.top(), QFontMetricsF(font).horizontalAdvance(self._preedit), rect.height()
            )
            painter.fillRect(box.adjusted(-1, 0, 2, 0), theme.page)
            painter.setFont(font)
            painter.setPen(QPen(theme.text, 1))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._preedit)
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            painter.end()


def _text_of(event: QKeyEvent) -> str:
    """Return what a key types, or nothing."""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        allowed = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        return "\n" if not event.modifiers() & ~allowed else ""
    text = event.text()
    alt_graph = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and bool(
        event.modifiers() & Qt.KeyboardModifier.AltModifier
    )
    if event.modifiers() & _COMMANDS and not alt_graph:
        return ""
    return text if text and (text.isprintable() or text == "\t") and event.key() != Qt.Key.Key_Tab else ""


def _is_backspace(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier == Qt.KeyboardModifier.NoModifier
    return event.key() == Qt.Key.Key_Backspace and plain
