# SPDX-License-Identifier: Apache-2.0
"""One place under several assumptions, in one ranking."""

from math import exp

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.infill.damaged_words import DamagedWords
from desktop_app.repair.infill.hole_search import HoleSearch
from desktop_app.repair.infill.lexicon import lexicon
from desktop_app.repair.infill.lost_words import LossKind, LostWords
from desktop_app.repair.infill.pool import options, pooled
from desktop_app.repair.infill.ranking import FEATURES, INDEX, Ranking, Scorer
from desktop_app.text.span import Span

TEXT = "Mary Alden sold the ferry. Mary Alden mother was glad, and Mary Alden left."
PLACE = Span(27, 37)


def loss(*lengths: tuple[int, float], same: float = 0.0) -> LostWords:
    return LostWords(PLACE, lengths, reference="Mary Alden", same_entity=same)


def test_assumptions_share_the_probability() -> None:
    one = loss((1, 0.6), (2, 0.38), (3, 0.02), same=0.5)
    found = options(DamagedWords(TEXT, [one]), 0, one)
    assert [(o.hole.length, bool(o.hole.reference), o.share) for o in found] == [
        (1, True, 0.5),
        (1, False, 0.3),
        (2, False, pytest.approx(0.19)),
    ]


def test_a_dropped_compound_has_none() -> None:
    one = LostWords(PLACE, kind=LossKind.COMPOUND)
    assert options(DamagedWords(TEXT, [one]), 0, one) == []


def test_all_candidates_come_into_one_ranking() -> None:
    one = loss((1, 0.6), (2, 0.4), same=0.5)
    document = DamagedWords(TEXT, [one])
    search = HoleSearch(document, [1], lexicon(), None)
    assumed = options(document, 0, one)
    pool = pooled(search, one, assumed, search.find([o.hole for o in assumed], CancelToken()))
    assert len(pool.features) == len(pool.words) + 1
    assert pool.words[-1] == ()
    rows = {words: pool.features[k] for k, words in enumerate(pool.words)}
    assert exp(rows[("her",)][INDEX["share"]]) in (pytest.approx(0.5), pytest.approx(0.3))
    assert rows[("alden", "'s")][INDEX["last_part"]] == 1
    assert rows[("mary", "alden", "'s")][INDEX["whole_possessive"]] == 1
    assert not any(rows[w][INDEX["copied"]] for w in (("alden", "'s"), ("mary", "alden", "'s")))
    assert rows[()][INDEX["deletion"]] == 1
    assert pool.features[-1, INDEX["none"]] == 1
    assert pool.features[-1, INDEX["none_same"]] == 0.5
    assert not pool.features[:-1, INDEX["none"]].any()


def test_between_two_sentences_no_word_may_be_lost() -> None:
    inside = deletion("The mill stood empty. Mary Alden Nobody bought the mill.", "Mary Alden")
    assert inside[INDEX["deletion_break"]] == 1
    assert inside[INDEX["deletion_share"]] == 1
    assert deletion("The mill stood Mary Alden Nobody bought it.", "Mary Alden")[INDEX["deletion_break"]] == 0
    assert (
        deletion("The mill is old. Mary Alden nobody bought it.", "Mary Alden")[INDEX["deletion_break"]] == 0
    )


def deletion(text: str, copy: str) -> NDArray[np.float64]:
    one = LostWords(Span(text.index(copy), text.index(copy) + len(copy)), ((1, 1.0),), reference=copy)
    document = DamagedWords(text, [one])
    search = HoleSearch(document, [1], lexicon(), None)
    assumed = options(document, 0, one)
    pool = pooled(search, one, assumed, search.find([o.hole for o in assumed], CancelToken()))
    found: NDArray[np.float64] = pool.features[pool.words.index(())]
    return found


def test_hidden_units_weigh_one_feature_by_another() -> None:
    count = len(FEATURES)
    inputs = np.zeros((count, 1))
    inputs[INDEX["model"], 0] = inputs[INDEX["name"], 0] = 1.0
    scorer = Scorer(np.zeros(count), inputs, np.array([-1.0]), np.array([2.0]))
    features = np.zeros((3, count))
    features[0, INDEX["model"]] = features[0, INDEX["name"]] = 1.0
    features[1, INDEX["model"]] = 1.0
    ranking = Ranking({"neural": scorer, "plain": scorer})
    found = ranking.probabilities(features, neural=True)
    assert found.sum() == pytest.approx(1.0)
    assert found[0] > found[1] > found[2]
    assert found[0] / found[1] == pytest.approx(exp(2 * np.tanh(1.0)))
