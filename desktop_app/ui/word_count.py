# SPDX-License-Identifier: Apache-2.0
"""Counting the words of a text of any length, a little at a time: the window stays free, and memory too."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

SLICE = 250_000
"""Code points that are counted at a time, in some milliseconds; a list of all words is ten times the text."""


class WordCount(QObject):
    """Counts one text at a time; a short one at once."""

    counted = Signal(int)
    """How many words the whole text has."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: Iterator[int] = iter(())
        self._count = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def start(self, text: str) -> None:
        """Count the words of a text, and forget the one before."""
        self._counts, self._count = counts(text), 0
        if len(text) > SLICE:
            self._timer.start()
            return
        self._timer.stop()
        self.counted.emit(max(self._counts, default=0))

    @Slot()
    def _go_on(self) -> None:
        count = next(self._counts, None)
        if count is not None:
            self._count = count
            return
        self._timer.stop()
        self._counts = iter(())  # it holds the text
        self.counted.emit(self._count)


def counts(text: str) -> Iterator[int]:
    """Yield how many words there are up to the end of each slice."""
    count = 0
    for start in range(0, len(text), SLICE):
        part = text[start : start + SLICE]
        count += len(part.split())
        if start and not text[start - 1].isspace() and not part[0].isspace():
            count -= 1  # it has begun in the slice before
        yield count
