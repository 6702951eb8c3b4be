# SPDX-License-Identifier: Apache-2.0
"""What goes out of the window: exports with their proof."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot

from desktop_app.ui.banner import Tone
from desktop_app.ui.dialogs.export_dialog import FORMATS, ExportDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.redline_pdf import RedlinePdf


class ExportActs(QObject):
    """Exports the open review."""

    def __init__(self, window: MainWindow, folder: Callable[[], Path]) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder

    @Slot()
    def ask_export(self) -> None:
        """Show what can be exported."""
        self._ask(FORMATS[0].id)

    @Slot()
    def ask_pdf(self) -> None:
        """Show the export with the PDF chosen."""
        self._ask(RedlinePdf().id)

    def _ask(self, chosen: str) -> None:
        session = self._window.controller.session
        if session is None:
            return
        source = session.document.source.path
        dialog = ExportDialog(
            session,
            source.parent if source else self._folder(),
            self._window,
            save_proof=self._window.settings.save_proof,
            chosen=chosen,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.exported.connect(self._exported)
        dialog.proof_wanted.connect(self._remember_proof)
        dialog.open()

    @Slot(bool)
    def _remember_proof(self, wanted: bool) -> None:
        self._window.settings = replace(self._window.settings, save_proof=wanted)
        self._window.store.save(self._window.settings)

    @Slot(object)
    def _exported(self, path: Path) -> None:
        self._window.banner.say(
            self.tr("{name} is written, in {folder}.").format(name=path.name, folder=path.parent), Tone.DONE
        )
