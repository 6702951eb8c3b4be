# SPDX-License-Identifier: Apache-2.0
"""Looking for damage beside the window: first marks at once, the rest as it is found."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.diagnosis import Diagnosis
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.steps import Rest, no_rest
from desktop_app.text.span import Span
from desktop_app.ui.background import Background, JobFailure
from desktop_app.worker.engine import Engine, Job, Outcome, Reports


def _find(
    engine: Engine,
    job: Job,
    rest: Rest,
    cancel: CancelToken,
    progress: Progress,
    part: Callable[[object], None],
) -> object:
    return engine.find(job, cancel, Reports(progress, part, part, rest))


class Detection(QObject):
    """Has an engine look through one text at a time."""

    found = Signal(object)
    """All suggestions so far, packed."""
    diagnosed = Signal(object)
    """The Diagnosis of the suggestions found last."""
    finished = Signal(object)
    """The Analysis."""
    model_refused = Signal(str)
    """Why the wished model is not in use, in one sentence."""
    failed = Signal(object)
    """A JobFailure."""
    progressed = Signal(str, float)
    stopped = Signal()

    def __init__(
        self,
        engine: Engine,
        model_folder: Callable[[], str] = str,
        visible: Callable[[], Span | None] = lambda: None,
        rest: Rest = no_rest,
        parent: QObject | None = None,
    ) -> None:
        """Ask at each start for the ``model_folder`` (empty: the bundled model) and what is ``visible``.

        ``rest`` is called in the thread that asks, between two steps of what it does itself.
        """
        super().__init__(parent)
        self._engine = engine
        self._model_folder = model_folder
        self._visible = visible
        self._rest = rest
        self._latest: PackedSuggestions | None = None
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
        """Look for damage in a text, first where the editor sees it; what ran before is dropped."""
        seen = self._visible()
        job = Job(text, self._model_folder(), seen if seen and seen.end <= len(text) else None)
        self._latest = None
        self._work.start(partial(_find, self._engine, job, self._rest))

    @Slot()
    def stop(self) -> None:
        """Stop; what was delivered stays."""
        self._work.cancel()

    def close(self) -> None:
        """Stop, let the engine go, and wait for the thread."""
        self._work.cancel()
        self._engine.close()
        self._work.close()

    @Slot(object)
    def _part(self, part: object) -> None:
        if isinstance(part, Diagnosis):
            self.diagnosed.emit(part)
        elif isinstance(part, PackedSuggestions):
            self._latest = part
            self.found.emit(part)

    @Slot(object)
    def _done(self, outcome: object) -> None:
        if isinstance(outcome, Outcome):
            if outcome.analysis.suggestions is not self._latest:
                self.found.emit(outcome.analysis.suggestions)
            self.finished.emit(outcome.analysis)
            if outcome.problem:
                self.model_refused.emit(outcome.problem)

    @Slot(object)
    def _broken(self, failure: JobFailure) -> None:
        self.failed.emit(failure)
