# SPDX-License-Identifier: Apache-2.0
"""First marks at once: a quick look at the part of a long text that the editor sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from desktop_app.repair.detector import CancelledError, CancelToken, Detector, no_progress
from desktop_app.repair.pieces import moved
from desktop_app.repair.suggestion import Suggestion
from desktop_app.text.span import Span

LONG = 100_000
"""Code points from which on a text is worth a quick look before the thorough one."""

AROUND = 10_000
"""Code points that are looked at before and behind what is seen."""

NEAR = 4_000
"""The same for a detector that is too slow for the quick look, and looks there first in its turn."""

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


@dataclass(frozen=True, slots=True)
class QuickLook:
    """What a look at the visible part of a text has found; it stands in for results to come."""

    found: tuple[Suggestion, ...]
    """For the whole text; what depends on all of it may differ in the end."""

    detectors: frozenset[str]
    """Who had the time to look, by name."""


def preview(text: str, visible: Span, detectors: Sequence[Detector], cancel: CancelToken) -> QuickLook:
    """Return what the quicker detectors find in and around ``visible``, seen as a text of its own.

    Raises ``CancelledError`` when cancelled; a detector that breaks is left to break in its turn.
    """
    token = _Deadline(cancel, PATIENCE)
    found: list[Suggestion] = []
    looked: set[str] = set()
    for detector in detectors:
        try:
            found += look(text, visible, detector, token)
        except CancelledError:
            cancel.raise_if_cancelled()
            break
        except Exception:
            continue
        looked.add(detector.name)
    return QuickLook(tuple(found), frozenset(looked))


def look(
    text: str, visible: Span, detector: Detector, cancel: CancelToken, around: int = AROUND
) -> list[Suggestion]:
    """Return what one detector finds in ``visible`` and ``around`` it, code points on each side.

    Raises ``CancelledError`` when cancelled, and what the detector raises.
    """
    start, end = _whole_lines(text, visible, around)
    part = [moved(s, start) for s in detector.detect(text[start:end], cancel, no_progress)]
    return [s for s in part if s.span.of(text) == s.original]


def _whole_lines(text: str, visible: Span, around: int) -> tuple[int, int]:
    """Return the bounds of what is looked at, at line breaks where there are any near."""
    start, end = max(0, visible.start - around), min(len(text), visible.end + around)
    if start:
        start = text.find("\n", start, visible.start) + 1 or start
    if end < len(text):
        end = text.rfind("\n", visible.end, end) + 1 or end
    return start, end
