# SPDX-License-Identifier: Apache-2.0
"""What the diagnosis page says, as plain values."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.policy import Lane, lane
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


def causes_of(text: str, suggestions: Iterable[Suggestion]) -> tuple[Cause, ...]:
    """Group suggestions by kind; each with the sample that shows it best: a sure one that is short."""
    kinds: dict[DamageKind, list[Suggestion]] = {}
    for suggestion in suggestions:
        if suggestion.kind is not DamageKind.OWN:
            kinds.setdefault(suggestion.kind, []).append(suggestion)
    causes = []
    for kind, members in kinds.items():
        best = max(members, key=lambda s: (bool(s.alternatives), round(s.confidence, 1), -s.span.start))
        before, after = _sample(text, best)
        lanes = Counter(lane(s) for s in members)
        causes.append(Cause(kind=kind, count=len(members), lanes=lanes, before=before, after=after))
    return tuple(sorted(causes, key=lambda cause: list(DamageKind).index(cause.kind)))


def _sample(text: str, suggestion: Suggestion) -> tuple[str, str]:
    start, end = suggestion.span.start, suggestion.span.end
    left = text[max(0, start - _AROUND) : start]
    right = text[end : end + _AROUND]
    if start > _AROUND:
        left = "…" + left[left.find(" ") + 1 :] if " " in left[:-1] else "…" + left
    if end + _AROUND < len(text):
        right = right[: right.rfind(" ")] + "…" if " " in right[1:] else right + "…"
    return left + suggestion.original + right, left + suggestion.replacement + right
