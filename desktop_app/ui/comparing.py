# SPDX-License-Identifier: Apache-2.0
"""Two texts in one review: the first differences at once, all of them when they are known."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.documents.document import Document
from desktop_app.review.session import ReviewSession
from desktop_app.ui.detection import Detection
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.opening import Opened


class Comparing(QObject):
    """Shows the differences between an original and somebody's version."""

    compared = Signal(object)
    """All differences, a tuple, where the first are shown already."""

    def __init__(self, window: MainWindow, detection: Detection, keeping: Keeping) -> None:
        super().__init__(window)
        self._window = window
        self._detection = detection
        self._keeping = keeping
        self._begun: Document | None = None
        """The original of which only the first differences are known."""
        self._unkept = False

    def take(self, opened: Opened) -> None:
        """Show two texts that were read, or the rest of their differences."""
        original, version = opened.documents
        if self._begun is original:
            self._begun = None
            self._grow(original, opened)
            return
        self._begun = None if opened.whole else original
        self._window.banner.dismiss()
        self._detection.stop()
        self._keeping.begin(original)
        self._window.controller.set_session(ReviewSession(original, opened.differences))
        if opened.whole:
            self._keeping.put_suggestions()
        self._window.banner.say(
            self.tr("{original} is the original; accepting takes the wording of {version}.").format(
                original=original.source.name, version=version.source.name
            )
        )

    def _grow(self, original: Document, opened: Opened) -> None:
        session = self._window.controller.session
        if session is not None and session.document is original:  # else another text has taken its place
            self._unkept = True
            self.compared.emit(opened.differences)

    @Slot()
    def findings_shown(self) -> None:
        """Keep all differences once they are there."""
        if self._unkept:
            self._unkept = False
            self._keeping.put_suggestions()
