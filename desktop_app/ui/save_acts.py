# SPDX-License-Identifier: Apache-2.0
"""Saving under a name: a large review is written beside the window, which goes on meanwhile."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.review.project_file import SUFFIX
from desktop_app.review.project_inserts import Report
from desktop_app.review.project_schema import ProjectError
from desktop_app.ui.background import Background, JobFailure
from desktop_app.ui.banner import Tone
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.main_window import MainWindow

Write = Callable[[Report], None]


def _write(
    write: Write, name: str, cancel: CancelToken, progress: Progress, part: Callable[[object], None]
) -> object:
    del part

    def report(share: float) -> None:
        cancel.raise_if_cancelled()
        progress(name, share)

    write(report)
    return None


class SaveActs(QObject):
    """Saves one review at a time; until that is done it stays where it was, with all that is done to it."""

    saved = Signal(object)
    """The Path at which the review lies from now on."""
    broken = Signal(object)
    """A JobFailure that is our fault."""
    ended = Signal(bool)
    """Nothing is being saved any more; whether the last review was."""

    def __init__(self, window: MainWindow, keeping: Keeping, folder: Callable[[], Path]) -> None:
        super().__init__(window)
        self._window = window
        self._keeping = keeping
        self._folder = folder
        self._path = Path()
        self._work = Background(self)
        self._work.progressed.connect(window.status.show_saving)
        self._work.done.connect(self._done)
        self._work.failed.connect(self._failed)
        self._work.cancelled.connect(self._cancelled)
        window.status.cancel_saving_clicked.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether a review is being saved."""
        return self._work.busy

    @property
    def name(self) -> str:
        """The name under which a review was saved last, or is being saved."""
        return self._path.name

    @Slot()
    def save(self) -> None:
        """Save: under its name if the project has one, else ask for one."""
        autosave = self._keeping.autosave
        if autosave is not None and autosave.named and autosave.path is not None and not autosave.read_only:
            self.save_to(str(autosave.path))
        else:
            self.ask_save_as()

    @Slot()
    def ask_save_as(self) -> None:
        """Ask for a name for the project."""
        session = self._window.controller.session
        if session is None:
            return
        source = session.document.source.path
        name = (source.stem if source else self.tr("review")) + SUFFIX
        dialog = QFileDialog(
            self._window,
            self.tr("Save the review"),
            str((source.parent if source else self._folder()) / name),
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.setNameFilters([self.tr("Palimpsest projects (*{suffix})").format(suffix=SUFFIX)])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Save to a file; ``ended`` tells when that is over."""
        if self.busy:
            self._refuse(self.tr("{name} is still being saved; try again.").format(name=self.name))
            return
        write = self._keeping.saving_as(Path(path))
        if write is None:
            return
        self._path = Path(path)
        self._work.start(partial(_write, write, self._path.name))
        self._window.status.show_saving(self._path.name, 0.0)

    @Slot()
    def stop(self) -> None:
        """Save no further; the review stays where it was."""
        self._work.cancel()

    def close(self) -> None:
        """Stop and wait for the thread."""
        self._work.close()

    @Slot(object)
    def _done(self, nothing: object) -> None:
        del nothing
        self._window.status.show_saving(None, 1.0)
        self.saved.emit(self._path)
        self.ended.emit(True)

    @Slot(object)
    def _failed(self, failure: JobFailure) -> None:
        self._window.status.show_saving(None, 0.0)
        if isinstance(failure.error, ProjectError):
            self._refuse(failure.sentence)
        else:
            self.broken.emit(failure)
        self.ended.emit(False)

    @Slot()
    def _cancelled(self) -> None:
        self._window.status.show_saving(None, 0.0)
        self.ended.emit(False)

    def _refuse(self, sentence: str) -> None:
        self._window.banner.say(sentence, Tone.PROBLEM, (self.tr("Save as…"), self.ask_save_as))
