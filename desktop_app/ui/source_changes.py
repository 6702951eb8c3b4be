# SPDX-License-Identifier: Apache-2.0
"""The file changed while it was reviewed: say so, and carry the review over if the editor wants that."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desktop_app.documents.document import UnreadableDocumentError
from desktop_app.documents.loading import open_document
from desktop_app.documents.watching import FileState, SourceWatch
from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_schema import ProjectError
from desktop_app.review.reanchor import Reanchored, reanchor
from desktop_app.ui import wording
from desktop_app.ui.background import Background, JobFailure
from desktop_app.ui.banner import Tone
from desktop_app.ui.detection import Detection
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.main_window import MainWindow

EVERY = 4_000
"""Milliseconds between two looks at the file."""

_Part = Callable[[object], None]


def _look(watch: SourceWatch, cancel: CancelToken, progress: Progress, part: _Part) -> object:
    del cancel, progress, part
    return watch.look()


def _carry(contents: Contents, cancel: CancelToken, progress: Progress, part: _Part) -> object:
    del progress, part
    path = contents.document.source.path
    if path is None:
        raise UnreadableDocumentError("The text comes from no file.")
    return reanchor(contents, open_document(path), cancel.raise_if_cancelled)


class SourceChanges(QObject):
    """Watches the file of the open text in one window."""

    def __init__(self, window: MainWindow, keeping: Keeping, detection: Detection) -> None:
        super().__init__(window)
        self._window = window
        self._keeping = keeping
        self._detection = detection
        self._watch: SourceWatch | None = None
        self._told = FileState.SAME
        self._work = Background(self)
        self._work.done.connect(self._done)
        self._work.failed.connect(self._failed)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        window.controller.session_changed.connect(self._session_changed)
        window.closing.connect(self._close)

    @Slot()
    def _session_changed(self) -> None:
        session = self._window.controller.session
        source = session.document.source if session else None
        self._told = FileState.SAME
        self._watch = SourceWatch(source) if source is not None and source.path is not None else None
        if self._watch is not None:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Look at the file, unless the last look is still under way."""
        if self._watch is not None and not self._work.busy:
            self._work.start(partial(_look, self._watch))

    @Slot(object)
    def _done(self, result: object) -> None:
        if isinstance(result, Reanchored):
            self._carried(result)
        elif isinstance(result, FileState) and result is not self._told and self._watch is not None:
            self._told = result
            self._tell(result)

    def _tell(self, state: FileState) -> None:
        name = self._watch.path.name if self._watch and self._watch.path else ""
        if state is FileState.CHANGED:
            self._window.banner.say(
                self.tr("{name} has changed on the disk. You go on with the text as it was.").format(
                    name=name
                ),
                Tone.PROBLEM,
                (self.tr("Take the new text, keep my decisions"), self.carry_over),
            )
        elif state is FileState.GONE:
            self._window.banner.say(
                self.tr("{name} is no longer there. Your work is kept, and can be exported.").format(
                    name=name
                ),
                Tone.PROBLEM,
            )

    @Slot()
    def carry_over(self) -> None:
        """Read the file again, and find the places of all decisions in it."""
        autosave, controller = self._keeping.autosave, self._window.controller
        if autosave is not None and controller.session is not None:
            self._detection.stop()
            self._work.start(partial(_carry, autosave.snapshot(controller.session, controller.history)))

    def _carried(self, carried: Reanchored) -> None:
        autosave = self._keeping.autosave
        if autosave is None:
            return
        contents = carried.contents
        try:
            autosave.renew(contents)
        except ProjectError as error:
            self._window.banner.say(str(error), Tone.PROBLEM)
            return
        self._window.controller.set_session(contents.session(), contents.history())
        self._window.show_page(self._window.desk)
        self._detection.start(contents.document.text)
        left = len(carried.left_behind)
        if left:
            places = "; ".join(f"“{item.suggestion.original.strip()}”" for item in carried.left_behind[:3])
            sentence = wording.plural(
                left,
                self.tr("One decision has no place in the new text:"),
                self.tr("{n} decisions have no place in the new text:"),
            )
            self._window.banner.say(f"{sentence} {places}", Tone.PROBLEM)
        else:
            self._window.banner.say(
                self.tr("All your decisions have their place in the new text."), Tone.DONE
            )

    @Slot(object)
    def _failed(self, failure: JobFailure) -> None:
        self._window.banner.say(failure.sentence, Tone.PROBLEM)

    @Slot()
    def _close(self) -> None:
        self._timer.stop()
        self._work.close()
