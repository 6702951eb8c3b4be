# SPDX-License-Identifier: Apache-2.0
"""From a text to its suggestions: all detectors, quickest first, then the words for what was lost."""

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from desktop_app.repair.analysis import Analysis, Failure
from desktop_app.repair.collected import Collected, Deliver
from desktop_app.repair.detector import CancelledError, CancelToken, Detector, Progress, no_progress
from desktop_app.repair.detectors import DETECTORS
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.repair.preview import LONG, NEAR, look
from desktop_app.repair.suggestion import Suggestion
from desktop_app.text.span import Span


class Refiner(Protocol):
    """Finds better words for suggestions that others have made."""

    def refine(
        self,
        text: str,
        suggestions: Sequence[Suggestion],
        cancel: CancelToken,
        progress: Progress,
        visible: Span,
    ) -> Iterable[Suggestion]:
        """Give suggestions again, with the same ids and spans and better alternatives.

        The others stay as they are. Those near ``visible`` come first where all would take long.
        """


def find_suggestions(
    text: str,
    *,
    detectors: Sequence[Detector] = DETECTORS,
    refiner: Refiner | None = None,
    cancel: CancelToken | None = None,
    progress: Progress = no_progress,
    deliver: Callable[[tuple[Suggestion, ...]], None] | None = None,
    visible: Span | None = None,
) -> Analysis:
    """Do what ``find_packed`` does, and return and deliver plain tuples."""
    found, failures = find_packed(
        text,
        detectors=detectors,
        refiner=refiner,
        cancel=cancel,
        progress=progress,
        deliver=None if deliver is None else lambda packed: deliver(tuple(packed)),
        visible=visible,
    )
    return Analysis(tuple(found), failures)


def find_packed(
    text: str,
    *,
    detectors: Sequence[Detector] = DETECTORS,
    refiner: Refiner | None = None,
    cancel: CancelToken | None = None,
    progress: Progress = no_progress,
    deliver: Deliver | None = None,
    visible: Span | None = None,
) -> tuple[PackedSuggestions, tuple[Failure, ...]]:
    """Run ``detectors`` over ``text``, then let ``refiner`` find words for what was lost.

    Returns the suggestions, sorted and free of overlaps, and the detectors that broke. ``deliver`` hears
    of each step's result at once, and of the parts of a long step, so that the first marks need not wait
    for the last; of a long text it first hears what a quick look at ``visible`` (by default its
    beginning) has found, and slower detectors begin with a look there too. Raises ``CancelledError``
    when cancelled. A detector that breaks costs its suggestions only.
    """
    cancel = cancel or CancelToken()
    failures: list[Failure] = []
    found = Collected(deliver)
    seen = visible or Span(0, 0)
    slow = found.begin(text, seen, detectors, cancel) if len(text) > LONG else frozenset()
    steps = len(detectors) + (refiner is not None)
    for number, detector in enumerate(detectors):
        cancel.raise_if_cancelled()

        def step(what: str, share: float, number: int = number) -> None:
            progress(what, (number + share) / steps)

        step(detector.name, 0.0)
        try:
            if detector.name in slow:
                found.stand_in_with(look(text, seen, detector, cancel, NEAR))
            found.take_from(detector.name, _fitting(text, detector.detect(text, cancel, step)))
        except CancelledError:
            raise
        except Exception:
            failures.append(Failure(detector.name, traceback.format_exc()))
            found.take_from(detector.name, ())
    found.settle()
    if refiner is not None and len(found.whole):
        try:
            better = refiner.refine(
                text, found.whole, cancel, lambda w, s: progress(w, (steps - 1 + s) / steps), seen
            )
            found.refine(better)
        except CancelledError:
            raise
        except Exception:
            failures.append(Failure("infill", traceback.format_exc()))
        found.deliver_last()
    progress("done", 1.0)
    return found.whole, tuple(failures)


def _fitting(text: str, suggestions: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """Yield those that fit the text."""
    return (s for s in suggestions if s.span.of(text) == s.original)
