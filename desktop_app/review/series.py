# SPDX-License-Identifier: Apache-2.0
"""Series: like cases, decided together."""

from collections import Counter
from collections.abc import Iterable

from desktop_app.repair.suggestion import Suggestion


def odd_ones_first(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return those first that a reviewer should look at: unsure, then unusual.

    Unusual is a change that few others share; the rest keep their order.
    """
    members = tuple(suggestions)
    changes = [(s.original.strip(), s.replacement.strip()) for s in members]
    common = Counter(changes)
    order = sorted(range(len(members)), key=lambda i: (members[i].confidence, common[changes[i]], i))
    return tuple(members[i] for i in order)
