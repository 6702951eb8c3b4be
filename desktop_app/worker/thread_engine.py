# SPDX-License-Identifier: Apache-2.0
"""Looking for damage in the thread that asks: for tests, and where no other process can be had."""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

from desktop_app.repair.analysis import Failure
from desktop_app.repair.detector import CancelToken, Detector
from desktop_app.repair.detectors import DETECTORS
from desktop_app.repair.diagnosis import diagnose
from desktop_app.repair.infill import InfillRefiner
from desktop_app.repair.pipeline import Refiner, find_suggestions
from desktop_app.repair.suggestion import Suggestion
from desktop_app.worker.engine import Job, Outcome, Reports

DIAGNOSIS_REST = 10
"""How many times as long as a diagnosis takes none is made before the last."""

RefinerSource = Callable[[str], Refiner | None]
"""Gives what finds words for the gaps, by the folder of its model; None for no words."""


def no_refiner(model_folder: str) -> None:
    """Leave the gaps as the detectors found them."""
    del model_folder


class KeptRefiners:
    """One refiner for each folder of a model, so that a model is loaded once."""

    def __init__(self) -> None:
        self._kept: dict[str, InfillRefiner] = {}

    def __call__(self, model_folder: str) -> InfillRefiner:
        """Return the refiner; its model is loaded when first used."""
        if model_folder not in self._kept:
            self._kept[model_folder] = InfillRefiner(Path(model_folder) if model_folder else None)
        return self._kept[model_folder]


class ThreadEngine:
    """An engine that works where it is called."""

    def __init__(
        self, refiners: RefinerSource | None = None, detectors: Sequence[Detector] = DETECTORS
    ) -> None:
        self._refiners = refiners or KeptRefiners()
        self._detectors = detectors

    def prepare(self) -> None:
        """Nothing can be done beforehand."""

    def find(self, job: Job, cancel: CancelToken, reports: Reports) -> Outcome:
        """Look through a text. Raises ``CancelledError`` when cancelled."""
        refiner = self._refiners(job.model_folder)
        telling = _Telling(job.text, reports)
        analysis = find_suggestions(
            job.text,
            detectors=self._detectors,
            refiner=refiner,
            cancel=cancel,
            progress=reports.progress,
            deliver=telling.tell,
            visible=job.visible,
        )
        telling.tell_last(analysis.suggestions)
        problem = refiner.problem if job.model_folder and isinstance(refiner, InfillRefiner) else ""
        return Outcome(replace(analysis, failures=analysis.failures + telling.failures), problem)

    def close(self) -> None:
        """Nothing is held."""


class _Telling:
    """Tells what is found, and what that says about the text, the more rarely the more work that is."""

    def __init__(self, text: str, reports: Reports) -> None:
        self._text, self._reports = text, reports
        self._due = 0.0
        self.failures: tuple[Failure, ...] = ()
        """Empty, or that the diagnosis broke: everything else stands."""
        self._diagnosed: tuple[Suggestion, ...] | None = None

    def tell(self, found: tuple[Suggestion, ...]) -> None:
        self._reports.found(found)
        if monotonic() >= self._due:
            self._diagnose(found)

    def tell_last(self, found: tuple[Suggestion, ...]) -> None:
        self._reports.found(found)
        if self._diagnosed is not found:
            self._diagnose(found)

    def _diagnose(self, found: tuple[Suggestion, ...]) -> None:
        begun = monotonic()
        try:
            diagnosis = diagnose(self._text, found)
        except Exception:
            self.failures = (Failure("diagnosis", traceback.format_exc()),)
        else:
            self._reports.diagnosed(diagnosis)
        self._diagnosed = found
        self._due = monotonic() + DIAGNOSIS_REST * (monotonic() - begun)
