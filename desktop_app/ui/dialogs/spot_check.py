# SPDX-License-Identifier: Apache-2.0
"""Which of the sure ones a person looks at before all are accepted."""

import random
from collections.abc import Sequence

from desktop_app.repair.suggestion import Suggestion

SAMPLE = 20
"""Enough to see an error rate of 10 % with a chance of 88 % (1 - 0.9 ** 20)."""


def sample_of(
    suggestions: Sequence[Suggestion], size: int = SAMPLE, seed: int | None = None
) -> tuple[Suggestion, ...]:
    """Return a random sample in the order of the text, without favour to any kind."""
    if len(suggestions) <= size:
        chosen = list(suggestions)
    else:
        chosen = random.Random(seed).sample(list(suggestions), size)
    return tuple(sorted(chosen, key=lambda s: s.span))
