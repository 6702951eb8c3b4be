# SPDX-License-Identifier: Apache-2.0
"""A window does not close over work that is not on the disk, unless the editor says so.

While something is being saved, the window stays until that is done, and then closes by itself.
"""

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from desktop_app.ui.banner import Tone
from desktop_app.ui.file_acts import FileActs
from desktop_app.ui.keeping import BRIEF, Keeping
from desktop_app.ui.main_window import MainWindow

PAUSE = 50
"""Milliseconds between two looks at whether all is saved."""


class CloseGuard(QObject):
    """Holds a window back while something could not be saved."""

    # What the filter sees when Python has let go of this object before Qt has taken the filter away.
    _window: MainWindow | None = None

    def __init__(self, window: MainWindow, keeping: Keeping, file_acts: FileActs) -> None:
        super().__init__(window)
        self._window = window
        self._keeping = keeping
        self._file_acts = file_acts
        self._let_go = False
        self._waits = False
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._look_again)
        file_acts.saves.ended.connect(self._save_ended)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop the window's closing, once, and say what is missing."""
        window = self._window
        if window is None or watched is not window or event.type() != QEvent.Type.Close or self._let_go:
            return False
        if self._file_acts.saves.busy:
            event.ignore()
            name = self._file_acts.saves.name
            self._wait(
                self.tr("{name} is being saved; the window closes when that is done.").format(name=name),
                self.tr("Close without saving there"),
            )
            return True
        if self._keeping.all_saved(BRIEF):
            return False
        event.ignore()
        if self._keeping.is_saving:
            self._wait(
                self.tr("Your review is being saved; the window closes when that is done."),
                self.tr("Close without the latest"),
            )
            self._timer.start()
            return True
        window.banner.say(
            self.tr("Your latest decisions are not saved: there was no place for them."),
            Tone.PROBLEM,
            (self.tr("Save as…"), self._file_acts.saves.ask_save_as),
            (self.tr("Close without them"), self.close_anyway),
        )
        return True

    def _wait(self, sentence: str, without: str) -> None:
        assert self._window is not None
        self._waits = True
        self._window.banner.say(
            sentence, Tone.NEWS, (self.tr("Stay"), self._stay), (without, self.close_anyway)
        )

    @Slot()
    def _stay(self) -> None:
        self._waits = False
        self._timer.stop()

    @Slot()
    def _look_again(self) -> None:
        """Close once all is saved, or say what is in the way."""
        if not self._keeping.is_saving:
            self._timer.stop()
            self._save_ended(True)

    @Slot(bool)
    def _save_ended(self, saved: bool) -> None:
        waited, self._waits = self._waits, False
        if waited and saved and self._window is not None:
            self._window.close()

    @Slot()
    def close_anyway(self) -> None:
        """Close, and lose what is not saved."""
        self._let_go = True
        if self._window is not None:
            self._window.close()
