# SPDX-License-Identifier: Apache-2.0
"""The desk: strip of lanes, the two texts, and the find bar, bound to one controller."""

from collections.abc import Set

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.review.decision import Verdict
from desktop_app.text.span import Span
from desktop_app.ui.lane_strip import LaneStrip
from desktop_app.ui.panes.review_view import ReviewView, ViewMode
from desktop_app.ui.review_controller import ReviewController
from desktop_app.ui.settings import Settings
from desktop_app.ui.slices import Slices
from desktop_app.ui.tally import Tally
from desktop_app.ui.theme import Theme

MANY = 2_000
"""Changes in one act beyond which lists and figures are brought up to date piece by piece."""

_CYCLE = (ViewMode.SIDE_BY_SIDE, ViewMode.INLINE, ViewMode.RESULT)


class ReviewDesk(QWidget):
    """Keeps the texts and the figures in step with the controller."""

    mode_changed = Signal(str)
    counted = Signal()
    """The figures of a long text are right again."""

    def __init__(self, theme: Theme, controller: ReviewController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._mode = ViewMode.SIDE_BY_SIDE
        self.tally = Tally()
        self._counter = Slices(self)
        self._counter.done.connect(self._have_counted)
        self.strip = LaneStrip(theme, self)
        self.view = ReviewView(theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.view, 1)
        controller.place = self.view.place
        controller.session_changed.connect(self._session_changed)
        controller.changed.connect(self._changed)
        controller.current_changed.connect(self._current_changed)
        controller.place_wanted.connect(self.view.restore_place)
        self.view.suggestion_clicked.connect(controller.set_current)
        self.view.decision_clicked.connect(self._decision_clicked)
        self.view.typed.connect(self._typed)

    @property
    def mode(self) -> ViewMode:
        """How the texts are shown."""
        return self._mode

    def set_mode(self, mode: ViewMode) -> None:
        """Show the texts another way; the place stays."""
        self._mode = mode
        self.view.set_mode(mode)
        self.mode_changed.emit(mode.value)

    def cycle_mode(self) -> None:
        """Go on to the next way of showing."""
        self.set_mode(_CYCLE[(_CYCLE.index(self._mode) + 1) % len(_CYCLE)])

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self.strip.set_theme(theme)
        self.view.set_theme(theme)

    def apply(self, settings: Settings, prose_family: str) -> None:
        """Show the texts as the editor has chosen."""
        self.view.set_prose_font(settings.prose_family or prose_family)
        self.view.set_zoom(round(settings.zoom * settings.prose_size / Settings().prose_size))
        self.view.set_show_invisible(settings.show_invisible)
        self.view.set_fold_unchanged(settings.fold_unchanged)
        self.view.set_reduced_motion(settings.reduced_motion)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the texts that can have the focus, left to right."""
        both = (self.view.original_pane, self.view.result_pane)
        return tuple(pane for pane in both if pane.isVisibleTo(self))

    def focus_result(self) -> None:
        """Put the caret into the result."""
        self.view.result_pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _session_changed(self) -> None:
        self.view.set_session(self._controller.session)
        self._counter.cancel()
        self.tally = Tally(self._controller.session)
        self.strip.show_counts(self.tally.lanes)

    @Slot(object)
    def _changed(self, ids: Set[str]) -> None:
        self.view.refresh(ids)
        session = self._controller.session
        if session is not None and len(session.suggestions) > MANY and not self.tally.is_of(session):
            # A new analysis of a long text: the figures follow over the next turns of the event loop.
            self._count_anew()
        elif len(ids) > MANY or self._counter.busy:
            self._count_anew()
        else:
            self.tally.update(ids)
            self.strip.show_counts(self.tally.lanes)

    def _count_anew(self) -> None:
        self._counter.start(Tally().counting(self._controller.session))

    @Slot(object)
    def _have_counted(self, tally: Tally) -> None:
        self.tally = tally
        self.strip.show_counts(tally.lanes)
        self.counted.emit()

    @Slot(object)
    def _current_changed(self, suggestion_id: str | None) -> None:
        self.view.set_current(suggestion_id)

    @Slot(str, str)
    def _decision_clicked(self, suggestion_id: str, verdict: str) -> None:
        self._controller.set_current(suggestion_id)
        act = {
            Verdict.ACCEPTED: self._controller.accept,
            Verdict.KEPT: self._controller.keep,
            Verdict.LATER: self._controller.later,
            Verdict.UNDECIDED: self._controller.reset,
        }[Verdict(verdict)]
        act()

    @Slot(object, str)
    def _typed(self, span: object, text: str) -> None:
        if isinstance(span, Span):
            self._controller.type_over(span, text)
