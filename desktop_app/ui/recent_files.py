# SPDX-License-Identifier: Apache-2.0
"""The files opened lately, in the menu and on the start page."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from desktop_app.ui.main_window import MainWindow


class RecentFiles(QObject):
    """Remembers files, and hears which one the editor wants again."""

    chosen = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._menu = window.recent_menu
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill)
        window.start.recent_chosen.connect(self.chosen)

    def remember(self, path: Path) -> None:
        """Put a file at the top."""
        settings = self._window.settings.with_recent(path)
        self._window.settings = settings
        self._window.store.save(settings)
        self._window.start.show_recent(settings.recent)

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        for name in self._window.settings.recent:
            action = self._menu.addAction(Path(name).name)
            action.setToolTip(name)
            action.setData(name)
            action.triggered.connect(self._triggered)
        if not self._window.settings.recent:
            self._menu.addAction(self.tr("Nothing opened yet")).setEnabled(False)

    @Slot()
    def _triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(str(action.data()))
