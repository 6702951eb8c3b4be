# SPDX-License-Identifier: Apache-2.0
"""Decides on many suggestions at once: made ready, asked about, and carried out bit by bit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from desktop_app.repair.keys import Places
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import DecisionChange, Verdict
from desktop_app.review.policy import SURE
from desktop_app.steps import Steps, at_once
from desktop_app.ui import wording
from desktop_app.ui.dialogs.batch_dialog import BatchDialog
from desktop_app.ui.dialogs.batch_rows import Batch, batch_of
from desktop_app.ui.joined_changes import AT_ONCE
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.slices import Slices

MANY = 2_000
"""Suggestions from which on a batch is made ready and carried out in slices."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, once the batch is made ready."""

    title: str
    verdict: Verdict
    spot_check: bool
    batch: Batch


class BatchActs(QObject):
    """Asks about many, for one window."""

    decided = Signal()
    """Many have been decided in one act."""

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._controller = window.controller
        self._asking = Slices(self)
        self._asking.done.connect(self._made_ready)
        self._deciding = Slices(self)
        self._deciding.done.connect(self._carry_out)
        self._dialog: BatchDialog | None = None
        self._is_busy = False
        """Whether the pointer says that something is made ready."""
        self._controller.session_changed.connect(self._forget)
        window.closing.connect(self._forget)

    # What is asked about

    def ask_selected(self, title: str, suggestions: Sequence[Suggestion], verdict: Verdict) -> None:
        """Ask about those selected in the list."""
        order = self._controller.order
        self._ask(title, order, order.places_of(s.id for s in suggestions), verdict)

    def ask_series(self, verdict: Verdict) -> None:
        """Ask about all like cases of the current suggestion, or of the heading that is current."""
        panel = self._window.panel
        group = panel.model.group_at(panel.tree.currentIndex())
        suggestion = self._controller.current_suggestion()
        on_heading = panel.tree.hasFocus() and not panel.tree.currentIndex().parent().isValid()
        if on_heading and group is not None:
            self._ask(panel.model.title(group), group.order, group.places, verdict)
        elif suggestion is not None:
            order = self._controller.order
            number = order.patterns.series_number(suggestion.kind, suggestion.series)
            members = np.flatnonzero(order.series == number)
            self._ask(wording.series_title(suggestion), order, members, verdict)

    def ask_shown(self, verdict: Verdict) -> None:
        """Ask about everything the filter shows."""
        model = self._window.panel.model
        self._ask(self.tr("All shown in the list"), model.order, model.shown(), verdict)

    def ask_sure(self) -> None:
        """Ask about the sure ones, by a random sample."""
        order = self._controller.order
        sure = np.flatnonzero(order.confidences >= SURE)
        self._ask(self.tr("Accept all sure"), order, sure, Verdict.ACCEPTED, spot_check=True)

    # Asking

    def _ask(
        self,
        title: str,
        order: PackedSuggestions,
        places: Places,
        verdict: Verdict,
        *,
        spot_check: bool = False,
    ) -> None:
        session = self._controller.session
        if session is None:
            return
        wordings = self._controller.chosen_wordings if verdict is Verdict.ACCEPTED else {}

        def question() -> Steps[object]:
            batch = yield from batch_of(session, order, places, wordings)
            return _Question(title, verdict, spot_check, batch)

        self._forget()
        if len(places) <= MANY:
            self._made_ready(at_once(question()))
        else:
            self._is_busy = True
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
            self._asking.start(question())

    @Slot(object)
    def _made_ready(self, asked: object) -> None:
        assert isinstance(asked, _Question)
        self._forget()
        counts = self._window.desk.tally.lanes if asked.spot_check else None
        dialog = BatchDialog(
            self._window.theme,
            asked.batch,
            asked.title,
            asked.verdict,
            spot_check=counts,
            parent=self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(partial(self._confirmed, asked.verdict))
        dialog.rejected.connect(self._give_up)
        self._dialog = dialog
        dialog.open()

    @Slot()
    def _forget(self) -> None:
        """Drop what is under way: another question, another text, or the editor has said no."""
        self._asking.cancel()
        self._deciding.cancel()
        if self._is_busy:
            self._is_busy = False
            QGuiApplication.restoreOverrideCursor()

    @Slot()
    def _give_up(self) -> None:
        self._dialog = None
        self._forget()

    # Carrying out

    def _confirmed(self, verdict: Verdict, chosen: object, label: str) -> None:
        assert isinstance(chosen, PackedSuggestions)
        work = self._controller.deciding(chosen.ids(), verdict, label)
        if len(chosen) <= MANY:
            self._carry_out(at_once(work))
        else:
            self._deciding.start(self._told(work, len(chosen)))

    def _told(self, work: Steps[DecisionChange], count: int) -> Steps[object]:
        """Do a work of which each step is ``AT_ONCE`` decisions, and tell how far it is."""
        done = 0
        while True:
            try:
                next(work)
            except StopIteration as end:
                return end.value
            done += AT_ONCE
            if self._dialog is not None:
                self._dialog.show_progress(min(1.0, done / count))
            yield

    @Slot(object)
    def _carry_out(self, change: object) -> None:
        assert isinstance(change, DecisionChange)
        self._controller.act(change)
        self.decided.emit()
        if self._dialog is not None:
            self._dialog.finish()
            self._dialog = None
