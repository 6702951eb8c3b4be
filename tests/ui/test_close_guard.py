# SPDX-License-Identifier: Apache-2.0
"""The guard at the door outlives nothing, and breaks nothing when it goes first."""

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from desktop_app.ui.close_guard import CloseGuard
from desktop_app.ui.desktop import Desktop


def test_a_guard_that_python_has_let_go_of_lets_the_window_close(desktop: Desktop) -> None:
    (guard,) = desktop.window.findChildren(CloseGuard)
    vars(guard).clear()  # as the garbage collector does with what only Qt still holds
    event = QCloseEvent()
    QApplication.sendEvent(desktop.window, event)
    assert event.isAccepted()
