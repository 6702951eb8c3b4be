# SPDX-License-Identifier: Apache-2.0
"""The verdicts on many suggestions as numbers, so that a long text is counted and searched at once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.keys import Keys, keys_of, matches
from desktop_app.repair.packed import PackedSuggestions, in_both, pack
from desktop_app.review.decision import UNDECIDED, Decision, Verdict

T = TypeVar("T")

VERDICTS = (Verdict.UNDECIDED, *(verdict for verdict in Verdict if verdict is not Verdict.UNDECIDED))
"""The verdicts by their numbers; 0 is undecided."""

CODES = {verdict: code for code, verdict in enumerate(VERDICTS)}
"""The numbers of the verdicts."""

Codes = NDArray[np.int8]

_FEW, _MANY = 64, 5_000
"""Decisions that are looked at one by one; and from which on verdicts are carried over."""


def verdict_codes(suggestions: PackedSuggestions, decisions: Mapping[str, Decision]) -> Codes:
    """Return the number of the verdict on each of the suggestions."""
    codes = np.zeros(len(suggestions), np.int8)
    keys, verdicts = _columns(decisions)
    places, which = matches(suggestions.keys, keys)
    codes[places] = verdicts[which]
    return codes


def _columns(decisions: Mapping[str, Decision]) -> tuple[Keys, Codes]:
    return keys_of(decisions), np.array([CODES[d.verdict] for d in decisions.values()], np.int8)


class KnownVerdicts:
    """The verdicts of one review, brought up to date by what changes: most stay as they are."""

    def __init__(self) -> None:
        self._order = pack(())
        self._codes: Codes = np.zeros(0, np.int8)

    def of(self, order: PackedSuggestions, decisions: Mapping[str, Decision]) -> Codes:
        """Return the numbers of the verdicts on the suggestions in force; not to be changed or kept."""
        if order is not self._order:
            # A few are looked for sooner than those that stay are told from the others.
            few = len(decisions) < _MANY
            self._codes = verdict_codes(order, decisions) if few else self._carried(order, decisions)
            self._order = order
        return self._codes

    def _carried(self, order: PackedSuggestions, decisions: Mapping[str, Decision]) -> Codes:
        here, there, _ = in_both(self._order, order)
        codes = np.zeros(len(order), np.int8)
        codes[there] = self._codes[here]
        is_new = np.ones(len(order), np.bool_)
        is_new[there] = False
        places = np.flatnonzero(is_new)
        new = order.take(places)
        if len(new) > _FEW:
            codes[places] = verdict_codes(new, decisions)
        else:
            codes[places] = [CODES[decisions.get(key, UNDECIDED).verdict] for key in new.ids()]
        return codes

    def note(self, decisions: Mapping[str, Decision]) -> None:
        """Take in that these have been made."""
        if len(decisions) > _FEW:
            keys, codes = _columns(decisions)
            places, which = matches(self._order.keys, keys)
            self._codes[places] = codes[which]
            return
        for key, decision in decisions.items():
            if (place := self._order.find(key)) is not None:
                self._codes[place] = CODES[decision.verdict]


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
