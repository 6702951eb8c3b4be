# SPDX-License-Identifier: Apache-2.0
"""The canvas as the window sees it: both panes, the connectors between them, the map and the scroll bar."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span
from desktop_app.ui.theme import Theme


class ViewMode(StrEnum):
    """How the two texts are shown."""

    SIDE_BY_SIDE = "side by side"
    INLINE = "inline"
    RESULT = "result"


class ReviewView(QWidget):
    """Original and result, level row by row."""

    suggestion_clicked = Signal(str)
    decision_clicked = Signal(str, str)
    typed = Signal(object, str)
    place_changed = Signal(int, int)
    editing_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session: ReviewSession | None = None
        self._current: str | None = None
        self._mode = ViewMode.SIDE_BY_SIDE
        self.original_pane = QWidget(self)
        self.result_pane = QWidget(self)
        layout = QHBoxLayout(self)
        layout.addWidget(self.original_pane)
        layout.addWidget(self.result_pane)

    def set_session(self, session: ReviewSession | None) -> None:
        self._session = session
        self.update()

    def refresh(self, ids: frozenset[str]) -> None:
        self.update()

    def set_current(self, suggestion_id: str | None, *, reveal: bool = True) -> None:
        self._current = suggestion_id
        self.update()

    def set_mode(self, mode: ViewMode) -> None:
        self._mode = mode
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_zoom(self, percent: int) -> None:
        self.update()

    def set_show_invisible(self, show: bool) -> None:
        self.update()

    def set_fold_unchanged(self, fold: bool) -> None:
        self.update()

    def set_prose_font(self, family: str) -> None:
        self.update()

    def set_reduced_motion(self, reduced: bool) -> None:
        self.update()

    def set_preview_proposals(self, preview: bool) -> None:
        self.update()

    def place(self) -> object:
        return None

    def restore_place(self, place: object) -> None:
        self.update()

    def caret_span(self) -> Span | None:
        return None

    def select_result(self, span: Span) -> None:
        self.update()
