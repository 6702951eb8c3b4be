# SPDX-License-Identifier: Apache-2.0
from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.action_buttons import ActionFollower
from desktop_app.ui.desktop import Desktop


def test_a_button_shows_each_change_of_its_action_and_is_told_once(qtbot: QtBot) -> None:
    button, as_qt_does = QToolButton(), QToolButton()
    action = QAction("&First")
    qtbot.addWidget(button)
    qtbot.addWidget(as_qt_does)
    for each in (button, as_qt_does):
        each.setDefaultAction(action)
    ActionFollower(button)
    ActionFollower(as_qt_does)
    told = action.receivers(SIGNAL("changed()"))
    action.setCheckable(True)
    for number in range(12):
        action.setChecked(number % 2 == 0)
        action.setEnabled(number % 3 != 0)
        action.setText(f"&Undo: this && that {number}…")
        action.setToolTip(f"tip {number}")
        action.setStatusTip(f"status {number}")
        assert (button.isChecked(), button.isEnabled()) == (action.isChecked(), action.isEnabled())
        assert (button.toolTip(), button.statusTip()) == (action.toolTip(), action.statusTip())
        assert action.receivers(SIGNAL("changed()")) == told
        shown = button.text()
        as_qt_does.setDefaultAction(action)  # once more, to see what Qt itself makes of it
        told = action.receivers(SIGNAL("changed()"))
        assert as_qt_does.text() == shown


def test_the_button_of_undo_is_told_of_a_change_once(reviewing: Desktop) -> None:
    controller, undo = reviewing.window.controller, reviewing.window.actions_["undo"]
    button = reviewing.window.toolbar.widgetForAction(undo)
    assert isinstance(button, QToolButton)
    before = undo.receivers(SIGNAL("changed()"))
    assert not button.isEnabled()
    controller.accept()
    assert button.isEnabled()
    assert "Accept" in button.text()
    controller.undo()
    assert not button.isEnabled()
    for _ in range(10):
        controller.accept()
        controller.undo()
    assert undo.receivers(SIGNAL("changed()")) == before
