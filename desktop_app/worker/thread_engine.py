# SPDX-License-Identifier: Apache-2.0
"""Looking for damage in the thread that asks: for tests, and where no other process can be had."""

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app.repair.analysis import Analysis
from desktop_app.repair.detector import CancelToken, Detector
from desktop_app.repair.detectors import DETECTORS
from desktop_app.repair.infill import InfillRefiner
from desktop_app.repair.packed import PackedSuggestions, pack
from desktop_app.repair.pipeline import Refiner
from desktop_app.worker.engine import Job, Outcome, Reports
from desktop_app.worker.looking import Telling, look_through

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
        latest = pack(())

        def found(packed: PackedSuggestions) -> None:
            nonlocal latest
            latest = packed
            reports.found(packed)

        refiner = self._refiners(job.model_folder)
        telling = Telling(reports.progress, found, reports.diagnosed)
        failures, problem = look_through(job, self._detectors, refiner, cancel, telling)
        return Outcome(Analysis(latest, failures), problem)

    def close(self) -> None:
        """Nothing is held."""
