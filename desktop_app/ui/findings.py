# SPDX-License-Identifier: Apache-2.0
"""What the detectors found, as the review shows it: less the causes switched off, wiser by the decisions."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.learning import learn
from desktop_app.ui.review_controller import ReviewController

LULL = 250
"""Milliseconds without an act after which the decisions are learned from."""


class Findings(QObject):
    """Stands between detection and the controller.

    Keeps the findings as they came, because learning always starts from those: what an undone
    decision had taught is forgotten with it.
    """

    learned = Signal(object)
    """A tuple of Lessons: what has just moved to another lane, and was not told before."""

    def __init__(self, controller: ReviewController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._found: tuple[Suggestion, ...] = ()
        self._off: frozenset[DamageKind] = frozenset()
        self._told: dict[str, object] = {}
        self._lull = QTimer(self)
        self._lull.setSingleShot(True)
        self._lull.setInterval(LULL)
        self._lull.timeout.connect(self._show)
        controller.acted.connect(self._acted)

    @property
    def found(self) -> tuple[Suggestion, ...]:
        """The findings as the detectors gave them."""
        return self._found

    def restart(self, found: Iterable[Suggestion] = ()) -> None:
        """Begin with another text; nothing is switched off, nothing learned."""
        self._lull.stop()
        self._found = tuple(found)
        self._off = frozenset()
        self._told = {}

    def take(self, found: Iterable[Suggestion]) -> None:
        """Take the newest findings."""
        self._found = tuple(found)
        self._show()

    def switch(self, kind: DamageKind, on: bool) -> None:
        """Have a cause reviewed, or leave its places alone; decisions made stay."""
        self._off = self._off - {kind} if on else self._off | {kind}
        self._show()

    def is_off(self, kind: DamageKind) -> bool:
        """Tell whether a cause is switched off."""
        return kind in self._off

    @Slot(object)
    def _acted(self, change: object) -> None:
        del change
        if self._found:
            self._lull.start()

    @Slot()
    def _show(self) -> None:
        session = self._controller.session
        if session is None:
            return
        learned = learn(self._found, session.decisions)
        self._controller.update_suggestions(s for s in learned.suggestions if s.kind not in self._off)
        news = {lesson.series: lesson.moved for lesson in learned.lessons}
        fresh = tuple(lesson for lesson in learned.lessons if self._told.get(lesson.series) != lesson.moved)
        self._told = dict(news)
        if fresh:
            self.learned.emit(fresh)
