# SPDX-License-Identifier: Apache-2.0
"""A broken project: offer what is left of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_schema import ProjectError
from desktop_app.review.salvage import salvage
from desktop_app.ui.background import Background, JobFailure
from desktop_app.ui.banner import Tone
from desktop_app.ui.detection import Detection
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.main_window import MainWindow


def _salvage(path: Path, cancel: CancelToken, progress: Progress, part: Callable[[object], None]) -> object:
    del cancel, part
    progress(path.name, 0.0)
    return salvage(path)


class SalvageActs(QObject):
    """Goes on with what can be read of a project; the broken file stays as it is."""

    def __init__(
        self,
        window: MainWindow,
        detection: Detection,
        keeping: Keeping,
        ask_save_as: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._detection = detection
        self._keeping = keeping
        self._ask_save_as = ask_save_as
        self._work = Background(self)
        self._work.done.connect(self._salvaged)
        self._work.failed.connect(self._failed)
        window.closing.connect(self._work.close)

    def offer(self, path: Path, sentence: str) -> None:
        """Say that a project is broken, and what can be done."""
        if self._window.controller.session is None:
            self._window.show_page()
        self._window.banner.say(sentence, Tone.PROBLEM, (self.tr("Salvage it"), partial(self.salvage, path)))

    def salvage(self, path: Path) -> None:
        """Review what is left, as soon as it is read."""
        self._work.start(partial(_salvage, path))

    @Slot(object)
    def _salvaged(self, contents: Contents) -> None:
        self._detection.stop()
        self._keeping.take_over(contents)
        self._window.controller.set_session(contents.session(), contents.history())
        self._keeping.record()
        self._detection.start(contents.document.text)
        self._window.banner.say(
            " ".join((self.tr("This is what was left."), *contents.losses)),
            Tone.PROBLEM,
            (self.tr("Save as…"), self._ask_save_as),
        )

    @Slot(object)
    def _failed(self, failure: JobFailure) -> None:
        if isinstance(failure.error, ProjectError):
            self._window.banner.say(failure.sentence, Tone.PROBLEM)
            return
        self._window.banner.say(
            self.tr("This project could not be salvaged; its file is as it was."),
            Tone.PROBLEM,
            (self.tr("Copy details"), partial(QApplication.clipboard().setText, failure.details)),
        )
