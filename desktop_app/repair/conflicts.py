# SPDX-License-Identifier: Apache-2.0
"""Which of several suggestions for the same place stays."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np

from desktop_app.repair.packed import PackedSuggestions, Rows
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.text.span import Span

_RANK = {
    DamageKind.OWN: 0,
    DamageKind.DIFFERENCE: 1,
    DamageKind.BOILERPLATE: 2,
    DamageKind.SPLICE: 3,
    DamageKind.GAP: 4,
    DamageKind.PARAGRAPH: 5,
    DamageKind.CHARACTER: 6,
    DamageKind.RESIDUE: 7,
    DamageKind.DUPLICATE: 8,
    DamageKind.SPACING: 9,
}
"""The kind that explains more wins: a splice knows why a space is there, a spacing rule does not."""


def without_conflicts(suggestions: PackedSuggestions) -> PackedSuggestions:
    """Return the suggestions sorted by span, none overlapping another.

    Of two that overlap, the kind that explains more stays, then the surer, then the longer, then the
    earlier: the order in which they come makes no difference.
    """
    suggestions = suggestions.in_order()
    kept = np.ones(len(suggestions), np.bool_)
    for first, after in _clusters(suggestions.rows):
        kept[first:after] = False
        kept[first + np.array(_best_of(suggestions[first:after]))] = True
    return suggestions.take(kept)


def _rank(suggestion: Suggestion) -> tuple[int, float, float, int, Span, str]:
    span = suggestion.span
    return (
        _RANK[suggestion.kind],
        -suggestion.certainty,
        -suggestion.confidence,
        -len(span),
        span,
        suggestion.id,
    )


def _clusters(rows: Rows) -> Iterator[tuple[int, int]]:
    """Yield first and last + 1 of the runs of rows that overlap directly or through others."""
    starts, ends = rows[:, 0], rows[:, 1]
    apart = starts[1:] >= np.maximum.accumulate(ends)[:-1]
    apart &= (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])
    edges = np.flatnonzero(np.concatenate(([True], apart, [True])))
    for cluster in np.flatnonzero(np.diff(edges) > 1).tolist():
        yield int(edges[cluster]), int(edges[cluster + 1])


def _best_of(cluster: Sequence[Suggestion]) -> list[int]:
    """Return which suggestions of a cluster stay, at least one."""
    members = list(cluster)
    kept: list[tuple[Span, str]] = []
    chosen: list[int] = []
    for number in sorted(range(len(members)), key=lambda n: _rank(members[n])):
        suggestion = members[number]
        place = bisect_left(kept, (suggestion.span, suggestion.id))
        near = kept[max(0, place - 1) : place + 1]
        if not any(span.overlaps(suggestion.span) for span, _ in near):
            kept.insert(place, (suggestion.span, suggestion.id))
            chosen.append(number)
    return chosen
