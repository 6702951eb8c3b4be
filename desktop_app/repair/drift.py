# SPDX-License-Identifier: Apache-2.0
"""The drift over a text: how far each spliced name landed from the mention it was meant for.

Read off the suggestions themselves, so that it shows what the editor sees: the distance between a
splice and the mention its evidence points at, in elements, as the pipeline counted them.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.repair.suggestion import Suggestion
from desktop_app.text.span import Span
from desktop_app.text.tokens import element_starts

MENTION = "mention"
"""The kind of evidence that points at what a splice was meant to replace."""


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
class Splice:
    """What the curve needs of a suggestion; those of a long text are not kept whole meanwhile."""

    span: Span
    mention: int | None
    """Where its mention stands, if its evidence names it; code points."""
    phrase: str
    suggestion_id: str


def splice_of(suggestion: Suggestion) -> Splice:
    """Return what the curve needs of a suggestion."""
    mention = next((e.spans[0].start for e in suggestion.evidence if e.kind == MENTION and e.spans), None)
    return Splice(suggestion.span, mention, " ".join(suggestion.original.split()), suggestion.id)


def drift_points(text: str, splices: Sequence[Splice]) -> tuple[DriftPoint, ...]:
    """Return a point for each of ``splices``, which are in the order of the text.

    An inserted phrase counts as one element, however many words it has: the pipeline wrote it so.
    """
    if not splices:
        return ()
    starts = element_starts(text, splices[-1].span.end)
    surplus = [0]
    for splice in splices:
        inside = bisect_left(starts, splice.span.end) - bisect_left(starts, splice.span.start)
        surplus.append(surplus[-1] + max(0, inside - 1))
    ends = [splice.span.end for splice in splices]
    measured: list[int | None] = []
    for number, splice in enumerate(splices):
        if splice.mention is None:
            measured.append(None)
            continue
        between = bisect_left(starts, splice.span.start) - bisect_left(starts, splice.mention)
        first = bisect_left(ends, splice.mention + 1)
        measured.append(max(0, between - (surplus[number] - surplus[min(first, number)])))
    last = 0  # the law: nothing has drifted before the first mention of several words
    points = []
    for splice, shift in zip(splices, measured, strict=True):
        last = last if shift is None else shift
        points.append(
            DriftPoint(splice.span.start, last, shift is not None, splice.phrase, splice.suggestion_id)
        )
    return tuple(points)
