# SPDX-License-Identifier: Apache-2.0
"""What the diagnosis page says, as plain values."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.repair.packed import pack
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.policy import Lane, lanes_of
from desktop_app.review.verdicts import counted
from desktop_app.ui.diagnosis.drift_plot import PlotPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One kind of damage, with its own switch."""

    kind: DamageKind
    count: int
    lanes: Counter[Lane]
    before: str
    """A telling place as it stands, a few words."""
    after: str
    """The same place as proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisContent:
    """Everything on the page."""

    title: str
    story: str
    """What happened to this text, in plain words; one paragraph."""
    causes: tuple[Cause, ...]
    names: tuple[tuple[str, int], ...]
    """Names that were written over words, and how often; most frequent first."""
    points: tuple[PlotPoint, ...]
    length: int
    """Code points of the text."""


_AROUND = 24
"""Code points of context on either side of a sample."""


def causes_of(text: str, suggestions: Sequence[Suggestion]) -> tuple[Cause, ...]:
    """Group suggestions by kind; each with the sample that shows it best: the surest, then the first."""
    packed = pack(suggestions)
    lanes, sure = lanes_of(packed.confidences), np.round(packed.confidences, 1)
    causes = []
    for kind in (kind for kind in DamageKind if kind is not DamageKind.OWN):
        places = np.flatnonzero(packed.are_of([kind]))
        if not len(places):
            continue
        best = packed[int(places[np.argmax(sure[places])])]
        before, after = _sample(text, best)
        causes.append(
            Cause(
                kind=kind,
                count=len(places),
                lanes=counted(Lane, lanes[places]),
                before=before,
                after=after,
            )
        )
    return tuple(causes)


def _sample(text: str, suggestion: Suggestion) -> tuple[str, str]:
    start, end = suggestion.span.start, suggestion.span.end
    left = text[max(0, start - _AROUND) : start]
    right = text[end : end + _AROUND]
    if start > _AROUND:
        left = "…" + left[left.find(" ") + 1 :] if " " in left[:-1] else "…" + left
    if end + _AROUND < len(text):
        right = right[: right.rfind(" ")] + "…" if " " in right[1:] else right + "…"
    return left + suggestion.original + right, left + suggestion.replacement + right
