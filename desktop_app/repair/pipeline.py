# SPDX-License-Identifier: Apache-2.0
"""From a text to its suggestions: all detectors, quickest first, then the words for what was lost."""

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic
from typing import Protocol

import numpy as np

from desktop_app.repair.analysis import Analysis, Failure
from desktop_app.repair.conflicts import without_conflicts
from desktop_app.repair.detector import CancelledError, CancelToken, Detector, Progress, no_progress
from desktop_app.repair.detectors import DETECTORS
from desktop_app.repair.packed import PackedSuggestions, Packing, Patterns
from desktop_app.repair.preview import LONG, NEAR, look, preview
from desktop_app.repair.suggestion import Suggestion
from desktop_app.text.span import Span

SOON = 0.5
"""Seconds between two deliveries from one long step."""

Deliver = Callable[[PackedSuggestions], None]
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
    found = _Found(deliver)
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


class _Found:
    """What there is so far; handed on the more rarely the more work that is."""

    def __init__(self, deliver: Deliver | None) -> None:
        self._deliver = deliver
        self._due = monotonic() + SOON
        self._patterns = Patterns()
        self._finished: list[PackedSuggestions] = []
        self._stand_ins: tuple[Suggestion, ...] = ()
        self.whole = Packing(self._patterns).packed()
        """Sorted and free of overlaps: what was delivered last, and in the end the result."""

    def begin(
        self, text: str, visible: Span, detectors: Sequence[Detector], cancel: CancelToken
    ) -> frozenset[str]:
        """Deliver what a quick look finds; return the names of those that had no time for it."""
        if self._deliver is None:
            return frozenset()
        quick = preview(text, visible, detectors, cancel)
        self._stand_ins = quick.found
        self._send()
        return frozenset(d.name for d in detectors) - quick.detectors

    def stand_in_with(self, near: Iterable[Suggestion]) -> None:
        """Deliver what a slow detector finds in sight before it reads the whole."""
        self._stand_ins += tuple(near)
        self._send()

    def take_from(self, detector: str, suggestions: Iterable[Suggestion]) -> None:
        """Take what a detector finds in place of what a quick look had found for it."""
        new = Packing(self._patterns)
        for suggestion in suggestions:
            new.append(suggestion)
            if self._deliver and monotonic() > self._due:
                self._send(new.packed())
        found = new.packed()
        before = len(self._stand_ins)
        self._stand_ins = tuple(s for s in self._stand_ins if s.detector != detector)
        if len(found):
            self._finished.append(found)
        if len(found) or len(self._stand_ins) < before:
            self._send()

    def settle(self) -> None:
        """Make the whole that of all that were found."""
        whole = self._undisputed()
        if not np.array_equal(whole.rows, self.whole.rows):
            self.whole = whole

    def _send(self, *unfinished: PackedSuggestions) -> None:
        """Deliver."""
        if self._deliver is None:
            return
        begun = monotonic()
        whole = self._undisputed(*unfinished)
        if not np.array_equal(whole.rows, self.whole.rows):
            self.whole = whole
            self._deliver(whole)
        self._rest_after(begun)

    def _undisputed(self, *unfinished: PackedSuggestions) -> PackedSuggestions:
        stand_ins = Packing(self._patterns, self._stand_ins).packed()
        parts = (*self._finished, *unfinished, stand_ins)
        return without_conflicts(stand_ins.of(np.concatenate([part.rows for part in parts])))

    def refine(self, better: Iterable[Suggestion]) -> None:
        """Put what is better in its place; deliver now and then what there is."""
        self._due = monotonic() + SOON
        rows = self.whole.rows.copy()
        try:
            for suggestion in better:
                place = int(np.searchsorted(rows[:, 0], suggestion.span.start))
                for row in range(place, min(place + 2, len(rows))):  # an insertion may stand before it
                    known = self.whole[row]
                    if known.id == suggestion.id and known.span == suggestion.span:
                        rows[row, 2] = self._patterns.number_in_place_of(int(rows[row, 2]), suggestion)
                if self._deliver and monotonic() > self._due:
                    begun = monotonic()
                    self.whole = self.whole.of(rows.copy())
                    self._deliver(self.whole)
                    self._rest_after(begun)
        finally:
            self.whole = self.whole.of(rows)

    def deliver_last(self) -> None:
        """Deliver the result."""
        if self._deliver:
            self._deliver(self.whole)

    def _rest_after(self, begun: float) -> None:
        """Let the next delivery from a long step wait the longer the longer this one took."""
        now = monotonic()
        self._due = now + max(SOON, 10 * (now - begun))
