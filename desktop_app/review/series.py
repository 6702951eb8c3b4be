# SPDX-License-Identifier: Apache-2.0
"""Series: like cases, decided together."""

import numpy as np

from desktop_app.repair.ordering import ranks, stable_order
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.steps import Steps

_AT_ONCE = 1_000
"""Suggestions between two yields whose wordings are compared: a millisecond or two."""


def odd_ones_first(suggestions: PackedSuggestions, text: str) -> Steps[PackedSuggestions]:
    """Return those first that a reviewer should look at: unsure, then unusual. With yields in between.

    Unusual is a change that few others share; the rest keep their order. They are suggestions of ``text``.
    """
    numbers: dict[tuple[str, str], int] = {}
    changes = np.empty(len(suggestions), np.int32)
    told = zip(suggestions.places(), suggestions.replacements(), strict=True)
    for at, ((start, end, _, _), new) in enumerate(told):
        change = text[start:end].strip(), new.strip()
        changes[at] = numbers.setdefault(change, len(numbers))
        if at % _AT_ONCE == _AT_ONCE - 1:
            yield
    shared = np.bincount(changes)[changes] if len(changes) else changes
    _, how_common = yield from ranks(shared.astype(np.float64))
    by_change, _ = yield from stable_order(how_common)
    _, sure = yield from ranks(suggestions.confidences)
    by_both, _ = yield from stable_order(sure[by_change])
    return suggestions.take(by_change[by_both])
