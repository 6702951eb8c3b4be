# SPDX-License-Identifier: Apache-2.0
"""The verdicts on many suggestions as numbers, so that a long text is counted and searched at once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.keys import matches
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.review.decision import Decision, Verdict

T = TypeVar("T")

VERDICTS = (Verdict.UNDECIDED, *(verdict for verdict in Verdict if verdict is not Verdict.UNDECIDED))
"""The verdicts by their numbers; 0 is undecided."""

CODES = {verdict: code for code, verdict in enumerate(VERDICTS)}
"""The numbers of the verdicts."""

Codes = NDArray[np.int8]


def verdict_codes(suggestions: PackedSuggestions, decisions: Mapping[str, Decision]) -> Codes:
    """Return the number of the verdict on each of the suggestions."""
    codes = np.zeros(len(suggestions), np.int8)
    keys = np.fromiter(map(hash, decisions), np.int64, len(decisions))
    verdicts = np.fromiter([CODES[decision.verdict] for decision in decisions.values()], np.int8, len(keys))
    places, which = matches(suggestions.keys, keys)
    codes[places] = verdicts[which]
    return codes


def counted(names: Iterable[T], codes: NDArray[np.integer]) -> Counter[T]:
    """Return how often each of the names occurs, which the codes number from 0; none that does not."""
    every = tuple(names)
    numbers = np.bincount(codes, minlength=len(every)).tolist()
    return Counter({name: n for name, n in zip(every, numbers, strict=True) if n})


def next_of(wanted: NDArray[np.bool_], here: int, *, backwards: bool = False) -> int | None:
    """Return the next place after ``here`` that is wanted, going round at the end; None where none is.

    ``here`` is a place, or just outside: -1, or behind the last.
    """
    # The next is mostly near: to look for all of them would take the longer, the longer the text is.
    border = max(here, 0) if backwards else here + 1
    before, behind = (0, wanted[:border]), (border, wanted[border:])
    for begin, part in (before, behind) if backwards else (behind, before):
        if len(part):
            at = len(part) - 1 - int(part[::-1].argmax()) if backwards else int(part.argmax())
            if part[at]:
                return begin + at
    return None
