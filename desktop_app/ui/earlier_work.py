# SPDX-License-Identifier: Apache-2.0
"""Looking for work of before, beside the window: what a crash left, and what was done to the same text."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.documents.document import Document
from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.review import recovery
from desktop_app.review.recovery import Unfinished
from desktop_app.ui.background import Background


def _find_unfinished(cancel: CancelToken, progress: Progress, part: Callable[[object], None]) -> object:
    del progress, part
    return recovery.find_unfinished(cancel=cancel)


def _find_same(
    document: Document, cancel: CancelToken, progress: Progress, part: Callable[[object], None]
) -> object:
    del progress, part
    return document, recovery.kept_work(document, cancel=cancel)


class EarlierWork(QObject):
    """Looks, and tells what it finds; what cannot be looked at is passed over in silence, as if not there."""

    left_behind = Signal(object)
    """The latest Unfinished."""
    on_same_text = Signal(object)
    """A Document and the Path of an earlier project made from it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unfinished = Background(self)
        self._unfinished.done.connect(self._tell_unfinished)
        self._same = Background(self)
        self._same.done.connect(self._tell_same)

    def look_for_unfinished(self) -> None:
        """Look for what windows left that did not end well."""
        self._unfinished.start(_find_unfinished)

    def look_for(self, document: Document) -> None:
        """Look for an earlier review of the same bytes from the same place."""
        self._same.start(partial(_find_same, document))

    def close(self) -> None:
        """Stop and wait: whoever looks into a project keeps others from opening it for a moment."""
        self._unfinished.close()
        self._same.close()

    @Slot(object)
    def _tell_unfinished(self, found: Sequence[Unfinished]) -> None:
        for work in found[:1]:
            self.left_behind.emit(work)

    @Slot(object)
    def _tell_same(self, found: tuple[Document, Path | None]) -> None:
        if found[1] is not None:
            self.on_same_text.emit(found)
