# SPDX-License-Identifier: Apache-2.0
"""Reading files beside the window: one text, or two and their differences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.documents.document import Document, UnreadableDocumentError
from desktop_app.documents.loading import open_document
from desktop_app.repair.comparison import compare_texts, first_differences
from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.packed import PackedSuggestions, pack
from desktop_app.repair.preview import LONG
from desktop_app.ui.background import Background, JobFailure


@dataclass(frozen=True, slots=True)
class Opened:
    """What was read."""

    documents: tuple[Document, ...]
    """One, or an original and somebody's version."""

    differences: PackedSuggestions = field(default_factory=partial(pack, ()))
    """Of the two, each a suggestion for the original."""

    whole: bool = True
    """Whether these are all; of long texts the first are told before."""


def _read(
    paths: Sequence[Path], cancel: CancelToken, progress: Progress, part: Callable[[object], None]
) -> object:
    documents = []
    for number, path in enumerate(paths):
        cancel.raise_if_cancelled()
        progress(path.name, number / len(paths))
        document = open_document(path)
        _ = document.source.digest  # found out here, so that the window need not
        documents.append(document)
    part(None)
    if len(documents) == 1:
        return Opened(tuple(documents))
    original, version = documents
    if len(original.text) > LONG:
        first = pack(first_differences(original.text, version.text, cancel))
        part(Opened((original, version), first, whole=False))
    found = compare_texts(original.text, version.text, cancel, progress)
    return Opened((original, version), pack(found))


class Opening(QObject):
    """Opens one thing at a time; asking again drops what was asked before."""

    opened = Signal(object)
    """An Opened; a second one of the same documents where the first was not whole."""
    refused = Signal(str)
    """One sentence on why a file cannot be opened."""
    broken = Signal(object)
    """A JobFailure that is our fault."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = Background(self)
        self._work.part.connect(self._part)
        self._work.done.connect(self._done)
        self._work.failed.connect(self._failed)

    def start(self, paths: Sequence[Path]) -> None:
        """Read one file, or two to compare."""
        self._work.start(partial(_read, tuple(paths)))

    def close(self) -> None:
        """Stop and wait for the thread."""
        self._work.close()

    @Slot(object)
    def _part(self, opened: object) -> None:
        if isinstance(opened, Opened):
            self.opened.emit(opened)

    @Slot(object)
    def _done(self, opened: object) -> None:
        self.opened.emit(opened)

    @Slot(object)
    def _failed(self, failure: JobFailure) -> None:
        if isinstance(failure.error, UnreadableDocumentError):
            self.refused.emit(failure.sentence)
        else:
            self.broken.emit(failure)
