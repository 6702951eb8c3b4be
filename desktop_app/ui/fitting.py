# SPDX-License-Identifier: Apache-2.0
"""Where list and card stand in a window, by the room there is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QWidget

from desktop_app.ui.panes.review_view import ViewMode

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

CARD_UNDER = 1180
"""Logical pixels of width below which the card moves under the texts."""

LIST_AWAY = 1024
"""Width below which the list is a drawer and the texts are shown as one."""

LIST_WIDTH, NARROW_LIST, CARD_WIDTH, CARD_HEIGHT = 332, 270, 330, 230
"""Logical pixels at 100 %, before the editor drags an edge."""

_Area = Qt.DockWidgetArea


class Fitting(QObject):
    """Owns the docks of one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._roomy: bool | None = None
        self.narrow = False
        """Whether the list is folded away."""
        self._handles: dict[str, QLabel] = {}
        self.list_dock = self._dock("list", self.tr("Suggestions"), window.panel)
        self.card_dock = self._dock("card", self.tr("Suggestion"), window.card)
        window.addDockWidget(_Area.LeftDockWidgetArea, self.list_dock)
        window.addDockWidget(_Area.RightDockWidgetArea, self.card_dock)
        window.setCorner(Qt.Corner.BottomLeftCorner, _Area.LeftDockWidgetArea)
        docks = [self.list_dock, self.card_dock]
        window.resizeDocks(docks, [LIST_WIDTH, CARD_WIDTH], Qt.Orientation.Horizontal)
        window.setDockOptions(QMainWindow.DockOption.AnimatedDocks)

    def name_card(self, title: str) -> None:
        """Write a title over the card."""
        self._handles["card"].setText(title)

    def _dock(self, name: str, title: str, content: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setWidget(content)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        handle = QLabel(title, dock)
        handle.setContentsMargins(14, 6, 14, 6)
        handle.setForegroundRole(dock.palette().ColorRole.PlaceholderText)
        dock.setTitleBarWidget(handle)
        self._handles[name] = handle
        return dock

    def fit(self) -> None:
        """Move the card, and fold the list away, by the width of the window."""
        window = self._window
        width = window.width() * 100 / max(70, window.settings.zoom)
        roomy, narrow = width >= CARD_UNDER, width < LIST_AWAY
        if roomy != self._roomy:
            self._roomy = roomy
            hidden = self.card_dock.isHidden()
            window.addDockWidget(
                _Area.RightDockWidgetArea if roomy else _Area.BottomDockWidgetArea, self.card_dock
            )
            self.card_dock.setHidden(hidden)
            window.card.set_wide(wide=not roomy)
            if roomy:
                window.resizeDocks([self.list_dock], [LIST_WIDTH], Qt.Orientation.Horizontal)
            else:
                window.resizeDocks([self.card_dock], [CARD_HEIGHT], Qt.Orientation.Vertical)
                window.resizeDocks([self.list_dock], [NARROW_LIST], Qt.Orientation.Horizontal)
            window.toolbar.set_roomy(roomy=roomy)
        if narrow != self.narrow:
            self.narrow = narrow
            if window.pages.currentWidget() is window.desk:
                self.list_dock.setVisible(not narrow)
            stored = window.settings.view_mode
            mode = ViewMode(stored) if stored in set(ViewMode) else ViewMode.SIDE_BY_SIDE
            window.desk.set_mode(ViewMode.INLINE if narrow and mode is ViewMode.SIDE_BY_SIDE else mode)
