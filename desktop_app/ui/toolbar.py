# SPDX-License-Identifier: Apache-2.0
"""The toolbar: the acts of a review from left to right, with the counter between the two arrows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from desktop_app.ui import wording
from desktop_app.ui.action_buttons import ActionFollower
from desktop_app.ui.action_set import ActionSet
from desktop_app.ui.actions import TOOLBAR

_WITH_WORDS = {"accept", "keep", "edit", "later", "export"}
"""Acts whose name stands beside the icon where there is room."""


class ReviewToolBar(QToolBar):
    """Made from the rows of ``actions``."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setWindowTitle(self.tr("Toolbar"))
        self.setMovable(False)
        self.setFloatable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._counter = QLabel(self)
        self._counter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._counter.setContentsMargins(8, 0, 8, 0)
        self._worded: list[QToolButton] = []
        for number, group in enumerate(TOOLBAR):
            if number == len(TOOLBAR) - 1:
                spring = QWidget(self)
                spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                self.addWidget(spring)
            elif number:
                self.addSeparator()
            for action_id in group:
                self.addAction(actions[action_id])
                button = self.widgetForAction(actions[action_id])
                if isinstance(button, QToolButton):
                    ActionFollower(button)
                    button.setAccessibleName(actions[action_id].text().replace("&", ""))
                    if action_id in _WITH_WORDS:
                        self._worded.append(button)
                if action_id == "previous":
                    self.addWidget(self._counter)
        self.show_place(0, 0)

    def show_place(self, number: int, total: int) -> None:
        """Show which suggestion of how many is current; 0 for none."""
        if not total:
            self._counter.setText("–")
        else:
            self._counter.setText(
                self.tr("{n} of {total}").format(
                    n=wording.number(number) if number else "–", total=wording.number(total)
                )
            )
        widest = self.fontMetrics().horizontalAdvance(
            self.tr("{n} of {total}").format(n="0000", total="0000")
        )
        self._counter.setMinimumWidth(widest)

    def set_roomy(self, *, roomy: bool) -> None:
        """Write the names of the main acts beside their icons, or leave them out."""
        style = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon if roomy else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        for button in self._worded:
            button.setToolButtonStyle(style)
