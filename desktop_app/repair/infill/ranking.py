# SPDX-License-Identifier: Apache-2.0
"""One log-linear ranking over candidates from all sources; its weights are fitted, not chosen.

The probability of a candidate is the softmax of its weighted features among all candidates and one
more answer, "none of these" (McFadden 1974, conditional logit). Fitting by maximum likelihood on held
text makes the probabilities calibrated; ``training/infill/fit_ranking.py`` does it.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.resources import resource

FEATURES = (
    "model",
    "model_share",
    "unscored",
    "pairs",
    "count",
    "after",
    "before",
    "both",
    "wide",
    "shared",
    "shared_both",
    "proven",
    "near",
    "mark",
    "function",
    "name",
    "unknown",
    "pieces",
    "ends_at_capital",
    "runs_into_capital",
    "ends_at_small",
    "repeats",
    "wrong_article",
    "pronoun",
    "pronoun_class",
    "pronoun_again",
    "told_class",
    "other_class",
    "quoted_speaker",
    "unquoted_speaker",
    "long_model",
    "slot",
    "opens",
    "first_part",
    "last_part",
    "inner_part",
    "whole",
    "with_article",
    "fuller",
    "longer",
    "overlap",
    "unrelated",
    "determiner",
    "pronoun_determiner",
    "possessive",
    "words_2",
    "words_3",
    "words_4",
    "none",
    "none_best",
    "none_second",
)
"""Names of the features, in the order of the columns; the last three belong to "none of these"."""

INDEX = {name: k for k, name in enumerate(FEATURES)}
CASES = ("one", "two", "more", "same", "one_plain", "more_plain", "same_plain")
"""Weights differ by the number of lost words, by whether the lost words meant the same as the copy,
and by whether a neural model is at hand (``plain``: none is)."""


class Ranking:
    """Fitted weights; immutable."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        """``weights`` holds, for each of ``CASES``, weights by feature; missing ones are zero."""
        self._weights = {
            case: np.array([weights.get(case, {}).get(name, 0.0) for name in FEATURES]) for case in CASES
        }

    def probabilities(self, case: str, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each row of ``features``; the last row is "none of these"."""
        scores = features @ self._weights[case]
        scores = np.exp(scores - scores.max())
        result: NDArray[np.float64] = scores / scores.sum()
        return result


def case_of(length: int, *, neural: bool) -> str:
    """Return which weights serve for ``length`` >= 1 lost words.

    >>> case_of(1, neural=True), case_of(5, neural=False)
    ('one', 'more_plain')
    """
    if neural:
        return ("one", "two")[length - 1] if length <= 2 else "more"
    return "one_plain" if length == 1 else "more_plain"


def none_row(scores: Sequence[float]) -> NDArray[np.float64]:
    """Return the features of "none of these", given the model's log probabilities of the candidates."""
    row = np.zeros(len(FEATURES))
    best = sorted(scores, reverse=True)[:2]
    row[INDEX["none"]] = 1.0
    row[INDEX["none_best"]] = best[0] if best else 0.0
    row[INDEX["none_second"]] = best[1] if len(best) > 1 else 0.0
    return row


def read_ranking(path: Path) -> Ranking:
    """Read fitted weights. Raises ``OSError`` or ``ValueError``."""
    return Ranking(json.loads(path.read_text(encoding="utf-8"))["weights"])


@cache
def packaged_ranking() -> Ranking:
    """Return the ranking that comes with the program, read once."""
    return read_ranking(resource("models", "infill", "ranking.json"))
