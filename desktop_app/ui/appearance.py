# SPDX-License-Identifier: Apache-2.0
"""Style, palette and font of the whole application, from the settings and the system."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app.ui.fonts import INTERFACE_PIXELS, interface_font
from desktop_app.ui.settings import Settings, ThemeChoice
from desktop_app.ui.theme import Theme, theme_named
from desktop_app.ui.zoomed_style import ZoomedStyle


class Appearance(QObject):
    """Follows the editor's choice, and the system where the editor has made none."""

    theme_changed = Signal(object)

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._name = ""
        application.setStyle(ZoomedStyle(settings.zoom))
        self.theme = self._wanted(settings)
        self._use(self.theme)
        application.setFont(interface_font(self._pixels(settings)))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def apply(self, settings: Settings) -> None:
        """Take in the settings."""
        before, self._settings = self._settings, settings
        if settings.zoom != before.zoom:
            self._application.setStyle(ZoomedStyle(settings.zoom))
            self._application.setPalette(self.theme.palette())
            self._application.setFont(interface_font(self._pixels(settings)))
        theme = self._wanted(settings)
        if theme != self.theme:
            self._use(theme)
            self.theme_changed.emit(theme)

    @staticmethod
    def _pixels(settings: Settings) -> int:
        return max(9, round(INTERFACE_PIXELS * settings.zoom / 100))

    @staticmethod
    def _wanted(settings: Settings) -> Theme:
        name = "" if settings.theme is ThemeChoice.SYSTEM else settings.theme.value
        return theme_named(name)

    def _use(self, theme: Theme) -> None:
        self.theme = theme
        self._application.setPalette(theme.palette())

    @Slot()
    def _system_changed(self) -> None:
        self.apply(self._settings)
