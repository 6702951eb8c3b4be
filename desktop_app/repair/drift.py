# SPDX-License-Identifier: Apache-2.0
"""The drift over a text: how far each spliced name landed from the mention it was meant for.

Read off the suggestions themselves, so that it shows what the editor sees: the distance between a
splice and the mention its evidence points at, in elements, as the pipeline counted them.
"""

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from desktop_app.repair.suggestion import Suggestion
from desktop_app.text.tokens import element_starts

MENTION = "mention"
"""The kind of evidence that points at what a splice was meant to replace."""

MOST_POINTS = 2_000
"""Points of a curve, more than a plot has room for; of more splices every second, fourth ... is one."""


@dataclass(frozen=True, slots=True)
class DriftPoint:
    """One spliced phrase on the curve."""

    position: int
    """Where it stands, code points of the original."""
    shift: int
    """Elements between its mention and itself, >= 0; that of the explained splice before if it has none."""
    explained: bool
    """Whether its evidence names the mention."""
    phrase: str
    """What was written there."""
    suggestion_id: str
    """The suggestion."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The drift over a text."""

    points: tuple[DriftPoint, ...]
    """In the order of the text; see ``MOST_POINTS``."""
    farthest: int
    """The greatest shift of all splices whose mention is known, elements."""
    phrases: Mapping[str, int]
    """How often each phrase was written."""


class Drift:
    """Takes the splices of a text, in its order, and keeps a few numbers of each: a long text has many."""

    def __init__(self) -> None:
        self._starts = array("i")
        self._ends = array("i")
        self._mentions = array("i")
        """Where each one's mention stands, -1 if its evidence names none."""
        self._phrases = Counter[str]()
        self._shown: list[tuple[int, str, str]] = []
        """Number, phrase and id of those that become points."""
        self._step = 1

    def take(self, suggestion: Suggestion) -> None:
        """Take one more."""
        number, span = len(self._starts), suggestion.span
        self._starts.append(span.start)
        self._ends.append(span.end)
        named = (e.spans[0].start for e in suggestion.evidence if e.kind == MENTION and e.spans)
        self._mentions.append(next(named, -1))
        phrase = " ".join(suggestion.original.split())
        self._phrases[phrase] += 1
        if number % self._step == 0:
            self._shown.append((number, phrase, suggestion.id))
            if len(self._shown) > MOST_POINTS:
                self._step *= 2
                self._shown = self._shown[::2]

    def curve(self, text: str) -> Curve:
        """Return the curve over ``text``.

        An inserted phrase counts as one element, however many words it has: the pipeline wrote it so.
        """
        if not self._starts:
            return Curve((), 0, {})
        starts, ends, mentions = map(np.asarray, (self._starts, self._ends, self._mentions))
        elements = np.asarray(element_starts(text, int(ends[-1])))
        here = np.searchsorted(elements, starts)
        surplus = np.cumsum(np.maximum(0, np.searchsorted(elements, ends) - here - 1))
        surplus = np.concatenate(([0], surplus))
        numbers = np.arange(len(starts))
        between = here - np.searchsorted(elements, mentions)
        first = np.minimum(np.searchsorted(ends, mentions + 1), numbers)
        shifts = np.maximum(0, between - (surplus[:-1] - surplus[first]))
        explained = mentions >= 0
        # The law: nothing has drifted before the first mention of several words.
        last = np.maximum.accumulate(np.where(explained, numbers, -1))
        shifts = np.where(last >= 0, shifts[last], 0)
        points = tuple(
            DriftPoint(int(starts[n]), int(shifts[n]), bool(explained[n]), phrase, key)
            for n, phrase, key in self._shown
        )
        return Curve(points, int(shifts[explained].max(initial=0)), dict(self._phrases))
