# SPDX-License-Identifier: Apache-2.0
"""A broken project: offer what is left of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from desktop_app.review.project_schema import ProjectError
from desktop_app.review.salvage import salvage
from desktop_app.ui.banner import Tone
from desktop_app.ui.detection import Detection
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.main_window import MainWindow


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

    def offer(self, path: Path, sentence: str) -> None:
        """Say that a project is broken, and what can be done."""
        if self._window.controller.session is None:
            self._window.show_page()
        self._window.banner.say(sentence, Tone.PROBLEM, (self.tr("Salvage it"), partial(self.salvage, path)))

    def salvage(self, path: Path) -> None:
        """Review what is left."""
        try:
            contents = salvage(path)
        except ProjectError as error:
            self._window.banner.say(str(error), Tone.PROBLEM)
            return
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
