# SPDX-License-Identifier: Apache-2.0
"""Which of several suggestions for the same place stays."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

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


def without_conflicts(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return the suggestions sorted by span, none overlapping another.

    Of two that overlap, the kind that explains more stays, then the surer, then the longer, then the
    earlier: the order in which they come makes no difference.
    """
    ordered = list(suggestions)
    # Two passes by numbers that are there already: a tuple for each of a million would outweigh the text.
    ordered.sort(key=lambda s: s.span.end)
    ordered.sort(key=lambda s: s.span.start)
    kept: list[Suggestion] = []
    for cluster in _clusters(ordered):
        kept += cluster if len(cluster) == 1 else _best_of(cluster)
    return tuple(kept)


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


def _clusters(ordered: Iterable[Suggestion]) -> Iterator[list[Suggestion]]:
    """Yield runs of suggestions that overlap directly or through others; most are alone."""
    cluster: list[Suggestion] = []
    reach = 0
    for suggestion in ordered:
        if cluster and suggestion.span.start >= reach and suggestion.span != cluster[-1].span:
            yield cluster
            cluster = []
        cluster.append(suggestion)
        reach = max(reach, suggestion.span.end)
    if cluster:
        yield cluster


def _best_of(cluster: list[Suggestion]) -> list[Suggestion]:
    """Return the suggestions of a cluster that stay, sorted."""
    kept: list[tuple[Span, str]] = []
    chosen: dict[str, Suggestion] = {}
    for suggestion in sorted(cluster, key=_rank):
        if suggestion.id in chosen:
            continue
        place = bisect_left(kept, (suggestion.span, suggestion.id))
        near = kept[max(0, place - 1) : place + 1]
        if not any(span.overlaps(suggestion.span) for span, _ in near):
            kept.insert(place, (suggestion.span, suggestion.id))
            chosen[suggestion.id] = suggestion
    return [chosen[key] for _, key in kept]
