# SPDX-License-Identifier: Apache-2.0
"""The source has changed on the disk: say so, and carry the review over to the new text if wanted."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desktop_app.documents.document import UnreadableDocumentError
from desktop_app.documents.loading import open_document
from desktop_app.documents.watching import FileState, SourceWatch
from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_schema import ProjectError
from desktop_app.review.reanchor import LeftBehind, Reanchored, reanchor
from desktop_app.ui.background import Background, JobFailure
from desktop_app.ui.banner import Tone
from desktop_app.ui.detection import Detection
from desktop_app.ui.dialogs.left_behind_dialog import LeftBehindDialog
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.main_window import MainWindow

EVERY = 3000
"""Milliseconds between two looks at the file, each in the background and mostly one ``stat``."""


def _look(
    watch: SourceWatch, cancel: CancelToken, progress: Progress, part: Callable[[object], None]
) -> object:
    del cancel, progress, part
    return watch, watch.look()


def _carry(
    contents: Contents, cancel: CancelToken, progress: Progress, part: Callable[[object], None]
) -> object:
    del part
    progress("reading", 0.0)
    path = contents.document.source.path
    if path is None:
        raise UnreadableDocumentError("This text comes from no file.")
    return contents, reanchor(contents, open_document(path), cancel.raise_if_cancelled)


class SourceActs(QObject):
    """Looks after the file of the open review."""

    def __init__(self, window: MainWindow, detection: Detection, keeping: Keeping) -> None:
        super().__init__(window)
        self._window = window
        self._controller = window.controller
        self._detection = detection
        self._keeping = keeping
        self._watch: SourceWatch | None = None
        self._told = FileState.SAME
        self._looking = Background(self)
        self._looking.done.connect(self._looked)
        self._carrying = Background(self)
        self._carrying.done.connect(self._carried)
        self._carrying.failed.connect(self._not_carried)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._controller.session_changed.connect(self._start)
        window.closing.connect(self._stop)

    @Slot()
    def look(self) -> None:
        """Look, in the background, whether the file is still what was read."""
        if self._watch is not None and not self._looking.busy:
            self._looking.start(partial(_look, self._watch))

    @Slot()
    def take_new_text(self) -> None:
        """Carry the review over to the text that the file holds now."""
        session, autosave = self._controller.session, self._keeping.autosave
        if session is None or autosave is None:
            return
        self._window.banner.dismiss()
        self._detection.stop()
        self._carrying.start(partial(_carry, autosave.snapshot(session, self._controller.history)))

    @Slot()
    def _start(self) -> None:
        session = self._controller.session
        self._told = FileState.SAME
        self._watch = SourceWatch(session.document.source) if session else None
        if self._watch is not None and self._watch.path is not None:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _stop(self) -> None:
        self._timer.stop()
        self._looking.close()
        self._carrying.close()

    @Slot(object)
    def _looked(self, seen: tuple[SourceWatch, FileState]) -> None:
        watch, state = seen
        if watch is not self._watch or state is self._told or watch.path is None:
            return
        self._told = state
        name = watch.path.name
        if state is FileState.CHANGED:
            self._window.banner.say(
                self.tr("{name} was changed by another program since you opened it.").format(name=name),
                Tone.PROBLEM,
                (self.tr("Take the new text"), self.take_new_text),
                (self.tr("Stay with the old one"), self._window.banner.dismiss),
            )
        elif state is FileState.GONE:
            self._window.banner.say(
                self.tr("{name} is no longer where it was; the review goes on, its text is kept.").format(
                    name=name
                ),
                Tone.NEWS,
            )

    @Slot(object)
    def _carried(self, made: tuple[Contents, Reanchored]) -> None:
        before, carried = made
        session, autosave = self._controller.session, self._keeping.autosave
        if session is None or autosave is None or session.document is not before.document:
            return
        if len(self._controller.history.acts) != len(before.acts):
            self.take_new_text()  # something was decided meanwhile: it comes along too
            return
        try:
            autosave.renew(carried.contents)
        except ProjectError as error:
            self._window.banner.say(str(error), Tone.PROBLEM)
            return
        current = self._controller.current
        place = session.suggestion(current).span.start if current else 0
        self._controller.set_session(carried.contents.session(), carried.contents.history())
        order = self._controller.order
        near = order.id_at(int(abs(order.starts - place).argmin())) if order else None
        self._controller.set_current(near)
        self._detection.start(carried.contents.document.text)
        self._tell(carried)

    def _tell(self, carried: Reanchored) -> None:
        banner = self._window.banner
        if carried.left_behind:
            banner.say(
                self.tr("The new text is open; {n} of your decisions have no place in it.").format(
                    n=len(carried.left_behind)
                ),
                Tone.PROBLEM,
                (self.tr("Show them"), partial(self._show, carried.left_behind)),
            )
        else:
            banner.say(self.tr("The new text is open, and all your decisions came along."), Tone.DONE)

    def _show(self, left: tuple[LeftBehind, ...]) -> None:
        dialog = LeftBehindDialog(left, self._window)
        dialog.open()

    @Slot(object)
    def _not_carried(self, failure: JobFailure) -> None:
        if isinstance(failure.error, UnreadableDocumentError):
            self._window.banner.say(failure.sentence, Tone.PROBLEM)
            return
        self._window.banner.say(
            self.tr("The new text could not be taken; your review is as it was."),
            Tone.PROBLEM,
            (self.tr("Copy details"), partial(QApplication.clipboard().setText, failure.details)),
        )
