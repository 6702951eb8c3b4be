# SPDX-License-Identifier: Apache-2.0
"""What suggestions say about the words that were lost at their places."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
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


def lost_words(suggestions: Iterable[Suggestion]) -> tuple[LostWords, ...]:
    """Read what ``suggestions`` (splices and gaps, by span) say about the words they lost."""
    losses = [_Loss(_lost(s), _has_mention(s), _has_neighbour(s)) for s in suggestions]
    splices = [loss for loss in losses if loss.words.kind is LossKind.SPLICE]
    slipped = [loss.words.span.start for loss in splices if loss.mention]
    # Nothing has slipped yet before the first that has: there a name stands on its own mention.
    first_slip = slipped[0] if len(slipped) > _SLIPPED_SHARE * len(splices) else None
    return tuple(
        replace(loss.words, same_entity=_same_entity(loss, first_slip))
        if loss.words.kind is LossKind.SPLICE
        else loss.words
        for loss in losses
    )


@dataclass(frozen=True, slots=True)
class _Loss:
    """What one suggestion says."""

    words: LostWords
    mention: bool
    """Whether the copy's mention stands somewhere else, so that other words were lost."""
    neighbour: bool
    """Whether others near by have slipped as far."""


def _same_entity(loss: _Loss, first_slip: int | None) -> float:
    """Return how likely the lost words meant the same; ``first_slip``: see ``lost_words``."""
    if first_slip is None:
        return _SAME_DESPITE_A_MENTION if loss.mention else _SAME_WHERE_NOTHING_SLIPPED
    if loss.mention:
        return 0.0
    if loss.words.span.start < first_slip:
        return _SAME_BEFORE_IT_SLIPPED
    return 0.0 if loss.neighbour else _SAME_LATER


def _has_mention(suggestion: Suggestion) -> bool:
    return any(
        e.kind == MENTION and any(not span.overlaps(suggestion.span) for span in e.spans)
        for e in suggestion.evidence
    )


def _has_neighbour(suggestion: Suggestion) -> bool:
    return any(e.kind == NEIGHBOUR for e in suggestion.evidence)


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
