# SPDX-License-Identifier: Apache-2.0
"""What the menus Review, Series and Edit do to decisions."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QInputDialog

from desktop_app.review.decision import Verdict
from desktop_app.ui import wording
from desktop_app.ui.banner import Tone
from desktop_app.ui.batch_acts import BatchActs
from desktop_app.ui.dialogs.find_dialog import FindDialog
from desktop_app.ui.dialogs.history_dialog import HistoryDialog
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.main_window import MainWindow


class ReviewActs(QObject):
    """Decides, alone and in series, for one window."""

    def __init__(self, window: MainWindow, keeping: Keeping) -> None:
        super().__init__(window)
        self._window = window
        self._controller = window.controller
        self._keeping = keeping
        self._find: FindDialog | None = None
        self._evidence_step = 0
        self._peeking = False
        self._batches = BatchActs(window, self)
        self._batches.decided.connect(self._batch_decided)
        self._controller.round_finished.connect(self._round_finished)
        self._controller.session_changed.connect(self._close_find)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """Return what each act does."""
        controller = self._controller
        return {
            "undo": controller.undo,
            "redo": controller.redo,
            "history": self.show_history,
            "find": self.find,
            "find_next": partial(self.find_step, 1),
            "find_previous": partial(self.find_step, -1),
            "replace": partial(self.find, replacing=True),
            "go_to": self.ask_place,
            "next": partial(controller.go, 1),
            "previous": partial(controller.go, -1),
            "next_any": partial(controller.go, 1, undecided=False),
            "previous_any": partial(controller.go, -1, undecided=False),
            "accept": partial(self._decide, Verdict.ACCEPTED),
            "keep": partial(self._decide, Verdict.KEPT),
            "later": partial(self._decide, Verdict.LATER),
            "reset": partial(self._decide, Verdict.UNDECIDED),
            "edit": self.edit,
            "cycle_next": partial(controller.cycle, 1),
            "cycle_previous": partial(controller.cycle, -1),
            **{f"choose_{n}": partial(controller.choose, n - 1) for n in range(1, 10)},
            "note": self.note,
            "bookmark": self.toggle_bookmark,
            "next_bookmark": self.next_bookmark,
            "evidence": self.show_evidence,
            "peek": self.peek,
            "series": partial(self._batches.ask_series, Verdict.ACCEPTED),
            "series_keep": partial(self._batches.ask_series, Verdict.KEPT),
            "accept_shown": partial(self._batches.ask_shown, Verdict.ACCEPTED),
            "keep_shown": partial(self._batches.ask_shown, Verdict.KEPT),
            "accept_sure": self._batches.ask_sure,
        }

    # One

    def _decide(self, verdict: Verdict) -> None:
        selected = self._window.panel.selected() if self._window.panel.tree.hasFocus() else ()
        if len(selected) > 1:
            self._batches.ask_selected(self._verb(verdict), selected, verdict)
            return
        {
            Verdict.ACCEPTED: self._controller.accept,
            Verdict.KEPT: self._controller.keep,
            Verdict.LATER: self._controller.later,
            Verdict.UNDECIDED: self._controller.reset,
        }[verdict]()

    def _verb(self, verdict: Verdict) -> str:
        return {
            Verdict.ACCEPTED: self.tr("Accept the selected"),
            Verdict.KEPT: self.tr("Keep the selected"),
            Verdict.LATER: self.tr("Decide the selected later"),
            Verdict.UNDECIDED: self.tr("Reset the selected"),
        }[verdict]

    @Slot()
    def edit(self) -> None:
        """Write an own wording on the card."""
        self._window.card_dock.show()
        self._window.card.edit_wording()

    @Slot()
    def note(self) -> None:
        """Write a note on the card."""
        self._window.card_dock.show()
        self._window.card.edit_note()

    @Slot(bool)
    def toggle_bookmark(self, checked: bool) -> None:
        """Set or remove a bookmark at the current suggestion."""
        current = self._controller.current
        if current is not None:
            (self._window.bookmarks.add if checked else self._window.bookmarks.discard)(current)
            self._keeping.put_bookmarks(self._window.bookmarks)
            self._window.refresh_card()

    @Slot()
    def next_bookmark(self) -> None:
        """Go to the next bookmark, round the end."""
        index = self._controller.index
        here = index.get(self._controller.current or "", -1)
        marked = sorted(index[key] for key in self._window.bookmarks if key in index)
        if not marked:
            self._window.banner.say(
                self.tr("There is no bookmark yet; B sets one at the current suggestion.")
            )
            return
        there = next((i for i in marked if i > here), marked[0])
        self._controller.set_current(self._controller.order[there].id)

    @Slot()
    def show_evidence(self) -> None:
        """Go through the places that speak for the current suggestion."""
        session, suggestion = self._controller.session, self._controller.current_suggestion()
        spans = [span for evidence in suggestion.evidence for span in evidence.spans] if suggestion else []
        if session is None or not spans:
            return
        span = spans[self._evidence_step % len(spans)]
        self._evidence_step += 1
        self._window.desk.view.select_result(session.offsets.result_span(span))

    @Slot()
    def peek(self) -> None:
        """Show the original in the place of the proposal until the key is let go."""
        suggestion = self._controller.current_suggestion()
        application = QCoreApplication.instance()
        if suggestion is not None and application is not None and not self._peeking:
            self._peeking = True
            self._window.desk.view.preview_wording(suggestion.id, suggestion.original)
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End peeking when a key is let go."""
        if (
            event.type() == QEvent.Type.KeyRelease
            and isinstance(event, QKeyEvent)
            and not event.isAutoRepeat()
        ):
            application = QCoreApplication.instance()
            if application is not None:
                application.removeEventFilter(self)
            self._peeking = False
            self._window.desk.view.preview_wording(None)
        return super().eventFilter(watched, event)

    @Slot()
    def ask_place(self) -> None:
        """Ask for a paragraph, or with # for the number of a suggestion."""
        if self._controller.session is None:
            return
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Go to"))
        dialog.setLabelText(self.tr("Paragraph, or # and the number of a suggestion"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(self.go_to)
        dialog.open()

    @Slot(str)
    def go_to(self, place: str) -> None:
        """Go to the first suggestion in or behind a paragraph, or to the one with a number."""
        digits = place.strip().removeprefix("#").strip()
        order = self._controller.order
        if not digits.isdecimal() or not order:
            return
        number = int(digits)
        if place.strip().startswith("#"):
            self._controller.set_current(order[min(max(1, number), len(order)) - 1].id)
            return
        paragraph_of = self._window.panel.model.paragraph_of
        starts = enumerate(order.starts.tolist())
        target = next((place for place, start in starts if paragraph_of(start) >= number), len(order) - 1)
        self._controller.set_current(order.id_at(target))

    # The end of a round

    @Slot()
    def _batch_decided(self) -> None:
        session, current = self._controller.session, self._controller.current
        if session is None or current is None:
            return
        decided = session.decision(current).verdict is not Verdict.UNDECIDED
        if decided and not self._controller.go(1):
            self._round_finished()

    @Slot()
    def _round_finished(self) -> None:
        session = self._controller.session
        if session is None:
            return
        left = session.counts()
        if left[Verdict.UNDECIDED]:
            self._window.banner.say(
                self.tr("Everything the filter shows is decided."),
                Tone.DONE,
                (self.tr("Show all"), self._window.panel.clear_filter),
            )
        elif left[Verdict.LATER]:
            self._window.banner.say(
                wording.plural(
                    left[Verdict.LATER],
                    self.tr("Everything is decided but one for later."),
                    self.tr("Everything is decided but {n} for later."),
                ),
                Tone.DONE,
                (self.tr("Show these"), partial(self._window.panel.show_only, verdict=Verdict.LATER)),
                (self.tr("Export…"), self._window.actions_["export"].trigger),
            )
        else:
            self._window.banner.say(
                self.tr("Everything is decided. Read the result once more, then export it."),
                Tone.DONE,
                (self.tr("Read the result"), self._window.actions_["view_result"].trigger),
                (self.tr("Export…"), self._window.actions_["export"].trigger),
            )

    # History, finding

    @Slot()
    def show_history(self) -> None:
        """Show all acts."""
        dialog = HistoryDialog(self._controller, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def find(self, *, replacing: bool = False) -> None:
        """Show what finds and replaces."""
        if self._controller.session is None:
            return
        if self._find is None:
            self._find = FindDialog(self._window.theme, self._controller, self._window)
            self._find.went_to.connect(self._window.desk.view.select_result)
        self._find.begin(replacing=replacing)

    def find_step(self, step: int) -> None:
        """Go to the next or previous place found."""
        if self._find is None:
            self.find()
        else:
            self._find.step(step)

    @Slot()
    def _close_find(self) -> None:
        if self._find is not None:
            self._find.close()
            self._find.deleteLater()
            self._find = None
