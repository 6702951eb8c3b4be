# SPDX-License-Identifier: Apache-2.0
"""The canvas as the window sees it: both panes, the connectors between them, the map and the scroll bar."""

from collections.abc import Set

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span
from desktop_app.ui.panes.canvas import Canvas, Place
from desktop_app.ui.panes.connectors import STRIP_WIDTH, ConnectorStrip
from desktop_app.ui.panes.contents import Role
from desktop_app.ui.panes.modes import Side, ViewMode
from desktop_app.ui.panes.overview import MAP_WIDTH, OverviewMap
from desktop_app.ui.panes.pane_header import PaneHeader, header_height
from desktop_app.ui.panes.result_pane import ResultPane
from desktop_app.ui.panes.slim_scroll_bar import SlimScrollBar
from desktop_app.ui.panes.text_pane import TextPane
from desktop_app.ui.theme import Theme

__all__ = ["ReviewView", "ViewMode"]

LEAST_ZOOM, MOST_ZOOM = 50, 300
_WHEEL_NOTCH = 120
_LINES_A_NOTCH = 3


class ReviewView(QWidget):
    """Original and result, level row by row, with everything that is suggested marked in place.

    The view changes nothing: it tells what was clicked and typed, and shows what the session says when
    ``refresh`` is called.
    """

    suggestion_clicked = Signal(str)
    """The id of a suggestion whose mark was clicked."""

    decision_clicked = Signal(str, str)
    """An id and the value of the ``Verdict`` that was clicked for it."""

    typed = Signal(object, str)
    """A ``Span`` of the result and what is to stand there instead."""

    place_changed = Signal(int, int)
    """Paragraph and column of the caret, both from 1."""

    editing_changed = Signal(bool)
    """Whether letters typed now would change the result."""

    zoom_requested = Signal(int)
    """1 for larger, -1 for smaller: Ctrl and the wheel ask the window, which zooms as a whole."""

    preview_changed = Signal(bool)
    """Whether the result now shows what is proposed before it is decided."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = Canvas(theme, self)
        self.original_pane = TextPane(self._canvas, Side.ORIGINAL, self)
        self.result_pane = ResultPane(self._canvas, self)
        self.connector_strip = ConnectorStrip(self._canvas, self)
        self.overview_map = OverviewMap(self._canvas, self)
        self.scroll_bar = SlimScrollBar(self._canvas, self)
        self._original_header = PaneHeader(self._canvas, self)
        self._result_header = PaneHeader(self._canvas, self)
        self._strip_header = PaneHeader(self._canvas, self)
        self._scrolling = False
        self._turned = 0
        self._under_pointer: str | None = None
        self._wire()
        self._name()

    def _wire(self) -> None:
        self._canvas.scrolled.connect(self._show_scroll)
        self.scroll_bar.valueChanged.connect(self._scroll)
        self.overview_map.dragged.connect(self._canvas.scroll_to)
        for pane in (self.original_pane, self.result_pane):
            pane.suggestion_clicked.connect(self._click)
            pane.decision_clicked.connect(self.decision_clicked)
        self.original_pane.caret_moved.connect(self._tell_original_place)
        self.result_pane.caret_moved.connect(self._tell_result_place)
        self.connector_strip.suggestion_clicked.connect(self._click)
        self.connector_strip.decision_clicked.connect(self.decision_clicked)
        self.result_pane.typed.connect(self.typed)
        self.result_pane.editing_changed.connect(self.editing_changed)
        self._result_header.switched.connect(self._switch_preview)

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Review"))
        self.original_pane.setAccessibleName(self.tr("Original text, read only"))
        self.result_pane.setAccessibleName(self.tr("Result text, editable"))
        self.connector_strip.setAccessibleName(self.tr("Connections between original and result"))
        self.overview_map.setAccessibleName(self.tr("Map of all suggestions"))
        self.scroll_bar.setAccessibleName(self.tr("Scroll both texts"))

    # What is shown

    def set_session(self, session: ReviewSession | None) -> None:
        """Show a review from its beginning, or an empty page."""
        self._canvas.set_session(session)
        self.overview_map.refresh()
        for pane in (self.original_pane, self.result_pane):
            pane.recall((0, 0))
        self._arrange()

    def refresh(self, ids: Set[str]) -> None:
        """Show what the session says after these suggestions or decisions have changed."""
        panes = (self.original_pane, self.result_pane) if self._side_by_side else (self.result_pane,)
        places = [pane.remembered() for pane in panes]
        self._canvas.refresh(ids)
        for pane, ends in zip(panes, places, strict=True):
            pane.recall(ends)
        self.result_pane.take_caret()
        self.overview_map.refresh(ids)
        self._describe_current()

    def set_current(self, suggestion_id: str | None, *, reveal: bool = True) -> None:
        """Ring a suggestion, and bring it into sight unless told otherwise."""
        self._canvas.current = suggestion_id
        suggestion = self._canvas.current_suggestion()
        if suggestion is not None and self._canvas.rows is not None:
            if reveal and suggestion_id != self._under_pointer:
                self._reveal(suggestion)
            self._canvas.know(suggestion.span.start)
            rows = self._canvas.rows
            row = rows.row_of(suggestion)
            column = suggestion.span.start - rows.index.start(row) + 1
            self.place_changed.emit(rows.index.paragraph(row), column)
        self._describe_current()
        self._canvas.changed.emit()

    @Slot(str)
    def _click(self, suggestion_id: str) -> None:
        """Tell of a click; what is under the pointer is in sight and must not move away from it."""
        self._under_pointer = suggestion_id
        self.suggestion_clicked.emit(suggestion_id)
        self._under_pointer = None

    def _reveal(self, suggestion: Suggestion) -> None:
        self._canvas.know(suggestion.span.start)
        rows = self._canvas.rows
        if rows is None or not len(self._canvas.heights):
            return
        row = min(rows.row_of(suggestion), len(self._canvas.heights) - 1)
        side = self._canvas.layout_of(row).sides[self._canvas.sides[0]]
        span = side.content.find(suggestion.id, Role.OLD) or side.content.find(suggestion.id, Role.NEW)
        offset = span.start if span is not None else len(side.content.text)
        rect = next(iter(side.rects(offset, offset)))
        self._canvas.reveal(row, rect.top(), rect.bottom())

    @property
    def is_complete(self) -> bool:
        """Whether all rows are known; until then the extent still grows."""
        return self._canvas.rows is None or self._canvas.rows.complete

    def preview_wording(self, suggestion_id: str | None, text: str = "") -> None:
        """Show a wording for a suggestion in the result before it is decided; None ends that."""
        self._canvas.try_wording(suggestion_id, text)

    def _describe_current(self) -> None:
        suggestion = self._canvas.current_suggestion()
        sentence = ""
        if suggestion is not None:
            sentence = self.tr("“{0}” becomes “{1}”. {2}").format(
                suggestion.original.strip(), suggestion.replacement.strip(), suggestion.explanation
            )
        for pane in (self.original_pane, self.result_pane):
            pane.setAccessibleDescription(sentence)
        if sentence and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    # How it is shown

    @property
    def mode(self) -> ViewMode:
        """What the canvas shows."""
        return self._canvas.mode

    @property
    def _side_by_side(self) -> bool:
        return self._canvas.mode is ViewMode.SIDE_BY_SIDE

    def set_mode(self, mode: ViewMode) -> None:
        """Switch between side by side, inline and result; the place stays."""
        if mode is self._canvas.mode:
            return
        ends = self.result_pane.remembered()
        had_focus = self.original_pane.hasFocus()
        place = self._canvas.place()
        self._canvas.mode = mode
        self._canvas.set_width(self._column_width())
        self.result_pane.set_side(Side.INLINE if mode is ViewMode.INLINE else Side.RESULT)
        self._canvas.lay_out_anew()
        self._canvas.restore(place)
        self.result_pane.recall(ends)
        self._arrange()
        if had_focus and not self._side_by_side:
            self.result_pane.setFocus()
        if self.result_pane.hasFocus():
            self.editing_changed.emit(self.result_pane.editable)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._canvas.theme = theme
        self._canvas.rows_changed.emit()
        self._canvas.changed.emit()
        self.update()

    def set_zoom(self, percent: int) -> None:
        """Set the size of the prose, 50 to 300 %."""
        self._canvas.zoom = min(MOST_ZOOM, max(LEAST_ZOOM, percent))
        self._canvas.lay_out_anew()
        self._arrange()

    def set_prose_font(self, family: str) -> None:
        """Set the typeface of the texts."""
        self._canvas.family = family
        self._canvas.lay_out_anew()
        self._arrange()

    def set_show_invisible(self, show: bool) -> None:
        """Show spaces, tabs, and chips for characters without width."""
        self._canvas.show_invisible = show
        self._canvas.lay_out_anew()

    def set_fold_unchanged(self, fold: bool) -> None:
        """Fold runs of paragraphs in which nothing but spaces is suggested."""
        self._canvas.folding.on = fold
        self._canvas.folding.unfold_none()
        self._canvas.lay_out_anew()

    @Slot(bool)
    def _switch_preview(self, preview: bool) -> None:
        self.set_preview_proposals(preview)
        self.preview_changed.emit(preview)

    def set_preview_proposals(self, preview: bool) -> None:
        """Show proposals in the result before they are decided; the result itself stays as it is."""
        self._canvas.preview = preview
        self._canvas.lay_out_anew()
        self._arrange()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Let marks change without fading."""
        self._canvas.reduced_motion = reduced

    # Places

    def place(self) -> object:
        """Return where the reader is, for ``restore_place``."""
        return self._canvas.place()

    def restore_place(self, place: object) -> None:
        """Go back to where the reader was."""
        if isinstance(place, Place):
            self._canvas.restore(place)

    def visible_span(self) -> Span | None:
        """Return what of the original is in sight, in whole rows; None where nothing is."""
        rows = self._canvas.rows
        shown = [visible.row for visible in self._canvas.visible_rows()]
        if rows is None or not shown:
            return None
        return Span(rows.index.start(shown[0]), rows.index.end(shown[-1]))

    def caret_span(self) -> Span:
        """Return what is selected in the result; an empty span where the caret stands."""
        return self.result_pane.caret.result_span()

    def select_result(self, span: Span) -> None:
        """Select a part of the result and bring it into sight."""
        self.result_pane.select_result(span.start, span.end)
        if len(self._canvas.heights):
            rect = self.result_pane.caret.rect()
            self._canvas.reveal(self.result_pane.caret.position.row, rect.top(), rect.bottom())
        self.result_pane.caret_has_moved(scroll=False)

    def _tell_original_place(self) -> None:
        self._tell_place(self.original_pane)

    def _tell_result_place(self) -> None:
        self._tell_place(self.result_pane)

    def _tell_place(self, pane: TextPane) -> None:
        if self._canvas.rows is not None and len(self._canvas.heights):
            row, offset = pane.caret.position
            self.place_changed.emit(self._canvas.rows.index.paragraph(row), offset + 1)

    # Geometry

    def sizeHint(self) -> QSize:
        return QSize(820, 700)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 200)

    def _bar_width(self) -> int:
        return self.scroll_bar.sizeHint().width()

    def _pane_width(self) -> int:
        free = self.width() - MAP_WIDTH - self._bar_width()
        return (free - STRIP_WIDTH) // 2 if self._side_by_side else free

    def _column_width(self) -> float:
        margins = [sum(self.original_pane.margins)] if self._side_by_side else []
        margins.append(sum(self.result_pane.margins))
        return self._pane_width() - max(margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        top = header_height(self._canvas.zoom)
        height = max(0, self.height() - top)
        self._canvas.viewport_height = height
        self._canvas.set_width(self._column_width())
        pane = self._pane_width()
        both = self._side_by_side
        left = pane + STRIP_WIDTH if both else 0
        self.original_pane.setGeometry(0, top, pane, height)
        self._original_header.setGeometry(0, 0, pane, top)
        self.connector_strip.setGeometry(pane, top, STRIP_WIDTH, height)
        self._strip_header.setGeometry(pane, 0, STRIP_WIDTH, top)
        self.result_pane.setGeometry(left, top, pane, height)
        edge = left + pane
        self._result_header.setGeometry(left, 0, self.width() - left, top)
        self.overview_map.setGeometry(edge, top, MAP_WIDTH, height)
        self.scroll_bar.setGeometry(edge + MAP_WIDTH, top, self._bar_width(), height)
        for widget in (
            self.original_pane,
            self._original_header,
            self.connector_strip,
            self._strip_header,
        ):
            widget.setVisible(both)
        self._original_header.tell(
            self.tr("Original"), self.tr("stays as it is"), self.original_pane.column_left
        )
        if self._canvas.mode is ViewMode.INLINE:
            title, remark = self.tr("Changes in the text"), self.tr("old struck through, new underlined")
        else:
            title, remark = self.tr("Result"), ""
        self._result_header.tell(title, remark, self.result_pane.column_left)
        switch = "" if remark else self.tr("with proposals")
        self._result_header.offer(switch, self.tr("Show what is proposed before it is decided"))
        self._result_header.set_switch(self._canvas.preview)
        self._canvas.settle()
        self._show_scroll()

    def _show_scroll(self) -> None:
        self._scrolling = True
        page = self._canvas.viewport_height
        self.scroll_bar.setRange(0, max(0, self._canvas.extent - page))
        self.scroll_bar.setPageStep(max(1, page - round(self._canvas.measures.pitch)))
        self.scroll_bar.setSingleStep(round(self._canvas.measures.pitch))
        self.scroll_bar.setValue(self._canvas.scroll)
        self._scrolling = False

    def _scroll(self, value: int) -> None:
        if not self._scrolling:
            self._canvas.scroll_to(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y()
            if abs(self._turned) >= _WHEEL_NOTCH:
                self.zoom_requested.emit(1 if self._turned > 0 else -1)
                self._turned = 0
        elif not event.pixelDelta().isNull():
            self._canvas.scroll_by(-event.pixelDelta().y())
        else:
            notches = event.angleDelta().y() / _WHEEL_NOTCH
            self._canvas.scroll_by(-round(notches * _LINES_A_NOTCH * self._canvas.measures.pitch))
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._name()
            self._arrange()
        super().changeEvent(event)
