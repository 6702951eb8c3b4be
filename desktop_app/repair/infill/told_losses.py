# SPDX-License-Identifier: Apache-2.0
"""What suggestions say about the words that were lost at their places."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from desktop_app.repair.drift import MENTION
from desktop_app.repair.infill.lost_words import MENTION_LENGTHS, LossKind, LostWords
from desktop_app.repair.suggestion import DamageKind, Suggestion

LOSSES = (DamageKind.SPLICE, DamageKind.GAP)
"""Kinds of damage that cost words."""

NEIGHBOUR = "neighbour"
"""The kind of evidence that shows other copies which have slipped as far."""

_SLIPPED_SHARE = 0.3
"""If more of a text's splices than this have slipped, those without a mention have probably slipped too."""

_SAME_WHERE_NOTHING_SLIPPED = 0.9
_SAME_DESPITE_A_MENTION = 0.3
_SAME_BEFORE_IT_SLIPPED = 0.6
_SAME_LATER = 0.1


def first_slip(suggestions: Iterable[Suggestion]) -> int | None:
    """Return where the first copy stands that has slipped, code points; None in a text without drift.

    ``suggestions`` (splices and gaps, by span) are all there are.
    """
    first, slipped, splices = None, 0, 0
    for suggestion in suggestions:
        if suggestion.kind is DamageKind.SPLICE:
            splices += 1
            if _has_mention(suggestion):
                slipped += 1
                first = suggestion.span.start if first is None else first
    return first if slipped > _SLIPPED_SHARE * splices else None


def lost_words(suggestions: Iterable[Suggestion], slip: int | None) -> tuple[LostWords, ...]:
    """Read what ``suggestions`` (splices and gaps, by span) say about the words they lost.

    ``slip`` is the ``first_slip`` of the text: nothing has slipped before it, and there a name stands on
    its own mention.
    """
    return tuple(
        replace(_lost(s), same_entity=_same_entity(s, slip)) if s.kind is DamageKind.SPLICE else _lost(s)
        for s in suggestions
    )


def _same_entity(suggestion: Suggestion, slip: int | None) -> float:
    """Return how likely the words that a splice has cost meant the same as what was written there."""
    # The mention of a copy that has slipped stands somewhere else, so that other words were lost.
    mention = _has_mention(suggestion)
    if slip is None:
        return _SAME_DESPITE_A_MENTION if mention else _SAME_WHERE_NOTHING_SLIPPED
    if mention:
        return 0.0
    if suggestion.span.start < slip:
        return _SAME_BEFORE_IT_SLIPPED
    return 0.0 if any(e.kind == NEIGHBOUR for e in suggestion.evidence) else _SAME_LATER


def _has_mention(suggestion: Suggestion) -> bool:
    return any(
        e.kind == MENTION and any(not span.overlaps(suggestion.span) for span in e.spans)
        for e in suggestion.evidence
    )


def _lost(suggestion: Suggestion) -> LostWords:
    if suggestion.kind is DamageKind.GAP:
        return LostWords(suggestion.span, kind=LossKind.COMPOUND)
    least, most = suggestion.lost_words
    if most <= 0:
        return LostWords(suggestion.span, MENTION_LENGTHS, reference=suggestion.original.strip())
    lengths = _lengths(least, most, suggestion.lost_shares)
    return LostWords(suggestion.span, lengths, reference=suggestion.original.strip())


@lru_cache(maxsize=512)
def _lengths(least: int, most: int, shares: tuple[float, ...]) -> tuple[tuple[int, float], ...]:
    """Return the probability of each number of words; places that know the same share what is returned."""
    known = dict(MENTION_LENGTHS)
    shares = shares or tuple(known.get(n, 0.02) for n in range(least, most + 1))
    weights = {n: share for n, share in enumerate(shares, least) if share > 0}
    total = sum(weights.values())
    return tuple((n, weight / total) for n, weight in weights.items())
