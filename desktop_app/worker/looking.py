# SPDX-License-Identifier: Apache-2.0
"""One look through a text: what is found is told as it comes, and what that says about the text."""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from desktop_app.repair.analysis import Failure
from desktop_app.repair.detector import CancelToken, Detector, Progress
from desktop_app.repair.diagnosis import Diagnosis, diagnose
from desktop_app.repair.infill import InfillRefiner
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.repair.pipeline import Refiner, find_packed
from desktop_app.worker.engine import Job

DIAGNOSIS_REST = 10
"""How many times as long as a diagnosis takes none is made before the last."""


DIAGNOSED_A_SECOND = 1_000_000
"""Code points for each second that a first diagnosis waits: it reads the whole text."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Whom to tell what, as ``Reports`` does, of suggestions that are packed."""

    progress: Progress

    found: Callable[[PackedSuggestions], None]
    """Hears of all suggestions so far, and at last of all there are, which it may know already."""

    diagnosed: Callable[[Diagnosis], None]
    """Hears what the latest suggestions say about the text, now and then, and at last about all."""


def look_through(
    job: Job, detectors: Sequence[Detector], refiner: Refiner | None, cancel: CancelToken, telling: Telling
) -> tuple[tuple[Failure, ...], str]:
    """Look through a text; return what broke, and why the wished model is not in use, if it is not.

    Raises ``CancelledError`` when cancelled.
    """
    diagnosing = _Diagnosing(job.text, telling)
    found, failures = find_packed(
        job.text,
        detectors=detectors,
        refiner=refiner,
        cancel=cancel,
        progress=telling.progress,
        deliver=diagnosing.tell,
        visible=job.visible,
    )
    diagnosing.tell_last(found)
    problem = refiner.problem if job.model_folder and isinstance(refiner, InfillRefiner) else ""
    return failures + diagnosing.failures, problem


class _Diagnosing:
    """Tells what is found, and what that says about the text, the more rarely the more work that is."""

    def __init__(self, text: str, telling: Telling) -> None:
        self._text, self._telling = text, telling
        self._due = monotonic() + len(text) / DIAGNOSED_A_SECOND
        self.failures: tuple[Failure, ...] = ()
        """Empty, or that the diagnosis broke: everything else stands."""
        self._diagnosed: PackedSuggestions | None = None

    def tell(self, found: PackedSuggestions) -> None:
        self._telling.found(found)
        if monotonic() >= self._due:
            self._diagnose(found)

    def tell_last(self, found: PackedSuggestions) -> None:
        self._telling.found(found)
        if self._diagnosed is not found:
            self._diagnose(found)

    def _diagnose(self, found: PackedSuggestions) -> None:
        begun = monotonic()
        try:
            diagnosis = diagnose(self._text, found)
        except Exception:
            self.failures = (Failure("diagnosis", traceback.format_exc()),)
        else:
            self._telling.diagnosed(diagnosis)
        self._diagnosed = found
        self._due = monotonic() + DIAGNOSIS_REST * (monotonic() - begun)
