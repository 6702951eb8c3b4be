# SPDX-License-Identifier: Apache-2.0
"""First marks at once: a quick look at the part of a long text that the editor sees."""

from collections.abc import Sequence
from time import monotonic

from desktop_app.repair.detector import CancelledError, CancelToken, Detector, no_progress
from desktop_app.repair.pieces import moved
from desktop_app.repair.suggestion import Suggestion
from desktop_app.text.span import Span

LONG = 100_000
"""Code points from which on a text is worth a quick look before the thorough one."""

AROUND = 10_000
"""Code points that are looked at before and behind what is seen."""

PATIENCE = 0.7
"""Seconds for the quick look; detectors that are not done by then wait for their turn."""


class _Deadline(CancelToken):
    """Asks to stop when the outer work is to stop, or when the time is up."""

    __slots__ = ("_end", "_outer")

    def __init__(self, outer: CancelToken, seconds: float) -> None:
        super().__init__()
        self._outer = outer
        self._end = monotonic() + seconds

    @property
    def cancelled(self) -> bool:
        return self._outer.cancelled or monotonic() > self._end

    def raise_if_cancelled(self) -> None:
        if self.cancelled:
            raise CancelledError


def preview(
    text: str, visible: Span, detectors: Sequence[Detector], cancel: CancelToken
) -> tuple[Suggestion, ...]:
    """Return what the quicker detectors find in and around ``visible``, seen as a text of its own.

    It stands in for their results until those are there: what depends on the whole text may differ.
    Raises ``CancelledError`` when cancelled; a detector that breaks is left to break in its turn.
    """
    start, end = _whole_lines(text, visible)
    token = _Deadline(cancel, PATIENCE)
    found: list[Suggestion] = []
    for detector in detectors:
        try:
            part = [moved(s, start) for s in detector.detect(text[start:end], token, no_progress)]
        except CancelledError:
            cancel.raise_if_cancelled()
            break
        except Exception:
            continue
        found += [s for s in part if s.span.of(text) == s.original]
    return tuple(found)


def _whole_lines(text: str, visible: Span) -> tuple[int, int]:
    """Return the bounds of what is looked at, at line breaks where there are any near."""
    start, end = max(0, visible.start - AROUND), min(len(text), visible.end + AROUND)
    if start:
        start = text.find("\n", start, visible.start) + 1 or start
    if end < len(text):
        end = text.rfind("\n", visible.end, end) + 1 or end
    return start, end
