# SPDX-License-Identifier: Apache-2.0
"""What the detectors found, as the review shows it: less the causes switched off, wiser by the decisions."""

from collections.abc import Iterable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.repair.packed import PackedSuggestions, pack
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.learning import learning
from desktop_app.review.session import ReviewSession
from desktop_app.steps import at_once
from desktop_app.ui.review_controller import ReviewController
from desktop_app.ui.slices import Sliced, Slices

LULL = 250
"""Milliseconds without an act after which the decisions are learned from."""

MANY = 2_000
"""Suggestions from which on they are learned from in slices."""

NOTICED = 30
"""Milliseconds from which on showing new findings is felt."""

SHOWN = 0.001
"""Milliseconds that list, rows and figures take for each suggestion, when these have changed."""

REST = 10
"""Learning and showing take at most one in so many parts of the time."""


class Findings(QObject):
    """Stands between detection and the controller.

    Keeps the findings as they came, because learning always starts from those: what an undone
    decision had taught is forgotten with it.
    """

    learned = Signal(object)
    """A tuple of Lessons: what has just moved to another lane, and was not told before."""

    shown = Signal()
    """The review shows what was found last."""

    def __init__(self, controller: ReviewController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._found = pack(())
        self._off: frozenset[DamageKind] = frozenset()
        self._told: dict[str, object] = {}
        self._lull = QTimer(self)
        self._lull.setSingleShot(True)
        self._lull.setInterval(LULL)
        self._lull.timeout.connect(self._show_in_turn)
        self._learner = Slices(self)
        self._learner.done.connect(self._go_on)
        self._wanted = False
        """Whether there is something to show that has to wait."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._go_on)
        controller.acted.connect(self._acted)

    @property
    def found(self) -> PackedSuggestions:
        """The findings as the detectors gave them."""
        return self._found

    def restart(self, found: Iterable[Suggestion] = ()) -> None:
        """Begin with another text; nothing is switched off, nothing learned."""
        self._lull.stop()
        self._rest.stop()
        self._learner.cancel()
        self._wanted = False
        self._found = pack(found)
        self._off = frozenset()
        self._told = {}

    def take(self, found: Iterable[Suggestion]) -> None:
        """Take the newest findings; where showing them takes long, they are shown the more rarely."""
        self._found = pack(found)
        self._show_in_turn()

    @Slot()
    def finish(self) -> None:
        """Show what has not been shown yet: nothing more will come."""
        self._rest.stop()
        self._go_on()

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
    def _show_in_turn(self) -> None:
        if self._rest.isActive():
            self._wanted = True
        else:
            self._show()

    def _show(self) -> None:
        session = self._controller.session
        if session is None:
            return
        # Let what is under way finish: who acts more often than it takes to learn shall see something too.
        self._wanted = self._learner.busy
        if self._wanted:
            return
        work = self._timed(self._reviewing(session, self._found, self._off))
        if len(self._found) > MANY:
            self._learner.start(work)
        else:
            at_once(work)

    @Slot()
    def _go_on(self) -> None:
        if self._wanted and not self._rest.isActive():
            self._show()

    def _timed(self, work: Sliced) -> Sliced:
        """Do a work, and rest after it the longer the longer it took, its pauses not counted."""
        spent = 0.0
        while True:
            started = monotonic()
            try:
                next(work)
            except StopIteration:
                break
            finally:
                spent += monotonic() - started
            yield
        if (took := round(1000 * spent + SHOWN * len(self._found))) >= NOTICED:
            self._rest.start(REST * took)
        return None

    def _reviewing(
        self, session: ReviewSession, found: PackedSuggestions, off: frozenset[DamageKind]
    ) -> Sliced:
        learned = yield from learning(found, dict(session.decisions))
        kept = learned.suggestions
        if off:
            kept = kept.take(~kept.are_of(off))
        yield from self._controller.updating(kept)
        news = {lesson.series: lesson.moved for lesson in learned.lessons}
        fresh = tuple(lesson for lesson in learned.lessons if self._told.get(lesson.series) != lesson.moved)
        self._told = dict(news)
        if fresh:
            self.learned.emit(fresh)
        self.shown.emit()
        return None

    @Slot()
    def close(self) -> None:
        """Drop what is being learned."""
        self._learner.cancel()
