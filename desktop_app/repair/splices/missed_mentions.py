# SPDX-License-Identifier: Apache-2.0
"""What it says against a shift that likely mentions under it were never copied anywhere."""

from collections.abc import Set as AbstractSet

from desktop_app.repair.splices.mention_kinds import MentionKinds

_COSTS = {
    "pronoun:he": -0.6,
    "pronoun:she": -0.6,
    "pronoun:i": -0.35,
    "pronoun:it": -0.4,
    "pronoun:they": -0.45,
    "pronoun:we": -0.25,
    "pronoun:you": -0.2,
}
"""Logarithms of the shares of such words that no write came from, in articles whose writes are known."""

_REPEATED_COST = -0.15
_REPEATED_KINDS = frozenset(("cap", "cap first", "det"))


def missed_mentions(kinds: MentionKinds, repeated: AbstractSet[int]) -> list[float]:
    """Return running sums, one longer than the text, of what passing over each element costs.

    ``repeated`` are the elements where a repeated phrase begins.
    """
    sums = [0.0]
    for at, kind in enumerate(kinds.alone):
        cost = _COSTS.get(kind, 0.0)
        if at in repeated and kind in _REPEATED_KINDS:
            cost = _REPEATED_COST
        sums.append(sums[-1] + cost)
    return sums
