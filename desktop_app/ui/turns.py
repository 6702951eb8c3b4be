# SPDX-License-Identifier: Apache-2.0
"""Work in other threads is done between two turns of the event loop, a step at each.

Python lets one thread work at a time. A turn that goes back and forth between Qt and Python, as the list does
thousands of times when it is laid out, would have to wait at each crossing for whoever works beside it.
"""

from threading import Event

from PySide6.QtCore import QObject, Qt, Signal, Slot

LONGEST = 0.05
"""Seconds after which a step is done though the window has had no turn: it may be waiting for just that."""


class Turns(QObject):
    """Tells threads when the window is between two turns."""

    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked.connect(self._grant, Qt.ConnectionType.QueuedConnection)

    def wait(self) -> None:
        """Return when the window has ended the turn it is in; for any thread but the window's own."""
        granted = Event()
        try:
            self._asked.emit(granted)
        except RuntimeError:  # the window is gone, and needs no turn
            return
        granted.wait(LONGEST)

    @Slot(object)
    def _grant(self, granted: Event) -> None:
        granted.set()
