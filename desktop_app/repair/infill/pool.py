# SPDX-License-Identifier: Apache-2.0
"""One place, several assumptions: how many words it lost, or that they meant the same as the copy.

All candidates under all assumptions come into one ranking, each with the share of its assumption as a
feature, so that one word competes with two at the right odds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.infill.candidates import Candidates
from desktop_app.repair.infill.closed_classes import FUNCTION_WORDS
from desktop_app.repair.infill.damaged_words import DamagedWords
from desktop_app.repair.infill.document_evidence import Words
from desktop_app.repair.infill.hole_search import Hole, HoleSearch
from desktop_app.repair.infill.lexicon import counted_form
from desktop_app.repair.infill.lost_words import LossKind, LostWords
from desktop_app.repair.infill.ranking import FEATURES, INDEX
from desktop_app.text.tokens import tokens

_LEAST_SHARE = 0.04
"""Assumptions less likely than this are not followed: they cost more than they bring."""


@dataclass(frozen=True, slots=True)
class Option:
    """A place under one assumption."""

    hole: Hole
    share: float
    """Probability of the assumption, 0..1."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates of one place, and features with one row more, for "none of these"."""

    words: tuple[Words, ...]
    """In the order of the rows; the same words may come from several assumptions."""

    features: NDArray[np.float64]


def options(document: DamagedWords, number: int, loss: LostWords) -> list[Option]:
    """Return what the place ``number`` of ``document`` may be, with probabilities; none for a compound."""
    if loss.kind is LossKind.COMPOUND:
        return []
    place = document.holes[number]
    reference = _forms(loss.reference) if loss.same_entity >= _LEAST_SHARE else ()
    found = []
    if reference:
        found.append(Option(Hole(place, 1, reference), loss.same_entity))
    rest = 1.0 - loss.same_entity if reference else 1.0
    found += [
        Option(Hole(place, length), rest * share)
        for length, share in loss.lengths
        if length > 0 and rest * share >= _LEAST_SHARE
    ]
    return found


def _forms(phrase: str) -> Words:
    return tuple(counted_form(t.of(phrase)) for t in tokens(phrase))


def pooled(
    search: HoleSearch, loss: LostWords, assumed: Sequence[Option], found: Sequence[Candidates]
) -> Pool:
    """Join the candidates ``found`` for each assumption about one place, deletion and "none" added."""
    if not assumed:
        return Pool((), np.zeros((1, len(FEATURES))))
    copied = frozenset(_forms(loss.reference)) - FUNCTION_WORDS
    words: list[Words] = []
    parts = []
    for option, one in zip(assumed, found, strict=True):
        part = one.features.copy()
        part[:, INDEX["share"]] = log(option.share)
        part[:, INDEX["same"]] = float(bool(option.hole.reference))
        if not option.hole.reference:
            # Where they meant the same, the relation of the two phrases says more.
            part[:, INDEX["copied"]] = [sum(w in copied for w in candidate) for candidate in one.words]
        words += one.words
        parts.append(part)
    words.append(())
    last = np.zeros(len(FEATURES))
    likeliest = max(zip(assumed, found, strict=True), key=lambda both: both[0].share)[1]
    last[INDEX["none"]] = 1.0
    for name, score in zip(("none_best", "none_second"), likeliest.scores, strict=False):
        last[INDEX[name]] = score
    last[INDEX["none_same"]] = sum(o.share for o in assumed if o.hole.reference)
    last[INDEX["none_long"]] = sum(o.share for o in assumed if o.hole.length > 1)
    deletion = search.deletion(assumed[0].hole.place)
    deletion[INDEX["same"]] = last[INDEX["none_same"]]
    deletion[INDEX["deletion_share"]] = sum(
        o.share for o in assumed if o.hole.length == 1 and not o.hole.reference
    )
    return Pool(tuple(words), np.vstack([*parts, deletion, last]))
