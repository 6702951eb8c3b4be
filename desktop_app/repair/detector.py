# SPDX-License-Identifier: Apache-2.0
"""What a detector is, and how its work is followed and stopped."""

from collections.abc import Callable, Iterable
from threading import Event
from typing import Protocol

from desktop_app.repair.suggestion import Suggestion

Progress = Callable[[str, float], None]
"""Called with what is being done, for people, and the share done, 0..1. Any thread."""


class CancelledError(Exception):
    """The work was cancelled; whatever it had found is to be dropped."""


class CancelToken:
    """Asks work in another thread to stop; safe to share between threads."""

    __slots__ = ("_event", "_then")

    def __init__(self) -> None:
        self._event = Event()
        self._then: Callable[[], None] | None = None

    def cancel(self) -> None:
        """Ask for the work to stop at its next look."""
        self._event.set()
        then = self._then
        if then is not None:
            then()

    def when_cancelled(self, then: Callable[[], None]) -> None:
        """Have ``then`` called by whoever cancels, or now if somebody has; perhaps more than once.

        For work that waits for something and cannot look.
        """
        self._then = then
        if self._event.is_set():
            then()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        """Raise ``CancelledError`` if somebody asked to stop; call it every few milliseconds of work."""
        if self._event.is_set():
            raise CancelledError


def no_progress(what: str, share: float) -> None:
    """Ignore progress: the default where nobody looks."""
    del what, share


class Detector(Protocol):
    """Finds one family of damage."""

    @property
    def name(self) -> str:
        """A short name, unique among detectors; part of the suggestions' ids."""

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterable[Suggestion]:
        """Yield suggestions for ``text``, sorted by span and free of overlaps.

        The same text gives the same suggestions. Raises ``CancelledError`` soon after a cancel.
        """
