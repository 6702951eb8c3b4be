# SPDX-License-Identifier: Apache-2.0
"""Unreachable objects are looked for in the window's thread only, when the window has a moment.

Python looks for them in whatever thread happens to allocate the next object. Objects of Qt among them
would be deleted there, which takes the process down now and then; and a look at a moment of Python's
choosing is a jerk in whatever the editor does.
"""

import gc
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Slot

from desktop_app.ui.slices import under_way

PAUSE = 100
"""Milliseconds between two looks at whether there is something to collect."""

YOUNG = 5_000
"""Objects made and not yet freed from which on the young ones are collected."""

OLD = 100
"""Collections of young objects after which all are looked through, unless long work is under way."""

LONG = 0.03
"""Seconds from which on a look through all is a jerk.

What has stayed until then, most of it what was found in a long text, is left alone from now on, as long as
that text is open: there are next to no rings in it.
"""


class Collector(QObject):
    """Takes the place of Python's own rhythm until it is closed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        self._rounds = 0
        self._holds_much = False
        """Whether a long text is among what is left alone."""
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.collect)
        gc.disable()
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect what there is, if there is enough of it."""
        if gc.get_count()[0] < YOUNG:
            return
        self._rounds += 1
        if self._rounds < OLD or under_way():
            gc.collect(1)
        else:
            self._rounds = 0
            started = monotonic()
            gc.collect()
            if monotonic() - started > LONG:
                gc.freeze()
                self._holds_much = True

    def leave_alone(self) -> None:
        """Never look through what there is by now: the program itself, seventy thousand objects."""
        gc.freeze()

    @Slot()
    def thaw(self) -> None:
        """Look through all again, if much was left alone: another text is open."""
        if self._holds_much:
            self._holds_much = False
            gc.unfreeze()

    @Slot()
    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()
