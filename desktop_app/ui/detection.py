# SPDX-License-Identifier: Apache-2.0
"""Looking for damage beside the window: first marks at once, the rest as it is found."""

import gc
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.infill import InfillRefiner
from desktop_app.repair.pipeline import Analysis, Refiner, find_suggestions
from desktop_app.repair.suggestion import Suggestion
from desktop_app.ui.background import Background, JobFailure

MANY = 5_000
"""Suggestions from which on the collector of unreachable objects is told to leave them alone."""

RefinerSource = Callable[[], Refiner | None]


def _find(
    text: str, refiner: RefinerSource, cancel: CancelToken, progress: Progress, part: Callable[[object], None]
) -> object:
    part(())
    gc.unfreeze()

    def deliver(found: tuple[Suggestion, ...]) -> None:
        if len(found) > MANY:
            # Suggestions refer to nothing that refers to them: looking through a million of them for
            # rings to collect would hold the window for as long as it takes to look.
            gc.freeze()
        part(found)

    return find_suggestions(text, refiner=refiner(), cancel=cancel, progress=progress, deliver=deliver)


@cache
def refiner_in(folder: str) -> InfillRefiner:
    """Return what finds words for the gaps, with the model in a folder; an empty name means the bundled one.

    The model is loaded when first used, in the worker's thread.
    """
    return InfillRefiner(Path(folder) if folder else None)


def bundled_refiner() -> Refiner:
    """Return what finds words for the gaps with the bundled model."""
    return refiner_in("")


class Detection(QObject):
    """Runs the pipeline on one text at a time."""

    found = Signal(object)
    """All suggestions so far, a tuple."""
    finished = Signal(object)
    """The Analysis."""
    failed = Signal(object)
    """A JobFailure."""
    progressed = Signal(str, float)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None, refiner: RefinerSource = bundled_refiner) -> None:
        super().__init__(parent)
        self._refiner = refiner
        self._work = Background(self)
        self._work.part.connect(self._part)
        self._work.done.connect(self._done)
        self._work.failed.connect(self._broken)
        self._work.progressed.connect(self.progressed)
        self._work.cancelled.connect(self.stopped)

    @property
    def busy(self) -> bool:
        """Whether damage is being looked for."""
        return self._work.busy

    def start(self, text: str) -> None:
        """Look for damage in a text; what ran before is dropped."""
        self._work.start(partial(_find, text, self._refiner))

    @Slot()
    def stop(self) -> None:
        """Stop; what was delivered stays."""
        self._work.cancel()

    def close(self) -> None:
        """Stop and wait for the thread."""
        self._work.close()

    @Slot(object)
    def _part(self, suggestions: object) -> None:
        if suggestions:
            self.found.emit(suggestions)

    @Slot(object)
    def _done(self, analysis: object) -> None:
        if isinstance(analysis, Analysis):
            self.found.emit(analysis.suggestions)
            self.finished.emit(analysis)

    @Slot(object)
    def _broken(self, failure: JobFailure) -> None:
        self.failed.emit(failure)
