# SPDX-License-Identifier: Apache-2.0
"""How the editor's own changes and the findings of the detectors share a text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import numpy as np

from desktop_app.repair.packed import PackedSuggestions
from desktop_app.repair.suggestion import DamageKind, Suggestion, suggestion_id
from desktop_app.text.span import Span


def merged(found: PackedSuggestions, own: Iterable[Suggestion]) -> PackedSuggestions:
    """Merge both, sorted; own changes hide the suggestions that lie under them."""
    own = tuple(own)
    if not own:
        return found
    free = np.ones(len(found), np.bool_)
    for change in own:
        first = reaching(found, change.span.start)
        behind = bisect_right(found.starts, change.span.end)
        for place in range(first, behind):
            if hides(change.span, Span(*found.rows[place, :2].tolist())):
                free[place] = False
    return (found if free.all() else found.take(free)).with_more(own)


def reaching(found: PackedSuggestions, offset: int) -> int:
    """Return the index of the first that ends at an offset or behind it; they are sorted, none overlap."""
    first = bisect_left(found.starts, offset)
    while first > 0 and found.ends[first - 1] >= offset:
        first -= 1
    return first


def touching(found: PackedSuggestions, span: Span) -> PackedSuggestions:
    """Return those that lie in or touch a span; they are sorted, none overlap."""
    return found[reaching(found, span.start) : bisect_right(found.starts, span.end)]


def hides(own: Span, found: Span) -> bool:
    """Tell whether a change of the editor's own at ``own`` leaves no room for a suggestion at ``found``."""
    return own.overlaps(found) or own.covers(found)


def own_change(span: Span, original: str) -> Suggestion:
    """Return the suggestion that stands for what the editor writes in the place of ``original``."""
    return Suggestion(
        id=suggestion_id("editor", span, original),
        span=span,
        original=original,
        kind=DamageKind.OWN,
        explanation="Your own change.",
        series="Your own changes",
        detector="editor",
    )
