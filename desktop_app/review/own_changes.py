# SPDX-License-Identifier: Apache-2.0
"""How the editor's own changes and the findings of the detectors share a text."""

from bisect import bisect_right
from collections.abc import Sequence

from desktop_app.repair.suggestion import Suggestion
from desktop_app.text.span import Span


def merged(found: Sequence[Suggestion], own: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Merge both, sorted; own changes hide the suggestions that lie under them."""
    if not own:
        return tuple(found)
    starts = [s.span.start for s in own]
    free = []
    for suggestion in found:
        at = bisect_right(starts, suggestion.span.end)
        # Two of them may begin where the suggestion ends, without hiding it: an insertion and a change.
        if not any(hides(o.span, suggestion.span) for o in own[max(0, at - 3) : at]):
            free.append(suggestion)
    return tuple(sorted([*free, *own], key=lambda s: s.span))


def hides(own: Span, found: Span) -> bool:
    """Tell whether a change of the editor's own at ``own`` leaves no room for a suggestion at ``found``."""
    return own.overlaps(found) or own.covers(found)
