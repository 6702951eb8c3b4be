# SPDX-License-Identifier: Apache-2.0
"""Long work in the window's own thread, a few milliseconds at each turn of the event loop.

For work in Python that a thread would only seem to take off the window: both would need the
interpreter, and the window would wait for it at every call into Qt.
"""

from collections import deque
from time import monotonic

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from desktop_app.steps import Steps

SLICE = 0.004
"""Seconds of work in one turn, whatever is under way."""

BUSY = 0.015
"""Seconds between two turns from which on somebody else is at work in the window."""

PATIENCE = 3
"""Turns in a row that are left to others at most."""

Sliced = Steps[object]
"""Work of any result."""


def under_way() -> bool:
    """Tell whether some work of the application waits for its next turn."""
    application = QCoreApplication.instance()
    rota = None if application is None else application.findChild(_Rota)
    return rota is not None and rota.busy


class Slices(QObject):
    """Does one job at a time; starting another drops the one before."""

    done = Signal(object)
    """What the work returned."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Sliced | None = None

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._work is not None

    def start(self, work: Sliced) -> None:
        """Do ``work`` from the next turn on."""
        self._work = work
        _Rota.of_the_application().queue(self)

    def cancel(self) -> None:
        """Drop what is under way."""
        self._work = None

    def go_on(self) -> None:
        """Work for ``SLICE``."""
        end = monotonic() + SLICE
        work = self._work
        try:
            while work is not None and monotonic() < end:
                next(work)
        except StopIteration as result:
            self.cancel()
            self.done.emit(result.value)
        except BaseException:
            self.cancel()
            raise


class _Rota(QObject):
    """Lets one of all the jobs work at each turn: together they hold up the window no longer than one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Slices] = deque()
        self._left = 0.0
        """When the latest turn ended."""
        self._stood_back = 0
        """How many turns in a row were left to others."""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    @classmethod
    def of_the_application(cls) -> "_Rota":
        """Return the one there is; it lives as long as the application."""
        application = QCoreApplication.instance()
        assert application is not None
        return application.findChild(cls) or cls(application)

    @property
    def busy(self) -> bool:
        """Whether there is work."""
        return any(map(_has_work, self._waiting))

    def queue(self, slices: Slices) -> None:
        """Give ``slices`` a turn after all that wait already."""
        if slices not in self._waiting:
            self._waiting.append(slices)
        self._timer.start()

    @Slot()
    def _turn(self) -> None:
        # What the editor does comes first, and is to be seen before this goes on.
        now = monotonic()
        busy_elsewhere = now - self._left > BUSY and self._stood_back < PATIENCE
        self._stood_back = self._stood_back + 1 if busy_elsewhere else 0
        try:
            if not busy_elsewhere:
                self._work()
        finally:
            self._left = monotonic()

    def _work(self) -> None:
        while self._waiting:
            slices = self._waiting.popleft()
            if not _has_work(slices):
                continue
            try:
                slices.go_on()
            finally:
                if _has_work(slices):
                    self.queue(slices)
            return
        self._timer.stop()


def _has_work(slices: Slices) -> bool:
    """Tell whether there is something to do, and somebody to be told: windows take their jobs along."""
    return isValid(slices) and slices.busy
