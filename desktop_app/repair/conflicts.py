# SPDX-License-Identifier: Apache-2.0
"""Which of several suggestions for the same place stays."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from desktop_app.repair.suggestion import DamageKind, Suggestion

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
    ranked = sorted(
        suggestions,
        key=lambda s: (_RANK[s.kind], -s.certainty, -s.confidence, -len(s.span), s.span, s.id),
    )
    kept: list[tuple[int, int, str]] = []
    by_id: dict[str, Suggestion] = {}
    for suggestion in ranked:
        if suggestion.id in by_id:
            continue
        key = (suggestion.span.start, suggestion.span.end, suggestion.id)
        place = bisect_left(kept, key)
        near = kept[max(0, place - 1) : place + 1]
        if any(by_id[other[2]].span.overlaps(suggestion.span) for other in near):
            continue
        insort(kept, key)
        by_id[suggestion.id] = suggestion
    return tuple(by_id[key[2]] for key in kept)
