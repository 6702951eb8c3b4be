# SPDX-License-Identifier: Apache-2.0
"""What the diagnosis page says, as plain values."""

from collections import Counter
from collections.abc import Generator, Sequence
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


_AT_ONCE = 500
"""Suggestions that are looked at between two yields."""


def causes_of(text: str, suggestions: Sequence[Suggestion]) -> Generator[None, None, tuple[Cause, ...]]:
    """Group suggestions by kind; each with the sample that shows it best: a sure one that is short.

    Yields now and then.
    """
    lanes: dict[DamageKind, Counter[Lane]] = {}
    best: dict[DamageKind, tuple[tuple[bool, float, int], Suggestion]] = {}
    for number, suggestion in enumerate(suggestions):
        if number % _AT_ONCE == 0:
            yield
        kind = suggestion.kind
        if kind is DamageKind.OWN:
            continue
        lanes.setdefault(kind, Counter())[lane(suggestion)] += 1
        tells = (bool(suggestion.alternatives), round(suggestion.confidence, 1), -suggestion.span.start)
        if kind not in best or tells > best[kind][0]:
            best[kind] = (tells, suggestion)
    causes = []
    for kind in (kind for kind in DamageKind if kind in lanes):
        before, after = _sample(text, best[kind][1])
        count = lanes[kind].total()
        causes.append(Cause(kind=kind, count=count, lanes=lanes[kind], before=before, after=after))
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
