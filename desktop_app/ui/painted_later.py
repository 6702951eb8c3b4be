# SPDX-License-Identifier: Apache-2.0
"""What stands beside the text is painted one turn of the event loop after it.

An act changes the texts, the list and the card. Painted together they take the longest turn there is; the
editor looks at the text, and keys and the mouse shall be heard in between.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget


class PaintedLater(QObject):
    """Some widgets that are up to date at once, and are seen to be a moment later."""

    def __init__(self, widgets: Sequence[QWidget], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._widgets = tuple(widgets)
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn.timeout.connect(self._paint)

    def hold(self) -> None:
        """Leave the rest of this turn, and its painting, to others."""
        if self._next_turn.isActive():
            return
        for widget in self._widgets:
            widget.setUpdatesEnabled(False)
        self._next_turn.start()

    @Slot()
    def _paint(self) -> None:
        for widget in self._widgets:
            widget.setUpdatesEnabled(True)
