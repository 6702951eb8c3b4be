# SPDX-License-Identifier: Apache-2.0
"""Slow work beside the window: one thread, one job that counts, results that may come in parts.

A job owns no QObject and talks through bound signals of an object that lives in the window's
thread. Each payload carries the generation it belongs to; what a newer job has overtaken is dropped.
"""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot

from desktop_app.repair.detector import CancelledError, CancelToken, Progress

PATIENCE = 3000
"""Milliseconds that closing waits for a cancelled job."""

_PROGRESS_GAP = 0.05
"""Seconds between two reports of progress: more often nobody can read."""


@dataclass(frozen=True, slots=True)
class JobFailure:
    """A job that broke."""

    sentence: str
    """What happened, in the words of the exception."""
    details: str
    """The traceback, for a report."""
    error: BaseException
    """The exception itself."""


Work = Callable[[CancelToken, Progress, Callable[[object], None]], object]
"""Does the work: looks at the token, reports progress, hands out parts, returns the result."""


class _Job(QRunnable):
    def __init__(self, work: Work, generation: int, cancel: CancelToken, report: SignalInstance) -> None:
        super().__init__()
        self._work, self._generation, self._cancel, self._report = work, generation, cancel, report
        self._last_report = 0.0

    def run(self) -> None:
        """Run in the pool's thread."""
        try:
            result = self._work(self._cancel, self._progress, self._part)
        except CancelledError:
            self._emit("cancelled", None)
        except BaseException as error:
            self._emit("failed", JobFailure(str(error), traceback.format_exc(), error))
        else:
            self._emit("done", result)

    def _progress(self, what: str, share: float) -> None:
        now = monotonic()
        if now - self._last_report >= _PROGRESS_GAP:
            self._last_report = now
            self._emit("progress", (what, share))

    def _part(self, part: object) -> None:
        self._emit("part", part)

    def _emit(self, what: str, payload: object) -> None:
        try:
            self._report.emit((self._generation, what, payload))
        except RuntimeError:  # the window is gone, and with it whoever asked
            self._cancel.cancel()


class Background(QObject):
    """Runs one job at a time; starting another cancels the one before."""

    part = Signal(object)
    """A partial result of the job that counts."""
    progressed = Signal(str, float)
    """What is being done, and the share done, 0..1."""
    done = Signal(object)
    failed = Signal(object)
    """A JobFailure."""
    cancelled = Signal()
    busy_changed = Signal(bool)

    _report = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._generation = 0
        self._token: CancelToken | None = None
        self._report.connect(self._receive)

    @property
    def busy(self) -> bool:
        """Whether a job that counts is under way."""
        return self._token is not None

    def start(self, work: Work) -> None:
        """Cancel what runs and start ``work``."""
        was_busy = self.busy
        if self._token:
            self._token.cancel()
        self._generation += 1
        self._token = CancelToken()
        self._pool.start(_Job(work, self._generation, self._token, self._report))
        if not was_busy:
            self.busy_changed.emit(True)

    def cancel(self) -> None:
        """Ask the running job to stop and drop whatever it still delivers."""
        if not self._token:
            return
        self._token.cancel()
        self._generation += 1
        self._finish()
        self.cancelled.emit()

    def close(self) -> bool:
        """Cancel and wait; return whether the thread has ended in time."""
        if self._token:
            self._token.cancel()
        self._generation += 1
        self._token = None
        return bool(self._pool.waitForDone(PATIENCE))

    @Slot(object)
    def _receive(self, payload: tuple[int, str, Any]) -> None:
        generation, what, content = payload
        if generation != self._generation:
            return
        if what == "progress":
            self.progressed.emit(*content)
        elif what == "part":
            self.part.emit(content)
        else:
            self._finish()
            if what == "done":
                self.done.emit(content)
            elif what == "failed":
                self.failed.emit(content)
            else:
                self.cancelled.emit()

    def _finish(self) -> None:
        self._token = None
        self.busy_changed.emit(False)
