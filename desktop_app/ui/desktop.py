# SPDX-License-Identifier: Apache-2.0
"""Everything one window needs, joined: settings, appearance, acts, detection, keeping."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desktop_app.review.learning import Lesson
from desktop_app.review.policy import Lane
from desktop_app.ui.appearance import Appearance
from desktop_app.ui.banner import Tone
from desktop_app.ui.close_guard import CloseGuard
from desktop_app.ui.collector import Collector
from desktop_app.ui.detection import Detection
from desktop_app.ui.diagnosis.diagnosing import Diagnosing
from desktop_app.ui.dialogs.crash_dialog import CrashDialog
from desktop_app.ui.file_acts import FileActs
from desktop_app.ui.findings import Findings
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.review_acts import ReviewActs
from desktop_app.ui.settings import SettingsStore
from desktop_app.ui.source_acts import SourceActs
from desktop_app.ui.turns import Turns
from desktop_app.ui.view_acts import ViewActs
from desktop_app.worker.engine import Engine
from desktop_app.worker.process_engine import ProcessEngine

PREFERRED = (1440, 900)

SWITCH = 0.001
"""Seconds after which a thread at work gives way to the window; Python's own 0.005 adds up to jerks."""


class Desktop(QObject):
    """Makes the window and starts it."""

    def __init__(
        self,
        application: QApplication,
        store: SettingsStore | None = None,
        engine: Engine | None = None,
    ) -> None:
        """``engine`` looks for damage; by default a process of its own does."""
        super().__init__(application)
        engine = engine or ProcessEngine()
        engine.prepare()  # it gets ready while the window is made
        sys.setswitchinterval(SWITCH)
        self.collector = Collector(self)
        self._files: list[Path] = []
        self._store = store or SettingsStore()
        settings = self._store.load()
        self.appearance = Appearance(application, settings)
        self.window = MainWindow(self.appearance.theme, settings, self._store)
        turns = Turns(self)
        seen = self.window.desk.view.visible_span
        self.detection = Detection(engine, self._model_folder, seen, turns.wait, self)
        self.findings = Findings(self.window.controller, self)
        self.detection.found.connect(self.findings.take)
        self.detection.finished.connect(self.findings.finish)
        self.detection.stopped.connect(self.findings.finish)
        self.detection.failed.connect(self.findings.finish)
        self.findings.learned.connect(self._learned)
        self.window.closing.connect(self.findings.close)
        self.window.closing.connect(self.collector.close)
        self.window.controller.session_changed.connect(self.collector.thaw)
        self.keeping = Keeping(self.window.controller, turns.wait, self)
        self.file_acts = FileActs(self.window, self.detection, self.keeping)
        self.file_acts.comparing.compared.connect(self.findings.take)
        self.findings.shown.connect(self.file_acts.comparing.findings_shown)
        self.source_acts = SourceActs(self.window, self.detection, self.keeping)
        self.close_guard = CloseGuard(self.window, self.keeping, self.file_acts)
        self.diagnosing = Diagnosing(self.window, self.detection, self.findings)
        self.file_acts.comparing.compared.connect(self.diagnosing.diagnose)
        self.review_acts = ReviewActs(self.window, self.keeping)
        self.view_acts = ViewActs(self.window, self.appearance)
        self.detection.model_refused.connect(self._say_model_problem)
        self.appearance.theme_changed.connect(self.window.set_theme)
        self.window.actions_.connect_all(
            {**self.file_acts.handlers(), **self.review_acts.handlers(), **self.view_acts.handlers()}
        )

    def start(self, files: Sequence[Path]) -> None:
        """Show the window, and once it is there open the files or the sample."""
        window = self.window
        screen = window.screen().availableGeometry()
        window.resize(min(PREFERRED[0], screen.width()), min(PREFERRED[1], screen.height()))
        window.restoreGeometry(self._store.layout("geometry"))
        window.show_page()
        window.show()
        self.collector.leave_alone()
        self._files = list(files)
        QTimer.singleShot(0, self, self._open)

    @Slot()
    def _open(self) -> None:
        if self._files:
            self.file_acts.open_paths(self._files)
        else:
            self.file_acts.open_sample()
            self.file_acts.offer_recovery()

    def _model_folder(self) -> str:
        return self.window.settings.model_folder

    @Slot(str)
    def _say_model_problem(self, problem: str) -> None:
        """Say why the wished model is not in use."""
        self.window.banner.say(problem, Tone.PROBLEM)

    @Slot(object)
    def _learned(self, lessons: tuple[Lesson, ...]) -> None:
        """Say what the last decisions have taught; undoing them takes it back."""
        lanes = {
            Lane.SURE: self.tr("{0} moved to sure"),
            Lane.LIKELY: self.tr("{0} moved to likely"),
            Lane.NEEDS_YOU: self.tr("{0} now need you"),
        }
        lesson = lessons[0]
        moved = ", ".join(lanes[lane].format(count) for lane, count in lesson.moved.items())
        self.window.banner.say(
            self.tr("Learned from your decisions on “{series}”: {moved}. Undo takes it back.").format(
                series=lesson.series, moved=moved
            ),
            Tone.NEWS,
        )

    @Slot(str, str)
    def show_crash(self, sentence: str, details: str) -> None:
        """Tell of an error nobody foresaw."""
        dialog = CrashDialog(sentence, details, self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
