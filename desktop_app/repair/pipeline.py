# SPDX-License-Identifier: Apache-2.0
"""From a text to its suggestions: all detectors, quickest first, then the words for what was lost."""

import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_app.repair.conflicts import without_conflicts
from desktop_app.repair.detector import CancelledError, CancelToken, Detector, Progress, no_progress
from desktop_app.repair.detectors import DETECTORS
from desktop_app.repair.suggestion import Suggestion

Deliver = Callable[[tuple[Suggestion, ...]], None]
"""Called with all suggestions found so far, sorted and free of overlaps; the last call is the result."""


class Refiner(Protocol):
    """Finds better words for suggestions that others have made."""

    def refine(
        self, text: str, suggestions: Sequence[Suggestion], cancel: CancelToken, progress: Progress
    ) -> Iterable[Suggestion]:
        """Return all suggestions again, with the same ids and spans and better alternatives."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A detector that broke; its suggestions are missing, everything else stands."""

    detector: str
    """Its name."""

    details: str
    """The traceback, for a report; never shown unasked."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a run found."""

    suggestions: tuple[Suggestion, ...]
    """Sorted by span, free of overlaps."""

    failures: tuple[Failure, ...] = ()
    """Detectors that broke."""


def find_suggestions(
    text: str,
    *,
    detectors: Sequence[Detector] = DETECTORS,
    refiner: Refiner | None = None,
    cancel: CancelToken | None = None,
    progress: Progress = no_progress,
    deliver: Deliver | None = None,
) -> Analysis:
    """Run ``detectors`` over ``text``, then let ``refiner`` find words for what was lost.

    ``deliver`` hears of each step's result at once, so that the first marks need not wait for the
    last. Raises ``CancelledError`` when cancelled. A detector that breaks costs its suggestions only.
    """
    cancel = cancel or CancelToken()
    found: list[Suggestion] = []
    failures: list[Failure] = []
    result: tuple[Suggestion, ...] = ()
    steps = len(detectors) + (refiner is not None)
    for number, detector in enumerate(detectors):
        cancel.raise_if_cancelled()

        def step(what: str, share: float, number: int = number) -> None:
            progress(what, (number + share) / steps)

        step(detector.name, 0.0)
        try:
            new = tuple(s for s in detector.detect(text, cancel, step) if s.span.of(text) == s.original)
        except CancelledError:
            raise
        except Exception:
            failures.append(Failure(detector.name, traceback.format_exc()))
            continue
        found.extend(new)
        if new:
            result = without_conflicts(found)
            if deliver:
                deliver(result)
    if refiner is not None and result:
        try:
            result = _refined(
                text, result, refiner, cancel, lambda w, s: progress(w, (steps - 1 + s) / steps)
            )
        except CancelledError:
            raise
        except Exception:
            failures.append(Failure("infill", traceback.format_exc()))
        else:
            if deliver:
                deliver(result)
    progress("done", 1.0)
    return Analysis(result, tuple(failures))


def _refined(
    text: str, suggestions: tuple[Suggestion, ...], refiner: Refiner, cancel: CancelToken, progress: Progress
) -> tuple[Suggestion, ...]:
    better = {s.id: s for s in refiner.refine(text, suggestions, cancel, progress)}
    return tuple(better[s.id] if s.id in better and better[s.id].span == s.span else s for s in suggestions)
