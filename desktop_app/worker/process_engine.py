# SPDX-License-Identifier: Apache-2.0
"""An engine whose work a child process does: started early, kept for the next text, replaced when lost."""

from collections.abc import Callable, Sequence
from threading import Lock, Timer

from desktop_app.repair.analysis import Analysis, Failure
from desktop_app.repair.detector import CancelledError, CancelToken
from desktop_app.repair.drift import DriftPoint
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.steps import in_turn
from desktop_app.worker.changes import Growing
from desktop_app.worker.child_process import ChildDiedError, ChildProcess, child_command
from desktop_app.worker.diagnosis_rows import diagnosis_of, points_of
from desktop_app.worker.engine import Engine, Job, Outcome, Reports
from desktop_app.worker.frames import Frame, Kind, text_parts

GRACE = 0.15
"""Seconds in which a cancelled child has to stop; after that it is ended."""

LARGE = 2_000_000
"""Code points of a text after which the child makes room for a fresh one: Python gives little memory back."""


class JobBrokenError(Exception):
    """A job broke in the child, which lives on; the note holds the child's traceback."""


class _UnheardError(Exception):
    """The child ended before it said anything about a job."""

    def __init__(self, cause: ChildDiedError) -> None:
        super().__init__()
        self.cause = cause


class ProcessEngine:
    """Keeps one child, and talks with it about one job at a time."""

    def __init__(self, *, refine: bool = True, command: Callable[[], Sequence[str]] = child_command) -> None:
        """``refine`` false leaves gaps without words; ``command`` starts the child."""
        self._refine = refine
        self._command = command
        self._lock = Lock()
        self._child: ChildProcess | None = None
        self._closed = False
        self._number = 0
        self._fallback: Engine | None = None

    @property
    def pid(self) -> int | None:
        """The number of the child's process; None where there is no child."""
        child = self._child
        return child.pid if child else None

    def prepare(self) -> None:
        """Start the child if there is none; where it cannot be started, the next job will see to it."""
        with self._lock:
            self._closed = False
            self._start()

    def find(self, job: Job, cancel: CancelToken, reports: Reports) -> Outcome:
        """Look through a text in the child, or in this thread where there can be no child.

        Raises ``CancelledError`` soon after a cancel, ``ChildDiedError`` when the child ends in the
        middle of it, and ``JobBrokenError``.
        """
        was_idle = self._child is not None
        try:
            return self._find(job, cancel, reports)
        except _UnheardError as death:
            if not was_idle:
                raise death.cause from None
        # It had died, or was dying, before it was asked: no fault of this text.
        try:
            return self._find(job, cancel, reports)
        except _UnheardError as death:
            raise death.cause from None

    def _find(self, job: Job, cancel: CancelToken, reports: Reports) -> Outcome:
        with self._lock:
            cancel.raise_if_cancelled()
            self._closed = False
            child = self._start()
        if child is None or not _is_ready(child, cancel):
            return self._here().find(job, cancel, reports)
        self._number += 1
        stopper = _Stopper(child)
        cancel.when_cancelled(stopper.stop)
        talk = _Talk(child, self._number, cancel, reports)
        try:
            return talk.about(job, refine=self._refine)
        except ChildDiedError as error:
            cancel.raise_if_cancelled()
            if talk.has_begun:
                raise
            raise _UnheardError(error) from None
        finally:
            stopper.leave()
            self._look_after(child, worn=len(job.text) > LARGE)

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._closed = True
            if self._child is not None:
                self._child.end()
                self._child = None

    def _start(self) -> ChildProcess | None:
        """Return a child that lives, the lock being held."""
        if self._child is not None and not self._child.alive:
            self._child.end()
            self._child = None
        if self._child is None:
            try:
                self._child = ChildProcess(self._command())
            except OSError:
                return None
        return self._child

    def _look_after(self, child: ChildProcess, *, worn: bool) -> None:
        """Put another child in the place of one that was ended or has used much memory."""
        with self._lock:
            if self._closed or self._child is not child or (child.alive and not worn):
                return
            child.end()
            self._child = None
            self._start()

    def _here(self) -> Engine:
        # Imported late: detectors and models take memory, and are rarely needed in this process.
        from desktop_app.worker.thread_engine import ThreadEngine, no_refiner

        if self._fallback is None:
            self._fallback = ThreadEngine(None if self._refine else no_refiner)
        return self._fallback


def _is_ready(child: ChildProcess, cancel: CancelToken) -> bool:
    """Wait until a fresh child can take jobs; False if it ends before."""
    cancel.when_cancelled(child.wake)
    while not child.ready:
        try:
            frame = child.receive()
        except ChildDiedError:
            cancel.raise_if_cancelled()
            return False
        cancel.raise_if_cancelled()
        child.ready = frame is not None and frame.kind is Kind.READY
    return True


class _Stopper:
    """Sees to it that a cancelled child stops, one way or the other, as long as a job is under way."""

    def __init__(self, child: ChildProcess) -> None:
        self._child = child
        self._lock = Lock()
        self._left = False
        self._timer: Timer | None = None

    def stop(self) -> None:
        """Wake whoever waits for the child, who will tell it; end it if that does not help."""
        with self._lock:
            if self._left or self._timer:
                return
            self._timer = Timer(GRACE, self._end)
            self._timer.daemon = True
            self._timer.start()
        self._child.wake()

    def leave(self) -> None:
        """Leave the child alone: the job is over."""
        with self._lock:
            self._left = True
            if self._timer:
                self._timer.cancel()

    def _end(self) -> None:
        with self._lock:
            if not self._left:
                self._child.kill()


class _Talk:
    """What is said about one job."""

    def __init__(self, child: ChildProcess, number: int, cancel: CancelToken, reports: Reports) -> None:
        self._child, self._number, self._cancel, self._reports = child, number, cancel, reports
        self._told_to_stop = False
        self._growing = Growing()
        self._drift: list[DriftPoint] = []
        self.has_begun = False
        """Whether the child has said anything about the job."""

    def about(self, job: Job, *, refine: bool) -> Outcome:
        """Hand the job over and take what comes."""
        self._child.send(Frame(Kind.TEXT, self._number))
        for part in text_parts(job.text):
            self._cancel.raise_if_cancelled()
            self._child.send(Frame(Kind.TEXT, self._number, part))
        seen = [job.visible.start, job.visible.end] if job.visible else None
        self._child.send(Frame(Kind.RUN, self._number, [job.model_folder, refine, seen]))
        while True:
            frame = self._child.receive()
            if self._cancel.cancelled and not self._told_to_stop:
                self._told_to_stop = True
                self._child.send(Frame(Kind.CANCEL, self._number))
            if frame is None or frame.job != self._number:
                continue
            self.has_begun = True
            outcome = self._heard(frame)
            if outcome is not None:
                return outcome

    def _heard(self, frame: Frame) -> Outcome | None:
        kind, content = frame.kind, frame.content
        if kind is Kind.CANCELLED:
            raise CancelledError
        if self._told_to_stop and kind in (Kind.DONE, Kind.BROKEN):
            raise CancelledError
        if self._told_to_stop:
            return None
        if kind is Kind.BROKEN:
            sentence, details = content
            error = JobBrokenError(sentence)
            error.add_note(details)
            raise error
        if kind is Kind.DONE:
            failures, problem = content
            analysis = Analysis(self._whole(), tuple(Failure(*f) for f in failures))
            return Outcome(analysis, problem)
        self._take(frame)
        return None

    def _take(self, frame: Frame) -> None:
        kind, content = frame.kind, frame.content
        self._reports.rest()
        if kind is Kind.PROGRESS:
            self._reports.progress(*content)
        elif kind is Kind.CHANGES:
            self._growing.take(content)
        elif kind is Kind.WHOLE:
            self._reports.found(self._whole())
        elif kind is Kind.DRIFT:
            self._drift += points_of(content)
        elif kind is Kind.DIAGNOSIS:
            self._reports.diagnosed(diagnosis_of(content, tuple(self._drift)))
            self._drift.clear()

    def _whole(self) -> PackedSuggestions:
        return in_turn(self._growing.whole(), self._reports.rest)
