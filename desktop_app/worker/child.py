# SPDX-License-Identifier: Apache-2.0
"""The process that looks for damage: takes jobs from one pipe, hands findings into another.

It ends by itself when whoever started it is gone. It opens no connection, and anything in it that
tries to is refused.
"""

import faulthandler
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO

from desktop_app.repair.detector import CancelledError, CancelToken, Detector
from desktop_app.repair.detectors import DETECTORS
from desktop_app.repair.diagnosis import Diagnosis
from desktop_app.repair.packed import PackedSuggestions, pack
from desktop_app.text.span import Span
from desktop_app.worker.allocator import give_back_freed_memory
from desktop_app.worker.changes import Teller, pieces
from desktop_app.worker.deliveries import changes
from desktop_app.worker.diagnosis_rows import drift_pieces
from desktop_app.worker.diagnosis_rows import row_of as row_of_diagnosis
from desktop_app.worker.engine import Job
from desktop_app.worker.frames import Frame, Kind, frame_of, read_body, write_frame
from desktop_app.worker.looking import Telling, look_through
from desktop_app.worker.thread_engine import KeptRefiners

_PROGRESS_GAP = 0.05
"""Seconds between two reports of progress: more often nobody can read."""

_NICENESS = 10
"""How far the work stands back behind the window, in the steps of ``nice``."""

_REFUSED = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.sendto")


@dataclass(frozen=True, slots=True)
class _Order:
    number: int
    job: Job
    refine: bool
    cancel: CancelToken


class _Reader:
    """Listens in a thread of its own, so that a cancel is heard while a job runs."""

    def __init__(self, incoming: IO[bytes]) -> None:
        self._incoming = incoming
        self._text: list[str] = []
        self._latest: _Order | None = None
        self.orders: SimpleQueue[_Order | None] = SimpleQueue()

    def listen(self, gone: Callable[[], None]) -> None:
        """Take frames until nobody is there to send any."""
        try:
            while (body := read_body(self._incoming)) is not None:
                self._take(frame_of(body))
        finally:
            gone()
            self.orders.put(None)

    def _take(self, frame: Frame) -> None:
        if frame.kind is Kind.TEXT:
            if frame.content is None:
                self._text.clear()
            else:
                self._text.append(frame.content)
        elif frame.kind is Kind.RUN:
            folder, refine, visible = frame.content
            job = Job("".join(self._text), folder, Span(*visible) if visible else None)
            self._text.clear()
            self._latest = _Order(frame.job, job, refine, CancelToken())
            self.orders.put(self._latest)
        elif frame.kind is Kind.CANCEL and self._latest is not None and self._latest.number == frame.job:
            self._latest.cancel.cancel()


class _Post:
    """Sends what is found, and only what has changed since it was sent last."""

    def __init__(self, outgoing: IO[bytes], order: _Order) -> None:
        self._outgoing, self._order = outgoing, order
        self._sent = pack(())
        self._teller = Teller()
        self._last_report = 0.0

    def send(self, kind: Kind, content: object = None) -> None:
        write_frame(self._outgoing, Frame(kind, self._order.number, content))

    def progress(self, what: str, share: float) -> None:
        now = monotonic()
        if now - self._last_report >= _PROGRESS_GAP:
            self._last_report = now
            self.send(Kind.PROGRESS, [what, share])

    def found(self, found: PackedSuggestions) -> None:
        if found is self._sent:
            return
        for piece in pieces(changes(self._sent, found)):
            self._order.cancel.raise_if_cancelled()
            self.send(Kind.CHANGES, self._teller.told(piece))
        self._sent = found
        self.send(Kind.WHOLE)

    def diagnosed(self, diagnosis: Diagnosis) -> None:
        for piece in drift_pieces(diagnosis):
            self.send(Kind.DRIFT, piece)
        self.send(Kind.DIAGNOSIS, row_of_diagnosis(diagnosis))


def serve(
    incoming: IO[bytes],
    outgoing: IO[bytes],
    detectors: Sequence[Detector] = DETECTORS,
    gone: Callable[[], None] = lambda: None,
) -> None:
    """Do jobs until nobody is there to send any; ``gone`` is called then, whatever is under way."""
    reader = _Reader(incoming)
    Thread(target=reader.listen, args=(gone,), daemon=True).start()
    refiners = KeptRefiners()
    write_frame(outgoing, Frame(Kind.READY))
    while (order := reader.orders.get()) is not None:
        _run(order, _Post(outgoing, order), detectors, refiners)


def _run(order: _Order, post: _Post, detectors: Sequence[Detector], refiners: KeptRefiners) -> None:
    try:
        refiner = refiners(order.job.model_folder) if order.refine else None
        telling = Telling(post.progress, post.found, post.diagnosed)
        broken, problem = look_through(order.job, detectors, refiner, order.cancel, telling)
        post.send(Kind.DONE, [[[f.detector, f.details] for f in broken], problem])
    except CancelledError:
        post.send(Kind.CANCELLED)
    except OSError:
        raise  # the pipe is broken: nobody is there to be told
    except Exception as error:
        post.send(Kind.BROKEN, [str(error), traceback.format_exc()])


def _stand_back() -> None:
    """Leave the first turn at a core to the window, where the system lets one say so."""
    with suppress(OSError, AttributeError):
        os.nice(_NICENESS)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    del arguments
    if event.startswith(_REFUSED):
        raise PermissionError(f"looking for damage needs no network ({event})")


def main(detectors: Sequence[Detector] = DETECTORS) -> None:
    """Serve on standard input and output; what a library prints goes to standard error."""
    faulthandler.enable()
    give_back_freed_memory()
    _stand_back()
    sys.addaudithook(_refuse)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is meant for the window
    with os.fdopen(os.dup(0), "rb") as incoming, os.fdopen(os.dup(1), "wb") as outgoing:
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        try:
            serve(incoming, outgoing, detectors, gone=lambda: os._exit(0))
        except BrokenPipeError:
            os._exit(0)
