# SPDX-License-Identifier: Apache-2.0
"""How many words a copy destroyed: what the law says and what the tagger sees, put together."""

from collections.abc import Mapping, Sequence
from math import exp

from desktop_app.repair.splices.mentions import MentionReading

LONGEST = 6
"""Words; longer losses are counted as this many."""

_TRUST_STANDING, _TRUST_OVERWRITTEN = 0.7, 0.4
"""How far the number of words in the best path is believed, by whether the mention still stands."""

_SEEN_LAST = 0.75
"""The tagger's last class is "five or more"; so much of it is five."""

_DOUBT = 0.01
_LEAST_SHARE = 0.06


def lost_lengths(
    reading: MentionReading,
    chosen: int | None,
    tagged: Sequence[float] | None,
    usual: Mapping[int, float],
) -> dict[int, float]:
    """Return the share, 0..1, of each number of lost words that is worth trying, 1 to ``LONGEST``.

    ``reading`` is the mention under the shift, ``chosen`` its length on the best path, if the copy lies on
    it; ``tagged`` are the tagger's log probabilities of 0, 1, ... and five or more; ``usual`` are the shares
    over all copies. The two sources see different things, the mention on the left and the hole itself,
    and are multiplied as independent evidence; where no mention stands only the hole speaks.
    """
    by_law = _by_law(reading, chosen, usual)
    shares = by_law if tagged is None else _joint(by_law, _by_tagger(tagged), usual, reading.kind == "self")
    total = sum(shares.values())
    kept = {n: share for n, share in shares.items() if share >= _LEAST_SHARE * total}
    total = sum(kept.values())
    return {n: kept[n] / total for n in sorted(kept)}


def _by_law(reading: MentionReading, chosen: int | None, usual: Mapping[int, float]) -> dict[int, float]:
    if reading.kind == "self":
        return dict(usual)
    shares = {n: exp(odds) for n, odds in reading.lengths if 1 <= n <= LONGEST}
    total = sum(shares.values()) or 1.0
    trust = 0.0
    if chosen is not None:
        trust = _TRUST_OVERWRITTEN if reading.kind == "lost" else _TRUST_STANDING
    law = {n: (1 - trust) * share / total for n, share in shares.items()}
    if chosen is not None:
        law[min(LONGEST, max(1, chosen))] = law.get(min(LONGEST, max(1, chosen)), 0.0) + trust
    return law


def _by_tagger(tagged: Sequence[float]) -> dict[int, float]:
    last = len(tagged) - 1
    shares = {n: exp(tagged[n]) for n in range(1, last)}
    return shares | {last: _SEEN_LAST * exp(tagged[last]), last + 1: (1 - _SEEN_LAST) * exp(tagged[last])}


def _joint(
    law: Mapping[int, float], seen: Mapping[int, float], usual: Mapping[int, float], unknown: bool
) -> dict[int, float]:
    if unknown:
        return dict(seen)
    return {
        n: (law.get(n, 0.0) + _DOUBT) * (seen.get(n, 0.0) + _DOUBT) / (usual.get(n, 0.0) + _DOUBT)
        for n in range(1, LONGEST + 1)
    }
