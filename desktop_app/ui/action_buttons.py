# SPDX-License-Identifier: Apache-2.0
"""Tool buttons that follow their action, however often it changes.

Qt sets a button's default action anew at each change of it, and connects the two once more each time:
after a day of reviewing the button of Undo would be told of each change twenty thousand times.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QActionEvent
from PySide6.QtWidgets import QToolButton


class ActionFollower(QObject):
    """Shows the changes of an action on a button in Qt's place."""

    # What the filter sees when Python has let go of this object before Qt has taken the filter away.
    _button: QToolButton | None = None

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button)
        self._button = button
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a change of the button's own action, and leave the rest to Qt."""
        button = self._button
        if button is None or watched is not button or not isinstance(event, QActionEvent):
            return False
        action = event.action()
        if event.type() != QEvent.Type.ActionChanged or action is not button.defaultAction():
            return False
        _show(action, button)
        return True


def _show(action: QAction, button: QToolButton) -> None:
    button.setText(action.iconText().replace("&", "&&"))
    button.setIcon(action.icon())
    button.setToolTip(action.toolTip())
    button.setStatusTip(action.statusTip())
    button.setCheckable(action.isCheckable())
    button.setChecked(action.isChecked())
    button.setEnabled(action.isEnabled())
