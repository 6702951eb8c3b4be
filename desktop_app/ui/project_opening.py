# SPDX-License-Identifier: Apache-2.0
"""Reading large projects beside the window; small ones are there before one could say so."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.review.autosave import Autosave
from desktop_app.review.project_schema import ProjectError
from desktop_app.ui.background import Background, JobFailure

LARGE = 2 * 1024 * 1024
"""Bytes from which on a project is read in the background."""

Load = Callable[[Path], Autosave]


def _load(
    load: Load, path: Path, cancel: CancelToken, progress: Progress, part: Callable[[object], None]
) -> object:
    del part
    progress(path.name, 0.0)
    autosave = load(path)
    if cancel.cancelled:
        autosave.abandon()
    cancel.raise_if_cancelled()
    return autosave


class ProjectOpening(QObject):
    """Opens one project at a time."""

    opened = Signal(object)
    """An Autosave."""
    refused = Signal(object)
    """The path and a ProjectError."""
    broken = Signal(object)
    """A JobFailure that is our fault."""

    def __init__(self, load: Load, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._path = Path()
        self._work = Background(self)
        self._work.done.connect(self.opened)
        self._work.failed.connect(self._failed)

    def start(self, path: Path) -> None:
        """Open a project; at once if that takes no time."""
        self._path = path
        try:
            large = path.stat().st_size > LARGE
        except OSError:
            large = False
        if large:
            self._work.start(partial(_load, self._load, path))
            return
        try:
            autosave = self._load(path)
        except ProjectError as error:
            self.refused.emit((path, error))
        else:
            self.opened.emit(autosave)

    def close(self) -> None:
        """Stop and wait for the thread."""
        self._work.close()

    @Slot(object)
    def _failed(self, failure: JobFailure) -> None:
        if isinstance(failure.error, ProjectError):
            self.refused.emit((self._path, failure.error))
        else:
            self.broken.emit(failure)
