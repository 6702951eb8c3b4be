# SPDX-License-Identifier: Apache-2.0
"""From a text to its suggestions: all detectors, quickest first, then the words for what was lost."""

import traceback
from collections.abc import Callable, Iterable, Sequence
from time import monotonic
from typing import Protocol

from desktop_app.repair.analysis import Analysis, Failure
from desktop_app.repair.conflicts import without_conflicts
from desktop_app.repair.detector import CancelledError, CancelToken, Detector, Progress, no_progress
from desktop_app.repair.detectors import DETECTORS
from desktop_app.repair.preview import LONG, NEAR, look, preview
from desktop_app.repair.suggestion import Suggestion
from desktop_app.text.span import Span

SOON = 0.5
"""Seconds between two deliveries from one long step."""

Deliver = Callable[[tuple[Suggestion, ...]], None]
"""Called with all suggestions found so far, sorted and free of overlaps; the last call is the result."""


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
    deliver: Deliver | None = None,
    visible: Span | None = None,
) -> Analysis:
    """Run ``detectors`` over ``text``, then let ``refiner`` find words for what was lost.

    ``deliver`` hears of each step's result at once, and of the parts of a long step, so that the first
    marks need not wait for the last; of a long text it first hears what a quick look at ``visible``
    (by default its beginning) has found, and slower detectors begin with a look there too. Raises
    ``CancelledError`` when cancelled. A detector that breaks costs its suggestions only.
    """
    cancel = cancel or CancelToken()
    found: list[Suggestion] = []
    failures: list[Failure] = []
    stream = _Stream(deliver)
    seen = visible or Span(0, 0)
    slow = stream.begin(text, seen, detectors, cancel) if len(text) > LONG else frozenset()
    steps = len(detectors) + (refiner is not None)
    for number, detector in enumerate(detectors):
        cancel.raise_if_cancelled()

        def step(what: str, share: float, number: int = number) -> None:
            progress(what, (number + share) / steps)

        step(detector.name, 0.0)
        try:
            if detector.name in slow:
                stream.stand_in_with(look(text, seen, detector, cancel, NEAR), found)
            new = _detected(text, detector, cancel, step, lambda so_far: stream.send_if_due(found, so_far))
        except CancelledError:
            raise
        except Exception:
            failures.append(Failure(detector.name, traceback.format_exc()))
            new = []
        found.extend(new)
        stood_in = stream.no_more_stand_ins(detector.name)
        if new or stood_in:
            stream.send(found)
    result = without_conflicts(found)
    whole = list(result)
    if refiner is not None and result:
        try:
            better = refiner.refine(
                text, result, cancel, lambda w, s: progress(w, (steps - 1 + s) / steps), seen
            )
            stream.refine(whole, better)
        except CancelledError:
            raise
        except Exception:
            failures.append(Failure("infill", traceback.format_exc()))
        result = tuple(whole)
        if deliver:
            deliver(result)
    progress("done", 1.0)
    return Analysis(result, tuple(failures))


def _detected(
    text: str,
    detector: Detector,
    cancel: CancelToken,
    progress: Progress,
    so_far: Callable[[list[Suggestion]], None],
) -> list[Suggestion]:
    """Return what one detector finds; what does not fit the text is none of it."""
    new: list[Suggestion] = []
    for suggestion in detector.detect(text, cancel, progress):
        if suggestion.span.of(text) == suggestion.original:
            new.append(suggestion)
            so_far(new)
    return new


class _Stream:
    """Hands on what is there so far, the more rarely the more work that is."""

    def __init__(self, deliver: Deliver | None) -> None:
        self._deliver = deliver
        self._due = monotonic() + SOON
        self._last: tuple[Suggestion, ...] = ()
        self.stand_in: tuple[Suggestion, ...] = ()

    def begin(
        self, text: str, visible: Span, detectors: Sequence[Detector], cancel: CancelToken
    ) -> frozenset[str]:
        """Deliver what a quick look finds; return the names of those that had no time for it."""
        if self._deliver is None:
            return frozenset()
        quick = preview(text, visible, detectors, cancel)
        self.stand_in = quick.found
        self.send([])
        return frozenset(d.name for d in detectors) - quick.detectors

    def stand_in_with(self, near: list[Suggestion], found: list[Suggestion]) -> None:
        """Deliver what a slow detector finds in sight before it reads the whole."""
        self.stand_in += tuple(near)
        self.send(found)

    def no_more_stand_ins(self, detector: str) -> bool:
        """Drop what a quick look had found for a detector that has now looked itself."""
        kept = tuple(s for s in self.stand_in if s.detector != detector)
        dropped = len(kept) < len(self.stand_in)
        self.stand_in = kept
        return dropped

    def send_if_due(self, found: list[Suggestion], new: list[Suggestion]) -> None:
        """Deliver if it was long ago that something was."""
        if self._deliver and monotonic() > self._due:
            self.send([*found, *new])

    def send(self, found: list[Suggestion]) -> None:
        """Deliver."""
        if self._deliver is None:
            return
        before = monotonic()
        whole = without_conflicts([*found, *self.stand_in])
        if whole != self._last:
            self._deliver(whole)
            self._last = whole
        self._rest_after(before)

    def refine(self, whole: list[Suggestion], better: Iterable[Suggestion]) -> None:
        """Put what is better in its place; deliver now and then what there is."""
        known = {s.id: number for number, s in enumerate(whole)}
        self._due = monotonic() + SOON
        for suggestion in better:
            number = known.get(suggestion.id)
            if number is None or whole[number].span != suggestion.span:
                continue
            whole[number] = suggestion
            if self._deliver and monotonic() > self._due:
                before = monotonic()
                self._deliver(tuple(whole))
                self._rest_after(before)

    def _rest_after(self, begun: float) -> None:
        """Let the next delivery from a long step wait the longer the longer this one took."""
        now = monotonic()
        self._due = now + max(SOON, 10 * (now - begun))
