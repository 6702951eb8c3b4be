# SPDX-License-Identifier: Apache-2.0
"""Brings the diagnosis to its page: first on opening, growing while the text is looked through."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.diagnosis import Diagnosis, diagnose
from desktop_app.repair.drift import DriftPoint
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.ui.background import Background
from desktop_app.ui.detection import Detection
from desktop_app.ui.diagnosis.content import DiagnosisContent, causes_of
from desktop_app.ui.diagnosis.diagnosis_page import DiagnosisPage
from desktop_app.ui.diagnosis.drift_plot import PlotPoint
from desktop_app.ui.findings import Findings
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.slices import Sliced, Slices

_POINTS_AT_ONCE = 100
"""Points of the drift that are made ready between two yields."""


class Diagnosing(QObject):
    """Owns the diagnosis page of one window and the work behind it."""

    ready = Signal()
    """The page tells of all that was found in the open text."""

    def __init__(self, window: MainWindow, detection: Detection, findings: Findings) -> None:
        super().__init__(window)
        self.page = DiagnosisPage(window.theme)
        self._window = window
        self._findings = findings
        self._finished = False
        self._suggestions: Sequence[Suggestion] = ()
        self._unwritten: Diagnosis | None = None
        """What nobody has asked to see yet, while there is more to come."""
        self._work = Background(self)
        self._work.done.connect(self._diagnosed)
        self._writer = Slices(self)
        self._writer.done.connect(self._written)
        window.set_diagnosis(self.page)
        window.controller.session_changed.connect(self._session_changed)
        window.closing.connect(self._close)
        detection.found.connect(self._found)
        detection.diagnosed.connect(self._diagnosed)
        detection.finished.connect(self._detected)
        self.page.shown.connect(self._write)
        self.page.cause_switched.connect(self._switched)
        self.page.start_requested.connect(self._start_reviewing)
        self.page.accept_sure_requested.connect(self._accept_sure)
        self.page.suggestion_chosen.connect(self._go_to)

    @Slot()
    def _session_changed(self) -> None:
        session = self._window.controller.session
        self._work.cancel()
        self._writer.cancel()
        self._unwritten = None
        self._finished = False
        self._findings.restart(session.suggestions if session else ())
        self.page.set_content(None)
        if session is None:
            return
        if session.suggestions or session.decisions:
            self.diagnose(session.suggestions)
        elif self._window.settings.show_diagnosis:
            self._window.show_page(self.page)
            self.page.setFocus()

    @Slot(object)
    def diagnose(self, suggestions: Sequence[Suggestion]) -> None:
        """Diagnose the open text by all suggestions that there are, none of which the detection will tell."""
        session = self._window.controller.session
        if session is not None:
            self._finished = True
            self._suggestions = suggestions
            self._work.start(partial(_diagnosis, session.document.text, suggestions))

    @Slot(object)
    def _found(self, suggestions: Sequence[Suggestion]) -> None:
        self._suggestions = suggestions

    @Slot(object)
    def _diagnosed(self, diagnosis: Diagnosis) -> None:
        self._unwritten = diagnosis
        if self._finished or self.page.isVisible():
            self._write()

    @Slot()
    def _write(self) -> None:
        session, diagnosis = self._window.controller.session, self._unwritten
        self._unwritten = None
        if session is not None and diagnosis is not None:
            self._writer.start(self._content(session.document.text, self._suggestions, diagnosis))

    @Slot()
    def _detected(self) -> None:
        self._finished = True
        self._write()
        if not self._writer.busy:
            self.ready.emit()

    def _content(self, text: str, suggestions: Sequence[Suggestion], diagnosis: Diagnosis) -> Sliced:
        causes = causes_of(text, suggestions)
        points: list[PlotPoint] = []
        for point in diagnosis.drift:
            points.append(self._point(point))
            if len(points) % _POINTS_AT_ONCE == 0:
                yield
        damaged = bool(diagnosis.counts)
        return DiagnosisContent(
            title=self.tr("What happened to this text") if damaged else self.tr("Nothing seems damaged"),
            story=diagnosis.story,
            causes=causes,
            names=diagnosis.names,
            points=tuple(points),
            length=len(text),
        )

    @Slot(object)
    def _written(self, content: DiagnosisContent) -> None:
        self.page.set_content(content)
        if self._finished:
            self.ready.emit()

    def _point(self, point: DriftPoint) -> PlotPoint:
        if point.explained:
            caption = self.tr("“{0}”, %n word(s) too far to the right", "", point.shift)
        else:
            caption = self.tr("“{0}”, no mention found")
        caption = caption.format(point.phrase)
        return PlotPoint(point.position, point.shift, point.explained, caption, point.suggestion_id)

    @Slot(object, bool)
    def _switched(self, kind: DamageKind, on: bool) -> None:
        self._findings.switch(kind, on)

    @Slot()
    def _start_reviewing(self) -> None:
        self._window.show_page(self._window.desk)
        self._window.back_to_list()

    @Slot()
    def _accept_sure(self) -> None:
        self._start_reviewing()
        self._window.actions_["accept_sure"].trigger()

    @Slot(str)
    def _go_to(self, suggestion_id: str) -> None:
        self._start_reviewing()
        self._window.controller.set_current(suggestion_id)

    @Slot()
    def _close(self) -> None:
        self._work.close()
        self._writer.cancel()


def _diagnosis(text: str, suggestions: Sequence[Suggestion], cancel: CancelToken, *_: object) -> Diagnosis:
    cancel.raise_if_cancelled()
    return diagnose(text, suggestions)
