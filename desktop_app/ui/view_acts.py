# SPDX-License-Identifier: Apache-2.0
"""What the menus View, Tools and Help do, and the choices that are kept."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from desktop_app import __version__
from desktop_app.ui.appearance import Appearance
from desktop_app.ui.crash_report import log_folder
from desktop_app.ui.dialogs.command_palette import CommandPalette
from desktop_app.ui.dialogs.key_sheet import KeySheet
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.panes.review_view import ViewMode
from desktop_app.ui.settings import ZOOM_STEPS, Settings


class ViewActs(QObject):
    """Changes how one window looks."""

    def __init__(self, window: MainWindow, appearance: Appearance) -> None:
        super().__init__(window)
        self._window = window
        self._appearance = appearance
        window.desk.view.zoom_requested.connect(self.zoom)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """Return what each act does."""
        window = self._window
        return {
            "settings": self.show_settings,
            "view_cycle": self.cycle_view,
            "view_side": partial(self.set_view, ViewMode.SIDE_BY_SIDE),
            "view_inline": partial(self.set_view, ViewMode.INLINE),
            "view_result": partial(self.set_view, ViewMode.RESULT),
            "toggle_list": window.list_dock.setVisible,
            "toggle_card": window.card_dock.setVisible,
            "toggle_original": self.toggle_original,
            "invisible": self.set_invisible,
            "fold": self.set_fold,
            "zoom_in": partial(self.zoom, 1),
            "zoom_out": partial(self.zoom, -1),
            "zoom_reset": partial(self.zoom, 0),
            "full_screen": self.set_full_screen,
            "next_pane": partial(window.next_pane, 1),
            "previous_pane": partial(window.next_pane, -1),
            "filter": self.focus_filter,
            "diagnosis": self.toggle_diagnosis,
            "palette": self.show_palette,
            "keys": self.show_keys,
            "log": self.show_log,
            "about": self.show_about,
        }

    def _keep(self, settings: Settings) -> None:
        self._window.store.save(settings)
        self._appearance.apply(settings)
        self._window.apply_settings(settings)

    # View

    def set_view(self, mode: ViewMode, checked: bool = False) -> None:
        """Show the texts another way."""
        del checked
        self._keep(replace(self._window.settings, view_mode=mode.value))
        self._window.desk.set_mode(mode)
        self._window.show_page(self._window.desk)

    @Slot()
    def cycle_view(self) -> None:
        """Go on to the next way of showing."""
        self._window.desk.cycle_mode()
        self._window.settings = replace(self._window.settings, view_mode=self._window.desk.mode.value)
        self._window.store.save(self._window.settings)

    @Slot(bool)
    def toggle_original(self, shown: bool) -> None:
        """Show or hide the original."""
        self.set_view(ViewMode.SIDE_BY_SIDE if shown else ViewMode.RESULT)

    @Slot(bool)
    def set_invisible(self, shown: bool) -> None:
        """Show or hide characters without a shape."""
        self._keep(replace(self._window.settings, show_invisible=shown))

    @Slot(bool)
    def set_fold(self, folded: bool) -> None:
        """Fold or unfold unchanged paragraphs."""
        self._keep(replace(self._window.settings, fold_unchanged=folded))

    @Slot(int)
    def zoom(self, step: int) -> None:
        """Make everything larger (1), smaller (-1) or normal (0)."""
        here = self._window.settings.zoom
        wanted = 100
        if step > 0:
            wanted = next((z for z in ZOOM_STEPS if z > here), ZOOM_STEPS[-1])
        elif step < 0:
            wanted = next((z for z in reversed(ZOOM_STEPS) if z < here), ZOOM_STEPS[0])
        self._keep(replace(self._window.settings, zoom=wanted))

    @Slot(bool)
    def set_full_screen(self, full: bool) -> None:
        """Use the whole screen, or not."""
        if full:
            self._window.showFullScreen()
        else:
            self._window.showNormal()

    @Slot()
    def focus_filter(self) -> None:
        """Go to the filter box."""
        self._window.list_dock.show()
        self._window.panel.focus_filter()

    @Slot(bool)
    def toggle_diagnosis(self, shown: bool) -> None:
        """Show what happened to the text, or go back to the desk."""
        self._window.show_page(self._window.diagnosis if shown else self._window.desk)

    # Tools, help

    @Slot()
    def show_settings(self) -> None:
        """Show the choices; each is tried at once and given back on Cancel."""
        dialog = SettingsDialog(self._window.settings, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.tried.connect(self._try)
        dialog.confirmed.connect(self._keep)
        dialog.open()

    @Slot(object)
    def _try(self, settings: Settings) -> None:
        self._appearance.apply(settings)
        self._window.apply_settings(settings)

    @Slot()
    def show_palette(self) -> None:
        """Show every act by name."""
        palette = CommandPalette(self._window.actions_, self._window)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.open()

    @Slot()
    def show_keys(self) -> None:
        """Show all keys."""
        sheet = KeySheet(self._window.actions_, self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    @Slot()
    def show_log(self) -> None:
        """Open the folder of the log."""
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @Slot()
    def show_about(self) -> None:
        """Say what this is."""
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("About Palimpsest"))
        box.setText(f"<b>Palimpsest {__version__}</b>")
        box.setInformativeText(
            self.tr(
                "Finds what a text pipeline did to an article, and repairs it with an editor’s eye.\n"
                "Apache License 2.0. Typefaces: Inter and Source Serif 4, SIL Open Font License. "
                "Window: Qt, LGPL 3."
            )
        )
        box.setIconPixmap(self._window.icons.pixmap("palimpsest", 48, None, self._window.devicePixelRatioF()))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
