# SPDX-License-Identifier: Apache-2.0
"""What one run has found so far: collected, handed on as it grows, and made better in place."""

from collections.abc import Callable, Iterable, Sequence
from time import monotonic

import numpy as np

from desktop_app.repair.conflicts import without_conflicts
from desktop_app.repair.detector import CancelToken, Detector
from desktop_app.repair.packed import PackedSuggestions, Packing
from desktop_app.repair.patterns import Patterns
from desktop_app.repair.preview import preview
from desktop_app.repair.suggestion import Suggestion
from desktop_app.text.span import Span

SOON = 0.5
"""Seconds between two deliveries from one long step."""

Deliver = Callable[[PackedSuggestions], None]
"""Called with all suggestions found so far, sorted and free of overlaps; the last call is the result."""


class Collected:
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

    def settle(self, *unfinished: PackedSuggestions) -> bool:
        """Make the whole that of all that were found; tell whether it has changed."""
        whole = self._undisputed(*unfinished)
        changed = not np.array_equal(whole.rows, self.whole.rows)
        if changed:
            self.whole = whole
        return changed

    def _send(self, *unfinished: PackedSuggestions) -> None:
        """Deliver."""
        if self._deliver is None:
            return
        begun = monotonic()
        if self.settle(*unfinished):
            self._deliver(self.whole)
        self._rest_after(begun)

    def _undisputed(self, *unfinished: PackedSuggestions) -> PackedSuggestions:
        stand_ins = Packing(self._patterns, self._stand_ins).packed()
        first, *others = (*self._finished, *unfinished, stand_ins)
        return without_conflicts(first.joined(others))

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
                    self.whole = self.whole.with_rows(rows.copy())
                    self._deliver(self.whole)
                    self._rest_after(begun)
        finally:
            self.whole = self.whole.with_rows(rows)

    def deliver_last(self) -> None:
        """Deliver the result."""
        if self._deliver:
            self._deliver(self.whole)

    def _rest_after(self, begun: float) -> None:
        """Let the next delivery from a long step wait the longer the longer this one took."""
        now = monotonic()
        self._due = now + max(SOON, 10 * (now - begun))
